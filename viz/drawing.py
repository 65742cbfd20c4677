"""A map as lines, shapes and texts on a page: what SVG and PDF both write.

Same places, same shapes, same rule for names as on screen: the best connected first, none over
another. What this must not do: know a file format.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from viz.geometry import Point, hull, outline, width_of, wrapped
from viz.map_model import Change, Map, MapLine, MapPlace, kind_key
from viz.style import size_of, style_of

INK, SOFT, PAPER = "#1b2430", "#4d5765", "#ffffff"
LINE, APPEARED, VANISHED = "#bcc4cf", "#1F6E43", "#B3261E"
MARKS = {Change.STAYED: "", Change.APPEARED: "+ ", Change.VANISHED: "− "}
"""Written before a name, so that colour never says it alone."""

FADED = 0.15
MARGIN = 40.0
SIDE = 100.0
"""Room left and right of the map, for the names of those at the rim."""

TEXT = 13.0
_ROW = 18.0


@dataclass(frozen=True, slots=True)
class Shape:
    """A closed outline, or a circle where there are no points. ``title`` tells what it is."""

    fill: str
    points: tuple[Point, ...] = ()
    centre: Point = (0.0, 0.0)
    radius: float = 0.0
    stroke: str = ""
    width: float = 1.0
    dash: tuple[float, ...] = ()
    opacity: float = 1.0
    title: str = ""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line."""

    start: Point
    end: Point
    colour: str
    width: float
    dash: tuple[float, ...] = ()
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Text:
    """One row of text; ``middle`` says that the point is its middle, not its start."""

    at: Point
    text: str
    size: float = TEXT
    bold: bool = False
    middle: bool = False
    colour: str = INK
    halo: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """A page: its size in pixels, and what is on it, the lowest first."""

    title: str
    width: float
    height: float
    items: tuple[Shape | Stroke | Text, ...]


def drawing_of(made: Map, *, generated_on: str, fade: bool = False) -> Drawing:
    """Draw a map with its title, legend, notes and sources.

    ``fade`` draws faintly what filters leave out; without it, that is not drawn.
    """
    places = [one for one in made.places if one.shown or fade]
    wide = min(max(1200.0, 85.0 * math.sqrt(len(places) or 1)), 4000.0)
    head = _head(made)
    scale, left, top, high = _frame(places, wide)
    down = MARGIN + _ROW * (len(head) + 1)

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
    items += [*captions, *_names(places, spots, scale, captions)]
    tail, below = _tail(made, wide, down + high + 3 * MARGIN, generated_on)
    rows = [
        Text((MARGIN, MARGIN + number * _ROW), row, 20 if number == 0 else TEXT, number == 0)
        for number, row in enumerate(head)
    ]
    return Drawing(made.title, wide, below + MARGIN, (*items, *rows, *tail))


def _frame(places: Sequence[MapPlace], wide: float) -> tuple[float, float, float, float]:
    """Give the scale that fits the width, the upper left corner, and the height that it makes."""
    if not places:
        return 1.0, 0.0, 0.0, 0.0
    xs, ys = [one.x for one in places], [one.y for one in places]
    across, along = max(max(xs) - min(xs), 1.0), max(max(ys) - min(ys), 1.0)
    scale = min((wide - 2 * SIDE) / across, wide * 1.2 / along, 1.6)
    spare = (wide - 2 * SIDE - across * scale) / 2 / scale
    return scale, min(xs) - spare, min(ys), along * scale


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


def _names(
    places: Sequence[MapPlace],
    spots: dict[str, Point],
    scale: float,
    captions: Sequence[Text],
) -> list[Text]:
    """Write names, the focus and the best connected first, none over another or over a node."""
    boxes = [
        (x - r * 0.8, y - r * 0.8, x + r * 0.8, y + r * 0.8)
        for one in places
        for (x, y), r in [(spots[one.id], _radius(one, scale))]
    ]
    nodes, boxes = boxes, [_box(one.at, [one.text]) for one in captions]
    texts = []
    ranked = sorted(places, key=lambda one: (not one.focus, -one.degree, one.id))
    for one in (each for each in ranked if each.shown):
        x, y = spots[one.id]
        y += _radius(one, scale) + TEXT
        rows = wrapped(MARKS[one.change] + one.name, 30)[:2]
        box = _box((x, y), rows)
        # Whoever the map is of is named also where that covers a node.
        if any(_meet(box, other) for other in (boxes if one.focus else [*boxes, *nodes])):
            continue
        boxes.append(box)
        texts += [
            Text((x, y + number * TEXT * 1.15), row, TEXT, one.focus, middle=True, halo=True)
            for number, row in enumerate(rows)
        ]
    return texts


def _box(at: Point, rows: Sequence[str]) -> tuple[float, float, float, float]:
    half = max(width_of(row, TEXT) for row in rows) / 2 + 3
    x, y = at
    return (x - half, y - TEXT * 0.8, x + half, y + (len(rows) - 0.7) * TEXT * 1.15)


def _meet(
    one: tuple[float, float, float, float], other: tuple[float, float, float, float]
) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


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


def _tail(
    made: Map, wide: float, y: float, generated_on: str
) -> tuple[list[Shape | Stroke | Text], float]:
    """Write the legend, the notes and the sources; give also where they end."""
    items: list[Shape | Stroke | Text] = []
    x = MARGIN
    words = {facet.value: facet for facet in made.facets.get("kind", ())}
    drawn = {kind_key(one.kind, one.classification): one for one in made.places}
    for key, facet in words.items():
        if key not in drawn:
            continue  # filters left none of it
        style = style_of(drawn[key].kind, drawn[key].classification)
        word = f"{facet.word} ({facet.shown})"
        if x + width_of(word, TEXT) + 40 > wide - MARGIN:
            x, y = MARGIN, y + _ROW
        spot = (x + 7, y - 4)
        items.append(
            Shape(style.colour, outline(style.shape, *spot, 6), spot, 6, stroke=style.colour)
        )
        items.append(Text((x + 18, y), word))
        x += width_of(word, TEXT) + 42
    y += _ROW * 1.4
    left_out = [f"{made.left_out} more were left out."] if made.left_out else []
    rows = [
        *made.notes,
        *left_out,
        "Places are for reading only: distance has no meaning.",
        f"Made on {generated_on} with Corridors, from {len(made.attribution)} sources:",
        *made.attribution,
    ]
    for text in rows:
        for row in wrapped(text, int((wide - 2 * MARGIN) / 6.6)):
            items.append(Text((MARGIN, y), row, 12.0, colour=SOFT))
            y += 16
    return items, y
