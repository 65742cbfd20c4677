import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.matching.name_index import Way
from graph.model import Property
from graph.provenance import Statement
from loaders.known import Known, register_numbers
from tests.loaders.source_files import FIRST, KNOWN, NAMES, OFFICE, SECOND, UNKNOWN

ONE, TWO, OURS = f"eu-tr:{FIRST}", f"eu-tr:{SECOND}", "org:our-friends"


def said(subject: str, prop: Property, value: str) -> Statement:
    return Statement(subject, prop, "made-by-us", subject, value=value)


def organization(subject: str, name: str, *numbers: str) -> list[Statement]:
    return [
        said(subject, Property.KIND, "Organization"),
        said(subject, Property.NAME, name),
        *(said(subject, Property.IDENTIFIER, number) for number in numbers),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Our Friends", [OURS]),
        ("ÖUR  FRIENDS", [OURS]),
        ("Society for Nothing, Nowhere and Never", [TWO]),
        ("Solo", [TWO]),
        ("Our Friends asbl", [OURS]),
        ("Else, Our Friends, Inc.", [OURS]),
        ("The Our Friends (Policy Officer)", [OURS]),
        ("OUF - Our Friends", [OURS]),
        ("Our Friends, Invented Federation", [ONE, OURS]),
        ("Our Friends; Society for Nothing, Nowhere and Never", [TWO, OURS]),
        ("Our Friends | Solo", [TWO, OURS]),
        (f"Somebody {FIRST}", [ONE]),
        (f"Somebody TR-{FIRST}", [ONE]),
        (f"Somebody ({FIRST}), Else: {OFFICE}", [ONE, OURS]),
    ],
)
def test_number_or_whole_name_is_found(text: str, found: list[str]) -> None:
    assert list(KNOWN.find(text)) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Our Friend",
        "Our Friends of Nowhere",
        "Our Friends (Finland)",
        "Our Friends - Youth of Nowhere",
        "Friends",
        "ABC",  # too short: mostly an acronym
        "Trade, Solo",  # one word among others may be anything
        "Jo Private",
        f"Nobody {UNKNOWN}",
        f"1{FIRST}",
        f"1-{FIRST}",
        f"{FIRST}0",
    ],
)
def test_what_is_only_alike_is_not_found(text: str) -> None:
    assert KNOWN.find(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        f"Our Friends {UNKNOWN}",
        f"Our Friends ({UNKNOWN})",
        f"Our Friends, {UNKNOWN}",
        f"Our Friends, Transparency Register: {UNKNOWN}",
        f"{UNKNOWN} Our Friends",
        f"Our Friends, Inc. {UNKNOWN}",
        f"Our Friends, Landesverband Nirgends, Identification number: {UNKNOWN}",
    ],
)
def test_namesake_with_another_number_is_not_taken(text: str) -> None:
    assert KNOWN.find(text) == ()


def test_name_that_two_organisations_bear_means_neither() -> None:
    known = Known.of([*organization(ONE, "Twin Name"), *organization(TWO, "TWIN  name")])
    assert known.find("Twin Name") == ()


def test_office_list_wins_over_a_namesake_in_the_register() -> None:
    known = Known.of([*organization(ONE, "Twin Name"), *organization(OURS, "Twin Name")])
    assert known.find("Twin Name") == (OURS,)


def test_number_leads_to_the_organisation_of_the_office_list() -> None:
    known = Known.of([*organization(ONE, "A Name", ONE), *organization(OURS, "Another", ONE)])
    assert (known.numbered(ONE), known.numbered(TWO)) == (OURS, TWO)


def test_persons_and_bodies_are_no_organisations_to_match() -> None:
    statements = [
        said("ep-person:1", Property.NAME, "Jo Private"),
        said("org:person", Property.KIND, "Person"),
        said("org:person", Property.NAME, "Jo Private"),
        said("org:no-kind", Property.NAME, "Jo Private"),
    ]
    assert Known.of(statements).find("Jo Private") == ()


@given(st.permutations([*organization(ONE, "Twin Name", ONE), *organization(TWO, "Other", TWO)]))
def test_order_of_statements_does_not_matter(statements: list[Statement]) -> None:
    known = Known.of(statements)
    assert known.find("Twin Name") == (ONE,)
    assert known.numbers == {ONE: ONE, TWO: TWO}


@given(st.text(max_size=200))
def test_any_text_finds_only_whom_we_know(text: str) -> None:
    assert set(KNOWN.find(text)) <= {*NAMES.values(), *KNOWN.numbers.values()}


def test_numbers_come_in_order_each_once() -> None:
    assert register_numbers(f"{SECOND};{FIRST} {SECOND}") == (TWO, ONE)


def test_body_is_described_where_its_code_is_stated() -> None:
    known = Known.of(organization("org:fra", "Agency", "eu-body:FRA"))
    assert known.described("eu-body:FRA") == "org:fra"
    assert known.described("eu-body:EIGE") == "eu-body:EIGE"


def test_code_that_two_state_is_nobodys_and_its_own_word_does_not_count() -> None:
    both = [*organization("org:a", "A", "eu-body:X"), *organization("org:b", "B", "eu-body:X")]
    assert Known.of(both).described("eu-body:X") == "eu-body:X"
    own = organization("eu-body:X", "X", "eu-body:X")
    assert (
        Known.of([*own, *organization("org:a", "A", "eu-body:X")]).described("eu-body:X")
        == "org:a"
    )


def test_each_match_says_how_it_was_found() -> None:
    text = f"Solo {FIRST}, OUF - Our Friends"
    assert [(one.id, one.way, one.in_list) for one in KNOWN.matches(text)] == [
        (ONE, None, False),
        (OURS, Way.HALF, True),
    ]
