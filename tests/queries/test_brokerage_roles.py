from itertools import combinations, permutations, product
from random import Random

import numpy as np
import pytest

from graph.errors import InvalidQuestion
from graph.snapshot import Snapshot
from graph.strength import Flags
from queries.measures.brokerage_roles import Role, brokerage_roles, expected_counts, role_counts
from queries.measures.ties_among import ties_among
from tests.factories import DAY, contact, merged, person


def matrix(size: int, pairs: set[tuple[int, int]]) -> Flags:
    tied = np.zeros((size, size), dtype=np.bool_)
    for a, b in pairs:
        tied[a, b] = tied[b, a] = True
    return tied


def by_hand(tied: Flags, groups: list[int], member: int) -> dict[Role, int]:
    """Count by the definition: every ordered pair of others, one by one."""
    counts = dict.fromkeys(Role, 0)
    others = [one for one in range(len(groups)) if one != member]
    for a, b in permutations(others, 2):
        if not tied[a, member] or not tied[member, b] or tied[a, b]:
            continue
        first, middle, last = groups[a], groups[member], groups[b]
        if first == middle == last:
            counts[Role.COORDINATOR] += 1
        elif first == last:
            counts[Role.ITINERANT] += 1
        elif middle == last:
            counts[Role.GATEKEEPER] += 1
        elif first == middle:
            counts[Role.REPRESENTATIVE] += 1
        else:
            counts[Role.LIAISON] += 1
    return counts


@pytest.mark.parametrize(
    ("groups", "role"),
    [
        ([0, 0, 0], Role.COORDINATOR),
        ([0, 1, 0], Role.ITINERANT),
        ([0, 1, 2], Role.LIAISON),
    ],
)
def test_an_open_path_makes_one_role_counted_both_ways(groups: list[int], role: Role) -> None:
    counts = role_counts(matrix(3, {(0, 1), (1, 2)}), np.array(groups), 1)
    assert counts == {one: 2 if one is role else 0 for one in Role}


def test_who_lets_one_group_into_their_own_is_gatekeeper_and_representative() -> None:
    counts = role_counts(matrix(3, {(0, 1), (1, 2)}), np.array([0, 1, 1]), 1)
    assert (counts[Role.GATEKEEPER], counts[Role.REPRESENTATIVE]) == (1, 1)
    assert sum(counts.values()) == 2


def test_a_closed_triangle_needs_no_broker() -> None:
    counts = role_counts(matrix(3, {(0, 1), (1, 2), (0, 2)}), np.array([0, 1, 2]), 1)
    assert set(counts.values()) == {0}


@pytest.mark.parametrize("seed", range(80))
def test_counts_equal_the_triple_loop(seed: int) -> None:
    random = Random(seed)
    size = random.randint(3, 12)
    groups = [random.randrange(random.randint(1, 4)) for _ in range(size)]
    share = random.random()
    tied = matrix(size, {pair for pair in combinations(range(size), 2) if random.random() < share})
    for member in range(size):
        counts = role_counts(tied, np.array(groups), member)
        assert counts == by_hand(tied, groups, member)
        assert counts[Role.GATEKEEPER] == counts[Role.REPRESENTATIVE]


@pytest.mark.parametrize("groups", [[0, 0, 1, 1], [0, 0, 0, 1], [0, 1, 1, 2], [0, 0, 0, 0]])
@pytest.mark.parametrize("density", [0.3, 0.5])
def test_expected_is_the_mean_over_all_networks(groups: list[int], density: float) -> None:
    pairs = list(combinations(range(4), 2))
    mean = dict.fromkeys(Role, 0.0)
    for there in product((False, True), repeat=len(pairs)):
        chance = np.prod([density if one else 1 - density for one in there])
        tied = matrix(4, {pair for pair, one in zip(pairs, there, strict=True) if one})
        for role, count in role_counts(tied, np.array(groups), 0).items():
            mean[role] += float(chance) * count
    sizes = {str(group): groups.count(group) for group in set(groups)}
    assert expected_counts(sizes, str(groups[0]), density) == pytest.approx(mean)


def test_an_answer_names_groups_counts_and_ratios() -> None:
    snapshot = Snapshot.build(
        merged([person(name) for name in "abcd"], [contact("a", "b"), contact("b", "c")])
    )
    among = ties_among(snapshot, "abcd", DAY)
    groups = {"a": "left", "b": "right", "c": "left", "d": "left"}
    answer = brokerage_roles(snapshot, among, groups, "political-group", DAY)
    first = answer.members[0]
    assert (first.actor.id, first.group, first.ties, first.total) == ("b", "right", 2, 2)
    assert answer.density == pytest.approx(1 / 3)
    itinerant = first.roles[1]
    assert (itinerant.role, itinerant.count) == (Role.ITINERANT, 2)
    assert itinerant.expected == pytest.approx(6 * 2 / 27)
    assert itinerant.ratio == pytest.approx(2 / (6 * 2 / 27))
    assert first.roles[0].ratio is None
    assert answer.groups == (("left", 3), ("right", 1))


def test_one_group_alone_is_refused() -> None:
    snapshot = Snapshot.build(merged([person("a"), person("b")], [contact("a", "b")]))
    among = ties_among(snapshot, "ab", DAY)
    with pytest.raises(InvalidQuestion, match="All 2 in the set are of one group by country"):
        brokerage_roles(snapshot, among, {"a": "x", "b": "x"}, "country", DAY)
