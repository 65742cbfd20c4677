"""A map as the scene of a page, so that a file shows what the view showed."""

from dataclasses import replace

from graph.model import MergedGraph
from viz.map_model import Change, Map
from viz.scene import Highlight, Scene, link_of, node_of

_HIGHLIGHTS = {
    Change.STAYED: Highlight.NONE,
    Change.APPEARED: Highlight.APPEARED,
    Change.VANISHED: Highlight.VANISHED,
}


def scene_of(graph: MergedGraph, made: Map) -> Scene:
    """Make the scene of a map; what is not shown there is faded here."""
    names = {one.number: one.name for one in made.communities}
    tie_of = {one.id: one for one in made.ties}
    nodes = tuple(
        replace(
            node_of(graph.entities[one.id], made.as_of, focus=one.focus),
            community=names.get(one.community, ""),
            faded=not one.shown,
            change=one.change.value,
        )
        for one in made.places
    )
    links = tuple(
        replace(
            link_of(graph, tie, _HIGHLIGHTS[tie_of[tie.id].change]),
            faded=not tie_of[tie.id].shown,
        )
        for tie in graph.lookup.ties(tie_of)
    )
    beside = f", beside {made.since}: + appeared, − vanished" if made.since else ""
    return Scene(
        title=made.title,
        subtitle=f"{sum(one.shown for one in made.places)} actors, as of {made.as_of}{beside}",
        as_of=made.as_of,
        level=made.level,
        nodes=nodes,
        links=links,
        notes=made.notes,
        attribution=made.attribution,
        left_out=made.left_out,
    )
