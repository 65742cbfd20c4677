"""Shapes as vis-network draws them, hulls, and how much room a text takes: pure geometry."""

import math
from collections.abc import Sequence

Point = tuple[float, float]


def outline(shape: str, x: float, y: float, r: float) -> tuple[Point, ...]:
    """Give the corners of a shape as vis-network draws it; none for a dot."""
    if shape == "square":
        return ((x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r))
    if shape == "diamond":
        return ((x, y - r), (x + r, y), (x, y + r), (x - r, y))
    if shape in ("triangle", "triangleDown"):
        up = 1 if shape == "triangle" else -1
        side, flat = 1.15 * r, 1.15 * r * math.sqrt(3) / 3
        tip = 1.15 * r * 2 / math.sqrt(3)
        return ((x, y - up * tip), (x + side, y + up * flat), (x - side, y + up * flat))
    if shape == "hexagon":
        return _corners(x, y, [r] * 6, 0.0)
    if shape == "star":
        return _corners(x, y, [1.1 * r, 0.45 * r] * 5, -math.pi / 2)
    return ()


def wrapped(text: str, most: int) -> list[str]:
    """Break a text into rows of some letters; a word longer than that is cut into pieces."""
    rows = [""]
    for word in text.split():
        pieces = [word[n : n + most] for n in range(0, len(word), most)]
        for piece in pieces:
            if rows[-1] and len(rows[-1]) + 1 + len(piece) > most:
                rows.append(piece)
            else:
                rows[-1] = f"{rows[-1]} {piece}".strip()
    return rows


def width_of(text: str, size: float) -> float:
    """Estimate how wide a text is: no font is at hand, and names must only not collide."""
    narrow = sum(letter in "fijlrtI.,:;'|()[]! " for letter in text)
    broad = sum(letter in "mwMW@%" or letter.isupper() for letter in text)
    return size * (0.56 * len(text) - 0.22 * narrow + 0.14 * broad)


def hull(points: Sequence[Point]) -> list[Point]:
    """Give the corners of the convex hull, in order."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered

    def half(many: Sequence[Point]) -> list[Point]:
        made: list[Point] = []
        for one in many:
            while len(made) > 1 and _turn(made[-2], made[-1], one) <= 0:
                made.pop()
            made.append(one)
        return made[:-1]

    return half(ordered) + half(ordered[::-1])


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _corners(x: float, y: float, radii: Sequence[float], first: float) -> tuple[Point, ...]:
    step = 2 * math.pi / len(radii)
    return tuple(
        (x + r * math.cos(first + n * step), y + r * math.sin(first + n * step))
        for n, r in enumerate(radii)
    )
