import io

import networkx as nx
import pytest

from graph.errors import InputError
from graph.networks import to_networkx, write_network
from graph.period import Period
from tests.factories import DAY, LONG_AGO, body, member, merged, person

GRAPH = merged(
    [person("ann"), person("<bob & co>"), body("droi")],
    [
        member("ann", "droi", period=Period.between(LONG_AGO, DAY)),
        member("ann", "droi", "CHAIR"),
        member("<bob & co>", "droi", period=Period()),
    ],
)


def test_parallel_ties_and_dates_are_kept() -> None:
    made = to_networkx(GRAPH)
    assert (made.number_of_nodes(), made.number_of_edges()) == (3, 3)
    found = sorted(
        (data["role"], data.get("start", ""), data.get("end", ""), data["end_kind"])
        for _, _, data in made.edges(data=True)
    )
    assert found == [
        ("CHAIR", "2020-01-01", "", "open"),
        ("MEMBER", "", "", "unknown"),
        ("MEMBER", "2020-01-01", "2026-06-01", "known"),
    ]


def test_graphml_comes_back_with_names_and_dates() -> None:
    read = nx.read_graphml(
        io.BytesIO(write_network(GRAPH, "graphml").encode()), force_multigraph=True
    )
    assert read.nodes["<bob & co>"]["label"] == "<Bob & Co>"
    assert sorted(data.get("end", "") for *_, data in read.edges(data=True)) == [
        "",
        "",
        "2026-06-01",
    ]
    assert read.graph["source register"].endswith("(CC0)")


def test_gexf_comes_back_with_its_nodes_and_ties() -> None:
    read = nx.read_gexf(io.BytesIO(write_network(GRAPH, "gexf").encode()))
    assert sorted(read.nodes) == sorted(GRAPH.entities)
    assert read.number_of_edges() == 3


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_the_same_graph_gives_the_same_bytes(form: str) -> None:
    assert write_network(GRAPH, form) == write_network(GRAPH, form)


def test_an_unknown_form_is_refused() -> None:
    with pytest.raises(InputError, match="graphml, gexf"):
        write_network(GRAPH, "dot")
