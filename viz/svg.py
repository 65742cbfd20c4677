"""A drawing as SVG: text stays text, and nothing in it can run or ask for anything."""

from xml.sax.saxutils import escape, quoteattr

from viz.drawing_parts import Drawing, Shape, Stroke, Text

_FONT = "system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif"
_NEVER = {number: None for number in range(32) if number not in (9, 10, 13)}
"""Control characters: no XML may hold them."""


def svg_of(drawing: Drawing) -> str:
    """Write a drawing as SVG; every text is escaped."""
    size = f"{drawing.width:.0f} {drawing.height:.0f}"
    wide, high = size.split()
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" width="{wide}" '
        f'height="{high}" font-family="{_FONT}" role="img">',
        f"<title>{_text(drawing.title)}</title>",
        f'<rect width="{wide}" height="{high}" fill="#ffffff"/>',
        *(_item(one) for one in drawing.items),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _item(one: Shape | Stroke | Text) -> str:
    if isinstance(one, Text):
        return _row(one)
    if isinstance(one, Stroke):
        ends = zip(("x1", "y1", "x2", "y2"), (*one.start, *one.end), strict=True)
        placed = " ".join(f'{name}="{value:.1f}"' for name, value in ends)
        look = _look("none", one.colour, one.width, one.dash, one.opacity)
        return f"<line {placed} {look}/>"
    look = _look(one.fill, one.stroke, one.width, one.dash, one.opacity)
    title = f"<title>{_text(one.title)}</title>" if one.title else ""
    if one.points:
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in one.points)
        return f'<polygon points="{points}" {look}>{title}</polygon>'
    x, y = one.centre
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{one.radius:.1f}" {look}>{title}</circle>'


def _look(fill: str, stroke: str, width: float, dash: tuple[float, ...], opacity: float) -> str:
    parts = [f'fill="{fill}"']
    if stroke:
        parts.append(f'stroke="{stroke}" stroke-width="{width:g}"')
    if dash:
        parts.append(f'stroke-dasharray="{" ".join(f"{one:g}" for one in dash)}"')
    if opacity < 1:
        parts.append(f'opacity="{opacity:g}"')
    return " ".join(parts)


def _row(one: Text) -> str:
    x, y = one.at
    parts = [f'x="{x:.1f}" y="{y:.1f}" font-size="{one.size:g}" fill={quoteattr(one.colour)}']
    if one.middle:
        parts.append('text-anchor="middle"')
    if one.bold:
        parts.append('font-weight="700"')
    if one.halo:
        parts.append('paint-order="stroke" stroke="#ffffff" stroke-width="4" ')
        parts.append('stroke-linejoin="round"')
    return f"<text {' '.join(parts)}>{_text(one.text)}</text>"


def _text(text: str) -> str:
    return escape(text.translate(_NEVER))
