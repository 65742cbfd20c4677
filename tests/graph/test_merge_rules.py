"""What the merge chose is told with the rule that chose it."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import merge_rules
from graph.ledger import Ledger
from graph.levels import Level
from graph.merge import merge
from graph.merge_properties import confirmed, newest_last, rank, timely
from graph.merge_rules import IN_ORDER, NEWER, NOT_OVER, OFFICE, SAYS_SOMETHING, alternatives
from graph.model import MergedGraph, Property
from graph.period import ALWAYS_UNKNOWN, Period
from graph.provenance import Recorded, Statement
from tests.graph.factories import fact, graph_of, link, moment, node, record, source, year

HIGH = source("parliament", rank=90)
LOW = source("newsletter", rank=10)
SINCE = Period.since(date(2024, 1, 1))


def named(value: str, of: str, period: Period = ALWAYS_UNKNOWN) -> Statement:
    return fact("org:a", Property.NAME, value, of=of, period=period)


def merged(statements: Sequence[Statement], days: Sequence[int] = ()) -> MergedGraph:
    """Merge statements, each confirmed on a day of its own (the same if none are given)."""
    recorded = [
        Recorded(item.seq, item.statement, moment(day), moment(day), moment(day))
        for item, day in zip(record(statements), days or [0] * len(statements), strict=True)
    ]
    return graph_of(recorded, HIGH, LOW)


@pytest.mark.parametrize(
    ("said", "days", "stands", "rule"),
    [
        ([named("Low", "parliament"), named("Own", "office")], (), "Own", OFFICE),
        (
            [named("High", "parliament"), named("Low", "newsletter")],
            (0, 5),
            "High",
            "parliament ranks above newsletter (90 to 10)",
        ),
        (
            [named("Old", "parliament", year(2020)), named("New", "newsletter")],
            (),
            "New",
            NOT_OVER,
        ),
        (
            [named("A", "register"), named("B", "register")],
            (0, 3),
            "B",
            "it was confirmed later (2026-01-04 against 2026-01-01)",
        ),
        ([named("A", "register"), named("B", "register", SINCE)], (), "B", NEWER),
        ([named("B", "register"), named("A", "register")], (), "A", IN_ORDER),
    ],
)
def test_each_rule_is_told_where_it_decides(
    said: list[Statement], days: tuple[int, ...], stands: str, rule: str
) -> None:
    graph = merged([node("org:a"), *said], (0, *days) if days else ())
    entity = graph.entities["org:a"]
    (told,) = alternatives(entity, Property.NAME, graph.sources)
    assert (entity.name, told.instead_of.value, told.rule) == (stands, stands, rule)


def test_a_dated_figure_stands_before_an_undated_one_of_higher_rank() -> None:
    said = [
        fact("org:a", Property.SEATS, 7, of="parliament"),
        fact("org:a", Property.SEATS, 8, of="newsletter", period=SINCE),
    ]
    graph = merged([node("org:a"), *said])
    (told,) = alternatives(graph.entities["org:a"], Property.SEATS, graph.sources)
    assert (told.instead_of.value, told.rule) == (8, merge_rules.DATED)


SAID = st.lists(
    st.tuples(
        st.sampled_from(["A", "B", "C"]),
        st.sampled_from(["register", "parliament", "newsletter", "office"]),
        st.sampled_from([ALWAYS_UNKNOWN, SINCE, year(2020), year(2024)]),
        st.integers(0, 3),
    ),
    min_size=2,
    max_size=6,
)


@settings(deadline=None)
@given(said=SAID)
def test_the_rule_that_is_told_is_the_first_that_tells_the_two_apart(
    said: list[tuple[str, str, Period, int]],
) -> None:
    statements = [node("org:a"), *(named(value, of, period) for value, of, period, _ in said)]
    graph = merged(statements, [0, *(day for *_, day in said)])
    known = graph.sources
    for told in alternatives(graph.entities["org:a"], Property.NAME, known):
        better, worse = told.instead_of, told.fact
        steps = [
            (timely(better), timely(worse), NOT_OVER),
            (rank(better, known), rank(worse, known), " ranks above "),
            (confirmed(better), confirmed(worse), "confirmed later"),
            (newest_last(better.period), newest_last(worse.period), NEWER),
        ]
        first = next((step for step in steps if step[0] != step[1]), None)
        by_office = [any(known[e.source].is_office for e in f.evidence) for f in (better, worse)]
        if by_office == [True, False]:
            assert told.rule == OFFICE
        elif first is None:
            assert told.rule == IN_ORDER
        else:
            assert first[0] > first[1]  # type: ignore[operator]  # of one type, step by step
            assert first[2] in told.rule


def test_of_two_ends_the_rule_is_told_beside_what_the_other_states() -> None:
    ends = [node("ep-person:1"), node("ep-org:2")]
    start = date(2024, 1, 1)
    said = [
        link("ep-person:1", "ep-org:2", period=Period.since(start), record="r1"),
        link("ep-person:1", "ep-org:2", period=Period.between(start, year(2025).end or start)),
    ]
    graph = merged([*ends, *said])
    told = graph.ties[0].disagreement or ""
    assert told.startswith("register (record r1) states 2024-01-01 – still running (not taken: ")
    assert told.endswith(f"(not taken: {merge_rules.LATER_IN_LEDGER})")


def test_whoever_says_how_a_tie_ends_stands_before_whoever_does_not() -> None:
    said = [link("a", "b", period=year(2025)), link("a", "b")]
    lead, rival = record(said)
    assert merge_rules.rule_of_tie(lead, rival, {"register": source()}) == SAYS_SOMETHING


def test_both_stay_in_the_ledger_and_in_the_graph() -> None:
    with Ledger.open("sqlite://") as ledger:
        for day, (of, name) in enumerate(((HIGH, "High"), (LOW, "Low"))):
            said = [node("org:a", of=of.id), named(name, of.id)]
            ledger.append(
                of, said, retrieved_at=moment(day), recorded_at=moment(day), complete=True
            )
        graph = merge(ledger.read(Level.PUBLIC), ledger.sources(), Level.PUBLIC, 1)
    entity = graph.entities["org:a"]
    assert entity.name == "High"
    assert [each.value for each in entity.alternatives[Property.NAME]] == ["Low"]
