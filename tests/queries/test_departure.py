import networkx as nx
import pytest

from graph.errors import InvalidQuestion, UnknownEntity
from graph.model import Classification
from graph.snapshot import Snapshot
from graph.strength import score
from queries.measures.departure import departure, office_holders_within, single_points
from queries.measures.our_reach import ReachQuestion
from tests.factories import DAY, contact, merged, ngo, person
from tests.queries.networks import as_networkx, best_by_hand, random_network, without

MEP = Classification.MEP
GRAPH = merged(
    [ngo("a"), ngo("b"), person("p"), person("s", MEP), person("t", MEP), person("u", MEP)],
    [
        contact("a", "s", intensity=0.8),
        contact("b", "s", intensity=0.2),
        contact("a", "p", intensity=0.8),
        contact("p", "t", intensity=0.8),
    ],
)
SNAPSHOT = Snapshot.build(GRAPH)


def question(targets: str = "st", hops: int = 3) -> ReachQuestion:
    return ReachQuestion(("a", "b"), tuple(targets), DAY, hops)


def test_losing_an_organisation_costs_what_only_it_reaches_well() -> None:
    answer = departure(SNAPSHOT, question(), "a")
    assert answer.is_ours
    assert [one.target.id for one in answer.lost] == ["t"]
    (weaker,) = answer.weaker
    assert [each.id for each in weaker.route] == ["a", "s"]
    assert [each.id for each in weaker.replacement] == ["b", "s"]
    assert weaker.times_weaker is not None
    assert weaker.without is not None
    assert weaker.score / weaker.without == pytest.approx(weaker.times_weaker)


def test_losing_a_person_costs_what_only_they_pass_on() -> None:
    answer = departure(SNAPSHOT, question(), "p")
    assert not answer.is_ours
    assert [one.target.id for one in answer.lost] == ["t"]
    assert (answer.reached, answer.unchanged, answer.weaker) == (2, 1, ())


def test_who_leaves_is_no_target() -> None:
    answer = departure(SNAPSHOT, question(), "t")
    assert (answer.targets, answer.lost) == (1, ())
    assert answer.notes == ("T is left out of the targets.",)


def test_a_target_not_reached_now_is_not_lost() -> None:
    answer = departure(SNAPSHOT, question("stu"), "p")
    assert (answer.targets, answer.reached) == (3, 2)
    assert [one.target.id for one in answer.lost] == ["t"]


def test_office_holders_are_found_within_the_steps() -> None:
    assert office_holders_within(SNAPSHOT, question("")) == ("s", "t")
    assert office_holders_within(SNAPSHOT, question("", hops=1)) == ("s",)


def test_single_points_name_whom_each_keeps_within_reach() -> None:
    answer = single_points(SNAPSHOT, question("stu"))
    assert [(one.actor.id, [each.id for each in one.lost]) for one in answer.points] == [
        ("a", ["t"]),
        ("p", ["t"]),
    ]
    assert answer.points[0].weaker == 1
    assert [one.id for one in answer.unreached] == ["u"]


@pytest.mark.parametrize("seed", range(60))
def test_departures_equal_brute_force(seed: int) -> None:
    graph, ours, others = random_network(seed)
    snapshot, targets = Snapshot.build(graph), others[-4:]
    network = as_networkx(snapshot)
    asked = ReachQuestion(tuple(ours), tuple(targets), DAY)

    def best(left: "nx.Graph[str]", starts: list[str], target: str) -> int | None:
        costs = [best_by_hand(left, one, target, 3) for one in starts]
        return min((cost for cost in costs if cost is not None), default=None)

    now = {one: best(network, ours, one) for one in targets}
    if not any(cost is not None for cost in now.values()):
        with pytest.raises(InvalidQuestion, match="We reach none of the 4 targets"):
            single_points(snapshot, asked)
        return
    lost: dict[str, list[str]] = {}
    for leaver in (*ours, *others):
        left = without(network, leaver)
        starts = [one for one in ours if one != leaver]
        kept = [one for one in targets if one != leaver and now[one] is not None]
        after = {one: best(left, starts, one) for one in kept}
        if gone := sorted(one for one in kept if after[one] is None):
            lost[leaver] = gone
        if not kept:
            continue
        answer = departure(snapshot, asked, leaver)
        assert [one.target.id for one in answer.lost] == gone
        weaker = {one.target.id: one.without for one in answer.weaker}
        assert weaker == {
            one: score(cost)
            for one, cost in after.items()
            if cost is not None and cost != now[one]
        }
    points = single_points(snapshot, asked).points
    assert {one.actor.id: [each.id for each in one.lost] for one in points} == lost


def test_whoever_is_at_fault_is_named() -> None:
    with pytest.raises(UnknownEntity, match="'z'"):
        departure(SNAPSHOT, question(), "z")
    with pytest.raises(InvalidQuestion, match="T is the only target"):
        departure(SNAPSHOT, question("t"), "t")
    with pytest.raises(InvalidQuestion, match="A is all of ours"):
        departure(SNAPSHOT, ReachQuestion(("a",), ("s",), DAY), "a")
    with pytest.raises(InvalidQuestion, match="We reach none of the 1 targets"):
        departure(SNAPSHOT, question("u"), "p")
    with pytest.raises(InvalidQuestion, match="No MEP or official"):
        office_holders_within(
            Snapshot.build(merged([ngo("a"), person("p")], [contact("a", "p")])),
            ReachQuestion(("a",), (), DAY),
        )
