"""A map as lines, shapes and texts on a page: what SVG and PDF both write.

Same places, same shapes, same rule for names as on screen: the best connected first, none over
another. What this must not do: know a file format.
"""

import math
from collections.abc import Mapping, Sequence

from viz.called import called
from viz.drawing_parts import (
    APPEARED,
    FADED,
    FEW_LINES,
    INK,
    LINE,
    MARGIN,
    PAPER,
    ROW,
    SIDE,
    SOFT,
    TEXT,
    VANISHED,
    Box,
    Drawing,
    Labelled,
    Shape,
    Stroke,
    Text,
    box,
    frame,
    heading,
    last_rows,
    legend_and_rows,
    line_texts,
    names,
    node_boxes,
    shortly,
)
from viz.geometry import Point, hull, outline, wrapped
from viz.map_model import Change, Map, MapLine, MapPlace, kind_key
from viz.style import Style, size_of, style_of

MARKS = {Change.STAYED: "", Change.APPEARED: "+ ", Change.VANISHED: "− "}
"""Written before a name, so that colour never says it alone."""


def drawing_of(made: Map, *, generated_on: str, fade: bool = False) -> Drawing:
    """Draw a map with its title, legend, notes and sources.

    ``fade`` draws faintly what filters leave out; without it, that is not drawn.
    """
    places = [one for one in made.places if one.shown or fade]
    wide = min(max(1200.0, 85.0 * math.sqrt(len(places) or 1)), 4000.0)
    head = _head(made)
    scale, left, top, high = frame([(one.x, one.y) for one in places], wide)
    down = MARGIN + ROW * (len(head) + 1)

    def at(one: MapPlace) -> Point:
        return SIDE + (one.x - left) * scale, down + MARGIN + (one.y - top) * scale

    spots = {one.id: at(one) for one in places}
    hulls = _hulls(made, spots)
    captions = [one for one in hulls if isinstance(one, Text)]
    items: list[Shape | Stroke | Text] = [one for one in hulls if isinstance(one, Shape)]
    items += [
        _stroke(line, spots[made.places[line.low].id], spots[made.places[line.high].id])
        for line in made.lines
        if (line.shown or fade) and {made.places[n].id for n in (line.low, line.high)} <= {*spots}
    ]
    items += [item for one in places for item in _node(one, spots[one.id], scale)]
    labelled = _labelled(places, spots, scale)
    written = [*captions, *names(labelled, wide, captions)]
    taken = [*node_boxes(labelled), *(box(one.at, [one.text]) for one in written)]
    items += [*written, *_line_texts(made, spots, taken)]
    left_out = [f"{made.left_out} more were left out."] if made.left_out else []
    below = (*made.notes, *left_out, *last_rows(generated_on, made.attribution))
    tail, end = legend_and_rows(_legend(made), below, wide, down + high + 3 * MARGIN)
    return Drawing(made.title, wide, end + MARGIN, (*items, *heading(head), *tail))


def _head(made: Map) -> list[str]:
    days = f"as of {made.as_of}" + (f", beside {made.since}" if made.since else "")
    seen = sum(one.shown for one in made.places)
    rows = [
        *wrapped(made.title, 90)[:3],
        f"{seen} of {len(made.places)} actors, {sum(t.shown for t in made.ties)} ties, {days}. "
        f"Level: {made.level.label}.",
    ]
    if made.since:
        rows.append("+ appeared: thick green line, ring.  − vanished: dotted red line, cross.")
    if made.has_invented:
        rows.append("Demonstration: dashed lines are INVENTED and describe nobody.")
    return rows


def _stroke(line: MapLine, start: Point, end: Point) -> Stroke:
    colour, width = LINE, 1.0
    if line.change is Change.APPEARED:
        colour, width = APPEARED, 2.4
    if line.change is Change.VANISHED:
        colour, width = VANISHED, 1.8
    dash: tuple[float, ...] = (8, 6) if line.invented else ()
    if line.change is Change.VANISHED:
        dash = (2, 5)
    return Stroke(start, end, colour, width, dash, 1.0 if line.shown else FADED)


def _node(one: MapPlace, at: Point, scale: float) -> list[Shape | Stroke]:
    """Draw a place; who appeared gets a ring, who vanished a cross."""
    style = style_of(one.kind, one.classification)
    radius = _radius(one, scale)
    opacity = 1.0 if one.shown else FADED
    items: list[Shape | Stroke] = []
    if one.change is Change.APPEARED:
        items.append(Shape(PAPER, (), at, radius + 5, stroke=APPEARED, width=2.5, opacity=opacity))
    items.append(
        Shape(
            fill=style.colour,
            points=outline(style.shape, *at, radius),
            centre=at,
            radius=radius,
            stroke=INK if one.focus else style.colour,
            width=3.0 if one.focus else 1.0,
            dash=(4, 4) if one.invented else (),
            opacity=opacity,
            title=f"{MARKS[one.change]}{one.name} ({style.word})",
        )
    )
    if one.change is Change.VANISHED:
        (x, y), far = at, radius + 2
        for turn in (1, -1):
            ends = (x - far, y - far * turn), (x + far, y + far * turn)
            items.append(Stroke(*ends, VANISHED, 2.5, opacity=opacity))
    return items


def _radius(one: MapPlace, scale: float) -> float:
    return max(size_of(one.degree) * min(scale, 1.0), 3.0)


def _labelled(places: Sequence[MapPlace], spots: dict[str, Point], scale: float) -> list[Labelled]:
    return [
        Labelled(
            one.id,
            MARKS[one.change] + called(one.id, one.name),
            spots[one.id],
            _radius(one, scale),
            one.degree,
            one.focus,
            one.shown,
        )
        for one in places
    ]


def _line_texts(made: Map, spots: Mapping[str, Point], taken: Sequence[Box]) -> list[Text]:
    """Write what ties are on their lines, where a map is small, as the workbench does."""
    if len(made.lines) > FEW_LINES:
        return []
    ends = [
        (spots[made.places[line.low].id], spots[made.places[line.high].id], shortly(line.label))
        for line in made.lines
        if line.shown and {made.places[n].id for n in (line.low, line.high)} <= spots.keys()
    ]
    return line_texts(ends, taken)


def _hulls(made: Map, spots: dict[str, Point]) -> list[Shape | Text]:
    found: list[Shape | Text] = []
    for community in made.communities:
        own = [
            spots[one.id]
            for one in made.places
            if one.community == community.number and one.id in spots and one.shown
        ]
        if len(own) < 3:
            continue
        around = hull(
            [
                (x + 26 * math.cos(turn * math.pi / 4), y + 26 * math.sin(turn * math.pi / 4))
                for x, y in own
                for turn in range(8)
            ]
        )
        found.append(Shape("#e9edf3", tuple(around), stroke="#c5cdd8", title=community.name))
        top = min(y for _, y in around)
        middle = sum(x for x, _ in own) / len(own)
        found.append(
            Text(
                (middle, top - 6),
                community.name,
                TEXT,
                bold=True,
                middle=True,
                colour=SOFT,
                halo=True,
            )
        )
    return found


def _legend(made: Map) -> list[tuple[Style, str]]:
    drawn = {kind_key(one.kind, one.classification): one for one in made.places}
    return [
        (
            style_of(drawn[facet.value].kind, drawn[facet.value].classification),
            f"{facet.word} ({facet.shown})",
        )
        for facet in made.facets.get("kind", ())
        if facet.value in drawn  # filters left none of the others
    ]
