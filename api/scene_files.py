"""A picture as a file: page, drawing, network or tables, each with level, day, sources, licences.

One way for the overview, for answers in Cypher and for routes drawn together: what a scene holds
is in the file, and nothing else.
"""

from collections.abc import Mapping
from datetime import date

from api.fonts import font_here
from api.map_files import MAP_FILES
from api.sheets import written_csv
from api.workbooks import written_xlsx
from graph.errors import InputError
from graph.networks import Attributes, Drawn, drawn_network
from graph.store import Cell
from queries.describe import Sheet
from viz.layout import Position
from viz.page import render
from viz.pdf import pdf_of
from viz.scene import Scene, SceneNode
from viz.scene_drawing import drawing_of_scene
from viz.scene_looks import degrees, node_size, node_style
from viz.svg import svg_of


def scene_file(scene: Scene, places: Mapping[str, Position], form: str, *, today: date) -> bytes:
    """Write a scene in a form of ``MAP_FILES``; ``places`` holds where each node stands.

    What is faded is in what is drawn alone, not in networks and tables.

    Raises:
        InputError: the form is not known.
    """
    if form not in MAP_FILES:
        msg = f"{form!r} is no form of picture. Expected one of: {', '.join(MAP_FILES)}."
        raise InputError(msg)
    if form == "html":
        return render(scene, places, generated_on=today).encode()
    if form in ("svg", "pdf"):
        drawing = drawing_of_scene(scene, places, generated_on=today.isoformat())
        return svg_of(drawing).encode() if form == "svg" else pdf_of(drawing, font_here())
    if form in ("gexf", "graphml"):
        return drawn_network(_network(scene, places), form).encode()
    actors, ties = tables_of_scene(scene)
    if form == "xlsx":
        return written_xlsx((_about(scene, today), actors, ties))
    return ("\ufeff" + written_csv(actors if form == "actors" else ties)).encode()


def tables_of_scene(scene: Scene) -> tuple[Sheet, Sheet]:
    """Give the two tables that say the same as a picture; each row says level, day and sources."""
    names = {node.id: node.name for node in scene.nodes}
    parts = any(node.part for node in scene.nodes)
    several = any(node.routes for node in scene.nodes)
    count = degrees(scene)
    about: tuple[Cell, ...] = (
        scene.as_of.isoformat(),
        scene.level.label,
        "; ".join(scene.attribution),
    )
    said = ("As of", "Level", "Sources and licences")
    nodes = Sheet(
        "Communities" if parts else "Actors",
        (
            "Name",
            "Kind",
            *(("Actors", "In sight", "Best connected") if parts else ()),
            *(("In routes",) if several else ()),
            "Tied to" if parts else "Ties here",
            "Invented",
            "Identifier",
            *said,
        ),
        tuple(
            (
                node.name,
                node_style(node).word,
                *((node.size, node.seen, dict(node.facts)["Best connected"]) if parts else ()),
                *((node.routes,) if several else ()),
                count[node.id],
                node.invented,
                node.id,
                *about,
            )
            for node in scene.nodes
            if not node.faded
        ),
    )
    links = Sheet(
        "Ties",
        (
            "From",
            "Tie",
            "To",
            *(("Steps",) if parts else ("Strength", "Evidence")),
            "Invented",
            "From identifier",
            "To identifier",
            *said,
        ),
        tuple(
            (
                names[link.tail],
                link.label,
                names[link.head],
                *(
                    (link.count,)
                    if parts
                    else (
                        link.band,
                        "; ".join(f"{line.text} [{line.source}]" for line in link.lines),
                    )
                ),
                link.invented,
                link.tail,
                link.head,
                *about,
            )
            for link in scene.links
            if not link.faded
        ),
    )
    return nodes, links


def _about(scene: Scene, today: date) -> Sheet:
    rows: list[tuple[Cell, ...]] = [
        ("Picture", scene.title),
        ("What", scene.subtitle),
        ("As of", scene.as_of.isoformat()),
        ("Level", scene.level.label),
        ("Made on", today.isoformat()),
        ("Left out", scene.left_out),
        *(("Note", note) for note in scene.notes),
        *(("Source", line) for line in scene.attribution),
    ]
    return Sheet("About", ("What", "Said"), tuple(rows))


def _network(scene: Scene, places: Mapping[str, Position]) -> Drawn:
    count = degrees(scene)
    return Drawn(
        nodes={
            node.id: _node(scene, node, places[node.id], count[node.id])
            for node in scene.nodes
            if not node.faded
        },
        lines=[
            (
                link.id,
                link.tail,
                link.head,
                {
                    "label": link.label,
                    "weight": float(link.count),
                    "invented": link.invented,
                    **({"band": link.band} if link.band else {}),
                    **(
                        {"evidence": "; ".join(f"{e.text} [{e.source}]" for e in link.lines)}
                        if link.lines
                        else {}
                    ),
                },
            )
            for link in scene.links
            if not link.faded
        ],
        about={
            "title": scene.title,
            "what": scene.subtitle,
            "as of": scene.as_of.isoformat(),
            "level": scene.level.label,
        },
        attribution=scene.attribution,
        directed=all(link.directed for link in scene.links),
    )


def _node(scene: Scene, node: SceneNode, at: Position, degree: int) -> Attributes:
    made: Attributes = {
        "label": node.name,
        "kind": node_style(node).word,
        "invented": node.invented,
        "x": float(at[0]),
        "y": float(at[1]),
        "size": float(node_size(node, degree, lanes=scene.has_lanes)),
        "colour": node_style(node).colour,
    }
    if node.part is not None:
        made |= {"actors": node.size, "in_sight": node.seen}
        made["best_connected"] = dict(node.facts)["Best connected"]
    if node.routes:
        made["routes"] = node.routes
    return made
