"""The shapes: exports meet them, and each bites what is broken."""

from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import DCTERMS, FOAF, ORG, PROV, RDF, RDFS, SDO, SH, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from graph.errors import InputError
from graph.exchange.carried import statements_of
from graph.model import Kind, MergedGraph, Property, Relation
from graph.period import Period
from graph.rdf.files import write_rdf
from graph.rdf.shapes import check_shapes, check_text, shapes_graph
from graph.rdf.terms import GRAPH, OURS
from graph.rdf.writing import to_rdf
from tests.factories import DAY, LONG_AGO
from tests.graph.factories import fact, graph_of, link, node, record
from tests.graph.pack import pack_graph

SMALL = graph_of(
    record(
        [
            node("ann"),
            fact("ann", Property.NAME, "Ann"),
            node("droi", Kind.ORGANIZATION),
            fact("droi", Property.CLASSIFICATION, "Subcommittee"),
            node("afet", Kind.ORGANIZATION),
            node("seat", Kind.POST),
            link("ann", "droi", period=Period.between(LONG_AGO, DAY)),
            link("ann", "afet", role="CHAIR", period=Period.since(LONG_AGO)),
            link("ann", "seat", relation=Relation.HOLDS, role=None),
            link("seat", "droi", relation=Relation.POST_IN, role=None),
            link("droi", "afet", relation=Relation.SUB_ORGANIZATION_OF, role=None),
        ]
    )
)
Breaking = Callable[[Graph], object]


def some(graph: Graph, kind: URIRef) -> Node:
    return sorted(graph.subjects(RDF.type, kind), key=str)[0]


def without(kind: URIRef, term: URIRef) -> Breaking:
    return lambda graph: graph.remove((some(graph, kind), term, None))


def also(kind: URIRef, term: URIRef, value: Node) -> Breaking:
    return lambda graph: graph.add((some(graph, kind), term, value))


def instead(kind: URIRef, term: URIRef, value: Node) -> Breaking:
    return lambda graph: graph.set((some(graph, kind), term, value))


def no_period_end(graph: Graph) -> None:
    for name in list(graph.subjects(OURS.endKind, Literal("known"))):
        graph.remove((name, SDO.endDate, None))


def before_it_starts(graph: Graph) -> None:
    for name in list(graph.subjects(OURS.endKind, Literal("known"))):
        graph.set((name, SDO.endDate, Literal("1999-01-01", datatype=XSD.date)))


def no_entity(graph: Graph) -> None:
    graph.remove((some(graph, OURS.Source), RDF.type, PROV.Entity))


def no_description(graph: Graph) -> None:
    graph.remove((GRAPH, RDF.type, None))


ELSEWHERE = URIRef("urn:x-corridors:entity:nobody")
TEXT = Literal("x")
BROKEN: list[tuple[str, Breaking]] = [
    ("has exactly one label, a text", without(OURS.Entity, RDFS.label)),
    ("has exactly one kind, out of the seven", instead(OURS.Entity, OURS.nodeKind, TEXT)),
    (
        "is classified by concepts that have a name",
        also(OURS.Entity, ORG.classification, ELSEWHERE),
    ),
    ("is a Person by its kind too", instead(FOAF.Person, OURS.nodeKind, Literal("Post"))),
    ("tells no private detail: birthday", also(FOAF.Person, FOAF.birthday, TEXT)),
    ("tells no private detail: phone", also(FOAF.Person, FOAF.phone, TEXT)),
    ("tells no private detail: e-mail", also(FOAF.Person, FOAF.mbox, ELSEWHERE)),
    ("is an Organization by its kind too", without(ORG.Organization, OURS.nodeKind)),
    (
        "belongs to something that is described",
        also(ORG.Organization, ORG.subOrganizationOf, ELSEWHERE),
    ),
    ("is a Post by its kind too", without(ORG.Post, OURS.nodeKind)),
    ("is in a body that is described", also(ORG.Post, ORG.postIn, ELSEWHERE)),
    ("has exactly one member, who is described", without(ORG.Membership, ORG.member)),
    (
        "has exactly one organization, which is described",
        instead(ORG.Membership, ORG.organization, ELSEWHERE),
    ),
    ("has at most one role", also(ORG.Membership, ORG.role, ELSEWHERE)),
    ("begins at exactly one node that is described", without(OURS.Tie, RDF.subject)),
    ("ends at exactly one node that is described", instead(OURS.Tie, RDF.object, TEXT)),
    ("has exactly one relation", without(OURS.Tie, RDF.predicate)),
    ("is about exactly one node that is described", also(OURS.Fact, RDF.subject, ELSEWHERE)),
    ("has exactly one value, a literal", instead(OURS.Fact, RDF.object, ELSEWHERE)),
    ("has an end date exactly where its end is known", no_period_end),
    ("names exactly one source that is described", without(PROV.Entity, PROV.hadPrimarySource)),
    ("names the record in its source", without(PROV.Entity, DCTERMS.identifier)),
    ("says when it was first read", instead(PROV.Entity, PROV.generatedAtTime, TEXT)),
    ("says when it was last read", without(PROV.Entity, OURS.confirmedAt)),
    ("is for at most one day", also(PROV.Entity, DCTERMS.valid, TEXT)),
    ("names its publisher", without(OURS.Source, DCTERMS.publisher)),
    ("has a title", without(OURS.Source, DCTERMS.title)),
    ("states its licence", without(OURS.Source, DCTERMS.license)),
    ("has a rank between 0 and 100", instead(OURS.Source, OURS["rank"], Literal(101))),
    (
        "has exactly one level: public, network, office or protected",
        instead(OURS.Tie, OURS.level, TEXT),
    ),
    ("says whether it is invented", without(OURS.Source, OURS.invented)),
    ("starts on at most one day, not after it ends", before_it_starts),
    ("ends on at most one day", also(OURS.Tie, SDO.endDate, TEXT)),
    ("says of its end: known, open or unknown", without(OURS.Tie, OURS.endKind)),
    (
        "is a prov:Entity, since something is derived from it",
        also(OURS.Tie, PROV.wasDerivedFrom, ELSEWHERE),
    ),
    ("is a prov:Entity, since it is a source", no_entity),
    ("is described as the export as a whole", no_description),
    (
        "rests on at least one piece of evidence that is described",
        without(OURS.Tie, PROV.wasDerivedFrom),
    ),
]


@pytest.mark.parametrize(("expected", "breaking"), BROKEN, ids=[told for told, _ in BROKEN])
def test_each_shape_bites(expected: str, breaking: Breaking) -> None:
    data = to_rdf(SMALL)
    assert check_shapes(data).conforms
    breaking(data)
    report = check_shapes(data)
    assert expected in {one.expected for one in report.violations}
    assert all(one.node for one in report.violations)


def test_every_shape_has_a_case_that_it_bites() -> None:
    messages = {str(one) for one in shapes_graph().objects(None, SH.message)}
    assert {told for told, _ in BROKEN} == messages


def test_the_packs_export_meets_the_shapes() -> None:
    """A sample of the pack: all of it takes half a minute (docs/exchange.md)."""
    graph = sample(pack_graph(), 97)
    assert {tie.relation for tie in graph.ties} >= {Relation.MEMBER_OF, Relation.CONTACT_OF}
    assert len(statements_of(graph)) > 500
    assert check_text(write_rdf(graph, "turtle"), "turtle", "pack").violations == ()


def sample(graph: MergedGraph, step: int) -> MergedGraph:
    """Keep every so many-th tie, one of each relation at least, with both ends."""
    first = {tie.relation: tie for tie in reversed(graph.ties)}
    ties = sorted({tie.id: tie for tie in (*graph.ties[::step], *first.values())}.items())
    kept = {end for _, tie in ties for end in (tie.subject, tie.object)}
    entities = {name: one for name, one in graph.entities.items() if name in kept}
    return MergedGraph(
        entities, tuple(tie for _, tie in ties), graph.sources, graph.level, graph.head
    )


def test_shapes_run_nothing() -> None:
    text = (Path(__file__).parents[3] / "graph/rdf/shapes.ttl").read_text(encoding="utf-8")
    used = {str(term) for term in shapes_graph().predicates()}
    for what in ("sparql", "rule", "js", "jsFunctionName", "select", "construct", "shapesGraph"):
        assert str(SH[what]) not in used
    assert "owl#" not in text


def test_data_cannot_bring_shapes_or_imports() -> None:
    good = write_rdf(SMALL, "turtle")
    for line in (
        "<urn:x-corridors:graph> <http://www.w3.org/2002/07/owl#imports> <file:///etc/hostname> .",
        "<urn:x-corridors:graph> <http://www.w3.org/ns/shacl#shapesGraph> <http://127.0.0.1:1/> .",
        "<urn:x-corridors:graph> a <http://www.w3.org/ns/shacl#NodeShape> .",
    ):
        with pytest.raises(InputError, match="no name of an export"):
            check_text(good + line, "turtle", "file")
