from datetime import date

from graph.levels import Level
from graph.model import Property, Relation
from graph.period import Period
from graph.provenance import Statement
from loaders.parliament import Parliament

SINCE = Period.since(date(2024, 7, 16))


def said(
    subject: str, prop: Property, value: str, level: Level = Level.PUBLIC, day: date | None = None
) -> Statement:
    return Statement(subject, prop, "s", subject, value=value, level=level, as_of=day)


def seat(person: str, body: str, period: Period = SINCE) -> Statement:
    return Statement(person, Relation.MEMBER_OF, "s", person, object=body, period=period)


def test_names_are_found_folded_within_the_group_of_the_day() -> None:
    parliament = Parliament.of(
        (
            said("ep-person:1", Property.FAMILY_NAME, "Østergård"),
            said("ep-person:1", Property.GIVEN_NAME, "Ana"),
            said("ep-person:2", Property.FAMILY_NAME, "ØSTERGÅRD"),
            seat("ep-person:1", "ep-org:7018"),
            seat("ep-person:2", "ep-org:77", Period.between(date(2024, 7, 16), date(2025, 1, 1))),
            said("ep-org:77", Property.CLASSIFICATION, "PoliticalGroup"),
            said("ep-org:77", Property.ACRONYM, "PPE"),
        )
    )
    early, late = date(2024, 9, 1), date(2025, 9, 1)
    assert parliament.named("Østergård", "EPP", early) == ("ep-person:1", "ep-person:2")
    assert parliament.named("ostergard", "EPP", late) == ("ep-person:1",)
    assert parliament.named("Østergård Ana", "EPP", early) == ("ep-person:1",)
    assert parliament.named("Østergård", "S&D", early) == ()


def test_a_party_called_like_a_group_makes_nobody_its_member() -> None:
    parliament = Parliament.of(
        (
            seat("ep-person:1", "ep-org:500"),
            said("ep-org:500", Property.CLASSIFICATION, "NationalParty"),
            said("ep-org:500", Property.ACRONYM, "SD"),
        )
    )
    assert parliament.groups == {}


def test_only_choices_are_taken_from_above_the_public_level() -> None:
    parliament = Parliament.of(
        (
            said("ep-person:1", Property.KIND, "Person", Level.OFFICE),
            said("ep-procedure:2025-0001", Property.KIND, "Dossier", Level.OFFICE),
            said("ep-vote:9", Property.NAME, "x", Level.OFFICE, date(2025, 1, 1)),
            Statement(
                "ep-vote:8",
                Relation.REFERENCE_FOR,
                "s",
                "r",
                object="ep-procedure:2025-0001",
                role="for",
                period=Period(date(2025, 3, 4)),
                level=Level.OFFICE,
            ),
        )
    )
    assert (parliament.people, parliament.dossiers) == (frozenset(), frozenset())
    assert parliament.chosen == {"ep-vote:8": Level.OFFICE}
    assert parliament.days == {"ep-vote:8": date(2025, 3, 4)}
