import pytest

from graph.errors import UnknownIdentifier
from graph.identifiers import country
from graph.iso3166 import BY_ALPHA2, BY_ALPHA3, COUNTRIES


def test_every_country_has_codes_of_its_own_and_a_name() -> None:
    assert len(COUNTRIES) == 250  # the 249 of the standard, and Kosovo
    assert len(BY_ALPHA2) == len(BY_ALPHA3) == len(COUNTRIES)
    assert all(one.alpha2.isupper() and len(one.alpha2) == 2 for one in COUNTRIES)
    assert all(one.alpha3.isupper() and len(one.alpha3) == 3 for one in COUNTRIES)
    assert len({one.name for one in COUNTRIES}) == len(COUNTRIES)


def test_countries_are_in_order_of_their_two_letters() -> None:
    assert [one.alpha2 for one in COUNTRIES] == sorted(one.alpha2 for one in COUNTRIES)


@pytest.mark.parametrize(
    ("written", "identifier"),
    [
        ("GR", "country:GRC"),
        ("EL", "country:GRC"),
        ("UK", "country:GBR"),
        ("gb", "country:GBR"),
        ("XK", "country:XKX"),
        ("KE", "country:KEN"),
        ("TD", "country:TCD"),
        ("FRA", "country:FRA"),
        ("country:DEU", "country:DEU"),
        ("http://publications.europa.eu/resource/authority/country/1A0", "country:XKX"),
    ],
)
def test_every_spelling_of_a_code_gives_three_letters(written: str, identifier: str) -> None:
    assert country(written) == identifier


@pytest.mark.parametrize("written", ["", "ZZ", "XYZ", "Greece", "G1"])
def test_a_code_that_no_country_has_is_refused(written: str) -> None:
    with pytest.raises(UnknownIdentifier, match="country code"):
        country(written)
