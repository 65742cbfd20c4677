"""Invented members, in lists that have everybody once."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.identity import Verdict
from graph.matching.candidates import across, candidates
from graph.matching.parts import Candidate, Part, Trait
from graph.matching.records import Record, Spell
from graph.matching.thirds import by_thirds
from graph.model import Kind

EIGHTH, NINTH, TENTH = Spell("ep-8"), Spell("ep-9"), Spell("ep-10")
BORN = date(1970, 2, 3)


def member(
    one: str,
    *seats: Spell,
    name: str = "Ana EXAMPLE",
    country: str = "",
    born: date | None = None,
    number: str = "",
) -> Record:
    return Record(
        one,
        Kind.PERSON,
        (name,),
        identifiers=(number,) if number else (),
        countries=(country,) if country else (),
        born=born,
        seats=seats,
    )


def same(*lists: Sequence[Record]) -> set[tuple[str, str]]:
    return _same(across(lists))


def _same(found: Sequence[Candidate]) -> set[tuple[str, str]]:
    return {(one.left, one.right) for one in found if one.suggestion is Verdict.SAME}


OLD, NEW = member("old", EIGHTH), member("new", TENTH)
ARCHIVE = member("archive", EIGHTH, NINTH, TENTH)


def test_lists_of_two_terms_meet_through_a_third_that_holds_both() -> None:
    assert same([OLD], [NEW]) == set()
    assert same([OLD], [NEW], [ARCHIVE]) == {
        ("old", "new"),
        ("old", "archive"),
        ("new", "archive"),
    }


def test_pair_says_through_whom() -> None:
    found = {(one.left, one.right): one for one in across([[OLD], [NEW], [ARCHIVE]])}
    told = found["old", "new"].parts[-1]
    assert (told.name, told.points) == (Trait.THIRD, 0)
    assert told.said == "both are suggested the same as archive"


def test_father_and_son_in_two_terms_stay_two() -> None:
    archive = [member("father", EIGHTH, born=date(1940, 1, 1)), member("son", TENTH, born=BORN)]
    assert ("old", "new") not in same([OLD], [NEW], archive)


def test_son_alone_in_the_archive_brings_his_father_to_nobody() -> None:
    assert same([OLD], [NEW], [member("son", NINTH, TENTH)]) == {("new", "son")}


def test_third_who_is_the_same_as_one_only_joins_nobody() -> None:
    assert same([OLD], [member("ghost")], [ARCHIVE]) == {("old", "archive")}


def test_chain_of_two_thirds_joins_nobody() -> None:
    lists = [
        [member("a", EIGHTH)],
        [member("b", EIGHTH, NINTH)],
        [member("c", NINTH, TENTH)],
        [member("d", TENTH)],
    ]
    assert ("a", "d") not in same(*lists)
    assert {("a", "c"), ("b", "d")} <= same(*lists)


def test_third_joins_nobody_against_what_the_two_say() -> None:
    old, new = member("old", EIGHTH, country="GRC"), member("new", TENTH, country="BEL")
    assert ("old", "new") not in same([old], [new], [ARCHIVE])


def test_third_joins_nobody_who_has_another_counterpart_in_any_list() -> None:
    lists = {"a": 0, "b": 1, "c": 2, "one": 3, "two": 3}
    links = [_pair("a", "c", 40), _pair("b", "c", 40)]
    others = [_pair("a", "one", 40), _pair("b", "two", 40)]
    unsure = _pair("a", "b", 20, Verdict.UNSURE)
    assert by_thirds([*links, unsure], lists)[-1].suggestion is Verdict.SAME
    assert by_thirds([*links, *others, unsure], lists)[-1].suggestion is Verdict.UNSURE


def _pair(
    left: str, right: str, score: int, suggestion: Verdict = Verdict.SAME, names: int = 57
) -> Candidate:
    return Candidate(left, right, score, suggestion, (Part(Trait.NAME, names, "names"),))


@pytest.mark.parametrize("names", [15, 27])
def test_third_joins_nobody_whose_names_are_not_the_same_words(names: int) -> None:
    links = [_pair("a", "c", 40), _pair("b", "c", 40)]
    unsure = _pair("a", "b", 20, Verdict.UNSURE, names)
    assert by_thirds([*links, unsure])[-1].suggestion is Verdict.UNSURE


def test_name_that_two_of_a_third_list_bear_is_nobodys_own() -> None:
    one, other = member("one", NINTH, country="GRC"), member("other", TENTH, country="GRC")
    roster = [member("x", NINTH, country="GRC"), member("y", TENTH, country="GRC")]
    assert ("one", "other") in same([one], [other])
    found = {(each.left, each.right): each for each in across([[one], [other], roster])}
    assert found["one", "other"].suggestion is Verdict.UNSURE
    assert found["one", "other"].parts[-1].said == "x and y bear this name and are two"


def test_birth_date_in_common_is_ones_own_whoever_else_bears_the_name() -> None:
    one, other = (member(each, country="GRC", born=BORN) for each in ("one", "other"))
    roster = [member("x", country="GRC"), member("y", country="GRC")]
    assert ("one", "other") in same([one], [other], roster)


def test_two_that_are_the_same_as_one_of_two_homonyms_are_the_same() -> None:
    one, other = (member(each, NINTH, country="GRC") for each in ("one", "other"))
    roster = [member("x", NINTH, country="GRC"), member("y", NINTH, country="BEL")]
    assert same([one], [other], roster) == {("one", "other"), ("one", "x"), ("other", "x")}


def test_within_one_graph_numbers_tell_homonyms_apart() -> None:
    listed = [
        member("a", country="GRC"),
        member("b", country="GRC"),
        member("x", country="GRC", number="ep-person:1"),
        member("y", country="GRC", number="ep-person:2"),
    ]
    assert _same(candidates(listed)) == set()
    assert ("a", "b") in _same(candidates(listed[:3]))


def test_within_one_graph_a_third_joins_two() -> None:
    assert _same(candidates([OLD, NEW, ARCHIVE])) == {
        ("new", "old"),
        ("archive", "old"),
        ("archive", "new"),
    }


def test_thirds_that_disagree_join_nobody_with_two_of_one_list() -> None:
    one = member("a", EIGHTH, born=BORN)
    thirds = [member("c", country="GRC", born=BORN)], [member("d", country="BEL", born=BORN)]
    roster = [member("x", NINTH, country="GRC"), member("y", NINTH, country="BEL")]
    assert ("a", "x") in same([one], thirds[0], roster[:1])
    found = same([one], *thirds, roster)
    assert {("a", "c"), ("a", "d"), ("c", "x"), ("d", "y")} <= found
    assert found.isdisjoint({("a", "x"), ("a", "y")})


MEMBERS = st.builds(
    member,
    st.uuids().map(str),
    st.sampled_from([EIGHTH, NINTH, TENTH]),
    name=st.sampled_from(["Ana EXAMPLE", "EXAMPLE Ana", "Ana Eva EXAMPLE", "Bob SAMPLE"]),
    country=st.sampled_from(["", "GRC", "BEL"]),
    born=st.sampled_from([None, None, BORN, date(1940, 1, 1)]),
)
LISTS = st.lists(st.lists(MEMBERS, max_size=3), min_size=3, max_size=5)


@settings(deadline=None)
@given(LISTS)
def test_nobody_is_the_same_as_two_of_one_list(lists: list[list[Record]]) -> None:
    of = {record.id: at for at, listed in enumerate(lists) for record in listed}
    ends = [end for a, b in same(*lists) for end in ((a, of[b]), (b, of[a]))]
    assert len(ends) == len(set(ends))


@settings(deadline=None)
@given(LISTS)
def test_order_of_lists_changes_nobody(lists: list[list[Record]]) -> None:
    here = {frozenset(pair) for pair in same(*lists)}
    assert here == {frozenset(pair) for pair in same(*reversed(lists))}
