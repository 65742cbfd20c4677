import pytest

from graph.model import Classification, Kind
from viz.style import STYLES, style_of


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_a_style(kind: Kind) -> None:
    assert style_of(kind, None).word


@pytest.mark.parametrize("classification", Classification)
def test_every_classification_has_a_shape_and_a_word(classification: Classification) -> None:
    style = style_of(Kind.ORGANIZATION, classification)
    assert style.shape
    assert style.glyph


def test_one_shape_and_colour_never_mean_two_things() -> None:
    seen: dict[tuple[str, str], str] = {}
    for style in STYLES.values():
        assert seen.setdefault((style.shape, style.colour), style.word) in (
            style.word,
            "Person",
            "Organisation",
        )
