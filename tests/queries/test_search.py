from collections.abc import Iterable

import pytest

from graph.errors import InvalidQuestion, UnknownEntity
from graph.model import Classification, Entity, Fact, Kind, Property, Relation
from graph.period import ALWAYS_UNKNOWN
from queries.finding.search import SearchIndex
from tests.factories import evidence, merged, tie


def entity(
    identifier: str,
    name: str,
    kind: Kind = Kind.PERSON,
    *classifications: Classification,
    **properties: str,
) -> Entity:
    facts = {
        Property(key): (Fact(value, ALWAYS_UNKNOWN, evidence("register")),)
        for key, value in properties.items()
    }
    return Entity(identifier, kind, name, classifications, facts)


PEOPLE = (
    entity("ep-person:1", "Łukasz NIEZNANY (invented)", original_name="Лукаш Неизвестный"),
    entity("ep-person:2", "María José ÑANDÚ (invented)"),
    entity("ep-person:3", "Ana SAME (invented)"),
    entity("ep-person:4", "Ana SAME (invented)"),
    entity("ep-org:1", "Committee (term 9)", Kind.ORGANIZATION, acronym="LIBE"),
    entity("ep-org:LIBE", "Committee on Civil Liberties", Kind.ORGANIZATION, acronym="LIBE"),
    entity("ep-procedure:2025-0059", "Return regulation", Kind.DOSSIER),
    entity("country:FRA", "France", Kind.AREA, Classification.COUNTRY),
    entity("org:fra", "Agency for Fundamental Rights", Kind.ORGANIZATION, acronym="FRA"),
    entity("ep-org:7038", "Progressive Alliance", Kind.ORGANIZATION, acronym="S&D"),
)


def index(entities: Iterable[Entity] = PEOPLE) -> SearchIndex:
    version = tie("ep-org:1", Relation.VERSION_OF, "ep-org:LIBE")
    return SearchIndex.build(merged(entities, [version]))


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("ep-person:1", "ep-person:1"),
        ("person/1", "ep-person:1"),
        ("Nieznany Łukasz (invented)", "ep-person:1"),
        ("lukasz nieznany (invented)", "ep-person:1"),
        ("Лукаш Неизвестный", "ep-person:1"),
        ("Maria Jose Nandu (invented)", "ep-person:2"),
        ("LIBE", "ep-org:LIBE"),
        ("2025/0059", "ep-procedure:2025-0059"),
        ("2025/0059(COD)", "ep-procedure:2025-0059"),
        ("FR", "country:FRA"),
        ("France", "country:FRA"),
        ("FRA", "org:fra"),
        ("S-D", "ep-org:7038"),
    ],
)
def test_every_spelling_finds_the_one_meant(text: str, identifier: str) -> None:
    assert index().resolve(text).id == identifier


def test_misspelt_name_gets_the_nearest_offered() -> None:
    with pytest.raises(UnknownEntity) as error:
        index().resolve("Lucasz Niesnany")
    assert error.value.nearest[0] == "Łukasz NIEZNANY (invented) [ep-person:1]"


def test_name_of_two_people_lists_both() -> None:
    with pytest.raises(InvalidQuestion, match=r"ep-person:3.*ep-person:4"):
        index().resolve("Ana Same (invented)")


def test_nothing_near_is_said_so() -> None:
    with pytest.raises(UnknownEntity, match="Nothing similar"):
        index().resolve("zzzzqqqq")


def test_kinds_narrow_the_search() -> None:
    hits = index().search("Committee", kinds=[Kind.DOSSIER])
    assert hits == ()


def test_results_are_ranked_and_each_entity_comes_once() -> None:
    hits = index().search("LIBE")
    assert [hit.actor.id for hit in hits[:2]] == ["ep-org:1", "ep-org:LIBE"]
    assert len({hit.actor.id for hit in hits}) == len(hits)


def test_version_of_a_body_is_left_out_beside_it_where_asked() -> None:
    assert [hit.actor.id for hit in index().search("LIBE", versions=False)] == ["ep-org:LIBE"]
    alone = index().search("term 9", versions=False)
    assert [hit.actor.id for hit in alone] == ["ep-org:1"]


def test_empty_text_finds_nothing() -> None:
    assert index().search("  ") == ()


def test_a_misspelt_name_comes_before_an_acronym_that_happens_to_stand_in_it() -> None:
    people = (
        entity("ep-person:5", "Invented LAUREL"),
        entity("ep-org:6", "A party of another name", Kind.ORGANIZATION, acronym="EL"),
    )
    hits = index(people).search("Invnted Lorel")
    assert [hit.actor.id for hit in hits] == ["ep-person:5"]


SUBJECTS = (
    entity("eurovoc:1", "France", Kind.CONCEPT),
    entity("eurovoc:2", "Return regulations of the world", Kind.CONCEPT),
    entity("eurovoc:3", "torture", Kind.CONCEPT),
)


def test_subject_makes_nobody_harder_to_name() -> None:
    with_subjects = index((*PEOPLE, *SUBJECTS))
    assert with_subjects.resolve("France").id == "country:FRA"
    assert with_subjects.resolve("eurovoc:3").id == "eurovoc:3"
    with pytest.raises(UnknownEntity):
        with_subjects.resolve("torture")
    assert with_subjects.resolve("France", [Kind.CONCEPT]).id == "eurovoc:1"


def test_subjects_come_by_their_whole_name_only_and_behind_others() -> None:
    with_subjects = index((*PEOPLE, *SUBJECTS))
    assert [hit.actor.id for hit in with_subjects.search("France")][:2] == [
        "country:FRA",
        "eurovoc:1",
    ]
    assert [hit.actor.id for hit in with_subjects.search("Return regulation")] == [
        "ep-procedure:2025-0059"
    ]
    near = with_subjects.search("Return regulation", kinds=[Kind.CONCEPT])
    assert [hit.actor.id for hit in near] == ["eurovoc:2"]
