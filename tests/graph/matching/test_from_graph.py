from datetime import date

from graph.matching.from_graph import records
from graph.matching.records import Record, Spell
from graph.model import Classification, Kind, MergedGraph, Property, Relation
from graph.period import Period
from tests.graph.factories import fact, graph_of, link, node, record

HELD = Period.between(date(2024, 7, 16), date(2025, 1, 1))


def graph() -> MergedGraph:
    said = [
        node("ep-person:1"),
        fact("ep-person:1", Property.NAME, "Ana EXAMPLE"),
        fact("ep-person:1", Property.FAMILY_NAME, "Example"),
        fact("ep-person:1", Property.ORIGINAL_NAME, "Original Example"),
        node("country:GRC", Kind.AREA),
        link("ep-person:1", "country:GRC", relation=Relation.REPRESENTS, role=None),
        node("ep-org:7", Kind.ORGANIZATION),
        fact("ep-org:7", Property.CLASSIFICATION, Classification.POLITICAL_GROUP.value),
        fact("ep-org:7", Property.NAME, "Group"),
        fact("ep-org:7", Property.ACRONYM, "S-D"),
        link("ep-person:1", "ep-org:7", period=HELD),
        node("ep-org:ep-10", Kind.ORGANIZATION),
        fact("ep-org:ep-10", Property.NAME, "The Parliament"),
        link("ep-person:1", "ep-org:ep-10", role="MEMBER_PARLIAMENT", period=HELD),
        node("org:friends", Kind.ORGANIZATION),
        fact("org:friends", Property.NAME, "Our Friends"),
        fact("org:friends", Property.ACRONYM, "OUF"),
        fact("org:friends", Property.IDENTIFIER, "eu-tr:111111111111-11"),
        fact("org:friends", Property.URL, "https://www.friends.example/en"),
        fact("org:friends", Property.CITY, "Brussels"),
    ]
    return graph_of(record(said))


def test_person_has_names_country_and_group_and_seat_on_their_days() -> None:
    (found,) = records(graph(), [Kind.PERSON])
    assert found == Record(
        "ep-person:1",
        Kind.PERSON,
        ("Ana EXAMPLE", "Original Example"),
        "Example",
        identifiers=("ep-person:1",),
        countries=("GRC",),
        groups=(Spell("S&D", HELD.start, HELD.end),),
        seats=(Spell("The Parliament", HELD.start, HELD.end),),
    )


def test_organisation_has_its_number_site_and_city_and_no_identifier_of_our_making() -> None:
    found = {one.id: one for one in records(graph())}["org:friends"]
    assert found.identifiers == ("eu-tr:111111111111-11",)
    assert (found.acronyms, found.sites, found.cities) == (
        ("OUF",),
        ("friends.example",),
        ("Brussels",),
    )


def test_areas_are_no_records() -> None:
    assert "country:GRC" not in {one.id for one in records(graph())}
