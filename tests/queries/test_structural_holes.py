import networkx as nx
import pytest

from graph.snapshot import Snapshot
from queries.measures.structural_holes import Holes, measures, structural_holes
from queries.measures.ties_among import ties_among
from tests.factories import DAY, contact, merged, person
from tests.queries.networks import as_networkx, random_network


def ask(names: str, pairs: str) -> dict[str, Holes]:
    ties = [contact(pair[0], pair[1]) for pair in pairs.split()]
    snapshot = Snapshot.build(merged([person(name) for name in names], ties))
    answer = structural_holes(snapshot, ties_among(snapshot, names, DAY), DAY)
    return {one.actor.id: one for one in answer.members}


def test_the_middle_of_a_star_is_constrained_by_nobody() -> None:
    middle = ask("mabcd", "ma mb mc md")["m"]
    assert middle.contacts == 4
    assert middle.constraint == pytest.approx(0.25)
    assert (middle.effective_size, middle.efficiency) == (4, 1)


def test_a_triangle_leads_everywhere_to_the_same() -> None:
    one = ask("abc", "ab bc ca")["a"]
    assert one.constraint == pytest.approx(2 * (0.5 + 0.25) ** 2)
    assert one.unweighted_size == 1
    assert one.effective_size == pytest.approx(1)


def test_a_single_contact_constrains_wholly() -> None:
    assert ask("ab", "ab")["a"].constraint == pytest.approx(1)


def test_without_contacts_nothing_is_defined_and_the_member_comes_last() -> None:
    answer = ask("abz", "ab")
    lonely = answer["z"]
    assert (lonely.contacts, lonely.constraint, lonely.effective_size) == (0, None, None)
    assert (lonely.efficiency, lonely.unweighted_size) == (None, None)
    assert list(answer) == ["a", "b", "z"]


@pytest.mark.parametrize("seed", range(60))
def test_measures_equal_networkx(seed: int) -> None:
    graph, ours, others = random_network(seed)
    snapshot = Snapshot.build(graph)
    network = as_networkx(snapshot)
    constraint = nx.constraint(network, weight="strength")
    # Without ``nodes``, networkx 3.6 divides by the greatest tie of the wrong end.
    weighted = nx.effective_size(network, nodes=list(network), weight="strength")
    plain = nx.effective_size(network)
    among = ties_among(snapshot, [*ours, *others], DAY)
    for name, row in zip(among.ids, measures(among), strict=True):
        contacts, *told = row
        assert contacts == network.degree[name]
        if not contacts:
            assert told == [None] * 4
            continue
        size = weighted[name]
        expected = [constraint[name], size, size / contacts, plain[name]]
        assert told == pytest.approx(expected)
