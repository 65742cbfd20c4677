import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.finding.likeness import CLOSER_LOOK, Names, sound, words

PEOPLE = (
    "Jürgen GRÜNSTEIN-INVENTED",
    "María José DE LA MAQUETTE",
    "Μαρία ΠΛΑΣΤΗ",
    "Ana VERSUCH",
    "Anna-Lena VERSUCH",
    "Wolf PROBE",
    "",
    "…",
)


def like(text: str, least: float = 0.7, names: tuple[str, ...] = PEOPLE) -> list[str]:
    found = Names(names, [True] * len(names)).like(text, least)
    return [names[one.place] for one in found]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Jurgen Grunstein", 0),
        ("juergen gruenstein", 0),
        ("j. grunstien", 0),
        ("grünsteininvented", 0),
        ("maria delamaquete", 1),
        ("de la maket", 1),
        ("Maria Plasti", 2),
        ("plassti maria", 2),
        ("ana fersuch", 3),
        ("wolf prob", 5),
        ("volf probe", 5),
    ],
)
def test_misspelling_finds_its_name_first(typed: str, meant: int) -> None:
    assert like(typed)[0] == PEOPLE[meant]


def test_name_as_written_is_wholly_like_itself() -> None:
    assert Names(PEOPLE, [True] * len(PEOPLE)).like("Ana Versuch", 0.7)[0].likeness == 1.0


@pytest.mark.parametrize("typed", ["grün", "Jürgen Gr", "grunstein j", "jurg grun"])
def test_name_is_found_before_its_last_word_is_written_out(typed: str) -> None:
    assert like(typed)[:1] == [PEOPLE[0]]


def test_whole_word_comes_before_words_that_begin_with_it() -> None:
    names = ("Prober VERSUCH", "Wolf PROBE")
    assert like("probe", names=names) == ["Wolf PROBE", "Prober VERSUCH"]


def test_only_the_last_word_may_be_unfinished() -> None:
    names = Names(["Wolf PROBE"], [True])
    last, first = (names.like(text, 0.0)[0].likeness for text in ("wolf pro", "pro wolf"))
    assert last > first


def test_shorter_names_are_looked_at_first_where_many_begin_alike() -> None:
    many = [f"Probe of a long name {number}" for number in range(CLOSER_LOOK + 50)]
    assert like("prob", names=(*many, "Probe"))[0] == "Probe"


def test_name_with_nothing_left_out_wins_over_a_longer_one() -> None:
    assert like("Ana Versuch")[:2] == ["Ana VERSUCH", "Anna-Lena VERSUCH"]


def test_one_word_stands_for_one_word_only() -> None:
    assert like("probe probe", 0.9) == []


def test_organizations_are_not_found_by_their_words_run_together() -> None:
    assert Names(["Centre for Tests"], [False]).like("centreforte", 0.7) == ()


@pytest.mark.parametrize("typed", ["", " ", "…", "'", "!?", "§§ ¶¶"])
def test_text_without_a_word_is_like_nothing(typed: str) -> None:
    assert like(typed, 0.0) == []


def test_nothing_is_found_among_no_names() -> None:
    assert Names((), ()).like("anybody", 0.0) == ()


def test_most_are_left_out_where_all_are_alike() -> None:
    names = tuple(f"Ana Versuch {at}" for at in range(CLOSER_LOOK + 50))
    assert len(like("Ana Versuch", 0.5, names)) == CLOSER_LOOK


@pytest.mark.parametrize(
    ("one", "other"), [("philipp", "filip"), ("kowalski", "covalsci"), ("dupont", "dupond")]
)
def test_what_sounds_alike_is_written_alike(one: str, other: str) -> None:
    assert sound(one).rstrip("td") == sound(other).rstrip("td")


def test_words_are_latin_letters_without_marks() -> None:
    assert words("Łukasz O'INVENTED-Größe, Ελένη") == ("lukasz", "oinvented", "grosse", "eleni")


@given(st.text(max_size=30), st.lists(st.text(max_size=20), max_size=6))
def test_likeness_is_a_share_and_order_is_by_likeness(text: str, names: list[str]) -> None:
    found = Names(names, [True] * len(names)).like(text, 0.3)
    assert all(0.3 <= one.likeness <= 1.0 + 1e-6 for one in found)
    assert list(found) == sorted(found, key=lambda one: (-one.likeness, one.place))


@given(st.lists(st.sampled_from(PEOPLE[:6]), min_size=1, unique=True), st.sampled_from(PEOPLE[:6]))
def test_other_names_do_not_change_how_like_a_name_is(names: list[str], text: str) -> None:
    among = {
        names[one.place]: one.likeness for one in Names(names, [True] * len(names)).like(text, 0.0)
    }
    for name in names:
        alone = Names([name], [True]).like(text, 0.0)
        assert among.get(name) == (alone[0].likeness if alone else None)


@pytest.mark.parametrize(
    ("typed", "meant"), [("ana ver such", 3), ("an a versuch", 3), ("wolf pro be", 5)]
)
def test_word_typed_in_two_is_read_as_one_where_that_is_liker(typed: str, meant: int) -> None:
    best = Names(PEOPLE, [True] * len(PEOPLE)).like(typed, 0.7)[0]
    assert (best.place, best.likeness) == (meant, 1.0)
