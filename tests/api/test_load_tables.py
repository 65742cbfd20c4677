"""Tables from the command's side: maps, sheets, errors in a file, and the public lists whole."""

import csv
import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli import app
from api.load import load_saved
from api.load_streams import STREAMED
from api.load_tables import Reading, how_of, shipped, write_errors
from graph.errors import InputError, SourceChanged
from graph.ledger import Ledger
from graph.levels import Level
from loaders.base import LoadStatus
from tests.loaders.workbooks import workbook_of
from tests.shared import SHARED, needs_shared

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
ROWS = [("Organisation", "Land"), ("An Example Centre", "DE"), ("", "FR"), ("=cmd", "XX")]
MAPS = ("Organisation=name", "Land=country_iso2", "source:=us")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "ledger.sqlite") as opened:
        yield opened


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_mapped_table_loads_from_either_form_and_names_its_bad_rows(
    ledger: Ledger, tmp_path: Path, form: str
) -> None:
    path = tmp_path / f"ours.{form}"
    text = "\n".join(",".join(row) for row in ROWS[:-1]).encode()
    path.write_bytes(text if form == "csv" else workbook_of(ROWS[:-1]))
    report = load_saved(ledger, "centres", path, now=NOW, reading=Reading(MAPS))
    assert [count.found for count in report.counts] == [2, 1]
    assert [item.place for item in report.rejections] == [f"ours.{form} row 3"]
    again = load_saved(ledger, "centres", path, now=NOW, reading=Reading(MAPS))
    assert (again.status, again.appended, again.closed) == (LoadStatus.UNCHANGED, 0, 0)


def test_both_forms_of_a_table_say_the_same(tmp_path: Path) -> None:
    said = []
    for form in ("csv", "xlsx"):
        (tmp_path / form).mkdir()
        path = tmp_path / form / f"ours.{form}"
        text = "\n".join(",".join(row) for row in ROWS[:2]).encode()
        path.write_bytes(text if form == "csv" else workbook_of(ROWS[:2]))
        with Ledger.open(tmp_path / form / "ledger.sqlite") as ledger:
            load_saved(ledger, "centres", path, now=NOW, reading=Reading(MAPS))
            said.append([item.statement for item in ledger.read(Level.PROTECTED)])
    assert said[0] == said[1]


def test_a_map_beside_the_table_is_used_and_told_of(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "ours.csv"
    path.write_text("Organisation,Land\nA,DE\n")
    beside = '[columns]\nOrganisation = "name"\nLand = "country_iso2"\n[values]\nsource = "us"\n'
    (tmp_path / "ours.map.toml").write_text(beside)
    report = load_saved(ledger, "centres", path, now=NOW)
    assert report.rejections == ()
    assert "Columns are mapped by ours.map.toml, which lies beside the table." in report.notes


def test_a_dry_run_shows_rows_as_they_would_be_read(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "ours.csv"
    path.write_text("Organisation,Land\nA,DE\n")
    report = load_saved(ledger, "centres", path, now=NOW, dry_run=True, reading=Reading(MAPS))
    assert "ours.csv row 2 is read as: name 'A', country_iso2 'DE', source 'us'." in report.notes
    assert ledger.loads() == ()


def test_all_errors_are_written_and_none_runs_as_a_formula(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "ours.csv"
    rows = "".join(f"=cmd{number},XX\n" for number in range(40))
    path.write_text(f"Organisation,Land\n{rows}")
    report = load_saved(ledger, "centres", path, now=NOW, dry_run=True, reading=Reading(MAPS))
    write_errors(tmp_path / "errors.csv", (report,))
    with (tmp_path / "errors.csv").open(newline="") as file:
        written = list(csv.DictReader(file))
    assert len(written) == 40
    assert written[0]["record"].startswith("'=cmd0|")


def test_a_map_that_is_nowhere_is_named_with_those_that_are(tmp_path: Path) -> None:
    assert shipped() == ("irct_country_coverage", "register-2025-01-18")
    with pytest.raises(InputError, match=r"no map.*none of: irct_country_coverage"):
        how_of(tmp_path / "x.csv", Reading(("nothing",)))


@needs_shared
@pytest.mark.parametrize(
    ("form", "path", "maps", "rows"),
    [
        ("organizations", "networks/organisations.csv", (), 46),
        ("memberships", "networks/memberships.csv", (), 31),
        ("centres", "networks/rehabilitation_centres.csv", (), 26),
        ("country-notes", "networks/irct_country_coverage.csv", ("irct_country_coverage",), 8),
        ("council-figures", "council/qmv_population_shares.csv", (), 55),
        ("voting-rules", "council/qmv_rules.csv", (), 5),
        ("seats", "council/ep_seats_by_country_2024_2029.csv", (), 27),
        ("seats", "council/ep_seats_by_group_2024-07.csv", (), 9),
        ("presidencies", "council/presidencies.csv", (), 28),
        ("council-bodies", "council/preparatory_bodies.csv", (), 15),
        ("calls", "funding/calls_torture_rehabilitation.csv", (), 7),
        ("legal-acts", "funding/legal_acts.csv", (), 21),
        ("dialogues", "funding/human_rights_dialogues_2013.csv", (), 30),
        (
            "register-names",
            "register/tr_ids_names_2025-01-18.csv.gz",
            ("register-2025-01-18",),
            13_089,
        ),
        (
            "register-names",
            "register/tr_ids_human_rights_migration_2025-01-18.csv",
            ("register-2025-01-18",),
            166,
        ),
        (
            "register-names",
            "register/tr_profiles_sample_2025-01-18.csv",
            ("register-2025-01-18",),
            95,
        ),
    ],
)
def test_every_saved_list_loads_whole_and_a_second_time_appends_nothing(
    ledger: Ledger, form: str, path: str, maps: tuple[str, ...], rows: int
) -> None:
    report = load_saved(ledger, form, SHARED / path, now=NOW, reading=Reading(maps))
    assert report.rejections == ()
    assert report.counts[0].found == rows
    assert sum(count.found for count in report.counts[1:]) == rows
    again = load_saved(ledger, form, SHARED / path, now=NOW, reading=Reading(maps))
    assert (again.status, again.appended, again.closed) == (LoadStatus.UNCHANGED, 0, 0)


@needs_shared
def test_meetings_without_a_service_are_not_taken_for_contacts(
    ledger: Ledger, tmp_path: Path
) -> None:
    path = tmp_path / "meetings.csv"
    shutil.copyfile(SHARED / "register" / "commission_meetings_sample_2025-01-18.csv", path)
    with pytest.raises(SourceChanged, match=r"expected XML.*no service"):
        load_saved(ledger, "commission-meetings", path, now=NOW)


def test_the_command_takes_maps_and_writes_what_was_rejected(tmp_path: Path) -> None:
    path, errors = tmp_path / "ours.xlsx", tmp_path / "errors.csv"
    path.write_bytes(workbook_of([("a list",), *ROWS], other=[("x",)]))
    maps = [word for one in MAPS for word in ("--map", one)]
    words = ["load", "centres", "--from", str(path), *maps, "--sheet", "sheet", "--json"]
    done = CliRunner().invoke(app, ["--home", str(tmp_path), *words, "--errors", str(errors)])
    assert done.exit_code == 0, done.exception
    (report,) = json.loads(done.stdout)
    assert report["counts"][1] == {"what": "rows kept", "expected": None, "found": 1}
    with errors.open(newline="") as file:
        assert len(list(csv.reader(file))) == 3


def test_keywords_reach_the_source_that_offers_them(tmp_path: Path) -> None:
    path = tmp_path / "calls.json"
    metadata = (
        {"identifier": ["A-1"], "title": ["Fish"]},
        {"identifier": ["B-1"], "title": ["Torture"]},
    )
    path.write_text(json.dumps({"results": [{"metadata": each} for each in metadata]}))
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        reading = Reading(keywords=("our-field",))
        report = load_saved(ledger, "funding-calls", path, now=NOW, reading=reading)
    assert {count.what: count.found for count in report.counts}["calls left out by keyword"] == 1


def test_calls_are_asked_for_page_by_page_as_the_portal_wants_it() -> None:
    pages = STREAMED["funding-calls"].pages
    assert pages is not None
    asked = pages.page(1)
    assert asked.url.endswith("/search?apiKey=SEDIA&text=%2A%2A%2A&pageSize=100&pageNumber=2")
    assert asked.parts is not None
    assert set(asked.parts) == {"query", "languages"}
