from loaders.base import Batch
from loaders.eu_countries import read_countries, read_member_states
from loaders.stream import opened
from tests.loaders.authority_files import (
    READ_ON,
    code_list,
    concept,
    found,
    label,
    said_of,
    table,
)
from tests.shared import SHARED, needs_shared


def read(*concepts: str) -> Batch:
    return read_countries(table(*concepts), retrieved_at=READ_ON)


def test_country_keeps_its_identifier_and_gets_codes_and_labels() -> None:
    made = concept(
        "country",
        "GRC",
        "Greece",
        label("fr", "Grèce"),
        label("it", "Grecia"),
        label("es", "Grecia"),
        label("is", "Grikkland"),
        label("en", "Hellenic Republic", "altLabel"),
    )
    batch = read(made)
    assert said_of(batch, "country:GRC") == {
        "kind": ["Area"],
        "classification": ["Country"],
        "name": ["Greece"],
        "identifier": ["EL", "eu-country:GRC"],
        "iso2": ["GR"],
        "other_name": ["Grecia", "Grèce", "Hellenic Republic"],
    }
    languages = {str(one.value): one.qualifiers for one in batch.statements if one.qualifiers}
    assert languages["Grecia"] == (("language", "es it"),)


def test_kosovo_has_the_code_that_it_has_everywhere_here() -> None:
    assert said_of(read(concept("country", "1A0", "Kosovo")), "country:XKX")["iso2"] == ["XK"]


def test_ended_states_and_codes_of_no_country_are_left_out_and_counted() -> None:
    batch = read(
        concept("country", "FRA", "France"),
        concept(
            "country", "SUN", "Soviet Union", start="1922-12-30", end="1991-12-25", deprecated=True
        ),
        concept("country", "OP_DATPRO", "Provisional data"),
    )
    assert found(batch) == {
        "countries": 3,
        "countries kept": 1,
        "ended states left out": 1,
        "codes that are no country left out": 1,
    }
    assert {one.subject for one in batch.statements} == {"country:FRA"}


def test_member_states_are_said_to_be_members() -> None:
    made = code_list(
        "eu-country", [{"code": "GRC", "Name": "Greece"}, {"code": "XX", "Name": "X"}]
    )
    batch = read_member_states(made, retrieved_at=READ_ON)
    assert said_of(batch, "country:GRC")["eu_member"] == [1]
    assert [one.place for one in batch.rejections] == ["list.gc row 2"]


@needs_shared
def test_real_table_has_284_countries_of_which_249_are_countries_today() -> None:
    with opened(SHARED / "reference" / "countries-skos.rdf.gz") as stream:
        batch = read_countries(stream, retrieved_at=READ_ON)
    assert found(batch) == {
        "countries": 284,
        "countries kept": 249,
        "ended states left out": 31,
        "codes that are no country left out": 4,
    }
    assert batch.rejections == ()


@needs_shared
def test_real_list_has_27_member_states() -> None:
    with opened(SHARED / "reference" / "country_eu-country.gc") as stream:
        batch = read_member_states(stream, retrieved_at=READ_ON)
    assert found(batch) == {"Member States": 27, "Member States kept": 27}
