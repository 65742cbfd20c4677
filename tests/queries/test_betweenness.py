import networkx as nx
import pytest

from graph.snapshot import Snapshot
from queries.measures.betweenness import betweenness
from queries.measures.ties_among import ties_among
from tests.factories import DAY, contact, merged, person
from tests.queries.networks import as_networkx, random_network


def test_the_middle_of_a_star_stands_on_every_path() -> None:
    graph = merged([person(name) for name in "mabc"], [contact("m", name) for name in "abc"])
    among = ties_among(Snapshot.build(graph), "mabc", DAY)
    assert dict(zip(among.ids, betweenness(among).tolist(), strict=True)) == {
        "a": 0,
        "b": 0,
        "c": 0,
        "m": 1,
    }


@pytest.mark.parametrize("seed", range(40))
def test_betweenness_equals_networkx(seed: int) -> None:
    graph, ours, others = random_network(seed)
    snapshot = Snapshot.build(graph)
    among = ties_among(snapshot, [*ours, *others], DAY)
    told = nx.betweenness_centrality(as_networkx(snapshot), weight="cost")
    assert betweenness(among).tolist() == pytest.approx([told[name] for name in among.ids])


def test_sampling_from_everybody_is_exact_and_from_fewer_repeats() -> None:
    graph, ours, others = random_network(3)
    among = ties_among(Snapshot.build(graph), [*ours, *others], DAY)
    exact = betweenness(among).tolist()
    assert betweenness(among, 99).tolist() == exact
    assert betweenness(among, 3).tolist() == betweenness(among, 3).tolist() != exact


def test_two_have_nobody_between_them() -> None:
    graph = merged([person("a"), person("b")], [contact("a", "b")])
    assert betweenness(ties_among(Snapshot.build(graph), "ab", DAY)).tolist() == [0, 0]
