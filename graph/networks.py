"""The merged graph for other tools: networkx, and through it GraphML and GEXF, with dates."""

import io
from collections.abc import Callable, Mapping

import networkx as nx

from graph.errors import InputError
from graph.model import MergedGraph, Property, Tie
from graph.provenance import Source

Attributes = dict[str, str | float | bool]


def to_networkx(graph: MergedGraph) -> nx.MultiDiGraph:
    """Give nodes by identifier and ties by their id, with attributes as texts and numbers.

    What is not known has no attribute. Dates are ISO texts; ``sources`` of a tie are their ids,
    and the graph's own attributes name publisher and licence of each. ``aliases`` of a node are
    the identifiers judged the same as its own.
    """
    made = nx.MultiDiGraph(level=graph.level.label, head=graph.head, **_attribution(graph.sources))
    aliases = graph.aliases_of()
    for entity in graph.entities.values():
        attributes: Attributes = {
            "label": entity.name,
            "kind": entity.kind.value,
            "level": entity.level.label,
            "invented": entity.invented,
        }
        if entity.classification:
            attributes["classification"] = entity.classification.value
        if entity.id in aliases:
            attributes["aliases"] = ", ".join(aliases[entity.id])
        acronym = entity.first(Property.ACRONYM)
        if acronym is not None:
            attributes["acronym"] = str(acronym)
        made.add_node(entity.id, **attributes)
    for tie in graph.ties:
        made.add_edge(tie.subject, tie.object, key=tie.id, **_tie_attributes(tie))
    return made


def write_network(graph: MergedGraph, form: str) -> str:
    """Write GraphML or GEXF.

    Raises:
        InputError: the form is neither.
    """
    if form not in NETWORKS:
        msg = f"{form!r} is no form of network. Expected one of: {', '.join(NETWORKS)}."
        raise InputError(msg)
    return NETWORKS[form](to_networkx(graph))


def _attribution(sources: Mapping[str, Source]) -> dict[str, str]:
    return {
        f"source {one.id}": f"{one.publisher}: {one.title} ({one.licence})"
        for one in sources.values()
    }


def _tie_attributes(tie: Tie) -> Attributes:
    attributes: Attributes = {
        "label": tie.relation.value,
        "end_kind": tie.period.end_kind.value,
        "sources": ", ".join(sorted({piece.source for piece in tie.evidence})),
        "level": tie.level.label,
        "invented": tie.invented,
    }
    days = {"role": tie.role, "start": tie.period.start, "end": tie.period.end}
    attributes |= {name: str(value) for name, value in days.items() if value is not None}
    return attributes


def _graphml(made: nx.MultiDiGraph) -> str:
    buffer = io.BytesIO()
    nx.write_graphml(made, buffer)
    return buffer.getvalue().decode("utf-8")


def _gexf(made: nx.MultiDiGraph) -> str:
    made.graph["mode"] = "dynamic"
    made.graph["timeformat"] = "date"
    return "\n".join(nx.generate_gexf(made)) + "\n"


NETWORKS: Mapping[str, Callable[[nx.MultiDiGraph], str]] = {"graphml": _graphml, "gexf": _gexf}
"""How each form is written, by its name."""
