"""A merged graph as triples, without loss of dates, sources or levels.

Each tie and each fact stands twice: as a plain triple that any tool understands
(``org:memberOf``), and as a described one (``rdf:Statement``, for memberships also
``org:Membership``) with its period, level and the evidence behind it (``prov:wasDerivedFrom``).
``docs/exchange.md`` shows both.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from decimal import Decimal

from rdflib import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, XSD, Graph, Literal, URIRef

from graph.exchange.plain import plain_statement
from graph.model import Entity, Evidence, Fact, MergedGraph, Property, Relation, Tie
from graph.period import Period
from graph.provenance import Recorded, Source, Value
from graph.rdf.terms import (
    GRAPH,
    OURS,
    PREFIXES,
    kind_term,
    name_of,
    property_term,
    relation_term,
)

Triple = tuple[URIRef, URIRef, URIRef | Literal]
"""Subject, predicate, object."""


def to_rdf(graph: MergedGraph) -> Graph:
    """Give the graph as triples that can be asked."""
    made = Graph()
    for prefix, namespace in PREFIXES.items():
        made.bind(prefix, namespace, replace=True)
    for triple in triples_of(graph):
        made.add(triple)
    return made


def triples_of(
    graph: MergedGraph, rest: Iterable[Recorded] = (), told: Iterable[str] = ()
) -> list[Triple]:
    """Give the graph as triples, some of them twice, with statements that it does not say.

    ``told`` are remarks on the whole.
    """
    writing = _Writing()
    writing.header(graph, told)
    for source in graph.sources.values():
        writing.source(source)
    for entity in graph.entities.values():
        writing.entity(entity)
    for tie in graph.ties:
        writing.tie(tie)
    for item in rest:
        writing.statement(item)
    return writing.triples


def literal(value: Value) -> Literal:
    """Write a value; a float as a decimal, since Turtle's doubles are cut to seven digits."""
    if isinstance(value, float):
        return Literal(format(Decimal(repr(value)), "f"), datatype=XSD.decimal)
    return Literal(value)


class _Writing:
    """Collects the triples of what is described."""

    def __init__(self) -> None:
        self.triples: list[Triple] = []
        self._evidence: dict[Evidence, URIRef] = {}

    def header(self, graph: MergedGraph, told: Iterable[str]) -> None:
        for remark in told:
            self._say(GRAPH, RDFS.comment, Literal(remark))
        self._say(GRAPH, RDF.type, OURS.Graph)
        self._say(GRAPH, OURS.level, Literal(graph.level.label))
        self._say(GRAPH, OURS.head, Literal(graph.head))
        for identifier in graph.dangling:
            self._say(GRAPH, OURS.dangling, name_of("entity", identifier))
        for alias, canonical in graph.aliases.items():
            self._say(name_of("entity", canonical), OWL.sameAs, name_of("entity", alias))
        if graph.self_ties:
            self._say(GRAPH, OURS.selfTies, Literal(graph.self_ties))

    def source(self, source: Source) -> None:
        name = name_of("source", source.id)
        self._say(name, RDF.type, PROV.Entity)
        self._say(name, RDF.type, OURS.Source)
        self._say(name, DCTERMS.publisher, Literal(source.publisher))
        self._say(name, DCTERMS.title, Literal(source.title))
        self._say(name, DCTERMS.license, Literal(source.licence))
        self._say(name, FOAF.page, Literal(source.url))
        self._say(name, OURS["rank"], Literal(source.rank))
        self._say(name, OURS.invented, Literal(source.invented))

    def entity(self, entity: Entity) -> None:
        name = name_of("entity", entity.id)
        self._say(name, RDF.type, kind_term(entity.kind))
        self._say(name, RDF.type, OURS.Entity)
        self._say(name, OURS.nodeKind, Literal(entity.kind.value))
        self._say(name, RDFS.label, Literal(entity.name))
        self._say(name, OURS.level, Literal(entity.level.label))
        self._say(name, OURS.invented, Literal(entity.invented))
        for place, classification in enumerate(entity.classifications):
            concept = name_of("classification", classification.value)
            self._say(name, ORG.classification, concept)
            self._say(name, OURS[f"classification{place}"], concept)
            self._say(concept, RDF.type, SKOS.Concept)
            self._say(concept, SKOS.prefLabel, Literal(classification.value))
        self._facts(entity.id, entity.properties, chosen=True)
        self._facts(entity.id, entity.alternatives, chosen=False)

    def _facts(
        self, identifier: str, facts: Mapping[Property, tuple[Fact, ...]], *, chosen: bool
    ) -> None:
        subject = name_of("entity", identifier)
        for prop, many in facts.items():
            for place, fact in enumerate(many):
                term, value = property_term(prop), literal(fact.value)
                kind = "fact" if chosen else "alternative"
                name = name_of(kind, f"{identifier}:{prop.value}:{place}")
                self._described(name, subject, term, value)
                self._say(name, RDF.type, OURS.Fact)
                self._say(name, OURS.chosen, Literal(chosen))
                self._say(name, OURS.place, Literal(place))
                self._period(name, fact.period)
                self._derived(name, fact.evidence)
                if chosen:
                    self._say(subject, term, value)

    def tie(self, tie: Tie) -> None:
        name = name_of("tie", tie.id)
        subject, obj = name_of("entity", tie.subject), name_of("entity", tie.object)
        self._say(subject, relation_term(tie.relation), obj)
        self._described(name, subject, relation_term(tie.relation), obj)
        self._say(name, RDF.type, OURS.Tie)
        if tie.relation is Relation.MEMBER_OF:
            self._say(name, RDF.type, ORG.Membership)
            self._say(name, ORG.member, subject)
            self._say(name, ORG.organization, obj)
        if tie.role is not None:
            role = name_of("role", tie.role)
            self._say(name, ORG.role, role)
            self._say(role, SKOS.notation, Literal(tie.role))
        if tie.disagreement is not None:
            self._say(name, RDFS.comment, Literal(tie.disagreement))
        self._say(name, OURS.level, Literal(tie.level.label))
        self._say(name, OURS.invented, Literal(tie.invented))
        self._period(name, tie.period)
        self._qualifiers(name, tie)
        self._derived(name, tie.evidence)

    def statement(self, item: Recorded) -> None:
        """Keep a statement that no fact or tie says, as JSON under its place in the ledger."""
        name = name_of("statement", str(item.seq))
        said = json.dumps(plain_statement(item), ensure_ascii=False, sort_keys=True)
        self._say(name, RDF.type, OURS.Said)
        self._say(name, PROV.hadPrimarySource, name_of("source", item.statement.source))
        self._say(name, OURS.said, Literal(said))

    def _qualifiers(self, name: URIRef, tie: Tie) -> None:
        for place, (key, value) in enumerate(tie.qualifiers):
            one = name_of("qualifier", f"{tie.id}:{place}")
            self._say(name, OURS.qualifier, one)
            self._say(one, OURS.key, Literal(key))
            self._say(one, RDF.value, Literal(value))
            self._say(one, OURS.place, Literal(place))

    def _described(
        self, name: URIRef, subject: URIRef, term: URIRef, obj: URIRef | Literal
    ) -> None:
        self._say(name, RDF.type, RDF.Statement)
        self._say(name, RDF.subject, subject)
        self._say(name, RDF.predicate, term)
        self._say(name, RDF.object, obj)

    def _period(self, name: URIRef, period: Period) -> None:
        if period.start:
            self._say(name, SDO.startDate, Literal(period.start))
        if period.end:
            self._say(name, SDO.endDate, Literal(period.end))
        self._say(name, OURS.endKind, Literal(period.end_kind.value))

    def _derived(self, name: URIRef, evidence: Iterable[Evidence]) -> None:
        for piece in evidence:
            self._say(name, PROV.wasDerivedFrom, self._named(piece))

    def _named(self, piece: Evidence) -> URIRef:
        """Name a piece of evidence by what it says, and describe it once."""
        known = self._evidence.get(piece)
        if known is not None:
            return known
        days = (piece.retrieved_at, piece.confirmed_at, piece.as_of)
        said = (piece.source, piece.record, piece.seq, *(day and day.isoformat() for day in days))
        digest = hashlib.sha256(json.dumps(said).encode()).hexdigest()[:20]
        name = self._evidence[piece] = name_of("evidence", digest)
        self._say(name, RDF.type, PROV.Entity)
        self._say(name, PROV.hadPrimarySource, name_of("source", piece.source))
        self._say(name, DCTERMS.identifier, Literal(piece.record))
        self._say(name, OURS.seq, Literal(piece.seq))
        self._say(name, PROV.generatedAtTime, Literal(piece.retrieved_at))
        self._say(name, OURS.confirmedAt, Literal(piece.confirmed_at))
        if piece.as_of:
            self._say(name, DCTERMS.valid, Literal(piece.as_of))
        return name

    def _say(self, subject: URIRef, term: URIRef, obj: URIRef | Literal) -> None:
        self.triples.append((subject, term, obj))
