import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.matching.writing import joined, plain, repaired, sound


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Μεϊμαράκης Βαγγέλης", "Meimarakis Vangelis"),
        ("Στέλιος Κούλογλου", "Stelios KOULOGLOU"),
        ("Радан Кънев", "Radan KANEV"),
        ("Андрей Новаков", "Andrey Novakov"),
        ("Große Straße", "GROSSE STRASSE"),
        ("Łódź Ørsted Đorđe", "lodz orsted dorde"),
        ("O\u2019Connor", "O'CONNOR"),
        ("Jean-Noël", "jean noel"),
        ("\U0001d401\U0001d428\U0001d425\U0001d41d", "bold"),
    ],
)
def test_scripts_marks_and_signs_come_to_one_writing(one: str, other: str) -> None:
    assert plain(one) == plain(other)


@pytest.mark.parametrize(
    ("one", "other"), [("mueller", "muller"), ("kyuchyuk", "kiuchiuk"), ("ilkhan", "ilhan")]
)
def test_spellings_of_one_sound_are_alike(one: str, other: str) -> None:
    assert sound(one) == sound(other)


@given(st.text(max_size=60))
def test_plain_words_stay_as_they_are(text: str) -> None:
    once = plain(text)
    assert plain(once) == once
    assert set(once) <= set("abcdefghijklmnopqrstuvwxyz0123456789 ")


def test_letters_that_stand_alone_are_joined() -> None:
    assert joined(("acme", "s", "r", "l")) == ("acme", "srl")


def test_utf8_read_as_western_text_is_repaired_and_other_text_is_left_alone() -> None:
    assert repaired("proximitÃ©") == "proximité"
    assert repaired("SÃO JOÃO") == "SÃO JOÃO"
