from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from graph.errors import InvalidQuestion
from graph.levels import Level
from graph.model import Kind, Property, Relation
from graph.period import Period
from graph.provenance import Statement
from queries.changes.comparing import State, changes
from queries.changes.entities import Journal
from queries.changes.types import Change, Deed, Matter
from queries.changes.words import sentence
from tests.graph.factories import fact, graph_of, link, moment, node, record
from tests.queries.change_worlds import (
    BODY,
    OTHER_BODY,
    PEOPLE,
    SINCE,
    TODAY,
    entity_differences,
    graphed,
    joined,
    named,
    now_of,
    seat,
    shuffled,
    statements,
    then_of,
    tie_differences,
)

ADA, BEN, CYD = PEOPLE
START = date(2024, 7, 16)
PEOPLE_AND_BODY = [
    *named(ADA, "Ada Example"),
    *named(BEN, "Ben Example"),
    *named(BODY, "Committee on Tests", Kind.ORGANIZATION),
]
RUNNING = Period.since(START)


def told(before: list[Statement], after: list[Statement], **aliases: str) -> tuple[Change, ...]:
    then = then_of(graphed(before))
    return changes(then, now_of(graphed(after, day=60), **aliases))


# -------------------------------------------------------------------- laws


@given(statements())
def test_nothing_differs_from_itself(said: list[Statement]) -> None:
    graph = graphed(said)
    assert changes(then_of(graph), then_of(graph)) == ()


@given(statements(), statements())
@settings(max_examples=200)
def test_every_difference_is_told_exactly_once(
    before: list[Statement], after: list[Statement]
) -> None:
    old, new = graphed(before), graphed(after)
    known = [one for one in changes(then_of(old), now_of(new)) if one.deed.is_known]
    ties = Counter(name for one in known for name in {*one.ties_then, *one.ties_now})
    entities = Counter(name for one in known for name in one.entities)
    assert ties == Counter(tie_differences(old, new))
    assert entities == Counter(entity_differences(old, new))


@given(statements(), statements())
@settings(max_examples=200)
def test_merges_and_splits_too_tell_every_difference_exactly_once(
    before: list[Statement], after: list[Statement]
) -> None:
    old, new = graphed(before), graphed(after)
    then, now = State(old, SINCE, joined(old, new)), State(new, TODAY, joined(new, old))
    known = [one for one in changes(then, now) if one.deed.is_known]
    ties = Counter(name for one in known for name in {*one.ties_then, *one.ties_now})
    assert ties == Counter(tie_differences(old, new))
    assert Counter(name for one in known for name in one.entities) == Counter(
        entity_differences(old, new)
    )
    merged = {one.subject.id for one in known if one.deed is Deed.MERGED}
    assert merged == set(now.aliases)


def test_an_office_handed_over_reads_the_same_in_any_order() -> None:
    left, came = Period.between(START, date(2026, 3, 9)), Period.since(date(2026, 3, 10))
    seats = [seat(ADA, BODY, "CHAIR", left), seat(BEN, BODY, "CHAIR", came)]
    graph = graphed([*PEOPLE_AND_BODY, *seats])
    (found,) = changes(then_of(graph), now_of(graph))
    assert (found.deed, found.day) == (Deed.BEGAN, date(2026, 3, 10))
    assert changes(then_of(shuffled(graph)), now_of(shuffled(graph))) == (found,)


@given(statements(), statements())
def test_order_is_irrelevant_and_every_change_has_its_own_key(
    before: list[Statement], after: list[Statement]
) -> None:
    old, new = graphed(before), graphed(after)
    found = changes(then_of(old), now_of(new))
    assert changes(then_of(shuffled(old)), now_of(shuffled(new))) == found
    assert len({one.key for one in found}) == len(found)
    assert all(sentence(one) for one in found)


@given(statements(), statements())
def test_what_happened_is_what_both_states_know_alike(
    before: list[Statement], after: list[Statement]
) -> None:
    old, new = graphed(before), graphed(after)
    found = [one for one in changes(then_of(old), now_of(new)) if not one.deed.is_known]
    names = [name for one in found for name in (*one.ties_then, *one.ties_now)]
    assert len(names) == len(set(names))
    assert not tie_differences(old, new).intersection(names)
    by_id = {tie.id: tie for tie in new.ties}
    for name in names:
        # The one thing that differs is whether it holds on the two days, or that it is an event.
        period = by_id[name].period
        assert period.contains(SINCE) != period.contains(TODAY) or period.start == period.end


# -------------------------------------------------------------------- entities


def test_a_rename_is_a_change_with_both_names_and_their_sources() -> None:
    (change,) = told(named(ADA, "Ada Example"), named(ADA, "Ada Sample"))
    assert (change.deed, change.matter) == (Deed.CHANGED, Matter.PERSON)
    (detail,) = change.details
    assert (detail.what, detail.before, detail.now) == ("name", "Ada Example", "Ada Sample")
    assert detail.said_before == detail.said_now == ("register",)


def test_a_figure_and_a_classification_tell_old_and_new() -> None:
    country = node("country:BE", Kind.AREA)
    (change,) = told(
        [country, fact("country:BE", Property.POPULATION, 11)],
        [country, fact("country:BE", Property.POPULATION, 12)],
    )
    assert [(one.what, one.before, one.now) for one in change.details] == [
        ("population", "11", "12")
    ]
    body = named(BODY, "Tests", Kind.ORGANIZATION)
    kinds = [fact(BODY, Property.CLASSIFICATION, kind) for kind in ("Committee", "Delegation")]
    (change,) = told([*body, kinds[0]], [*body, kinds[1]])
    assert [(one.before, one.now) for one in change.details] == [("Committee", "Delegation")]


def test_a_merge_is_a_merge_and_takes_its_ties_along() -> None:
    before = [
        *PEOPLE_AND_BODY,
        seat(ADA, BODY, "MEMBER", RUNNING),
        seat(BEN, BODY, "MEMBER", RUNNING),
    ]
    after = [
        *named(ADA, "Ada Example"),
        *named(BODY, "Committee on Tests", Kind.ORGANIZATION),
        seat(ADA, BODY, "MEMBER", RUNNING),
    ]
    then, now = then_of(graphed(before)), now_of(graphed(after))
    (change,) = changes(then, replace(now, aliases={BEN: ADA}))
    assert (change.deed, change.subject.id) == (Deed.MERGED, BEN)
    assert change.object is not None
    assert change.object.id == ADA
    assert len(change.ties_then) == 1
    (back,) = changes(State(now.graph, SINCE, {BEN: ADA}), State(then.graph, TODAY))
    assert (back.deed, back.subject.id, len(back.ties_now)) == (Deed.SPLIT, BEN, 1)


def test_without_an_alias_the_same_is_withdrawn() -> None:
    (change,) = told(PEOPLE_AND_BODY, PEOPLE_AND_BODY[:2] + PEOPLE_AND_BODY[4:])
    assert (change.deed, change.subject.id) == (Deed.WITHDRAWN, BEN)


def test_a_body_under_a_new_number_is_one_change_but_a_person_never_is() -> None:
    def world(body: str, person: str) -> list[Statement]:
        return [
            *named(ADA, "Ada Example"),
            *named(body, "Committee on Tests", Kind.ORGANIZATION),
            seat(ADA, body, "MEMBER", RUNNING),
            *named(person, "Cyd Example"),
        ]

    found = told(world(BODY, BEN), world(OTHER_BODY, CYD))
    by_matter = {(one.matter, one.deed): one for one in found}
    assert set(by_matter) == {
        (Matter.BODY, Deed.CHANGED),
        (Matter.PERSON, Deed.WITHDRAWN),
        (Matter.PERSON, Deed.ADDED),
    }
    moved = by_matter[Matter.BODY, Deed.CHANGED]
    assert (moved.details[0].before, moved.details[0].now) == (BODY, OTHER_BODY)
    assert (len(moved.ties_then), len(moved.ties_now)) == (1, 1)


def test_ties_come_and_go_with_their_person() -> None:
    before = [*PEOPLE_AND_BODY, seat(BEN, BODY, "MEMBER", RUNNING)]
    after = [*PEOPLE_AND_BODY[:2], *PEOPLE_AND_BODY[4:]]
    (change,) = told(before, after)
    assert (change.deed, len(change.ties_then)) == (Deed.WITHDRAWN, 1)
    assert change.involved == tuple(sorted((BEN, BODY)))


# -------------------------------------------------------------------- ties


def test_another_role_at_once_is_one_change() -> None:
    (change,) = told(
        [*PEOPLE_AND_BODY, seat(ADA, BODY, "MEMBER", RUNNING)],
        [*PEOPLE_AND_BODY, seat(ADA, BODY, "MEMBER_SUBSTITUTE", RUNNING)],
    )
    assert change.deed is Deed.CHANGED
    assert [(one.what, one.before, one.now) for one in change.details] == [
        ("role", "MEMBER", "MEMBER_SUBSTITUTE")
    ]


def test_a_role_that_follows_another_is_one_change() -> None:
    last = SINCE + timedelta(days=8)
    (change,) = told(
        [*PEOPLE_AND_BODY, seat(ADA, BODY, "MEMBER", RUNNING)],
        [
            *PEOPLE_AND_BODY,
            seat(ADA, BODY, "MEMBER", Period.between(START, last)),
            seat(ADA, BODY, "CHAIR_VICE", Period.since(last + timedelta(days=1))),
        ],
    )
    assert (change.deed, change.day) == (Deed.CHANGED, last + timedelta(days=1))
    assert (len(change.ties_then), len(change.ties_now)) == (1, 2)


def test_an_end_that_became_known_tells_the_day() -> None:
    (change,) = told(
        [*PEOPLE_AND_BODY, seat(ADA, BODY, "MEMBER", RUNNING)],
        [*PEOPLE_AND_BODY, seat(ADA, BODY, "MEMBER", Period.between(START, SINCE))],
    )
    assert (change.deed, change.day) == (Deed.CHANGED, SINCE)
    assert "still running → 2026-03-01" in sentence(change)


def test_two_meetings_on_different_days_are_never_one_that_changed() -> None:
    def met(day: date) -> Statement:
        return link(BODY, ADA, role="meeting", period=Period.on(day), relation=Relation.CONTACT_OF)

    found = told([*PEOPLE_AND_BODY, met(START)], [*PEOPLE_AND_BODY, met(SINCE)])
    assert {one.deed for one in found} == {Deed.WITHDRAWN, Deed.ADDED}


def test_the_chair_is_told_as_who_held_it_and_who_holds_it() -> None:
    last = SINCE + timedelta(days=8)
    (change,) = told(
        [*PEOPLE_AND_BODY, seat(ADA, BODY, "CHAIR", RUNNING), seat(BEN, BODY, "MEMBER", RUNNING)],
        [
            *PEOPLE_AND_BODY,
            seat(ADA, BODY, "CHAIR", Period.between(START, last)),
            seat(BEN, BODY, "MEMBER", Period.between(START, last)),
            seat(BEN, BODY, "CHAIR", Period.since(last + timedelta(days=1))),
        ],
    )
    assert change.matter is Matter.OFFICE
    assert [one.id for one in change.before] == [ADA]
    assert [one.id for one in change.after] == [BEN]
    assert sentence(change).startswith(
        "Ada Example is no longer chair of Committee on Tests since 2026-03-10; now it is Ben"
    )


def test_a_withdrawn_tie_is_not_said_to_have_ended() -> None:
    (change,) = told(
        [*PEOPLE_AND_BODY, seat(ADA, BODY, "MEMBER", RUNNING)],
        PEOPLE_AND_BODY,
    )
    assert change.deed is Deed.WITHDRAWN
    assert "no longer stated by its source" in sentence(change)
    assert "does not say it ended" in sentence(change)


def test_what_the_office_denies_is_set_aside_and_not_withdrawn() -> None:
    said = [*PEOPLE_AND_BODY, seat(ADA, BODY, "MEMBER", RUNNING)]
    denial = seat(ADA, BODY, "MEMBER", Period(), of="office", denied=True)
    recorded = record([*said, denial])
    then = then_of(graph_of(recorded[:-1], level=Level.PROTECTED))
    now = now_of(graph_of(recorded, level=Level.PROTECTED))
    journal = Journal({item.seq: item.recorded_at for item in recorded})
    (change,) = changes(then, now, journal)
    assert change.deed is Deed.SET_ASIDE
    closed = Journal(journal.recorded, {one: moment(70) for one in journal.recorded})
    (change,) = changes(then, now, closed)
    assert (change.deed, change.known_on) == (Deed.WITHDRAWN, moment(70).date())


# -------------------------------------------------------------------- time


def test_what_ended_meanwhile_though_known_before_is_told_as_ended() -> None:
    last = SINCE + timedelta(days=8)
    said = [*PEOPLE_AND_BODY, seat(ADA, BODY, "MEMBER", Period.between(START, last))]
    (change,) = told(said, said)
    assert (change.deed, change.day) == (Deed.ENDED, last + timedelta(days=1))
    assert "by the calendar" in sentence(change)


def test_what_began_meanwhile_though_known_before_is_told_as_begun() -> None:
    first = SINCE + timedelta(days=9)
    said = [*PEOPLE_AND_BODY, seat(ADA, BODY, "MEMBER", Period.since(first))]
    (change,) = told(said, said)
    assert (change.deed, change.day) == (Deed.BEGAN, first)


def test_an_office_that_changes_hands_by_the_calendar_is_one_change() -> None:
    last = SINCE + timedelta(days=8)
    said = [
        *PEOPLE_AND_BODY,
        seat(ADA, BODY, "CHAIR", Period.between(START, last)),
        seat(BEN, BODY, "CHAIR", Period.since(last + timedelta(days=1))),
    ]
    (change,) = told(said, said)
    assert (change.matter, change.deed.is_known) == (Matter.OFFICE, False)
    assert [one.id for one in (*change.before, *change.after)] == [ADA, BEN]


@pytest.mark.parametrize(
    ("then", "now"),
    [
        (State(graphed([]), TODAY), State(graphed([]), SINCE)),
        (State(graphed([]), SINCE), State(graph_of([], level=Level.PUBLIC), TODAY)),
    ],
)
def test_states_that_cannot_be_compared_are_refused(then: State, now: State) -> None:
    with pytest.raises(InvalidQuestion):
        changes(then, now)
