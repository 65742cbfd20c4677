"""Conditions on who stands in between, and on contacts: nothing that nobody states is assumed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from graph.errors import UnknownEntity
from graph.model import Classification, Kind, Relation, Tie
from graph.period import Period
from graph.snapshot import Snapshot
from queries.robustness import robustness
from queries.route_question import RouteQuestion
from queries.routes import find_routes
from tests.factories import DAY, LONG_AGO, body, contact, member, merged, ngo, person, tie

BEFORE = DAY - timedelta(days=1)
PEOPLE = ("chair", "former", "plain", "shadow")


def snapshot() -> Snapshot:
    ties = [tie for name in PEOPLE for tie in (contact("us", name), contact(name, "target"))]
    ties += [
        member("chair", "droi", "CHAIR"),
        member("former", "droi", "CHAIR", period=Period.between(LONG_AGO, BEFORE)),
        member("plain", "droi"),
        tie("shadow", Relation.RAPPORTEUR_FOR, "file", "RAPPORTEUR_SHADOW"),
        tie("chair", Relation.REPRESENTS, "country:FRA"),
        tie("plain", Relation.REPRESENTS, "country:BEL"),
        tie("former", Relation.REPRESENTS, "country:FRA", period=Period.between(LONG_AGO, BEFORE)),
    ]
    bodies = [
        body("droi", Classification.COMMITTEE),
        body("file", Classification.PROCEDURE, kind=Kind.DOSSIER),
        body("country:FRA", Classification.COUNTRY, kind=Kind.AREA),
        body("country:BEL", Classification.COUNTRY, kind=Kind.AREA),
    ]
    return Snapshot.build(merged([ngo("us"), *map(person, (*PEOPLE, "target")), *bodies], ties))


def ask(**options: object) -> RouteQuestion:
    return RouteQuestion(("us",), ("target",), DAY, k=9, max_hops=2, **options)  # type: ignore[arg-type]  # passed on


def between(question: RouteQuestion, made: Snapshot | None = None) -> set[str]:
    answer = find_routes(made or snapshot(), question)
    return {one.id for route in answer.routes for one in route.actors[1:-1]}


def test_without_conditions_everybody_stands() -> None:
    assert between(ask()) == set(PEOPLE)


def test_only_persons_in_an_office_on_the_day_stand_in_between() -> None:
    assert between(ask(senior=True)) == {"chair", "shadow"}
    assert between(replace(ask(senior=True), as_of=BEFORE)) == set()  # nobody had met by then


def test_a_former_chair_stood_while_in_office() -> None:
    made = snapshot()
    early = [contact("us", "former", LONG_AGO), contact("former", "target", LONG_AGO)]
    older = Snapshot.build(replace(made.graph, ties=(*made.graph.ties, *early)))
    assert between(replace(ask(senior=True), as_of=BEFORE), older) == {"former"}


@pytest.mark.parametrize(
    ("countries", "expected"),
    [({"country:FRA"}, {"chair"}), ({"country:FRA", "country:BEL"}, {"chair", "plain"})],
)
def test_only_persons_of_some_countries_on_the_day_stand_in_between(
    countries: set[str], expected: set[str]
) -> None:
    assert between(ask(countries=frozenset(countries))) == expected


def test_organisations_stand_whatever_the_condition_on_persons() -> None:
    ties = [contact("us", "other"), contact("other", "target")]
    made = Snapshot.build(merged([ngo("us"), ngo("other"), person("target")], ties))
    assert between(ask(senior=True), made) == {"other"}


def test_whoever_must_be_passed_may_stand_without_an_office() -> None:
    assert between(ask(senior=True, via=frozenset({"plain"}))) == {"plain"}


def test_an_unknown_country_is_refused() -> None:
    with pytest.raises(UnknownEntity):
        between(ask(countries=frozenset({"country:XXX"})))


def said(one: Tie, **qualifiers: str) -> Tie:
    return replace(one, qualifiers=tuple(sorted(qualifiers.items())))


def spoken() -> Snapshot:
    ties = [
        said(contact("us", "agreed"), consent="yes", language="fr en"),
        said(contact("us", "refused"), consent="no", language="fr"),
        contact("us", "silent"),
        *(contact(name, "target") for name in ("agreed", "refused", "silent")),
    ]
    ties[3:] = [said(one, consent="yes", language="en") for one in ties[3:]]
    people = [ngo("us"), *map(person, ("agreed", "refused", "silent", "target"))]
    return Snapshot.build(merged(people, ties))


def test_only_contacts_with_stated_consent_count() -> None:
    answer = find_routes(spoken(), ask(consented=True))
    assert {one.id for route in answer.routes for one in route.actors[1:-1]} == {"agreed"}
    assert answer.notes == (
        "2 of 6 contacts were left out since they are not known to have the consent, or any "
        "language.",
    )


def test_only_contacts_in_a_stated_language_count() -> None:
    assert between(ask(languages=frozenset({"en"})), spoken()) == {"agreed"}
    assert between(ask(languages=frozenset({"fr", "en"})), spoken()) == {"agreed", "refused"}
    assert between(ask(languages=frozenset({"de"})), spoken()) == set()


def test_a_condition_that_costs_a_better_route_is_named() -> None:
    told = robustness(spoken(), ask(languages=frozenset({"de"})))
    assert [one.condition for one in told.costly] == ["only contacts in de"]
    told = robustness(snapshot(), ask(senior=True, countries=frozenset({"country:BEL"})))
    assert told.best is None  # neither alone: each is still left with the other
    assert [one.condition for one in told.costly] == [
        "only persons in an office",
        "only persons of country:BEL",
    ]
