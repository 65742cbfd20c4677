"""From a loaded table to the list of days, through the doors' own question."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from api.asks.deadlines import DeadlinesAsk, answer_deadlines
from api.load import load_saved
from api.questions import asked_of
from api.settings import Settings
from api.wiring import Workspace
from graph.levels import Level
from queries.deadlines import Deadlines, Occasion

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
TABLES = {
    "calls": (
        "call,reference,deadline,source\n"
        "An invented call,X-1,2026-12-01,a page\n"
        "Another,X-2,2027-12,a page\n"
    ),
    "dialogues": (
        "kind,country_iso2,date,consultation,source,level\n"
        "structured dialogue,KZ,2026-12-20,2026-12-06,a page,\n"
        "local dialogue,TN,2026-12-21,,our notes,office\n"
    ),
    "countries": "iso2,name\nLT,Lithuania\n",
    "organizations": "key,name,kind,source\ncouncil-of-the-eu,Council,institution,a page\n",
    "presidencies": "country_iso2,start,end,source\nLT,2027-01-01,2027-06-30,a page\n",
}


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace(Settings(tmp_path)) as opened:
        for name, text in TABLES.items():
            (tmp_path / f"{name}.csv").write_text(text)
            load_saved(opened.ledger, name, tmp_path / f"{name}.csv", now=NOW)
        yield opened


def ask(workspace: Workspace, level: Level = Level.OFFICE, **more: object) -> Deadlines:
    told = asked_of(workspace, level, date(2026, 11, 24))
    return answer_deadlines(told, DeadlinesAsk(**more))  # type: ignore[arg-type]  # by name


def test_deadlines_of_loaded_tables_are_listed(workspace: Workspace) -> None:
    found = [
        (str(one.day), one.occasion.value, one.subject.name) for one in ask(workspace).deadlines
    ]
    kazakhstan = "EU human-rights structured dialogue: Kazakhstan"
    assert found == [
        ("2026-12-01", "call", "An invented call"),
        ("2026-12-06", "consultation", kazakhstan),
        ("2026-12-20", "dialogue", kazakhstan),
        ("2026-12-21", "dialogue", "EU human-rights local dialogue: Tunisia"),
        ("2027-01-01", "presidency", "Lithuania"),
    ]


def test_a_month_as_deadline_ends_on_its_last_day(workspace: Workspace) -> None:
    found = ask(workspace, days=500, occasion=(Occasion.CALL,)).deadlines
    assert [str(one.day) for one in found] == ["2026-12-01", "2027-12-31"]


def test_who_sees_less_is_not_told_of_more(workspace: Workspace) -> None:
    found = ask(workspace, Level.PUBLIC).deadlines
    assert not any("Tunisia" in one.subject.name for one in found)
