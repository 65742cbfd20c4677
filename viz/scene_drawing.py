"""A scene with its places as lines, shapes and texts on a page: what SVG and PDF both write."""

from collections import defaultdict
from collections.abc import Mapping

from viz.drawing_parts import (
    APPEARED,
    FADED,
    INK,
    MARGIN,
    PAPER,
    ROW,
    SIDE,
    Drawing,
    Labelled,
    Shape,
    Stroke,
    Text,
    arrowhead,
    box,
    frame,
    heading,
    last_rows,
    legend_and_rows,
    line_texts,
    names,
)
from viz.geometry import Point, outline, wrapped
from viz.layout import Position
from viz.scene import Highlight, Scene, SceneLink, SceneNode
from viz.scene_looks import (
    degrees,
    has_arrow,
    legend,
    link_width,
    most_steps,
    node_name,
    node_size,
    node_style,
)
from viz.style import SHARED_COLOUR, SHARED_MARK

_LINE = "#8C96A5"
_COLOURS = {
    Highlight.ROUTE: SHARED_COLOUR,
    Highlight.LEAD: APPEARED,
    Highlight.BACKUP: "#6A51A3",
    Highlight.MISSING: "#B3261E",
}
_APART = 5.0
"""Pixels between parallel lines."""


def drawing_of_scene(
    scene: Scene, places: Mapping[str, Position], *, generated_on: str
) -> Drawing:
    """Draw a scene with its title, legend, words, notes and sources."""
    wide = min(max(1200.0, 85.0 * len(scene.nodes) ** 0.5), 4000.0)
    head = _head(scene)
    spread = [places[node.id] for node in scene.nodes]
    scale, left, top, high = frame(spread, wide)
    count = degrees(scene)
    radii = {
        node.id: max(node_size(node, count[node.id], lanes=scene.has_lanes) * min(scale, 1.0), 3.0)
        for node in scene.nodes
    }
    most = max(radii.values(), default=0.0)
    down = MARGIN + ROW * (len(head) + 1) + most
    spots = {
        node.id: (SIDE + (x - left) * scale, down + MARGIN + (y - top) * scale)
        for node in scene.nodes
        for x, y in [places[node.id]]
    }
    items: list[Shape | Stroke | Text] = [*_links(scene, spots, radii)]
    items += [item for node in scene.nodes for item in _node(node, spots[node.id], radii[node.id])]
    labelled = [
        Labelled(
            node.id,
            node_name(node),
            spots[node.id],
            radii[node.id],
            node.size or count[node.id],
            node.focus,
            not node.faded,
            node.part is not None and radii[node.id] > 30,
        )
        for node in scene.nodes
    ]
    written = names(labelled, wide)
    items += [*written, *_link_texts(scene, spots, written)]
    kinds = [(style, f"{style.word} ({many})") for style, many in legend(scene)]
    rows = (*_told(scene), *last_rows(generated_on, scene.attribution))
    tail, end = legend_and_rows(kinds, rows, wide, down + high + most + 3 * MARGIN)
    return Drawing(scene.title, wide, end + MARGIN, (*items, *heading(head), *tail))


def _head(scene: Scene) -> list[str]:
    rows = [*wrapped(scene.title, 90)[:3], f"{scene.subtitle}. Level: {scene.level.label}."]
    if any(node.is_shared for node in scene.nodes):
        rows.append(f"{SHARED_MARK} and a diamond: several of the routes lead through it.")
    if scene.has_invented:
        rows.append("Demonstration: dashed lines are INVENTED and describe nobody.")
    return rows


def _told(scene: Scene) -> list[str]:
    """Say in words what the lines of routes say, the notes, and what was left out."""
    cards = [
        f"{card.title}. {card.remark}. " + " ".join(f"{step}." for step, _ in card.steps)
        for card in scene.cards
    ]
    left_out = [f"{scene.left_out} more were left out."] if scene.left_out else []
    return [*cards, *scene.notes, *left_out]


def _links(
    scene: Scene, spots: Mapping[str, Point], radii: Mapping[str, float]
) -> list[Shape | Stroke]:
    most = most_steps(scene)
    gaps = {node.id: _reach(node, radii[node.id]) + 2 for node in scene.nodes}
    beside: dict[frozenset[str], list[SceneLink]] = defaultdict(list)
    for link in scene.links:
        beside[frozenset((link.tail, link.head))].append(link)
    items: list[Shape | Stroke] = []
    for own in beside.values():
        for number, link in enumerate(own):
            aside = (number - (len(own) - 1) / 2) * _APART
            start, end = _shifted(
                spots[link.tail], spots[link.head], aside, own[0].tail != link.tail
            )
            look = Stroke(
                start,
                end,
                _COLOURS.get(link.highlight, _LINE),
                link_width(link, most),
                _dash(link),
                FADED if link.faded else 1.0,
            )
            items.append(look)
            if has_arrow(scene, link) and link.tail != link.head:
                items.append(arrowhead(start, end, gaps[link.head], look))
    return items


def _shifted(start: Point, end: Point, aside: float, turned: bool) -> tuple[Point, Point]:
    """Move a line sideways; one that runs the other way moves to the same side as seen."""
    (x, y), (u, v) = start, end
    far = ((u - x) ** 2 + (v - y) ** 2) ** 0.5 or 1.0
    by = -aside if turned else aside
    dx, dy = -(v - y) / far * by, (u - x) / far * by
    return (x + dx, y + dy), (u + dx, v + dy)


def _dash(link: SceneLink) -> tuple[float, ...]:
    dashed = link.invented or link.highlight in (Highlight.BACKUP, Highlight.MISSING)
    return (8, 6) if dashed else ()


def _node(node: SceneNode, at: Point, radius: float) -> list[Shape]:
    style = node_style(node)
    opacity = FADED if node.faded else 1.0
    items = []
    if node.is_shared:
        around = outline("diamond", *at, _reach(node, radius))
        items.append(Shape(PAPER, around, at, radius, stroke=SHARED_COLOUR, width=2.5))
    items.append(
        Shape(
            fill=style.colour,
            points=outline(style.shape, *at, radius),
            centre=at,
            radius=radius,
            stroke=INK if node.focus else style.colour,
            width=3.0 if node.focus else 1.0,
            dash=(4, 4) if node.invented else (),
            opacity=opacity,
            title=f"{node_name(node)} ({style.word})",
        )
    )
    return items


def _reach(node: SceneNode, radius: float) -> float:
    """Give how far a node with its mark reaches."""
    return radius * 1.5 + 5 if node.is_shared else radius


def _link_texts(scene: Scene, spots: Mapping[str, Point], written: list[Text]) -> list[Text]:
    """Write what holds a step beside its line, where it lies over no other text."""
    ends = [
        (spots[link.tail], spots[link.head], link.label)
        for link in scene.links
        if not link.faded and has_arrow(scene, link) and link.tail != link.head
    ]
    return line_texts(ends, [box(one.at, [one.text]) for one in written])
