"""A drawing as PDF: one page, vectors, text that can be searched. The only importer of reportlab.

The font is given by the caller, because none that holds every European letter comes with
reportlab. Letters that the font lacks are written without their accents, or as a question mark,
and the page says so: never silently something else.
"""

import io
import unicodedata
from pathlib import Path
from typing import Any  # reportlab says nothing of its types

from graph.errors import InputError
from viz.drawing_parts import PAPER, Drawing, Shape, Stroke, Text

_POINTS = 0.75
"""Points a pixel: 72 to the inch, of 96."""

_FALLBACK = "Vera.ttf"


def pdf_of(drawing: Drawing, font: Path | None = None) -> bytes:
    """Write a drawing as one PDF page; the same drawing and font give the same bytes.

    Raises:
        InputError: the font's file cannot be used.
    """
    # Imported here: it is slow to import, and most commands never need it.
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFError, TTFont
    from reportlab.pdfgen.canvas import Canvas

    try:
        face = TTFont("drawing", str(font) if font else _FALLBACK)
    except (OSError, TTFError) as error:
        msg = f"The font {font} cannot be used ({error}). Expected a TrueType file."
        raise InputError(msg) from error
    pdfmetrics.registerFont(face)
    buffer = io.BytesIO()
    wide, high = drawing.width * _POINTS, drawing.height * _POINTS
    page = Canvas(buffer, pagesize=(wide, high), invariant=1, initialFontName="drawing")
    writer = _Writer(page, drawing.height, face.face.charToGlyph)
    page.setTitle(writer.known(drawing.title))
    page.setCreator("Corridors")
    page.scale(_POINTS, _POINTS)
    for one in drawing.items:
        writer.draw(one)
    if writer.lacking:
        note = f"{len(writer.lacking)} letters are not in the font of this file."
        writer.draw(Text((40, drawing.height - 12), note, 11))
    page.showPage()
    page.save()
    return buffer.getvalue()


class _Writer:
    """Writes items on a page whose y axis runs upwards."""

    def __init__(self, page: Any, height: float, glyphs: Any) -> None:
        self._page = page
        self._height = height
        self._glyphs = glyphs
        self.lacking: set[str] = set()

    def draw(self, one: Shape | Stroke | Text) -> None:
        """Draw one item."""
        if isinstance(one, Text):
            self._row(one)
            return
        page = self._page
        page.saveState()
        page.setDash(list(one.dash))
        page.setLineWidth(one.width)
        page.setStrokeAlpha(one.opacity)
        if isinstance(one, Stroke):
            page.setStrokeColor(one.colour)
            (x, y), (u, v) = one.start, one.end
            page.line(x, self._height - y, u, self._height - v)
        else:
            self._shape(one)
        page.restoreState()

    def known(self, text: str) -> str:
        """Write a text in letters that the font has."""
        return "".join(
            letter if ord(letter) in self._glyphs else self._bare(letter)
            for letter in text
            if letter.isprintable()
        )

    def _bare(self, letter: str) -> str:
        self.lacking.add(letter)
        bare = unicodedata.normalize("NFKD", letter)[0]
        return bare if ord(bare) in self._glyphs else "?"

    def _shape(self, one: Shape) -> None:
        page = self._page
        page.setFillColor(one.fill)
        page.setFillAlpha(one.opacity)
        page.setStrokeColor(one.stroke or one.fill)
        edge = int(bool(one.stroke))
        if not one.points:
            x, y = one.centre
            page.circle(x, self._height - y, one.radius, stroke=edge, fill=1)
            return
        path = page.beginPath()
        for number, (x, y) in enumerate(one.points):
            (path.lineTo if number else path.moveTo)(x, self._height - y)
        path.close()
        page.drawPath(path, stroke=edge, fill=1)

    def _row(self, one: Text) -> None:
        x, y = one.at
        text = self.known(one.text)
        if one.halo:
            self._written(one, text, x, self._height - y, PAPER, 2)
        # One font serves for bold too: the outline is drawn as well.
        self._written(one, text, x, self._height - y, one.colour, 2 if one.bold else 0)

    def _written(  # what a row of text is written with
        self, one: Text, text: str, x: float, y: float, colour: str, mode: int
    ) -> None:
        page = self._page
        page.saveState()
        page.setFillColor(colour)
        page.setStrokeColor(colour)
        page.setLineWidth(4 if colour == PAPER else 0.4)
        page.setLineJoin(1)
        page.setFont("drawing", one.size)
        place = page.drawCentredString if one.middle else page.drawString
        place(x, y, text, mode=mode)
        page.restoreState()
