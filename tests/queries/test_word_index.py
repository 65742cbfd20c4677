import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from queries.finding.word_index import WordIndex

LETTERS = st.text(alphabet="abcdeß&7", min_size=1, max_size=12)


@given(st.lists(LETTERS, unique=True, max_size=12), LETTERS, st.floats(0.05, 1.0))
def test_no_word_that_is_like_enough_is_left_out(
    words: list[str], asked: str, least: float
) -> None:
    near = set(WordIndex.of(words).near(asked, least).tolist())
    alike = {
        at for at, word in enumerate(words) if OSA.normalized_similarity(asked, word) >= least
    }
    assert alike <= near


def test_words_with_other_letters_are_not_looked_at() -> None:
    index = WordIndex.of(["probe", "robe", "versuch", "propeller", "eborp"])
    assert sorted(index.near("probe", 0.6).tolist()) == [0, 1, 4]


@pytest.mark.parametrize("asked", ["zzz", "a" * 300, "ω"])
def test_word_like_none_finds_none(asked: str) -> None:
    assert WordIndex.of(["probe", "versuch"]).near(asked, 0.5).tolist() == []


def test_index_of_no_words_finds_none() -> None:
    assert WordIndex.of([]).near("probe", 0.5).tolist() == []


def test_likeness_stands_in_the_order_of_the_places_asked_for() -> None:
    index = WordIndex.of(["versuch", "probe", "prob"])
    like = index.likeness("probe", np.array([2, 0, 1], np.int32), 0.5)
    assert like.tolist() == pytest.approx([0.8, 0.0, 1.0])


def test_likeness_with_no_words_is_empty() -> None:
    assert WordIndex.of(["probe"]).likeness("probe", np.zeros(0, np.int32), 0.5).tolist() == []
