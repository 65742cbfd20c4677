"""The whole graph at a level as a file for other tools, in every form that we write."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from api.jobs import Result
from graph.errors import InputError
from graph.model import Entity, Evidence, Fact, MergedGraph, Property


@dataclass(frozen=True, slots=True)
class Form:
    """One form of export: how its files end, and their media type."""

    name: str
    suffix: str
    media_type: str


FORMS: Mapping[str, Form] = {
    form.name: form
    for form in (
        Form("turtle", ".ttl", "text/turtle"),
        Form("json-ld", ".jsonld", "application/ld+json"),
        Form("ntriples", ".nt", "application/n-triples"),
        Form("graphml", ".graphml", "application/graphml+xml"),
        Form("gexf", ".gexf", "application/gexf+xml"),
    )
}


def exported(graph: MergedGraph, form: str) -> Result:
    """Write a graph in a form, with sources and licences in it.

    Raises:
        InputError: the form is not known.
    """
    known = FORMS.get(form)
    if known is None:
        msg = f"{form!r} is no form of export. Expected one of: {', '.join(FORMS)}."
        raise InputError(msg)
    # Imported here: rdflib and networkx are needed by nothing else that is served.
    from graph.networks import NETWORKS, write_network
    from graph.rdf.files import write_rdf

    handed = renumbered(graph)
    text = write_network(handed, form) if form in NETWORKS else write_rdf(handed, form)
    name = f"corridors-{graph.level.label}{known.suffix}"
    return Result(text.encode(), known.media_type, name)


def renumbered(graph: MergedGraph) -> MergedGraph:
    """Number the evidence anew, from 1 in its order, as if the ledger held nothing else.

    Places in the ledger are counted over all levels: handed on, they would tell how much is
    recorded above the level, and when.
    """
    places = sorted({piece.seq for piece in _evidence(graph)})
    new = {place: number for number, place in enumerate(places, 1)}
    return replace(
        graph,
        entities={name: _entity(one, new) for name, one in graph.entities.items()},
        ties=tuple(replace(tie, evidence=_pieces(tie.evidence, new)) for tie in graph.ties),
        head=len(places),
    )


def _evidence(graph: MergedGraph) -> Iterator[Evidence]:
    for tie in graph.ties:
        yield from tie.evidence
    for entity in graph.entities.values():
        for facts in (*entity.properties.values(), *entity.alternatives.values()):
            for fact in facts:
                yield from fact.evidence


def _entity(entity: Entity, new: Mapping[int, int]) -> Entity:
    return replace(
        entity,
        properties=_facts(entity.properties, new),
        alternatives=_facts(entity.alternatives, new),
    )


def _facts(
    known: Mapping[Property, tuple[Fact, ...]], new: Mapping[int, int]
) -> dict[Property, tuple[Fact, ...]]:
    return {
        prop: tuple(replace(fact, evidence=_pieces(fact.evidence, new)) for fact in facts)
        for prop, facts in known.items()
    }


def _pieces(evidence: tuple[Evidence, ...], new: Mapping[int, int]) -> tuple[Evidence, ...]:
    return tuple(replace(piece, seq=new[piece.seq]) for piece in evidence)
