"""The merged graph for other tools: networkx, and through it GraphML and GEXF, with dates."""

import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from html import escape

import networkx as nx

from graph.errors import InputError
from graph.exchange.holding import Holding
from graph.model import Entity, Evidence, MergedGraph, Property, Tie
from graph.period import ALWAYS_UNKNOWN, Period
from graph.provenance import Source

_CLOCK = re.compile(r' lastmodifieddate="[^"]*"')
_NEVER = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Attributes = dict[str, str | float | bool]


def to_networkx(graph: MergedGraph) -> nx.MultiDiGraph:
    """Give nodes by identifier and ties by their id, with attributes as texts and numbers.

    What is not known has no attribute; ``end_kind`` tells an open end from an unknown one. Dates
    are ISO texts; ``sources`` of a node or tie are their ids, ``read`` the last day on which one
    of them was read; the graph's own attributes name publisher and licence of each. ``aliases`` of
    a node are the identifiers judged the same as its own.
    """
    made = nx.MultiDiGraph(level=graph.level.label, head=graph.head, **_attribution(graph.sources))
    aliases = graph.lookup.aliases_of
    for entity in graph.entities.values():
        attributes: Attributes = {
            "label": entity.name,
            "kind": entity.kind.value,
            "level": entity.level.label,
            "invented": entity.invented,
            **_known_by(entity),
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


def write_network(graph: MergedGraph, form: str, holding: Holding | None = None) -> str:
    """Write GraphML or GEXF; ``holding`` describes what is in it.

    Raises:
        InputError: the form is neither.
    """
    write = _writer(form)
    made = to_networkx(graph)
    if holding:
        made.graph["holds"] = " ".join(holding.lines())
    return write(made)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a picture holds that is no graph of its own: nodes and lines with attributes.

    ``nodes`` are by id, each with ``x``, ``y``, ``size`` and ``colour`` (``#rrggbb``) among its
    attributes; ``lines`` are id, both ends, and attributes. ``about`` is said of the whole;
    ``attribution`` names publisher and licence of each source.
    """

    nodes: Mapping[str, Attributes]
    lines: Sequence[tuple[str, str, str, Attributes]]
    about: Mapping[str, str]
    attribution: Sequence[str]
    directed: bool = True


def drawn_network(drawn: Drawn, form: str) -> str:
    """Write what a picture holds; where everything stands as in ``placed_network``.

    Raises:
        InputError: the form is neither.
    """
    write = _writer(form)
    made = nx.MultiDiGraph() if drawn.directed else nx.MultiGraph()
    made.graph.update(_xml(drawn.about))
    made.graph.update(_xml({f"source {n}": one for n, one in enumerate(drawn.attribution, 1)}))
    made.graph["holds"] = " ".join(f"{key}: {text}." for key, text in _xml(drawn.about).items())
    for name, attributes in drawn.nodes.items():
        made.add_node(name, **_xml(attributes))
        if form == "gexf":
            x, y, size, colour = (
                made.nodes[name].pop(key) for key in ("x", "y", "size", "colour")
            )
            made.nodes[name]["viz"] = _looks(float(x), float(y), float(size), str(colour))
    for key, tail, head, attributes in drawn.lines:
        made.add_edge(tail, head, key=key, **_xml(attributes))
    return write(made)


def placed_network(
    graph: MergedGraph, form: str, looks: Mapping[str, tuple[float, float, float, str]]
) -> str:
    """Write a network with places: x, y, size and colour (``#rrggbb``) of each node.

    GEXF holds them in its own terms, GraphML as attributes ``x``, ``y``, ``size``, ``colour``.

    Raises:
        InputError: the form is neither.
    """
    write = _writer(form)
    made = to_networkx(graph)
    for name, (x, y, size, colour) in looks.items():
        if form == "gexf":
            made.nodes[name]["viz"] = _looks(x, y, size, colour)
        else:
            made.nodes[name].update(x=x, y=y, size=size, colour=colour)
    return write(made)


def _xml(attributes: Mapping[str, str | float | bool]) -> Attributes:
    """Leave out of texts what no XML may hold."""
    return {
        key: _NEVER.sub("", value) if isinstance(value, str) else value
        for key, value in attributes.items()
    }


def _looks(x: float, y: float, size: float, colour: str) -> dict[str, object]:
    red, green, blue = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
    return {
        # GEXF's y axis runs upwards.
        "position": {"x": x, "y": -y, "z": 0.0},
        "size": size,
        "color": {"r": red, "g": green, "b": blue, "a": 1.0},
    }


def _writer(form: str) -> Callable[[nx.MultiGraph], str]:
    if form not in NETWORKS:
        msg = f"{form!r} is no form of network. Expected one of: {', '.join(NETWORKS)}."
        raise InputError(msg)
    return NETWORKS[form]


def _attribution(sources: Mapping[str, Source]) -> dict[str, str]:
    return {
        f"source {one.id}": f"{one.publisher}: {one.title} ({one.licence})"
        + (" INVENTED: describes nobody" if one.invented else "")
        for one in sources.values()
    }


def _tie_attributes(tie: Tie) -> Attributes:
    attributes: Attributes = {
        "label": tie.relation.value,
        "level": tie.level.label,
        "invented": tie.invented,
        **_dated(tie.period),
        **_said(tie.evidence),
    }
    return attributes | ({"role": tie.role} if tie.role is not None else {})


def _known_by(entity: Entity) -> Attributes:
    """Say since and until when a node is what it is, and who says so."""
    kinds = entity.properties.get(Property.KIND, ())
    facts = [fact for many in entity.properties.values() for fact in many]
    period = kinds[0].period if kinds else ALWAYS_UNKNOWN
    return _dated(period) | _said([piece for fact in facts for piece in fact.evidence])


def _dated(period: Period) -> Attributes:
    days = {"start": period.start, "end": period.end}
    known = {name: day.isoformat() for name, day in days.items() if day is not None}
    return {"end_kind": period.end_kind.value, **known}


def _said(pieces: Sequence[Evidence]) -> Attributes:
    if not pieces:
        return {}
    last = max(piece.confirmed_at for piece in pieces)
    named = ", ".join(sorted({piece.source for piece in pieces}))
    return {"sources": named, "read": last.astimezone(UTC).date().isoformat()}


def _graphml(made: nx.MultiGraph) -> str:
    buffer = io.BytesIO()
    nx.write_graphml(made, buffer)
    return buffer.getvalue().decode("utf-8")


def _gexf(made: nx.MultiGraph) -> str:
    made.graph["mode"] = "dynamic"
    made.graph["timeformat"] = "date"
    text = "\n".join(nx.generate_gexf(made)) + "\n"
    # networkx writes the running day into the header, and leaves out what is said of the whole.
    about = "; ".join(str(value) for key, value in made.graph.items() if key.startswith("source "))
    holds = made.graph.get("holds", f"Level {made.graph['level']}.")
    told = f"<description>{escape(f'{holds} Sources: {about}')}</description>"
    text = _CLOCK.sub("", text, count=1)
    return text.replace("</creator>", f"</creator>\n    {told}", 1)


NETWORKS: Mapping[str, Callable[[nx.MultiGraph], str]] = {"graphml": _graphml, "gexf": _gexf}
"""How each form is written, by its name."""
