"""``corridors positions`` through the command line, on a home of its own.

Every position and vote here is invented, says so in its text, and describes nobody.
"""

import csv
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from api.cli import app
from api.load import load_saved, load_starter_pack
from api.settings import Settings
from api.wiring import Workspace

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
POSITIONS = """actor,dossier,stance,date,evidence,source,url
ep-person:4289,2025/0059,lean for,2026-01-10,"Invented, one",invented,https://example.org
ep-person:4289,2025/0059,against,2026-03-10,"Invented, two",invented,
ep-org:PPE,2025/0059,for,2026-02-02,Invented,invented,
org:irct-brussels-office,2025/0059,against,2026-01-01,Invented,invented,
"""
REFERENCES = """vote,dossier,ours,date,title,source
900001,2025/0059,against,2025-02-01,An invented vote,invented
"""
VOTES = [{"id": "900001", "title": "An invented vote", "date": "2025-02-01"}]


@pytest.fixture(scope="module")
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("positions")
    copy = folder / "copy"
    copy.mkdir()
    with Workspace(Settings(folder)) as workspace:
        ledger = workspace.ledger
        load_starter_pack(ledger, now=NOW)
        for name, text in (("positions", POSITIONS), ("reference-votes", REFERENCES)):
            path = folder / f"{name}.csv"
            path.write_text(text, encoding="utf-8")
            assert load_saved(ledger, name, path, now=NOW).rejections == ()
        people = [one for one in workspace.view().graph.entities if one.startswith("ep-person:")]
        cells = {one.removeprefix("ep-person:"): 1 for one in people}
        (copy / "matrix.json").write_text(json.dumps({"900001": cells}), encoding="utf-8")
        (copy / "votes_2025.json").write_text(json.dumps(VOTES), encoding="utf-8")
        report = load_saved(ledger, "ep-votes", copy, now=NOW)
        assert (report.rejections, report.appended) == ((), len(people) + 3)
    yield folder


def ask(home: Path, *words: str) -> Result:
    environ = {"CORRIDORS_HOME": str(home)}
    return CliRunner(env=environ).invoke(app, ["positions", *words, "--as-of", "2026-11-24"])


def rows(result: Result) -> list[dict[str, str]]:
    assert result.exit_code == 0, result.exception
    return list(csv.DictReader(result.stdout.splitlines()))


def test_who_stands_where_is_listed_with_its_evidence_and_what_contradicts_it(
    own_home: Path,
) -> None:
    listed = rows(ask(own_home, "2025/0059", "--csv"))
    member = [one for one in listed if one["id"] == "ep-person:4289"]
    assert [(one["position"], one["standing"], one["evidence"]) for one in member] == [
        ("against", "decides", "Invented, two"),
        ("lean for", "older", "Invented, one"),
    ]
    assert member[1]["url"] == "https://example.org"
    assert {one["group"] for one in member} == {"EPP"}


def test_unknown_is_counted_by_group(own_home: Path) -> None:
    counted = rows(ask(own_home, "2025/0059", "--csv", "--sheet", "By group"))
    total = counted[-1]
    assert (total["voters"], total["against"], total["unknown"]) == ("718", "1", "717")
    assert sum(int(one["voters"]) for one in counted[:-1]) == 718


def test_estimates_stand_in_tables_of_their_own(own_home: Path) -> None:
    answer = json.loads(ask(own_home, "2025/0059", "--estimate", "--json").stdout)
    made = answer["estimates"]
    assert made["ours"] == "against"
    assert [(one["group"], one["with_us"]) for one in made["lines"]] == [("EPP", False)]
    assert {one["label"] for one in made["members"]} == {"estimate"}
    assert len(made["members"]) == 718
    assert answer["stated"]["total"]["voters"] == 718
    assert json.loads(ask(own_home, "2025/0059", "--json").stdout)["estimates"] is None


def test_one_actor_is_shown_with_all_that_was_stated(own_home: Path) -> None:
    words = ("2025/0059", "--actor", "Angelika Niebler", "--csv", "--sheet", "Statements")
    assert [one["since"] for one in rows(ask(own_home, *words))] == ["2026-03-10", "2026-01-10"]
    nobody = json.loads(ask(own_home, "2025/0059", "--actor", "Murielle Laurent", "--json").stdout)
    assert (nobody["position"], nobody["history"]) == ("unknown", [])


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("2025/9999",), "called '2025/9999'"),
        (("2025/0059", "--actor", "Murielle Lorent"), "Murielle LAURENT"),
        (("2025/0059", "--estimate", "--line", "EPP=maybe"), "strongly_for, for, lean_for"),
        (("2025/0059", "--estimate", "--line", "EPP"), "expected GROUP=for"),
        (("2025/0059", "--estimate", "--line", "Blue=for"), "is no group of these voters"),
        (("2024/2081", "--estimate"), "No reference votes are chosen"),
        (("2025/0059", "--estimate", "--window-days", "3"), "those chosen are from 2025-02-01"),
    ],
)
def test_what_cannot_be_answered_says_what_is_at_fault(
    own_home: Path, words: tuple[str, ...], told: str
) -> None:
    failed = ask(own_home, *words)
    assert failed.exit_code != 0
    assert told in str(failed.exception)


def test_ballots_are_not_loaded_before_votes_are_chosen(home: Path, tmp_path: Path) -> None:
    (tmp_path / "matrix.json").write_text("{}", encoding="utf-8")
    words = ["load", "ep-votes", "--from", str(tmp_path), "--dry-run"]
    failed = CliRunner(env={"CORRIDORS_HOME": str(home)}).invoke(app, words)
    assert "No reference votes are chosen" in str(failed.exception)
