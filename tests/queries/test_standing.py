"""Conditions on who stands in between, and on contacts: nothing that nobody states is assumed."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from graph.errors import InvalidQuestion, UnknownEntity
from graph.model import Classification, Kind, Relation, Tie
from graph.period import Period
from graph.snapshot import Snapshot
from queries.routing.question import RouteQuestion
from queries.routing.robustness import robustness
from queries.routing.routes import find_routes, routes_each
from queries.routing.standing import OFFICES
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
    assert answer.notes == ("2 of 6 contacts left out: their holders are not known to agree.",)


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
        "only persons of COUNTRY:BEL",
    ]


def test_nobody_carries_more_than_the_load() -> None:
    made = snapshot()
    ties = [contact("chair", "plain"), contact("shadow", "plain")]
    more = Snapshot.build(replace(made.graph, ties=(*made.graph.ties, *ties)))
    question = replace(ask(), max_hops=3)
    everything = find_routes(more, replace(question, k=200)).routes
    for load in (1, 2):
        answer = find_routes(more, replace(question, load=load))
        carried: Counter[str] = Counter()
        expected = []
        for route in everything:  # in order, each while all on it may carry it
            middle = [one.id for one in route.actors[1:-1]]
            if all(carried[name] < load for name in middle):
                carried.update(middle)
                expected.append(route)
        assert list(answer.routes) == expected
        assert len(expected) < len(everything)
        assert f"nobody carries more than {load}" in answer.notes[-1]


def test_of_several_sources_each_carries_too() -> None:
    ties = [contact(us, to) for us in ("us", "them") for to in ("a", "b")]
    ties += [contact(one, "target") for one in ("a", "b")]
    people = [ngo("us"), ngo("them"), *map(person, ("a", "b", "target"))]
    made = Snapshot.build(merged(people, ties))
    question = replace(ask(load=1), sources=("us", "them"))
    routes = find_routes(made, question).routes
    assert sorted(route.actors[0].id for route in routes) == ["them", "us"]
    alone = find_routes(made, ask(load=1)).routes
    assert [route.actors[0].id for route in alone] == ["us", "us"]


def test_a_load_is_refused_where_each_target_is_asked_for_apart() -> None:
    with pytest.raises(InvalidQuestion, match="drop one of the two"):
        routes_each(snapshot(), ask(load=1))


def test_only_some_kinds_stand_in_between() -> None:
    ties = [
        tie for name in ("p", "mep", "ngo") for tie in (contact("us", name), contact(name, "t"))
    ]
    people = [ngo("us"), ngo("ngo"), person("p"), person("mep", Classification.MEP), person("t")]
    made = Snapshot.build(merged(people, ties))

    def stand(*kinds: str, **options: object) -> set[str]:
        asked = RouteQuestion(("us",), ("t",), DAY, k=9, kinds=frozenset(kinds), **options)  # type: ignore[arg-type]  # passed on
        return between(asked, made)

    assert stand("Person") == {"p", "mep"}
    assert stand("MEP") == {"mep"}
    assert stand("MEP", "Ngo") == {"mep", "ngo"}
    assert stand("Ngo", via=frozenset({"p"})) == {"p"}


@pytest.mark.parametrize(
    ("change", "at_fault"),
    [
        ({"kinds": frozenset({"Friend"})}, "Friend is no kind"),
        ({"kinds": frozenset({"Committee", "Area"})}, "never passes a request on"),
        ({"load": 0}, "load is 0"),
    ],
)
def test_conditions_that_nobody_can_meet_are_refused(
    change: dict[str, object], at_fault: str
) -> None:
    with pytest.raises(InvalidQuestion, match=at_fault):
        find_routes(snapshot(), ask(**change))


def test_offices_are_those_that_posts_are_known_by() -> None:
    assert {"CHAIR", "CHAIR_VICE_FIRST", "PRESIDENT_CO", "QUAESTOR", "TREASURER_CO"} <= OFFICES
    assert OFFICES.isdisjoint({"MEMBER", "MEMBER_SUBSTITUTE", "OBSERVER", "MEMBER_PARLIAMENT"})


def test_the_condition_that_leaves_no_route_is_named() -> None:
    answer = find_routes(spoken(), ask(languages=frozenset({"de"}), avoid=frozenset({"silent"})))
    assert answer.routes == ()
    assert [note for note in answer.notes if "No route, because" in note] == [
        "No route, because of the condition 'only contacts in de': without that condition there "
        "is one, of score 0.21."
    ]


def test_conditions_that_leave_no_route_together_are_named() -> None:
    everybody = frozenset({"agreed", "refused", "silent"})
    asked = ask(avoid=everybody, languages=frozenset({"de"}))
    answer = find_routes(spoken(), asked)
    assert answer.notes[-1].startswith("No single condition is at fault (avoid Agreed; ")
    assert "without all of them there is one" in answer.notes[-1]
    plain = find_routes(Snapshot.build(merged([ngo("us"), person("target")])), ask())
    assert not any("condition" in note for note in plain.notes)


def test_faults_name_the_condition_and_the_value_the_best_way_first() -> None:
    ties = [contact(*pair, day=LONG_AGO) for pair in (("us", "old"), ("old", "target"))]
    ties += [contact("us", "young"), contact("young", "target")]
    made = Snapshot.build(merged([ngo("us"), *map(person, ("old", "young", "target"))], ties))
    found = find_routes(made, ask(avoid=frozenset({"old", "young"}))).faults
    assert [(one.condition, one.value, one.text) for one in found] == [
        ("avoid", "young", "avoid Young"),
        ("avoid", "old", "avoid Old"),
    ]
    assert found[0].score > found[1].score


@pytest.mark.parametrize(
    ("condition", "options"),
    [
        ("channels", {"channels": frozenset({"call"})}),
        ("relations", {"relations": frozenset({Relation.HOLDS})}),
        ("min_confidence", {"min_confidence": 1.0}),
        ("consented", {"consented": True}),
        ("languages", {"languages": frozenset({"de"})}),
        ("senior", {"senior": True, "avoid": frozenset()}),
        ("countries", {"countries": frozenset({"country:FRA"})}),
        ("kinds", {"kinds": frozenset({"Ngo"})}),
    ],
)
def test_every_condition_that_can_exclude_is_a_fault_by_its_parameter(
    condition: str, options: dict[str, object]
) -> None:
    ties = [contact("us", "one", confidence=0.8), contact("one", "target", confidence=0.8)]
    bodies = [body("country:FRA", Classification.COUNTRY, kind=Kind.AREA)]
    made = Snapshot.build(merged([ngo("us"), person("one"), person("target"), *bodies], ties))
    answer = find_routes(made, ask(**options))
    assert [one.condition for one in answer.faults] == [condition]
    assert hasattr(RouteQuestion(("us",), ("target",), DAY), condition)
    assert answer.routes == ()


def test_an_answer_with_routes_has_no_faults() -> None:
    assert find_routes(snapshot(), ask(senior=True)).faults == ()
