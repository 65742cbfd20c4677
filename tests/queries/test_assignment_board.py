from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph.errors import InvalidQuestion
from graph.snapshot import Snapshot
from queries.coalitions.board import BarKind, Board, OverrideKind, Overrides, board
from queries.coalitions.coalition import assign
from queries.coalitions.question import AssignQuestion
from queries.results import Band
from queries.rosters import Rosters
from tests.factories import DAY, contact, merged, ngo, person
from tests.queries.test_assignment_laws import OWNS, TARGETS, World


def asked(overrides: Overrides, **options: object) -> Board:
    """Ask for two organisations and two targets; ``a`` knows both, ``b`` only ``t``, less."""
    graph = merged(
        [ngo("a"), ngo("b"), person("s"), person("t")],
        [contact("a", "s"), contact("a", "t"), contact("b", "t", channel="email")],
    )
    made: dict[str, object] = {
        "organizations": {"a": 2, "b": 1},
        "targets": {"s": 1, "t": 2},
        "as_of": DAY,
        "max_hops": 1,
        **options,
    }
    plain = AssignQuestion(**made)  # type: ignore[arg-type]  # varied
    return board(Snapshot.build(graph), Rosters.build(graph), plain, overrides)


def test_without_overrides_nothing_costs_or_moves() -> None:
    answer = asked(Overrides())
    assert (answer.cost, answer.shifts, answer.changes, answer.overrides) == (0, (), (), ())
    assert answer.before == answer.plan.objective


def test_every_pair_has_a_cell_with_its_place_and_strength() -> None:
    answer = asked(Overrides())
    places = {(one.organization, one.target): one.order for one in answer.cells}
    assert places == {("a", "s"): 1, ("a", "t"): 1, ("b", "s"): 0, ("b", "t"): 2}
    bars = {(one.organization, one.target): one.bar for one in answer.cells}
    assert bars["b", "s"] == "no route of at most 1 steps"
    assert bars["a", "s"] == ""
    assert [one.bar_kind for one in answer.cells] == [None, BarKind.NO_ROUTE, None, None]
    assert answer.cells[0].band in set(Band)
    assert answer.cells[1].band is None


def test_a_turned_lead_costs_no_worth_but_a_weaker_first_route() -> None:
    answer = asked(Overrides(pins={("b", "t"): 1}))
    assert answer.cost == pytest.approx(0)
    lead = answer.shifts[0]
    assert (lead.order, lead.before and lead.before.id, lead.after and lead.after.id) == (
        1,
        "a",
        "b",
    )
    assert lead.score_before is not None
    assert lead.score_after is not None
    assert lead.score_after < lead.score_before


def test_a_ban_says_what_it_costs_and_what_lifting_it_gains() -> None:
    answer = asked(Overrides(bans=frozenset({("a", "s")})))
    assert answer.cost > 1
    (ban,) = answer.overrides
    assert ban.kind is OverrideKind.BAN
    assert ban.gain == pytest.approx(answer.cost)
    assert [gap.target.id for gap in answer.plan.gaps] == ["s"]
    assert [change.reason for change in answer.changes] == ["A may not go: a ban forbids it"]
    assert BarKind.BAN in {one.bar_kind for one in answer.cells}


def test_who_is_off_keeps_its_scores_in_sight() -> None:
    answer = asked(Overrides(off=frozenset({"a"})))
    cell = next(one for one in answer.cells if (one.organization, one.target) == ("a", "s"))
    assert (cell.bar, cell.bar_kind) == ("is off", BarKind.OFF)
    assert cell.score is not None


def test_lifting_a_capacity_that_a_pin_needs_has_no_gain_to_tell() -> None:
    overrides = Overrides(pins={("b", "t"): 1}, capacities={"b": 1})
    answer = asked(overrides, organizations={"a": 2, "b": 0})
    gains = {one.kind: one.gain for one in answer.overrides}
    assert gains[OverrideKind.CAPACITY] is None
    assert gains[OverrideKind.LEAD] is not None


def test_capacity_of_a_stranger_is_refused() -> None:
    with pytest.raises(InvalidQuestion, match="not among the organisations"):
        asked(Overrides(capacities={"s": 2}))


@settings(max_examples=120, deadline=None)
@given(seed=st.integers(0, 10**6))
@example(seed=1438)  # somebody is off: a ban moves what is kept of the plan with everybody
def test_both_worths_are_those_of_the_questions_alone(seed: int) -> None:
    world, random = World(seed), Random(seed)
    overrides = Overrides(
        pins={(random.choice(OWNS), random.choice(TARGETS)): 1} if random.random() < 0.6 else {},
        bans=frozenset({(random.choice(OWNS), random.choice(TARGETS))}),
        capacities={"a": random.randint(0, 3)} if random.random() < 0.4 else {},
    )
    try:
        answer = board(world.snapshot, world.rosters, world.question, overrides)
    except InvalidQuestion:
        return
    plain = assign(world.snapshot, world.rosters, world.question)
    now = assign(world.snapshot, world.rosters, overrides.on(world.question))
    assert answer.before == pytest.approx(plain.objective)
    assert answer.plan == now
    assert answer.cost == pytest.approx(plain.objective - now.objective)
    chosen = {(one.organization, one.target): one.order for one in answer.cells if one.order}
    assert chosen == {
        (line.organization.id, line.target.id): line.order for line in now.approaches
    }
    # Where lines of an earlier plan are worth keeping, an override may move to what is worth more.
    if not overrides.capacities and not world.question.keep and not world.question.off:
        assert answer.cost >= -1e-9
