import numpy as np
import pytest

from graph.errors import InvalidQuestion, UnknownEntity
from graph.model import MergedGraph
from graph.snapshot import Snapshot
from queries.majorities.scenario import ScenarioQuestion, scenario
from queries.majorities.scenario_answers import ScenarioAnswer
from queries.results import Route
from queries.rosters import Rosters
from queries.routing.routes import reach
from tests.factories import DAY, contact, merged, ngo
from tests.queries.test_majority import committee


def ask(graph: MergedGraph, **options: object) -> ScenarioAnswer:
    return scenario(Rosters.build(graph), ScenarioQuestion("libe", DAY, **options))  # type: ignore[arg-type]  # passed on


def known(graph: MergedGraph, *people: str) -> tuple[MergedGraph, dict[str, Route]]:
    """Let an office meet some of them, and give its routes."""
    ties = [*graph.ties, *(contact("office", one) for one in people)]
    both = merged([*graph.entities.values(), ngo("office")], ties)
    found = reach(Snapshot.build(both), ["office"], people, DAY)
    return both, {target: route for (_, target), route in found.items()}


def test_independent_voters_by_hand() -> None:
    # Three voters at 1/2: two or three of them in 4 of 8 cases.
    answer = ask(committee(3, 0), of_group={"EPP": 0.5})
    assert (answer.voters, answer.needed, answer.independent) == (3, 2, 0.5)


def test_a_persons_chance_beats_the_groups_which_beats_the_rest() -> None:
    answer = ask(committee(2, 1), of_group={"EPP": 1.0}, of_person={"epp0": 0.0}, otherwise=0.25)
    assert answer.expected_for == 1.25
    assert [
        (one.group, one.expected_for, one.stated_for_group, one.stated_for_persons)
        for one in answer.groups
    ] == [
        ("EPP", 1.0, 1.0, 1),
        ("S&D", 0.25, None, 0),
    ]
    assert any("1 of 3 voters have no stated chance" in note for note in answer.notes)


def test_without_shock_every_draw_is_the_independent_case() -> None:
    answer = ask(committee(3, 2), of_group={"EPP": 0.6}, shock=0.0, draws=20)
    for each in (answer.shocked, answer.low, answer.median, answer.high):
        assert each == pytest.approx(answer.independent, abs=1e-12)


def test_a_group_that_moves_together_makes_the_outcome_less_sure() -> None:
    alone = ask(committee(15, 0), of_group={"EPP": 0.7})
    moved = ask(committee(15, 0), of_group={"EPP": 0.7}, shock=2.0)
    assert moved.low < alone.independent < moved.high
    assert moved.shocked < alone.independent


def test_shocked_mean_agrees_with_a_simulation_of_votes() -> None:
    # Another way to the same number: draw the votes themselves, with another generator.
    answer = ask(committee(4, 3), of_group={"EPP": 0.7, "S&D": 0.4}, shock=1.0, draws=10_000)
    rng = np.random.default_rng(5)
    shifts = np.exp(rng.standard_normal((200_000, 2)))
    odds = np.array([0.7 / 0.3, 0.4 / 0.6]) * shifts
    chances = odds / (1 + odds)
    votes = rng.binomial(4, chances[:, 0]) + rng.binomial(3, chances[:, 1])
    assert answer.shocked == pytest.approx((votes >= answer.needed).mean(), abs=0.01)


def test_certain_votes_stay_certain_under_any_shock() -> None:
    answer = ask(committee(2, 1), of_group={"EPP": 1.0, "S&D": 0.0}, shock=5.0)
    assert (answer.low, answer.high) == (1.0, 1.0)


def test_the_same_seed_gives_the_same_answer_and_another_another() -> None:
    graph = committee(5, 4)
    first, again, other = (ask(graph, seed=seed) for seed in (1, 1, 2))
    assert first == again
    assert first.shocked != other.shocked


def test_gain_of_a_contact_is_what_it_adds_to_the_chance() -> None:
    graph, routes = known(committee(3, 2), "epp0", "sd0")
    answer = ask(graph, of_group={"EPP": 0.6, "S&D": 0.3}, routes=routes)
    assert {one.voter.id for one in answer.gains} == {"epp0", "sd0"}
    for one in answer.gains:
        after = ask(
            graph, of_group={"EPP": 0.6, "S&D": 0.3}, of_person={one.voter.id: one.chance_after}
        )
        assert after.independent - answer.independent == pytest.approx(one.gain, abs=1e-12)
        assert one.chance_after == one.chance + (1 - one.chance) * one.route.score * 0.5


def test_contacts_follow_one_another_and_end_where_nobody_gains() -> None:
    graph, routes = known(committee(3, 2), "epp0", "sd0")
    answer = ask(graph, of_group={"EPP": 0.6, "S&D": 0.3}, routes=routes, contacts=5)
    assert len(answer.contacts) == 2
    assert answer.contacts[0].voter == answer.gains[0].voter
    total = answer.independent + sum(one.gain for one in answer.contacts)
    assert answer.contacts[-1].majority_after == pytest.approx(total, abs=1e-12)
    settled = ask(graph, otherwise=1.0, routes=routes)
    assert settled.contacts == ()


def test_a_component_majority_counts_against_all_who_sit() -> None:
    assert ask(committee(3, 3), rule="component", otherwise=1.0).needed == 4


@pytest.mark.parametrize(
    "options",
    [
        {"of_group": {"EPP": 1.2}},
        {"otherwise": -0.1},
        {"effect": 2.0},
        {"draws": 0},
        {"draws": 10_001},
        {"contacts": 51},
        {"shock": -1.0},
        {"seed": -1},
    ],
)
def test_numbers_out_of_range_are_refused_by_name(options: dict[str, object]) -> None:
    with pytest.raises(InvalidQuestion, match="Expected"):
        ask(committee(1, 1), **options)


def test_chances_of_those_without_a_vote_are_refused() -> None:
    with pytest.raises(InvalidQuestion, match="Stranger has no vote"):
        ask(committee(1, 1), of_person={"stranger": 0.5})
    with pytest.raises(InvalidQuestion, match="No voter belongs to ECR"):
        ask(committee(1, 1), of_group={"ECR": 0.5})


def test_an_unknown_body_is_refused() -> None:
    with pytest.raises(UnknownEntity):
        scenario(Rosters.build(committee(1, 1)), ScenarioQuestion("nobody", DAY))
