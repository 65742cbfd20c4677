from dataclasses import replace

import pytest

from graph.model import Classification, Entity, Kind
from tests.factories import body, person
from viz.community_names import community_name, short_name


def called(entity: Entity, name: str) -> Entity:
    return replace(entity, name=name)


LIBE = called(
    body("libe", Classification.COMMITTEE),
    "Committee on Civil Liberties, Justice and Home Affairs",
)
DLAT = called(
    body("dlat", Classification.DELEGATION),
    "Delegation to the Euro-Latin American Parliamentary Assembly",
)
FRANCE = called(body("fr", kind=Kind.AREA), "France")
ADA = called(person("ada"), "Ada Lovelace")


@pytest.mark.parametrize(
    ("name", "short"),
    [
        (LIBE.name, "Committee on Civil Liberties…"),
        ("European Council on Refugees and Exiles", "European Council on Refugees…"),
        (
            "Group of the European People's Party (Christian Democrats)",
            "European People's Party",
        ),
        ("Committee on Foreign Affairs", "Committee on Foreign Affairs"),
    ],
)
def test_a_long_name_is_cut_between_words(name: str, short: str) -> None:
    assert short_name(called(LIBE, name)) == short


def test_a_community_is_named_after_a_committee_before_a_country_or_delegation() -> None:
    ranked = [DLAT, FRANCE, ADA, LIBE]
    assert community_name(ranked, 4) == "Committee on Civil Liberties… and others"
    assert community_name(ranked[:3], 3) == "France and others"
    assert community_name([DLAT, ADA], 2) == "Delegation to the Euro-Latin… and others"


def test_people_alone_are_named_after_the_first_and_one_alone_by_its_name() -> None:
    assert community_name([ADA, person("ben")], 2) == "Ada Lovelace and others"
    assert community_name([ADA], 1) == "Ada Lovelace"


def test_a_name_that_is_taken_gives_way_to_the_next() -> None:
    taken = ["Committee on Civil Liberties… and others"]
    assert community_name([LIBE, FRANCE], 2, taken) == "France and others"
