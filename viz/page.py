"""One self-contained HTML page of a scene: pyvis as the model, vis-network as the renderer.

pyvis's own template asks public servers for style sheets in every mode and puts texts into the
page unescaped; so the template, the style and the code here are ours. The page asks nothing of the
network, and a policy with hashes lets nothing run that is not in it. The only module that imports
pyvis.
"""

import os
from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from graph.errors import InvalidQuestion
from viz.inline import hash_source
from viz.layout import Position
from viz.scene import MOST_NODES, Highlight, Scene, SceneLink, SceneNode
from viz.scene_looks import (
    MARKS,
    has_arrow,
    legend,
    link_width,
    most_steps,
    node_name,
    node_size,
    node_style,
)
from viz.style import SHARED_COLOUR

if TYPE_CHECKING:
    from jinja2 import Environment
    from pyvis.network import Network

_VIS_FOLDER = "lib/vis-9.1.2"

_OPTIONS: dict[str, Any] = {  # vis-network's own option tree
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "hideEdgesOnDrag": False, "keyboard": {"enabled": False}},
    "edges": {"smooth": False, "width": 0.8},
    "nodes": {"borderWidth": 1},
}

_COLOURS = {
    Highlight.NONE: "rgba(120,130,150,0.45)",
    Highlight.ROUTE: "#B3541E",
    Highlight.LEAD: "#1F6E43",
    Highlight.BACKUP: "#6A51A3",
    Highlight.MISSING: "#B3261E",
    Highlight.APPEARED: "#1F6E43",
    Highlight.VANISHED: "#B3261E",
}


def render(scene: Scene, places: Mapping[str, Position], *, generated_on: date) -> str:
    """Write the page. ``places`` holds every node's position; the same input gives the same text.

    Raises:
        InvalidQuestion: more nodes than anybody can read.
    """
    if len(scene.nodes) > MOST_NODES:
        msg = (
            f"{len(scene.nodes)} actors do not fit on one readable map (at most {MOST_NODES}). "
            "Ask for fewer steps, or for a smaller --most."
        )
        raise InvalidQuestion(msg)
    network = _network(scene, places)
    nodes, edges, heading, *_ = network.get_network_data()
    model = {
        "nodes": nodes,
        "edges": edges,
        "options": _OPTIONS,
        "lanes": scene.has_lanes,
        "legend": _legend(scene),
    }
    library, code, css = _library(), _own("page.js"), _own("page.css")
    page: str = (
        _environment()
        .get_template("page.html.j2")
        .render(
            scene=scene,
            what="communities" if any(node.part for node in scene.nodes) else "actors",
            heading=heading,
            names={node.id: node.name for node in scene.nodes},
            words={node.id: _word(node) for node in scene.nodes},
            model=model,
            generated_on=generated_on.isoformat(),
            library=Markup(library),
            code=Markup(code),
            css=Markup(css),
            script_hashes=Markup(f"{hash_source(library)} {hash_source(code)}"),
            style_hashes=Markup(hash_source(css)),
        )
    )
    return page


def write(path: Path, page: str) -> None:
    """Write a page beside its place and switch, so that no half page is ever there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    beside.write_text(page, encoding="utf-8", newline="\n")
    beside.replace(path)


def _network(scene: Scene, places: Mapping[str, Position]) -> "Network":
    # Imported here: pyvis brings IPython along, which most commands never need.
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line", heading=scene.title)
    degree = Counter(end for link in scene.links for end in (link.tail, link.head))
    # Filled directly: pyvis's add_node and add_edge search all earlier ones each time.
    network.nodes = [_node(node, places[node.id], degree[node.id], scene) for node in scene.nodes]
    most = most_steps(scene)
    parallel = Counter(frozenset((link.tail, link.head)) for link in scene.links)
    seen: Counter[frozenset[str]] = Counter()
    for link in scene.links:
        pair = frozenset((link.tail, link.head))
        bend = seen[pair] if parallel[pair] > 1 else None
        network.edges.append(_edge(scene, link, bend, most))
        seen[pair] += 1
    return network


def _node(node: SceneNode, place: Position, degree: int, scene: Scene) -> dict[str, Any]:
    style = node_style(node)
    dashes = {"shapeProperties": {"borderDashes": [4, 4]}} if node.invented else {}
    return {
        "id": node.id,
        "label": " ",  # names are drawn by the page, which keeps them apart
        "shape": style.shape,
        "color": {"background": style.colour, "border": "#1b2430" if node.focus else style.colour},
        "borderWidth": 3 if node.focus else 1,
        "size": node_size(node, degree, lanes=scene.has_lanes),
        "x": round(place[0], 1),
        "y": round(place[1], 1),
        "name": node_name(node),
        "word": _word(node),
        "invented": node.invented,
        "facts": node.facts,
        "rank": (node.size or degree) + (1_000 if node.focus else 0),
        "strong": node.focus,
        "shared": SHARED_COLOUR if node.is_shared else "",
        "inside": node.radius > 30,
        "community": node.community,
        "faded": node.faded,
        "opacity": 0.15 if node.faded else 1,
        **dashes,
    }


def _edge(scene: Scene, link: SceneLink, bend: int | None, most: int) -> dict[str, Any]:
    changed = link.highlight in (Highlight.APPEARED, Highlight.VANISHED)
    highlighted = link.highlight is not Highlight.NONE and not changed
    dashes = link.invented or link.highlight in (Highlight.BACKUP, Highlight.MISSING)
    pattern = [2, 5] if link.highlight is Highlight.VANISHED else [8, 6] if dashes else False
    drawn = highlighted or not link.directed
    width = link_width(link, most) if drawn else 2.4 if changed else 0.8
    arrow = has_arrow(scene, link)
    smooth = (
        {"smooth": {"enabled": True, "type": "curvedCW", "roundness": 0.08 * (bend + 1)}}
        if bend
        else {}
    )
    return {
        "id": link.id,
        "from": link.tail,
        "to": link.head,
        "color": _COLOURS[link.highlight],
        "width": width,
        "dashes": pattern,
        "arrows": "to" if arrow else "",
        "text": link.label if arrow else "",
        "label_text": MARKS[link.highlight.value if changed else ""]
        + link.label
        + (" (invented)" if link.invented else ""),
        "hidden": link.faded,
        "evidence": [
            {"text": line.text, "source": line.source, "url": line.url} for line in link.lines
        ],
        **smooth,
    }


def _legend(scene: Scene) -> list[tuple[str, str, str, int]]:
    return [(style.glyph, style.colour, style.word, count) for style, count in legend(scene)]


def _word(node: SceneNode) -> str:
    return node_style(node).word


@cache
def _environment() -> "Environment":
    # Imported here: see pyvis.
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("viz"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )


@cache
def _library() -> str:
    text = files("pyvis").joinpath(_VIS_FOLDER, "vis-network.min.js").read_text(encoding="utf-8")
    # A source map comment would make developer tools ask for a file that is not there.
    kept = [line for line in text.split("\n") if not line.startswith("//# sourceMappingURL")]
    return "\n".join(kept).replace("</script", "<\\/script")


@cache
def _own(name: str) -> str:
    return files("viz").joinpath("static", name).read_text(encoding="utf-8")
