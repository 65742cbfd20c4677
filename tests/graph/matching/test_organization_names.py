import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.matching.organization_names import (
    OrganizationLikeness as Likeness,
)
from graph.matching.organization_names import (
    core,
    goes_on,
    organization_likeness,
    organization_name,
)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Our Friends asbl/vzw", "our friends"),
        ("The Our Friends, e. V.", "our friends"),
        ("Our Friends S.r.l.", "our friends"),
        ("Our Friends GmbH & Co. KG", "our friends"),
        ("Our & Their Friends Ltd.", "our and their friends"),
        ("Our Friends (OF)", "our friends"),
        ("Our Friends (Finland)", "our friends finland"),
        ("Friends Stiftung", "friends stiftung"),
        ("Ltd", "ltd"),
    ],
)
def test_core_is_what_is_left_without_form_article_and_brackets(text: str, meant: str) -> None:
    assert core(text) == meant


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Our-Friends", "OUR FRIENDS", Likeness.SAME),
        ("Our Friends asbl", "Our Friends (OF)", Likeness.CORE),
        ("Unsere Freunde / Our Friends", "Our Friends", Likeness.HALF),
        ("OGF - Our Friends", "Our Friends", Likeness.HALF),
        ("Our Good Friends (OGF)", "OGF", Likeness.ACRONYM),
        ("Our Freinds of Nothing", "Our Friends of Nothing", Likeness.NEAR),
        ("Our Friends Finland", "Our Friends Norway", Likeness.UNLIKE),
        ("Friends Stiftung", "Friends", Likeness.UNLIKE),
        ("Our Friends / Brussels Office", "Their Friends / Brussels Office", Likeness.UNLIKE),
        ("Some Network / Europe", "Some Network", Likeness.UNLIKE),
    ],
)
def test_names_are_as_alike_as_they_look(one: str, other: str, alike: Likeness) -> None:
    assert organization_likeness(organization_name(one), organization_name(other)) is alike


def test_form_or_branch_behind_a_comma_goes_on_with_the_name() -> None:
    assert goes_on("Inc. (OF)")
    assert goes_on("Landesverband Nirgends")
    assert not goes_on("Other Friends")


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_is_the_same_from_either_side(one: str, other: str) -> None:
    a, b = organization_name(one), organization_name(other)
    assert organization_likeness(a, b) is organization_likeness(b, a)
