"""Two states of one question: every route that changed, with the tie that changed it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from graph.model import Classification, Entity, Tie
from graph.period import Period
from graph.snapshot import Snapshot
from queries.routing.compare import Change, Comparison, RouteChange, Side, compare
from queries.routing.question import RouteQuestion
from queries.routing.routes import find_routes
from tests.factories import DAY, body, contact, member, merged, ngo, person
from tests.queries.test_routes import random_graph

THEN = DAY - timedelta(days=90)
PEOPLE = [ngo("ours"), *(person(name) for name in ("ada", "ben", "cleo", "goal"))]


def side(ties: Sequence[Tie], day: date, people: Sequence[Entity] = PEOPLE, k: int = 3) -> Side:
    question = RouteQuestion(("ours",), ("goal",), day, k=k)
    return Side(Snapshot.build(merged(people, ties)), question)


def compared(
    ties: Sequence[Tie], later: Sequence[Tie] | None = None, day: date = DAY
) -> Comparison:
    """Compare two days of one graph, or one day of two graphs."""
    if later is None:
        return compare(side(ties, THEN), side(ties, DAY))
    return compare(side(ties, day), side(later, day))


def only(found: Comparison) -> RouteChange:
    (change,) = found.changes
    return change


AGED = contact("ours", "goal", THEN)


def test_a_contact_fades_and_both_scores_are_those_of_the_searches() -> None:
    change = only(compared([AGED]))
    assert (change.change, change.rank_then, change.rank_now) == (Change.WEAKER, 1, 1)
    for day, value in ((THEN, change.score_then), (DAY, change.score_now)):
        (route,) = find_routes(side([AGED], day).snapshot, side([AGED], day).question).routes
        assert value == route.score
    assert change.reasons == (
        "OURS met Goal on 2026-03-03: faded from 0.50 to 0.45, as its evidence aged from 0 to "
        "90 days.",
    )


def test_a_second_meeting_refreshes() -> None:
    change = only(compared([AGED, contact("ours", "goal", DAY)]))
    assert change.change is Change.STRONGER
    assert "refreshed on 2026-06-01, from 0.50 to" in change.reasons[0]


def test_a_route_appears_with_the_tie_that_began() -> None:
    old = contact("ours", "ada", THEN)
    change = only(compared([old, contact("ada", "goal", DAY)]))
    assert (change.change, change.score_then, change.rank_then) == (Change.APPEARED, None, None)
    assert change.reasons == ("Ada met Goal on 2026-06-01: began on 2026-06-01.",)


def seats(until: Period) -> tuple[list[Entity], list[Tie]]:
    people = [*PEOPLE, body("team", Classification.SUBCOMMITTEE)]
    ties = [
        contact("ours", "ada", THEN),
        member("ada", "team"),
        member("goal", "team", period=until),
    ]
    return people, ties


def test_a_route_vanishes_with_the_seat_that_ended() -> None:
    people, ties = seats(Period.between(date(2020, 1, 1), DAY - timedelta(days=5)))
    change = only(compare(side(ties, THEN, people), side(ties, DAY, people)))
    assert (change.change, change.score_now, change.rank_now) == (Change.VANISHED, None, None)
    assert change.reasons[0].endswith("ended on 2026-05-27.")


def test_an_end_that_became_known_is_told_from_one_that_was() -> None:
    people, ties = seats(Period.since(date(2020, 1, 1)))
    ended = seats(Period.between(date(2020, 1, 1), DAY - timedelta(days=5)))[1]
    change = only(compare(side(ties, DAY, people), side(ended, DAY, people)))
    assert change.reasons[0].endswith("ended on 2026-05-27, which became known since.")


def test_a_body_that_grew_weakens() -> None:
    people, ties = seats(Period.since(date(2020, 1, 1)))
    newcomer = member("ben", "team", period=Period.since(DAY))
    both = [*ties, newcomer]
    found = compare(side(both, THEN, people), side(both, DAY, people))
    change = next(change for change in found.changes if len(change.actors) == 3)
    assert change.change is Change.WEAKER
    told = " ".join(change.reasons)
    assert "1 / 2 then, 1 / 3 now, from 0.50 to 0.33" in told


def test_a_statement_that_became_known_is_told_from_an_event_that_happened() -> None:
    change = only(compared([], [AGED]))
    assert change.change is Change.APPEARED
    assert change.reasons == (
        "OURS met Goal on 2026-03-03: became known since (Publisher of register: The register, "
        "read 2026-05-01).",
    )


def test_a_statement_that_is_no_longer_made_takes_its_route_away() -> None:
    change = only(compared([AGED], []))
    assert change.change is Change.VANISHED
    assert change.reasons == ("OURS met Goal on 2026-03-03: is no longer stated.",)


def test_a_route_that_others_pass_has_only_moved() -> None:
    still = [contact("ours", "ben", THEN), contact("ben", "goal", THEN)]
    found = compared(still, [*still, AGED], day=DAY)
    moved = next(change for change in found.changes if len(change.actors) == 3)
    assert (moved.change, moved.rank_then, moved.rank_now) == (Change.MOVED, 1, 2)
    assert moved.score_then == moved.score_now
    assert moved.reasons == ("The route itself is as it was; others passed it or fell behind.",)


def test_the_same_state_changes_nothing() -> None:
    change = only(compared([AGED], [AGED]))
    assert (change.change, change.reasons) == (Change.SAME, ())


def test_a_target_of_one_side_only_is_named() -> None:
    ties = [contact("ours", "goal", THEN), contact("ours", "ada", THEN)]
    now = side(ties, DAY)
    then = side(ties, DAY)
    then = Side(then.snapshot, replace(then.question, targets=("ada",)))
    found = compare(then, now)
    told = {change.actors[-1].id: change.reasons for change in found.changes}
    assert told["goal"][0] == "Then Goal was not one to reach."
    assert told["ada"][0] == "Now Ada was not one to reach."
    assert found.notes == ("Whom to reach differs: then Ada; now Goal.",)


def test_somebody_unknown_then_is_named() -> None:
    people = [one for one in PEOPLE if one.id != "ada"]
    ties = [contact("ours", "ada", THEN), contact("ada", "goal", THEN)]
    found = compare(side([], DAY, people), side(ties, DAY))
    assert only(found).reasons[0] == "Then nothing was known of ada."


@pytest.mark.parametrize("seed", range(30))
def test_both_answers_are_paired_whole_and_in_order(seed: int) -> None:
    graph, names, random = random_graph(seed)
    snapshot = Snapshot.build(graph)
    k = random.choice((1, 3, 10))
    question = RouteQuestion((names[0],), (names[-1],), DAY, k=k)
    earlier = replace(question, as_of=DAY - timedelta(days=random.choice((50, 200))))
    found = compare(Side(snapshot, earlier), Side(snapshot, question))
    for asked, place, worth in (
        (earlier, "rank_then", "score_then"),
        (question, "rank_now", "score_now"),
    ):
        expected = {
            tuple(one.id for one in route.actors): (rank, route.score)
            for rank, route in enumerate(find_routes(snapshot, asked).routes, 1)
        }
        got = {
            tuple(one.id for one in change.actors): (
                getattr(change, place),
                getattr(change, worth),
            )
            for change in found.changes
            if (getattr(change, place) or k + 1) <= k
        }
        assert got == expected
    assert all(change.reasons or change.change is Change.SAME for change in found.changes)
