"""What drawings for files share: lines, shapes and texts on a page, names, legend and sources.

The best connected are named first, and no name lies over another. What this must not do: know a
map, a scene or a file format.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from viz.geometry import Point, outline, width_of, wrapped
from viz.style import Style

INK, SOFT, PAPER = "#1b2430", "#4d5765", "#ffffff"
LINE, APPEARED, VANISHED = "#bcc4cf", "#1F6E43", "#B3261E"
FADED = 0.15
MARGIN = 40.0
SIDE = 100.0
"""Room left and right of the map, for the names of those at the rim."""

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in pixels."""

FEW_LINES = 30
"""A map of so many lines says on each what it is, as the workbench does (``labels.ts``)."""

LONGEST_ON_LINE = 34
"""Letters of words on a line."""

TEXT = 13.0
ROW = 18.0


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


@dataclass(frozen=True, slots=True)
class Labelled:
    """Somebody with a name to write. ``rank`` says who comes first; ``inside`` writes it within.

    What is not ``shown`` has no name, but none lies over it.
    """

    id: str
    name: str
    at: Point
    radius: float
    rank: int
    focus: bool = False
    shown: bool = True
    inside: bool = False


def frame(spots: Sequence[Point], wide: float) -> tuple[float, float, float, float]:
    """Give the scale that fits the width, the upper left corner, and the height that it makes."""
    if not spots:
        return 1.0, 0.0, 0.0, 0.0
    xs, ys = [x for x, _ in spots], [y for _, y in spots]
    across, along = max(max(xs) - min(xs), 1.0), max(max(ys) - min(ys), 1.0)
    scale = min((wide - 2 * SIDE) / across, wide * 1.2 / along, 1.6)
    spare = (wide - 2 * SIDE - across * scale) / 2 / scale
    return scale, min(xs) - spare, min(ys), along * scale


def names(labelled: Sequence[Labelled], wide: float, captions: Sequence[Text] = ()) -> list[Text]:
    """Write names, the focus and the first by rank first, none over another or over a node.

    A name stands below its node; where there is no room, beside or above it, on a page ``wide``.
    """
    nodes, boxes = node_boxes(labelled), [box(one.at, [one.text]) for one in captions]
    texts = []
    ranked = sorted(labelled, key=lambda one: (not one.focus, -one.rank, one.id))
    for one in (each for each in ranked if each.shown):
        rows = wrapped(one.name, 30)[:2]
        # Whoever the picture is of is named also where that covers a node.
        over = boxes if one.focus or one.inside else [*boxes, *nodes]
        for x, y in _spots(one, rows, wide):
            own = box((x, y), rows)
            if any(meet(own, other) for other in over):
                continue
            boxes.append(own)
            texts += [
                Text((x, y + number * TEXT * 1.15), row, TEXT, one.focus, middle=True, halo=True)
                for number, row in enumerate(rows)
            ]
            break
    return texts


def node_boxes(labelled: Iterable[Labelled]) -> list[Box]:
    """Give the room of nodes over which nothing is written; into the others their name is."""
    return [
        (x - r * 0.8, y - r * 0.8, x + r * 0.8, y + r * 0.8)
        for one in labelled
        if not one.inside
        for (x, y), r in [(one.at, one.radius)]
    ]


def _spots(one: Labelled, rows: Sequence[str], wide: float) -> list[Point]:
    """Give where the first row of a name may have its middle, the best place first."""
    (x, y), more = one.at, len(rows) - 1
    level = y + TEXT * 0.35 - more * TEXT * 0.55
    if one.inside:
        return [(x, level)]
    below = (x, y + one.radius + TEXT)
    if one.focus:
        return [below]
    away = one.radius + 4 + max(width_of(row, TEXT) for row in rows) / 2
    sides = [(x + away, level)] if x + 2 * away < wide else []
    sides += [(x - away, level)] if x - 2 * away > 0 else []
    return [below, *sides, (x, y - one.radius - 6 - more * TEXT * 1.15)]


def box(at: Point, rows: Sequence[str]) -> Box:
    """Give the room that rows of text take below a point."""
    half = max(width_of(row, TEXT) for row in rows) / 2 + 3
    x, y = at
    return (x - half, y - TEXT * 0.8, x + half, y + (len(rows) - 0.7) * TEXT * 1.15)


def meet(one: Box, other: Box) -> bool:
    """Say whether two boxes overlap."""
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


def line_texts(ends: Iterable[tuple[Point, Point, str]], taken: Sequence[Box]) -> list[Text]:
    """Write words on lines, each where it first lies over nothing that is taken, or not at all."""
    boxes, texts = [*taken], []
    for (x, y), (u, v), text in ends:
        for part in (0.5, 0.38, 0.62, 0.28):
            at = (x + (u - x) * part, y + (v - y) * part)
            own = box(at, [text])
            if not any(meet(own, other) for other in boxes):
                boxes.append(own)
                texts.append(Text(at, text, TEXT - 2, middle=True, halo=True))
                break
    return texts


def shortly(text: str) -> str:
    """Cut words that are too long for a line."""
    return text if len(text) <= LONGEST_ON_LINE else f"{text[: LONGEST_ON_LINE - 2]} …"


def arrowhead(start: Point, end: Point, gap: float, look: Stroke) -> Shape:
    """Draw the head of a line that ends ``gap`` before a point, as wide as the line wants."""
    (x, y), (u, v) = start, end
    far = math.hypot(u - x, v - y) or 1.0
    dx, dy = (u - x) / far, (v - y) / far
    tip = (u - dx * gap, v - dy * gap)
    long, half = 6 + 2 * look.width, 3 + look.width
    back = (tip[0] - dx * long, tip[1] - dy * long)
    left = (back[0] - dy * half, back[1] + dx * half)
    right = (back[0] + dy * half, back[1] - dx * half)
    return Shape(look.colour, (tip, left, right), opacity=look.opacity)


def heading(rows: Sequence[str]) -> list[Text]:
    """Write the rows above a picture, the first as its title."""
    return [
        Text((MARGIN, MARGIN + number * ROW), row, 20 if number == 0 else TEXT, number == 0)
        for number, row in enumerate(rows)
    ]


def legend_and_rows(
    legend: Sequence[tuple[Style, str]], rows: Sequence[str], wide: float, y: float
) -> tuple[list[Shape | Stroke | Text], float]:
    """Write the legend and what is said below a picture; give also where they end."""
    items: list[Shape | Stroke | Text] = []
    x = MARGIN
    for style, word in legend:
        if x + width_of(word, TEXT) + 40 > wide - MARGIN:
            x, y = MARGIN, y + ROW
        spot = (x + 7, y - 4)
        items.append(
            Shape(style.colour, outline(style.shape, *spot, 6), spot, 6, stroke=style.colour)
        )
        items.append(Text((x + 18, y), word))
        x += width_of(word, TEXT) + 42
    y += ROW * 1.4
    for text in rows:
        for row in wrapped(text, int((wide - 2 * MARGIN) / 6.6)):
            items.append(Text((MARGIN, y), row, 12.0, colour=SOFT))
            y += 16
    return items, y


def last_rows(generated_on: str, attribution: Sequence[str]) -> tuple[str, ...]:
    """Give what stands below every picture."""
    return (
        "Places are for reading only: distance has no meaning.",
        f"Made on {generated_on} with Corridors, from {len(attribution)} sources:",
        *attribution,
    )
