from pathlib import Path

import networkx as nx
import pytest

from tests.api.test_cli import answer, corridors


def test_an_export_holds_what_its_level_may_see(home: Path, tmp_path: Path) -> None:
    office, public = tmp_path / "office.graphml", tmp_path / "public.graphml"
    assert answer(home, "export", str(office))["level"] == "office"
    assert answer(home, "export", str(public), "--level", "public")["level"] == "public"
    levels = {
        file: {data["level"] for *_, data in nx.read_graphml(file).edges(data=True)}
        for file in (office, public)
    }
    assert levels[office] == {"public", "office"}
    assert levels[public] == {"public"}
    assert "source demo-invented" not in nx.read_graphml(public).graph
    assert "demo-invented" not in public.read_text(encoding="utf-8")


def test_sparql_answers_in_terms_of_org(home: Path) -> None:
    query = """SELECT (COUNT(DISTINCT ?who) AS ?n) WHERE {
        ?seat a org:Membership ; org:member ?who ; org:organization ?body .
        ?body skos:notation "DROI" }"""
    assert answer(home, "sparql", query)["rows"] == [[52]]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("export", "out.doc"), ".graphml"),
        (("export", "out.ftm.json", "--check"), "Only turtle"),
        (("sparql", "SELECT * WHERE { SERVICE <urn:a> { ?s ?p ?o } }"), "SERVICE is not allowed"),
        (("sparql", "CREATE"), "no SPARQL query"),
    ],
)
def test_bad_input_is_told_in_words(home: Path, words: tuple[str, ...], told: str) -> None:
    done = corridors(home, *words)
    assert done.returncode == 2
    assert told in " ".join(done.stderr.split())
    assert done.stdout == ""
