from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.identity import Verdict
from graph.matching.candidates import candidates
from graph.matching.parts import Candidate, Trait
from graph.matching.records import Record, Spell
from graph.model import Kind

BORN = date(1970, 2, 3)
NINTH, TENTH = Spell("ep-9"), Spell("ep-10")
UNTIL_2020 = Spell("ep-9", date(2019, 7, 2), date(2020, 1, 31))
FROM_2021 = Spell("ep-9", date(2021, 2, 1), date(2024, 7, 15))
IN_2019 = Spell("ep-9", date(2019, 10, 1), date(2019, 10, 1))
IN_2022 = Spell("ep-9", date(2022, 3, 4), date(2022, 3, 4))


def person(
    one: str,
    name: str = "Ana EXAMPLE",
    *,
    country: str = "",
    groups: tuple[Spell, ...] = (),
    born: date | None = None,
    seats: tuple[Spell, ...] = (),
    numbers: tuple[str, ...] = (),
) -> Record:
    countries = (country,) if country else ()
    return Record(
        one,
        Kind.PERSON,
        (name,),
        identifiers=numbers,
        countries=countries,
        groups=groups,
        born=born,
        seats=seats,
    )


def organization(one: str, name: str = "Our Friends", **traits: tuple[str, ...]) -> Record:
    return Record(one, Kind.ORGANIZATION, (name,), **traits)  # type: ignore[arg-type]  # texts only


def only(left: Record, right: Record) -> Candidate:
    (found,) = candidates([left], [right])
    return found


@pytest.mark.parametrize("make", [person, organization])
def test_one_name_and_nothing_more_is_unsure(make: Callable[[str], Record]) -> None:
    assert only(make("a"), make("b")).suggestion is Verdict.UNSURE


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (person("a", country="GRC"), person("b", country="GRC")),
        (person("a", born=BORN), person("b", "EXAMPLE Ana", born=BORN)),
        (person("a", seats=(NINTH,)), person("b", seats=(TENTH, NINTH))),
        (person("a", seats=(UNTIL_2020,)), person("b", seats=(IN_2019, IN_2022))),
        (
            organization("a", "Our Friends asbl", sites=("friends.example",)),
            organization("b", "Our Friends", sites=("friends.example",)),
        ),
    ],
)
def test_name_and_something_beside_it_is_the_same(left: Record, right: Record) -> None:
    assert only(left, right).suggestion is Verdict.SAME


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (NINTH, TENTH),  # father and son, in different terms
        (UNTIL_2020, IN_2022),  # who left, and the namesake who met somebody later
        (UNTIL_2020, FROM_2021),  # who left, and the namesake who came in
        (TENTH, Spell("a council", IN_2022.first)),  # a seat elsewhere
    ],
)
@pytest.mark.parametrize("country", ["", "GRC"])
def test_one_name_in_seats_never_held_at_a_time_is_unsure(
    mine: Spell, theirs: Spell, country: str
) -> None:
    left, right = person("a", seats=(mine,)), person("b", seats=(theirs,), country=country)
    assert only(left, right).suggestion is Verdict.UNSURE


def test_country_is_not_enough_against_a_seat_never_held_at_a_time() -> None:
    left = person("a", seats=(UNTIL_2020,), country="GRC")
    found = only(left, person("b", seats=(IN_2022,), country="GRC"))
    assert found.suggestion is Verdict.UNSURE
    assert found.parts[-1].said == (
        "seat: in ep-9 from 2019-07-02 until 2020-01-31 here, on 2022-03-04 there, never at a time"
    )


def test_birth_date_outweighs_a_seat_never_held_at_a_time() -> None:
    left = person("a", seats=(UNTIL_2020,), born=BORN)
    assert only(left, person("b", seats=(FROM_2021,), born=BORN)).suggestion is Verdict.SAME


def test_days_on_which_either_was_seen_do_not_exclude_one_another() -> None:
    found = only(person("a", seats=(IN_2019,)), person("b", seats=(IN_2022,)))
    assert found.suggestion is Verdict.SAME
    assert found.parts[-1].said == "seat: both in ep-9, seen on other days"


def test_two_of_one_name_in_one_term_are_unsure_both() -> None:
    left = [person("a", seats=(NINTH,))]
    right = [person("b", seats=(UNTIL_2020,)), person("c", seats=(FROM_2021,))]
    assert {one.suggestion for one in candidates(left, right)} == {Verdict.UNSURE}


def test_homonyms_with_the_same_country_are_unsure_both() -> None:
    left = [person("a", country="CZE")]
    right = [
        person("b", country="CZE", born=BORN),
        person("c", country="CZE", born=date(1940, 1, 1)),
    ]
    assert [one.suggestion for one in candidates(left, right)] == [Verdict.UNSURE] * 2


def test_birth_date_parts_homonyms() -> None:
    left = [person("a", country="CZE", born=BORN)]
    right = [
        person("b", country="CZE", born=BORN),
        person("c", country="CZE", born=date(1940, 1, 1)),
    ]
    found = {one.right: one.suggestion for one in candidates(left, right)}
    assert found == {"b": Verdict.SAME, "c": Verdict.UNSURE}


def test_group_counts_only_on_a_common_day() -> None:
    early = Spell("ID", date(2019, 7, 2), date(2024, 7, 15))
    late, other = Spell("PfE", date(2024, 7, 16)), Spell("EPP", date(2020, 1, 1))
    traits = [
        {part.name for part in only(person("a", groups=(early,)), person("b", groups=(g,))).parts}
        for g in (late, other)
    ]
    assert [Trait.GROUP in names for names in traits] == [False, True]


def test_shared_identifier_decides_whatever_the_names() -> None:
    left = person("a", "Ana EXAMPLE", numbers=("ep-person:1",))
    right = person("b", "Bob SAMPLE", numbers=("ep-person:1",))
    assert only(left, right).suggestion is Verdict.SAME


def test_different_numbers_of_one_lasting_scheme_decide_against() -> None:
    left = person("a", born=BORN, country="GRC", numbers=("ep-person:1",))
    right = person("b", born=BORN, country="GRC", numbers=("ep-person:2",))
    assert only(left, right).suggestion is Verdict.DIFFERENT


def test_two_register_entries_of_one_name_are_never_the_same_by_themselves() -> None:
    left = organization("a", identifiers=("eu-tr:1-1",), sites=("friends.example",))
    right = organization("b", identifiers=("eu-tr:2-2",), sites=("friends.example",))
    assert only(left, right).suggestion is Verdict.UNSURE


def test_score_is_the_sum_of_its_parts_and_each_says_why() -> None:
    found = only(person("a", country="GRC", born=BORN), person("b", country="GRC", born=BORN))
    assert found.score == sum(part.points for part in found.parts)
    assert [part.name for part in found.parts] == [
        Trait.PRIOR,
        Trait.NAME,
        Trait.COUNTRY,
        Trait.BORN,
    ]
    assert "birth date: both 1970-02-03" in [part.said for part in found.parts]


def test_within_one_list_three_of_one_name_stay_unsure_where_two_are_known_apart() -> None:
    listed = [
        person("a", country="GRC", numbers=("ep-person:1",)),
        person("b", country="GRC", numbers=("ep-person:2",)),
        person("c", country="GRC"),
    ]
    found = {(one.left, one.right): one.suggestion for one in candidates(listed)}
    assert found == {
        ("a", "b"): Verdict.DIFFERENT,
        ("a", "c"): Verdict.UNSURE,
        ("b", "c"): Verdict.UNSURE,
    }


RECORDS = st.builds(
    person,
    st.uuids().map(str),
    st.sampled_from(
        [
            "Ana EXAMPLE",
            "EXAMPLE Ana",
            "A. Example",
            "Bob SAMPLE",
            "\u0391\u03bd\u03bd\u03b1 Example",
        ]
    ),
    country=st.sampled_from(["", "GRC", "BEL"]),
    born=st.sampled_from([None, BORN, date(1970, 3, 2)]),
)


@settings(deadline=None)
@given(st.lists(RECORDS, max_size=8, unique_by=lambda one: one.id))
def test_order_of_records_does_not_matter(listed: list[Record]) -> None:
    turned = list(reversed(listed))
    assert candidates(listed) == candidates(turned)


@settings(deadline=None)
@given(
    st.lists(RECORDS, max_size=5, unique_by=lambda one: one.id),
    st.lists(RECORDS, max_size=5, unique_by=lambda one: one.id),
)
def test_two_lists_are_matched_the_same_from_either_side(
    left: list[Record], right: list[Record]
) -> None:
    here = {(one.left, one.right): (one.score, one.suggestion) for one in candidates(left, right)}
    there = {(one.right, one.left): (one.score, one.suggestion) for one in candidates(right, left)}
    assert here == there
