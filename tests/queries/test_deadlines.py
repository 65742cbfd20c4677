from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Classification, Entity, Fact, Kind, Property, Relation
from graph.period import ALWAYS_UNKNOWN, Period
from queries.deadlines import Deadlines, Occasion, deadline_sheets, deadlines
from tests.factories import DAY, body, evidence, member, merged, tie


def dated(entity: Entity, **days: date) -> Entity:
    """Give an entity with days by property."""
    properties = {
        Property(name): (Fact(day, ALWAYS_UNKNOWN, evidence("portal", as_of=DAY)),)
        for name, day in days.items()
    }
    return replace(entity, properties=properties)


def call(name: str, day: date | None = None) -> Entity:
    made = body(name, Classification.FUNDING_CALL, kind=Kind.CALL)
    return dated(made, deadline=day) if day else made


def dialogue(name: str, **days: date) -> Entity:
    return dated(body(name, Classification.DIALOGUE, kind=Kind.EVENT), **days)


def after(days: int) -> date:
    return DAY + timedelta(days)


GRAPH = merged(
    [
        call("call:a", after(10)),
        call("call:late", after(400)),
        call("call:old", after(-1)),
        call("call:undated"),
        dialogue("event:d", start_date=after(20), consultation_date=after(5)),
        dialogue("event:series"),
        dated(
            body("event:letter", Classification.JOINT_STATEMENT, kind=Kind.EVENT),
            start_date=after(3),
        ),
        body("ep-vote:1", Classification.VOTE_EVENT, kind=Kind.EVENT),
        body("file", kind=Kind.DOSSIER),
        body("country:X", Classification.COUNTRY, kind=Kind.AREA),
        body("org:council"),
    ],
    [
        tie("ep-vote:1", Relation.REFERENCE_FOR, "file", "for", period=Period(after(0))),
        member(
            "country:X", "org:council", "PRESIDENCY", period=Period.between(after(30), after(200))
        ),
        member("country:X", "org:council", period=Period.since(after(1))),
    ],
)


def ask(days: int = 90, *occasions: Occasion, about: tuple[str, ...] = ()) -> Deadlines:
    return deadlines(GRAPH, as_of=DAY, days=days, occasions=occasions, about=about)


def test_each_day_ahead_is_told_in_order_with_who_says_so() -> None:
    found = ask()
    assert [(one.days_left, one.occasion, one.subject.id) for one in found.deadlines] == [
        (0, Occasion.VOTE, "ep-vote:1"),
        (5, Occasion.CONSULTATION, "event:d"),
        (10, Occasion.CALL, "call:a"),
        (20, Occasion.DIALOGUE, "event:d"),
        (30, Occasion.PRESIDENCY, "country:X"),
    ]
    first = found.deadlines[2]
    assert (first.sources, first.evidence_day, first.what) == (
        ("portal",),
        DAY,
        "last day to apply",
    )
    assert found.deadlines[0].what == "vote on FILE"


def test_both_ends_of_the_days_asked_for_count() -> None:
    assert [one.days_left for one in ask(10).deadlines] == [0, 5, 10]
    assert [one.days_left for one in ask(9).deadlines] == [0, 5]


def test_sorts_and_words_choose() -> None:
    assert [one.subject.id for one in ask(90, Occasion.CALL).deadlines] == ["call:a"]
    assert [one.subject.id for one in ask(90, about=("EVENT:D",)).deadlines] == ["event:d"] * 2
    assert ask(90, about=("nothing of that kind",)).deadlines == ()


def test_what_cannot_be_listed_is_told() -> None:
    assert f"call: 1 days lie before {DAY}, 1 after {after(90)}." in ask().notes
    assert "1 calls have no day that is known, or are about something else." in ask().notes
    assert "1 dialogues have no day that is known, or are about something else." in ask().notes
    assert not any("dialogues" in note for note in ask(90, Occasion.CALL).notes)


def test_a_day_that_another_source_states_stays_visible() -> None:
    other = Fact(after(12), ALWAYS_UNKNOWN, evidence("elsewhere"))
    made = replace(call("call:a", after(10)), alternatives={Property.DEADLINE: (other,)})
    (found,) = deadlines(merged([made]), as_of=DAY, days=90).deadlines
    assert (found.day, found.otherwise) == (after(10), (after(12),))


def test_invented_days_are_told_apart_and_can_be_left_out() -> None:
    graph = merged(
        [
            call("call:a", after(10)),
            replace(dialogue("event:demo", start_date=after(3)), invented=True),
        ]
    )
    both = deadlines(graph, as_of=DAY, days=90)
    assert [one.subject.invented for one in both.deadlines] == [True, False]
    assert any("INVENTED" in note for note in both.notes)
    real = deadlines(graph, as_of=DAY, days=90, invented=False)
    assert [one.subject.id for one in real.deadlines] == ["call:a"]
    assert not any("INVENTED" in note for note in real.notes)


@pytest.mark.parametrize(
    ("name", "said"), [("Demo", "Demo (INVENTED)"), ("(invented) Demo", "(invented) Demo")]
)
def test_what_is_invented_is_marked_once(name: str, said: str) -> None:
    one = replace(dialogue("event:demo", start_date=after(3)), invented=True, name=name)
    (sheet,) = deadline_sheets(deadlines(merged([one]), as_of=DAY, days=90))
    assert sheet.rows[0][sheet.columns.index("of")] == said


def test_a_sheet_has_a_row_a_day() -> None:
    (sheet,) = deadline_sheets(ask())
    assert len(sheet.rows) == len(ask().deadlines)
    assert {len(row) for row in sheet.rows} == {len(sheet.columns)}


@given(st.integers(1, 500), st.integers(1, 500))
def test_more_days_never_show_less(few: int, more: int) -> None:
    few, more = sorted((few, more))
    assert set(ask(few).deadlines) <= set(ask(more).deadlines)
