import io

import networkx as nx
import pytest

from graph.errors import InputError
from graph.model import Property
from graph.networks import to_networkx, write_network
from graph.period import Period
from tests.factories import DAY, LONG_AGO, body, member, merged, person
from tests.graph.factories import fact, graph_of, record

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


def read_back(form: str) -> nx.MultiDiGraph:
    content = io.BytesIO(write_network(GRAPH, form).encode())
    if form == "gexf":
        return nx.read_gexf(content)
    return nx.read_graphml(content, force_multigraph=True)


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_no_date_and_no_source_is_lost(form: str) -> None:
    made, read = to_networkx(GRAPH), read_back(form)
    keys = ("start", "end", "end_kind", "sources", "read", "level", "invented")
    assert sorted(read.nodes) == sorted(GRAPH.entities)
    for name, data in made.nodes(data=True):
        assert {key: read.nodes[name].get(key) for key in keys} == {
            key: data.get(key) for key in keys
        }
    told = [
        sorted(
            (one, other, data["role"], *(str(data.get(key)) for key in keys))
            for one, other, data in graph.edges(data=True)
        )
        for graph in (made, read)
    ]
    assert told[0] == told[1]
    assert len(told[0]) == len(GRAPH.ties)


def test_nodes_say_who_knows_them_and_since_when() -> None:
    known = graph_of(
        record([fact("ann", Property.KIND, "Person", period=Period.between(LONG_AGO, DAY))])
    )
    data = to_networkx(known).nodes["ann"]
    assert (data["start"], data["end"]) == ("2020-01-01", "2026-06-01")
    assert (data["end_kind"], data["sources"], data["read"]) == ("known", "register", "2026-01-01")


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_licences_and_level_stand_in_the_file_and_the_running_day_does_not(form: str) -> None:
    text = write_network(GRAPH, form)
    assert "Publisher of register: The register (CC0)" in text
    assert "public" in text
    assert "lastmodifieddate" not in text


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_the_same_graph_gives_the_same_bytes(form: str) -> None:
    assert write_network(GRAPH, form) == write_network(GRAPH, form)


def test_an_unknown_form_is_refused() -> None:
    with pytest.raises(InputError, match="graphml, gexf"):
        write_network(GRAPH, "dot")
