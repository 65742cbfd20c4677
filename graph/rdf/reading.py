"""Triples that ``writing`` made, as a merged graph again. What it must not do: fetch anything."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

from rdflib import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SDO, Graph, Literal, URIRef
from rdflib.term import Node

from graph.errors import InputError
from graph.exchange.parts import read_object
from graph.exchange.plain import statement_of
from graph.levels import parse_level
from graph.model import Classification, Entity, Evidence, Fact, Kind, MergedGraph, Property, Tie
from graph.period import EndKind, Period
from graph.provenance import Recorded, Source, Value
from graph.rdf.terms import GRAPH, OURS, PROPERTIES, RELATIONS, identifier_of

_T = TypeVar("_T", str, int, bool, date, datetime)
_Facts = dict[tuple[str, Property, bool], list[tuple[int, Fact]]]


def from_rdf(graph: Graph) -> MergedGraph:
    """Read a graph back.

    Raises:
        InputError: a node lacks what every node of its kind has, or holds something else there.
    """
    return _Reading(graph).graph()


def rest_of(graph: Graph) -> tuple[Recorded, ...]:
    """Give the statements that stand beside the graph, by seq.

    Raises:
        InputError: one of them cannot be read.
    """
    found = [
        statement_of(read_object(str(graph.value(name, OURS.said)), str(name)))
        for name in graph.subjects(RDF.type, OURS.Said)
    ]
    return tuple(sorted(found, key=lambda item: item.seq))


class _Reading:
    """Looks one graph's nodes up by their types."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._evidence: dict[Node, Evidence] = {}

    def graph(self) -> MergedGraph:
        if (GRAPH, RDF.type, OURS.Graph) not in self._graph:
            msg = f"No node {GRAPH} of type {OURS.Graph}: this is not an export of Corridors."
            raise InputError(msg)
        facts = self._facts()
        entities = [self._entity(name, facts) for name in self._of_type(OURS.Entity)]
        dangling = (self._named("entity", one) for one in self._all(GRAPH, OURS.dangling))
        return MergedGraph(
            entities={one.id: one for one in sorted(entities, key=lambda one: one.id)},
            ties=tuple(sorted(map(self._tie, self._of_type(OURS.Tie)), key=lambda tie: tie.id)),
            sources={one.id: one for one in map(self._source, self._of_type(OURS.Source))},
            level=parse_level(self._one(GRAPH, OURS.level, str)),
            head=self._one(GRAPH, OURS.head, int),
            dangling=tuple(sorted(dangling)),
            aliases=self._aliases(),
            self_ties=self._maybe(GRAPH, OURS.selfTies, int) or 0,
        )

    def _aliases(self) -> dict[str, str]:
        found = {
            self._named("entity", alias): self._named("entity", canonical)
            for canonical, alias in self._graph.subject_objects(OWL.sameAs)
        }
        return dict(sorted(found.items()))

    def _source(self, name: Node) -> Source:
        return Source(
            id=self._named("source", name),
            publisher=self._one(name, DCTERMS.publisher, str),
            title=self._one(name, DCTERMS.title, str),
            url=self._one(name, FOAF.page, str),
            licence=self._one(name, DCTERMS.license, str),
            rank=self._one(name, OURS["rank"], int),
            invented=self._one(name, OURS.invented, bool),
        )

    def _entity(self, name: Node, facts: _Facts) -> Entity:
        identifier = self._named("entity", name)
        return Entity(
            id=identifier,
            kind=Kind(self._one(name, OURS.nodeKind, str)),
            name=self._one(name, RDFS.label, str),
            classifications=tuple(self._classifications(name)),
            properties=_sorted(facts, identifier, chosen=True),
            alternatives=_sorted(facts, identifier, chosen=False),
            level=parse_level(self._one(name, OURS.level, str)),
            invented=self._one(name, OURS.invented, bool),
        )

    def _classifications(self, name: Node) -> Iterator[Classification]:
        for place in range(len(self._all(name, ORG.classification))):
            concept = self._graph.value(name, OURS[f"classification{place}"])
            yield Classification(self._named("classification", concept))

    def _facts(self) -> _Facts:
        found: _Facts = {}
        for name in self._of_type(OURS.Fact):
            term = self._graph.value(name, RDF.predicate)
            value = self._graph.value(name, RDF.object)
            if (
                not isinstance(term, URIRef)
                or term not in PROPERTIES
                or not isinstance(value, Literal)
            ):
                raise _unfit(name, RDF.predicate, "a property of ours with a literal", term)
            key = (
                self._named("entity", self._graph.value(name, RDF.subject)),
                PROPERTIES[term],
                self._one(name, OURS.chosen, bool),
            )
            fact = Fact(_value(value), self._period(name), self._derived(name))
            found.setdefault(key, []).append((self._one(name, OURS.place, int), fact))
        return found

    def _tie(self, name: Node) -> Tie:
        term = self._graph.value(name, RDF.predicate)
        if not isinstance(term, URIRef) or term not in RELATIONS:
            raise _unfit(name, RDF.predicate, "a relation of ours", term)
        role = self._graph.value(name, ORG.role)
        return Tie(
            id=self._named("tie", name),
            subject=self._named("entity", self._graph.value(name, RDF.subject)),
            relation=RELATIONS[term],
            object=self._named("entity", self._graph.value(name, RDF.object)),
            role=None if role is None else self._named("role", role),
            period=self._period(name),
            evidence=self._derived(name),
            qualifiers=self._qualifiers(name),
            level=parse_level(self._one(name, OURS.level, str)),
            invented=self._one(name, OURS.invented, bool),
            disagreement=self._maybe(name, RDFS.comment, str),
        )

    def _qualifiers(self, name: Node) -> tuple[tuple[str, str], ...]:
        many = [
            (
                self._one(one, OURS.place, int),
                self._one(one, OURS.key, str),
                self._one(one, RDF.value, str),
            )
            for one in self._all(name, OURS.qualifier)
        ]
        return tuple((key, value) for _, key, value in sorted(many))

    def _period(self, name: Node) -> Period:
        return Period(
            self._maybe(name, SDO.startDate, date),
            self._maybe(name, SDO.endDate, date),
            EndKind(self._one(name, OURS.endKind, str)),
        )

    def _derived(self, name: Node) -> tuple[Evidence, ...]:
        pieces = [self._piece(one) for one in self._all(name, PROV.wasDerivedFrom)]
        return tuple(sorted(pieces, key=lambda one: (one.seq, one.source, one.record)))

    def _piece(self, name: Node) -> Evidence:
        if name not in self._evidence:
            self._evidence[name] = Evidence(
                source=self._named("source", self._graph.value(name, PROV.hadPrimarySource)),
                record=self._one(name, DCTERMS.identifier, str),
                seq=self._one(name, OURS.seq, int),
                retrieved_at=self._one(name, PROV.generatedAtTime, datetime),
                confirmed_at=self._one(name, OURS.confirmedAt, datetime),
                as_of=self._maybe(name, DCTERMS.valid, date),
            )
        return self._evidence[name]

    def _of_type(self, kind: URIRef) -> list[Node]:
        return sorted(self._graph.subjects(RDF.type, kind), key=str)

    def _all(self, name: Node, term: URIRef) -> list[Node]:
        return list(self._graph.objects(name, term))

    def _named(self, kind: str, name: Node | None) -> str:
        try:
            return identifier_of(kind, name)
        except ValueError as error:
            msg = f"A name of kind {kind!r} was expected: {error}. Was the file edited?"
            raise InputError(msg) from error

    def _one(self, name: Node, term: URIRef, kind: type[_T]) -> _T:
        found = self._maybe(name, term, kind)
        if found is None:
            raise _unfit(name, term, f"one {kind.__name__}", None)
        return found

    def _maybe(self, name: Node, term: URIRef, kind: type[_T]) -> _T | None:
        found = self._graph.value(name, term)
        value = found.toPython() if isinstance(found, Literal) else found
        if value is None:
            return None
        if type(value) is not kind:
            raise _unfit(name, term, f"one {kind.__name__}", value)
        return value


def _value(literal: Literal) -> Value:
    value = literal.toPython()
    return float(value) if isinstance(value, Decimal) else value


def _sorted(facts: _Facts, identifier: str, *, chosen: bool) -> dict[Property, tuple[Fact, ...]]:
    found = {}
    for prop in sorted(Property):
        many = facts.get((identifier, prop, chosen))
        if many:
            found[prop] = tuple(fact for _, fact in sorted(many, key=lambda one: one[0]))
    return found


def _unfit(name: Node, term: object, expected: str, found: object) -> InputError:
    return InputError(f"{name}: {term} is {found!r}; expected {expected}. Was the file edited?")
