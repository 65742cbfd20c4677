import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.matching.person_names import Likeness, likeness, person_name

NAMES = st.lists(st.text("abcdeéÄλж-' ", max_size=9), max_size=4).map(" ".join)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("EXAMPLE Ana", "Ana EXAMPLE", Likeness.SAME),
        ("Example, Ana Maria", "Ana Maria EXAMPLE", Likeness.SAME),
        ("Hans MÜLLER", "Hans Mueller", Likeness.SPELT),
        ("Ana DE LA VEGA", "Ana DELAVEGA", Likeness.SPELT),
        ("Ana EXAMPLE", "Ana Maria EXAMPLE SAMPLE", Likeness.PART),
        ("A. EXAMPLE", "Ana EXAMPLE", Likeness.NEAR),
        ("Alex EXAMPLE", "Alexander EXAMPLE", Likeness.NEAR),
        ("Ana EXAMPEL", "Ana EXAMPLE", Likeness.NEAR),
        ("Anton EXAMPLE", "Alma EXAMPLE", Likeness.INITIAL),
        ("Bob EXAMPLE", "Ana EXAMPLE", Likeness.SURNAME),
        ("Ana VAN DER SAMPLE", "Bob VAN DER EXAMPEL", Likeness.UNLIKE),
        ("Ana SAMPLE", "Bob EXAMPLE", Likeness.UNLIKE),
        ("", "", Likeness.UNLIKE),
    ],
)
def test_names_are_as_alike_as_they_look(one: str, other: str, alike: Likeness) -> None:
    assert likeness(person_name(one), person_name(other)) is alike


def test_surname_may_come_from_the_source() -> None:
    assert person_name("Ana Maria Example", "Example").family == {"example"}


@given(NAMES, NAMES)
def test_likeness_is_the_same_from_either_side(one: str, other: str) -> None:
    a, b = person_name(one), person_name(other)
    assert likeness(a, b) is likeness(b, a)
