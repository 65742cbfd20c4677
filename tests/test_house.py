"""The house itself: package names, documentation that cannot drift, nothing from outside."""

import re
import subprocess
from importlib import import_module
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from api.cli_list import LISTED
from graph.model import Classification, Kind, Property, Relation
from tests.conftest import LONGEST

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("package", ["graph", "loaders", "queries", "viz", "api"])
def test_each_package_name_belongs_to_us_alone(package: str) -> None:
    # An editable install lists no packages, so ours may be missing there; a foreign one never may.
    assert set(packages_distributions().get(package, [])) <= {"corridors"}
    assert import_module(package).__file__ == str(ROOT / package / "__init__.py")


@pytest.mark.parametrize("enum", [Kind, Classification, Relation, Property])
def test_vocabulary_lists_every_term(enum: type[Kind]) -> None:
    page = (ROOT / "docs/vocabulary.md").read_text(encoding="utf-8")
    assert [term for term in enum if f"`{term.value}`" not in page] == []


def test_the_files_of_tests_that_are_begun_first_are_there() -> None:
    assert [name for name in LONGEST if not (ROOT / "tests" / name).is_file()] == []


def test_no_label_is_also_a_relation() -> None:
    labels = {kind.value for kind in Kind} | {label.value for label in Classification}
    assert labels.isdisjoint(relation.value for relation in Relation)


def test_settings_page_lists_every_setting() -> None:
    code = (ROOT / "api/settings.py").read_text(encoding="utf-8")
    page = (ROOT / "docs/settings.md").read_text(encoding="utf-8")
    assert set(re.findall(r"CORRIDORS_[A-Z0-9_]+", code)) == set(
        re.findall(r"CORRIDORS_[A-Z0-9_]+", page)
    )


def test_readme_names_every_command() -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"`(?:corridors )?([a-z-]+)`", page))
    commands = {name for lines in LISTED.values() for name in lines}
    assert commands - listed == set()


def test_constraints_pin_and_name_no_index() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert lines
    assert [
        line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.]+", line)
    ] == []


def test_readme_fits_its_promise() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 120


def test_no_committed_file_names_a_package_registry() -> None:
    hosts = [
        "py" + "pi.org",
        "python" + "hosted.org",
        "registry.npm" + "js.org",
        "repo1." + "maven",
    ]
    listed = subprocess.run(
        ["git", "grep", "-lI", *[part for host in hosts for part in ("-e", host)]],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode > 1:
        pytest.skip("not a git checkout")
    assert listed.stdout.splitlines() == []
