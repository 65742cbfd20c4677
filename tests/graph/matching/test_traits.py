from datetime import date

import pytest

from graph.matching.traits import country_code, day, group_code, host


@pytest.mark.parametrize(
    "text",
    [
        *("EL", "GR", "GRC", "gr", "Greece", "GREECE"),
        "http://publications.europa.eu/resource/authority/country/GRC",
    ],
)
def test_greece_is_greece_however_written(text: str) -> None:
    assert country_code(text) == "GRC"


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ("EPP", ["PPE", "EPP", "Group of the European People's Party (Christian Democrats)"]),
        ("S&D", ["S-D", "S&D", "SD", "S_D"]),
        ("Greens/EFA", ["VERTS-ALE", "Greens/EFA", "Greens / EFA", "GREEN_EFA"]),
        ("The Left", ["THE-LEFT", "GUE/NGL", "GUE_NGL", "The Left group"]),
        ("Renew", ["RENEW", "Renew", "RE", "Renew Europe Group"]),
        ("PfE", ["PFE", "PfE", "Patriots", "Patriots for Europe Group"]),
    ],
)
def test_group_has_one_code_in_every_spelling(code: str, texts: list[str]) -> None:
    assert {group_code(text) for text in texts} == {code}


def test_what_cannot_be_read_says_nothing() -> None:
    assert (country_code("Nowhere"), group_code("Nobody"), day("1952"), host("x")) == (None,) * 4


def test_day_with_its_datatype_is_read() -> None:
    assert day("1964-12-25^^http://www.w3.org/2001/XMLSchema#date") == date(1964, 12, 25)


def test_pages_on_hosts_of_many_are_nobodys_own() -> None:
    assert host("https://www.facebook.com/our-friends") is None
    assert host("https://www.friends.example/about") == "friends.example"
