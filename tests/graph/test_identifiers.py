from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import UnknownIdentifier
from graph.identifiers import (
    country,
    country_named,
    ep_org,
    ep_person,
    ep_procedure,
    eu_body,
    eu_spelling,
    eurovoc,
    fold,
    organization,
    political_group,
    procedure_reference,
    transparency_register,
)

KNOWN: list[tuple[Callable[[str], str], str, str]] = [
    (ep_person, "124936", "ep-person:124936"),
    (eu_body, "EEAS", "eu-body:EEAS"),
    (eu_body, "eu-body:CERT-EU", "eu-body:CERT-EU"),
    (
        eu_body,
        "http://publications.europa.eu/resource/authority/corporate-body/FRA",
        "eu-body:FRA",
    ),
    (eurovoc, "http://eurovoc.europa.eu/4467", "eurovoc:4467"),
    (eurovoc, "eurovoc:4467", "eurovoc:4467"),
    (ep_person, "person/124936", "ep-person:124936"),
    (ep_person, " https://data.europarl.europa.eu/person/124936 ", "ep-person:124936"),
    (ep_org, "org/7018", "ep-org:7018"),
    (ep_org, "https://data.europarl.europa.eu/org/ep-10", "ep-org:ep-10"),
    (ep_procedure, "2025/0059(COD)", "ep-procedure:2025-0059"),
    (ep_procedure, "2025-0059", "ep-procedure:2025-0059"),
    (ep_procedure, "eli/dl/proc/2025-0059", "ep-procedure:2025-0059"),
    (ep_procedure, "2016/0133A(COD)", "ep-procedure:2016-0133A"),
    (transparency_register, "27797834846-32", "eu-tr:27797834846-32"),
    (transparency_register, "012345678901-02", "eu-tr:012345678901-02"),
    (country, "FR", "country:FRA"),
    (country, "fra", "country:FRA"),
    (country, "EL", "country:GRC"),
    (country, "GR", "country:GRC"),
    (country, "UK", "country:GBR"),
    (country, "KE", "country:KEN"),
    (country, "http://publications.europa.eu/resource/authority/country/DEU", "country:DEU"),
    (political_group, "S-D", "S&D"),
    (political_group, "org/PPE", "EPP"),
    (political_group, "Greens / EFA", "Greens/EFA"),
    (political_group, "GUE/NGL", "The Left"),
    (political_group, "NA", "NI"),
    (organization, "Ärzte der Welt e.V.", "org:arzte-der-welt-e-v"),
    (organization, "  A  &  B ", "org:a-b"),
]


@pytest.mark.parametrize(("convert", "text", "identifier"), KNOWN)
def test_every_spelling_gives_one_identifier(
    convert: Callable[[str], str], text: str, identifier: str
) -> None:
    assert convert(text) == identifier


@pytest.mark.parametrize(("convert", "text", "identifier"), KNOWN)
def test_an_identifier_is_its_own_identifier(
    convert: Callable[[str], str], text: str, identifier: str
) -> None:
    again = identifier.removeprefix("org:") if convert is organization else identifier
    assert convert(again) == identifier


@pytest.mark.parametrize(
    ("convert", "text"),
    [
        (ep_person, ""),
        (ep_person, "org/7018"),
        (ep_person, "1234567890"),
        (ep_org, "7018"),
        (ep_procedure, "2025/59"),
        (ep_procedure, "1825/0059(COD)"),
        (transparency_register, "27797834846"),
        (country, "XX"),
        (country, "France"),
        (political_group, "Whigs"),
        (organization, " – "),
    ],
)
def test_what_is_no_identifier_is_refused_in_words(
    convert: Callable[[str], str], text: str
) -> None:
    with pytest.raises(UnknownIdentifier, match="is not"):
        convert(text)


def test_a_procedure_is_written_as_people_do() -> None:
    assert procedure_reference("ep-procedure:2025-0059") == "2025/0059"


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Ærøskøbing", "æroskobing"),
        ("\U0001d400nna", "anna"),
        ("Łukasz  Đ", "lukasz d"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("Éva\tKÁLI", "eva kali"),
    ],
)
def test_names_are_compared_without_marks_and_case(name: str, folded: str) -> None:
    assert fold(name) == folded


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(codec="ascii")))
def test_plain_letters_are_folded_as_any_others(text: str) -> None:
    marked = f"{text}\N{COMBINING ACUTE ACCENT}"  # takes the long way, which drops the mark
    assert fold(text) == fold(marked)


@given(st.integers(1, 999_999_999))
def test_every_person_number_gives_an_identifier(number: int) -> None:
    assert ep_person(number) == ep_person(f"person/{number}") == f"ep-person:{number}"


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("Greece", "country:GRC"),
        ("CÔTE D'IVOIRE", "country:CIV"),
        ("RUSSIAN  FEDERATION", "country:RUS"),
        ("Türkiye", "country:TUR"),
        ("TURKEY", "country:TUR"),
    ],
)
def test_country_is_found_by_its_english_name(name: str, identifier: str) -> None:
    assert country_named(name) == identifier


@pytest.mark.parametrize("name", ["", "GR", "Atlantis", "Griechenland"])
def test_name_of_no_country_is_refused(name: str) -> None:
    with pytest.raises(UnknownIdentifier, match="English name"):
        country_named(name)


@pytest.mark.parametrize("text", ["", "a body", "eu-body:", "corporate-body/FRA"])
def test_what_is_no_code_of_a_body_is_refused(text: str) -> None:
    with pytest.raises(UnknownIdentifier):
        eu_body(text)


def test_only_greece_and_the_united_kingdom_are_spelt_otherwise() -> None:
    assert eu_spelling("country:GRC") == "EL"
    assert eu_spelling("country:GBR") == "UK"
    assert eu_spelling("country:FRA") is None
