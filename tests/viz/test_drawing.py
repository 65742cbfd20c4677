from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from graph.errors import InputError
from tests.viz.scenes import HOSTILE, SCRIPT
from tests.viz.test_maps import drawn
from viz.called import called
from viz.drawing import drawing_of
from viz.drawing_parts import (
    FEW_LINES,
    PAPER,
    Labelled,
    Shape,
    Stroke,
    Text,
    names,
    shortly,
)
from viz.geometry import outline, width_of, wrapped
from viz.map_choice import chosen
from viz.map_model import Choice, Map
from viz.pdf import pdf_of
from viz.style import STYLES
from viz.svg import svg_of

SVG = "{http://www.w3.org/2000/svg}"


def hostile() -> Map:
    made = drawn(steps=2)
    text = f"{HOSTILE}{SCRIPT}\x00&amp;]]>"
    return replace(
        made,
        title=text,
        places=tuple(replace(one, name=f"{text} {one.id}") for one in made.places),
        communities=tuple(replace(one, name=text) for one in made.communities),
        sources=tuple(replace(one, title=text, publisher=text) for one in made.sources),
        notes=(text,),
    )


def test_svg_holds_hostile_texts_as_text() -> None:
    page = fromstring(svg_of(drawing_of(hostile(), generated_on="2026-06-01")))
    assert {one.tag.removeprefix(SVG) for one in page.iter()} == {
        "svg", "title", "rect", "line", "polygon", "circle", "text",
    }  # fmt: skip
    assert not [name for one in page.iter() for name in one.attrib if name.startswith("on")]
    assert HOSTILE in (page.findtext(f"{SVG}title") or "")


def test_text_stays_text_and_names_do_not_collide() -> None:
    made = drawing_of(drawn(steps=2), generated_on="2026-06-01")
    names = [one for one in made.items if isinstance(one, Text) and one.halo]
    boxes = [
        (one.at[0] - width_of(one.text, one.size) / 2, one.at[1] - one.size * 0.8,
         one.at[0] + width_of(one.text, one.size) / 2, one.at[1])
        for one in names
    ]  # fmt: skip
    assert len(names) > 2
    assert not [
        (a, b)
        for n, a in enumerate(boxes)
        for b in boxes[n + 1 :]
        if a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1]
    ]


def test_a_file_names_publisher_licence_and_level() -> None:
    text = svg_of(drawing_of(drawn(), generated_on="2026-06-01"))
    assert "Publisher of register: The register (CC0)" in text
    assert "Level: public" in text


def test_hidden_is_not_drawn_and_faded_is_faint() -> None:
    made = chosen(drawn(), Choice(kinds=frozenset({"Committee"})))
    assert "Ada" not in svg_of(drawing_of(made, generated_on="2026-06-01"))
    assert 'opacity="0.15"' in svg_of(drawing_of(made, generated_on="2026-06-01", fade=True))


def test_what_changed_is_told_by_shape_and_word_too() -> None:
    made = drawing_of(drawn(since=date(2026, 1, 15)), generated_on="2026-06-01")
    texts = [one.text for one in made.items if isinstance(one, Text)]
    assert {"+ New", "− Gone"} <= set(texts)
    dotted = [one for one in made.items if isinstance(one, Stroke) and one.dash == (2, 5)]
    crossed = [one for one in made.items if isinstance(one, Stroke) and one.width == 2.5]
    rings = [one for one in made.items if isinstance(one, Shape) and one.fill == PAPER]
    assert (len(dotted), len(crossed), len(rings)) == (1, 2, 1)


def test_the_same_map_gives_the_same_pdf() -> None:
    made = drawing_of(hostile(), generated_on="2026-06-01")
    assert pdf_of(made) == pdf_of(made)
    assert pdf_of(made).startswith(b"%PDF-")
    assert b"/JavaScript" not in pdf_of(made)


def test_a_font_that_is_none_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "none.ttf"
    path.write_bytes(b"no font")
    with pytest.raises(InputError, match="TrueType"):
        pdf_of(drawing_of(drawn(), generated_on="2026-06-01"), path)


@pytest.mark.parametrize("shape", sorted({style.shape for style in STYLES.values()}))
def test_every_shape_has_an_outline_of_its_own(shape: str) -> None:
    assert (shape == "dot") == (outline(shape, 0, 0, 10) == ())
    assert all(abs(x) < 14 and abs(y) < 14 for x, y in outline(shape, 0, 0, 10))


def test_long_words_are_cut_to_fit() -> None:
    assert wrapped("a bc " + "d" * 7, 4) == ["a bc", "dddd", "ddd"]


def test_file_is_called_by_its_number_first() -> None:
    assert called("ep-procedure:2025-0059", "A file") == "2025/0059 A file"
    assert called("ep-person:1", "Ada") == "Ada"
    made = drawn(steps=2)
    first = replace(made.places[0], id="ep-procedure:2025-0059", name="A file", focus=True)
    drawing = drawing_of(
        replace(made, places=(first, *made.places[1:])), generated_on="2026-06-01"
    )
    assert "2025/0059 A file" in {one.text for one in drawing.items if isinstance(one, Text)}


def test_small_map_says_on_each_line_what_the_tie_is() -> None:
    made = drawn(steps=2)
    texts = [one.text for one in drawing_of(made, generated_on="2026-06-01").items
             if isinstance(one, Text) and one.halo and not one.bold]  # fmt: skip
    said = {shortly(line.label) for line in made.lines}
    assert said.intersection(texts)


def test_large_map_does_not_and_long_words_are_cut() -> None:
    made = drawn(steps=2)
    many = replace(made, lines=made.lines * (FEW_LINES // len(made.lines) + 1))
    drawing = drawing_of(many, generated_on="2026-06-01")
    texts = {one.text for one in drawing.items if isinstance(one, Text)}
    assert not {shortly(line.label) for line in made.lines}.intersection(texts)
    assert shortly("a" * 40) == "a" * 32 + " …"


def labelled(one: str, x: float, rank: int) -> Labelled:
    return Labelled(one, f"Name of {one}", (x, 100.0), 8.0, rank)


def test_a_name_without_room_below_stands_beside_its_node_within_the_page() -> None:
    first, second = names([labelled("a", 200, 9), labelled("b", 240, 1)], 600)
    assert (first.at[0], second.at[1] < first.at[1]) == (200, True)
    assert second.at[0] - width_of(second.text, 13) / 2 > 248
    (_, at_the_rim) = names([labelled("a", 200, 9), labelled("b", 240, 1)], 250)
    assert (at_the_rim.at[0], at_the_rim.at[1] < 92) == (240, True)


def test_a_name_without_room_on_any_side_is_left_out() -> None:
    crowd = [labelled(str(number), 200 + 4.0 * number, 20 - number) for number in range(20)]
    written = names(crowd, 600)
    assert 1 < len(written) < 20
    assert written[0].text == "Name of 0"
