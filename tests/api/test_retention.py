"""What was kept to its date is listed, taken out when told, and does not come back."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from api.retention import RetentionOut, retain, retention_rules
from api.settings import Settings
from api.wiring import Workspace
from graph.errors import InputError
from graph.levels import Level
from graph.model import Kind, Relation
from graph.period import Period
from graph.provenance import Statement
from graph.retention import add_months
from tests.graph.factories import link, load, node

RULES = """
[contacts]
predicate = "CONTACT_OF"
source = "regis*"
levels = ["office"]
months = 24
since = "last"

[leavers]
predicate = "MEMBER_OF"
months = 60
action = "close"

[positions]
predicate = "STANDS_ON"
months = 24
since = "vote"
"""


def met(who: str, day: date, level: Level = Level.OFFICE) -> Statement:
    return link(
        "org:a", who, relation=Relation.CONTACT_OF, period=Period.on(day), level=level,
        record=f"{who} {day}",
    )  # fmt: skip


SAID = [
    met("p:1", date(2021, 5, 1)),  # 1 kept: met again later
    met("p:1", date(2025, 5, 1)),  # 2
    met("p:2", date(2023, 5, 1)),  # 3 due
    met("p:2", date(2022, 5, 1)),  # 4 due
    met("p:3", date(2020, 1, 1), Level.PUBLIC),  # 5 another level
    link("p:1", "org:a", period=Period.between(None, date(2020, 12, 31))),  # 6 due: closed
    link("p:2", "org:a", period=Period.between(None, date(2024, 12, 31))),  # 7 later
    link("p:3", "org:a"),  # 8 no end
    link("p:1", "ep-procedure:1", relation=Relation.STANDS_ON, role="for"),  # 9 due
    link("p:1", "ep-procedure:2", relation=Relation.STANDS_ON, role="for"),  # 10 no vote
    link(
        "ep-vote:1",
        "ep-procedure:1",
        relation=Relation.REFERENCE_FOR,
        period=Period.since(date(2024, 1, 10)),
    ),
    *(node(f"p:{number}") for number in (1, 2, 3)),
    node("org:a", Kind.ORGANIZATION),
]


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace(Settings(tmp_path / "home")) as opened:
        load(opened.ledger, SAID)
        (tmp_path / "home" / "retention.toml").write_text(RULES, encoding="utf-8")
        yield opened


def ask(workspace: Workspace, *, apply: bool, year: int = 2026) -> RetentionOut:
    rules = retention_rules(workspace.settings.home)
    now = datetime(year, 3, 4, tzinfo=UTC)
    return retain(workspace, rules, now=now, apply=apply)


def test_what_is_due_is_listed_by_rule_with_the_next_day(workspace: Workspace) -> None:
    found = ask(workspace, apply=False)
    assert [(line.rule, line.action, line.due) for line in found.lines] == [
        ("contacts", "erase", 2),
        ("leavers", "close", 1),
        ("positions", "erase", 1),
    ]
    assert found.next_due == date(2027, 5, 1)
    assert len(list(workspace.ledger.read(Level.PROTECTED))) == len(SAID)


def test_what_was_due_is_gone_and_stays_gone(workspace: Workspace) -> None:
    assert ask(workspace, apply=True).applied
    gone = {SAID[place - 1] for place in (3, 4, 6, 9)}
    kept = [one for one in SAID if one not in gone]
    for day in (100, 101):
        assert [item.statement for item in workspace.ledger.read(Level.PROTECTED)] == kept
        assert load(workspace.ledger, SAID, day=day).appended == 0
    history = {item.statement for item in workspace.ledger.history(Level.PROTECTED)}
    assert history == {*kept, SAID[5]}  # closed, not erased
    assert [line.due for line in ask(workspace, apply=True).lines] == [0, 0, 0]
    assert [line.due for line in ask(workspace, apply=False, year=2030).lines] == [2, 1, 0]


def test_without_a_file_there_are_no_rules(tmp_path: Path) -> None:
    assert retention_rules(tmp_path) == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("contacts = 3", "expected a table"),
        ("[a]\nmonths = 0", "months is 0"),
        ("[a]\nmonths = true", "months is True"),
        ("[a]\nmonths = 1\nyears = 2", "nothing is called 'years'"),
        ('[a]\nmonths = 1\npredicate = "MEETS"', "'MEETS' is no relation or property"),
        ('[a]\nmonths = 1\nsince = "ever"', "'ever' is not a valid Since"),
        ('[a]\nmonths = 1\nlevels = ["high"]', "no access level"),
        ("[a", "cannot be read"),
    ],
)
def test_rules_that_make_no_sense_are_refused(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "retention.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=words):
        retention_rules(tmp_path)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 11, 5), 2, date(2025, 1, 5)),
    ],
)
def test_months_end_on_the_last_day_there_is(day: date, months: int, then: date) -> None:
    assert add_months(day, months) == then
