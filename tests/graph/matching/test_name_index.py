import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.matching.name_index import Named, NameIndex, Way

INDEX = NameIndex.of(
    [
        ("a", "Our Friends asbl"),
        ("b", "Unsere Nachbarn e.V. / Our Neighbours"),
        ("c", "Twin Name Ltd"),
        ("d", "Twin Name e.V."),
        ("e", "Grand Network of Somewhere (GNS)"),
        ("f", "EDRA SPA"),
        ("g", "Some Network / Europe"),
    ]
)


@pytest.mark.parametrize(
    ("text", "one", "way"),
    [
        ("our-friends ASBL", "a", Way.WHOLE),
        ("Our Friends", "a", Way.CORE),
        ("The Our Friends (OF)", "a", Way.CORE),
        ("Our Neighbours", "b", Way.CORE),
        ("ON - Our Neighbours", "b", Way.HALF),
        ("Twin Name Ltd", "c", Way.WHOLE),
        ("GNS – Grand Network of Somewhere", "e", Way.HALF),
    ],
)
def test_name_in_another_dress_is_recognised(text: str, one: str, way: Way) -> None:
    assert INDEX.find(text) == Named(one, way)


@pytest.mark.parametrize(
    "text",
    [
        "Twin Name",  # of two
        "Our Friends GmbH",  # another legal form
        "Our Friends (Finland)",  # a branch
        "Our Friends - Youth of Nowhere",  # more than the name
        "Grand Network of Somewhere (XYZ)",  # another acronym
        "GNS",  # an acronym alone
        "EDRA",  # so is this
        "Some Network",  # the whole, where a branch is known
        "Our Freinds",
        "",
    ],
)
def test_what_may_be_another_is_not_recognised(text: str) -> None:
    assert INDEX.find(text) is None


def test_preferred_identifiers_win_over_namesakes() -> None:
    index = NameIndex.of([("eu-tr:1", "Twin Name"), ("org:twin", "Twin Name")], "org:")
    assert index.find("twin name") == Named("org:twin", Way.WHOLE)


@given(st.permutations([("a", "Our Friends"), ("b", "Our Friends asbl"), ("c", "Else e.V.")]))
def test_order_does_not_matter(names: list[tuple[str, str]]) -> None:
    index = NameIndex.of(names)
    assert index == NameIndex.of(sorted(names))
    assert index.find("Our Friends Ltd") is None
