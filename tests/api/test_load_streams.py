from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from api.load import load_saved
from graph.errors import SourceChanged, SourceUnavailable
from graph.ledger import Ledger
from graph.levels import Level
from graph.merge import merge
from graph.model import MergedGraph, Property, Relation
from loaders.base import LoadReport, LoadStatus
from loaders.stream import Stream
from tests.loaders.source_files import (
    FIRST,
    SECOND,
    commission,
    entry,
    export,
    exported,
    full_list,
    listed,
    met,
    register,
    seen,
    watched,
)
from tests.loaders.workbooks import fts_year

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
FILES = {
    "ep-full-list": full_list(listed()),
    "ep-directory": full_list(listed()),
    "ep-meetings": export(exported("X", FIRST)),
    "integrity-watch": watched(seen(f"X {FIRST}")),
    "commission-meetings": commission(met()),
    "transparency-register": register(entry(), entry(SECOND, "Another")),
    "fts": Stream("fts.xlsx", [fts_year("Invented Federation")]),
    "funding-calls": Stream(
        "calls.json",
        [b'{"results": [{"reference": "X", "metadata": {"identifier": ["X"], "title": ["T"]}}]}'],
    ),
}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "ledger.sqlite") as opened:
        yield opened


def load(
    ledger: Ledger, name: str, folder: Path, made: Stream | None = None, day: int = 0
) -> LoadReport:
    path = folder / f"{name}.txt"
    path.write_bytes(b"".join((made or FILES[name]).chunks))
    return load_saved(ledger, name, path, now=NOW + timedelta(days=day))


def graph(ledger: Ledger) -> MergedGraph:
    return merge(ledger.read(Level.PUBLIC), ledger.sources(), Level.PUBLIC, 1)


@pytest.mark.parametrize("name", list(FILES))
def test_same_file_twice_appends_nothing(ledger: Ledger, tmp_path: Path, name: str) -> None:
    load(ledger, "transparency-register", tmp_path)
    load(ledger, name, tmp_path)
    again = load(ledger, name, tmp_path, day=1)
    assert (again.status, again.appended, again.closed) == (LoadStatus.UNCHANGED, 0, 0)
    assert again.unchanged > 0


def test_meetings_find_their_organisations_after_the_register(
    ledger: Ledger, tmp_path: Path
) -> None:
    load(ledger, "ep-meetings", tmp_path)
    assert graph(ledger).ties == ()
    load(ledger, "transparency-register", tmp_path)
    load(ledger, "ep-meetings", tmp_path)
    (tie,) = [one for one in graph(ledger).ties if one.relation is Relation.CONTACT_OF]
    assert (tie.subject, tie.object) == (f"eu-tr:{FIRST}", "ep-person:9001")
    assert [one.source for one in tie.evidence] == ["ep-meetings"]


def test_corrected_row_replaces_what_its_day_said(ledger: Ledger, tmp_path: Path) -> None:
    load(ledger, "transparency-register", tmp_path)
    two = (exported("X", FIRST), exported("X", FIRST, day="2026-01-09"))
    load(ledger, "ep-meetings", tmp_path, export(*two))
    load(ledger, "ep-meetings", tmp_path, export(exported("Y", SECOND)), day=1)
    ties = [one for one in graph(ledger).ties if one.relation is Relation.CONTACT_OF]
    assert sorted((one.subject, str(one.period.start)) for one in ties) == [
        (f"eu-tr:{FIRST}", "2026-01-09"),
        (f"eu-tr:{SECOND}", "2026-01-02"),
    ]


def test_sources_under_odbl_stay_apart(ledger: Ledger, tmp_path: Path) -> None:
    for name in FILES:
        load(ledger, name, tmp_path)
    licences = {
        state.source.id: state.source.licence for state in ledger.source_states(Level.PUBLIC)
    }
    assert {name for name, licence in licences.items() if "ODbL" in licence} == {"integrity-watch"}


def test_each_directory_is_a_source_of_its_own(ledger: Ledger, tmp_path: Path) -> None:
    for term in ("Term 8", "Term 9"):
        path = tmp_path / f"{term}.xml"
        path.write_bytes(b"".join(full_list(listed(name=term)).chunks))
        load_saved(ledger, "ep-directory", path, now=NOW)
    assert sorted(ledger.sources()) == ["ep-directory:term-8", "ep-directory:term-9"]
    member = graph(ledger).entities["ep-person:9001"]
    assert len(member.alternatives[Property.NAME]) == 1


def test_failure_is_noted_with_its_source(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(SourceChanged):
        load(ledger, "transparency-register", tmp_path, watched(seen()))
    with pytest.raises(SourceUnavailable):
        load_saved(ledger, "ep-meetings", tmp_path / "nothing.csv", now=NOW)
    states = {item.source: item.status for item in ledger.loads()}
    assert states == {"transparency-register": "failed", "ep-meetings": "unavailable"}


def test_dry_run_reads_and_writes_nothing(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "register.xml"
    path.write_bytes(b"".join(FILES["transparency-register"].chunks))
    report = load_saved(ledger, "transparency-register", path, now=NOW, dry_run=True)
    assert report.read > 0
    assert ledger.loads() == ()


def test_second_load_is_not_led_by_what_the_first_one_said(ledger: Ledger, tmp_path: Path) -> None:
    load(ledger, "transparency-register", tmp_path)
    made = commission(met(), met("", "Home &amp;amp; Affairs", body="<cabinet>Else</cabinet>"))
    load(ledger, "commission-meetings", tmp_path, made)
    again = load(ledger, "commission-meetings", tmp_path, made)
    assert (again.appended, again.closed) == (0, 0)


def test_organisation_above_public_is_not_matched(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "ours.csv"
    path.write_text(
        "key,name,kind,transparency_register_id,source,level\n"
        f"secret,Secret Friends,ngo,{FIRST},us,office\n"
    )
    load_saved(ledger, "organizations", path, now=NOW)
    load(ledger, "ep-meetings", tmp_path)
    assert [one for one in graph(ledger).dangling if "secret" in one] == []
    assert [one for one in graph(ledger).ties if one.relation is Relation.CONTACT_OF] == []
