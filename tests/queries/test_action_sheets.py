"""What a sheet may hold: the same with and without everything that others keep to themselves."""

import json
from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import InvalidQuestion
from graph.levels import Level
from graph.model import Classification, Entity, Kind, MergedGraph, Relation, Tie
from graph.strength import DEFAULT
from queries.coalitions.action_sheets import (
    ASK_THE_OFFICE,
    NOT_NAMED,
    ActionSheets,
    Layers,
    SheetQuestion,
    action_sheets,
    visible_to,
)
from queries.results import Approach
from queries.routing.explain import reference
from tests.factories import DAY, body, contact, member, merged, ngo, person, tie

QUESTION = SheetQuestion(DAY, Level.NETWORK, max_hops=3)
OURS, TARGETS, OTHERS = ("own", "rival"), ("t1", "t2"), ("p1", "p2")
PEOPLE = [*map(ngo, OURS), *map(person, (*TARGETS, *OTHERS))]
DROI = body("droi", Classification.SUBCOMMITTEE)


def at(level: Level, made: Tie) -> Tie:
    return replace(made, level=level)


def seen_at(level: Level, entities: Iterable[Entity], ties: Iterable[Tie]) -> MergedGraph:
    """Give the graph as it is merged at a level."""
    return merged(
        [one for one in entities if one.level <= level],
        [one for one in ties if one.level <= level],
        level=level,
    )


def sheets(
    entities: Iterable[Entity], ties: Iterable[Tie], lines: Iterable[tuple[str, str]]
) -> ActionSheets:
    entities, ties = list(entities), list(ties)
    known = seen_at(Level.PROTECTED, entities, ties)
    approaches = [
        Approach(reference(known, org), reference(known, target), 1, 0.5, False, "")
        for org, target in lines
    ]
    return action_sheets(approaches, layers(entities, ties), QUESTION)


def layers(entities: list[Entity], ties: list[Tie]) -> Layers:
    own, shared, public = (
        seen_at(level, entities, ties) for level in (Level.OFFICE, QUESTION.level, Level.PUBLIC)
    )
    return Layers(own, shared, public)


def test_ones_own_contact_stands_on_the_sheet_with_its_evidence() -> None:
    found = sheets(PEOPLE, [at(Level.OFFICE, contact("own", "t1"))], [("own", "t1")])
    line = found.sheets[0].lines[0]
    assert line.route is not None
    assert "OWN met T1" in line.route.hops[0].evidence[0].reading
    assert line.advice.startswith("You are in touch yourselves")


@pytest.mark.parametrize("level", [Level.NETWORK, Level.OFFICE, Level.PROTECTED])
def test_a_contact_of_another_organisation_opens_no_route(level: Level) -> None:
    ties = [at(Level.OFFICE, contact("own", "rival")), at(level, contact("rival", "t1"))]
    line = sheets(PEOPLE, ties, [("own", "t1")]).sheets[0].lines[0]
    assert (line.route, line.advice) == (None, ASK_THE_OFFICE)


def test_a_public_contact_of_another_organisation_may_be_used() -> None:
    ties = [at(Level.OFFICE, contact("own", "rival")), contact("rival", "t1")]
    line = sheets(PEOPLE, ties, [("own", "t1")]).sheets[0].lines[0]
    assert line.route is not None
    assert line.advice.startswith("Ask RIVAL for an introduction")


def test_ones_own_protected_contact_stays_off_paper() -> None:
    ties = [at(Level.PROTECTED, contact("own", "t1"))]
    line = sheets(PEOPLE, ties, [("own", "t1")]).sheets[0].lines[0]
    assert (line.route, line.advice) == (None, ASK_THE_OFFICE)


def test_sheets_weigh_ties_as_the_plan_does() -> None:
    known = merged(PEOPLE, [contact("own", "t1")])
    lines = [Approach(reference(known, "own"), reference(known, "t1"), 1, 0.5, False, "")]
    scores = []
    for beta in (0.9, 0.45):
        question = replace(QUESTION, model=replace(DEFAULT, beta=beta))
        route = (
            action_sheets(lines, Layers(known, known, known), question).sheets[0].lines[0].route
        )
        assert route is not None
        scores.append(route.score)
    assert scores[1] == pytest.approx(scores[0] / 2, rel=1e-5)


def test_layers_of_too_high_a_level_are_refused() -> None:
    low, high = merged(PEOPLE), merged(PEOPLE, level=Level.PROTECTED)
    for own, public in ((high, low), (low, replace(high, level=Level.NETWORK))):
        with pytest.raises(InvalidQuestion, match="Expected office and public"):
            Layers(own, low, public)


def test_a_target_that_only_the_office_may_see_is_not_named() -> None:
    hidden = replace(person("secret"), level=Level.OFFICE)
    found = sheets([*PEOPLE, hidden], [], [("own", "secret")])
    line = found.sheets[0].lines[0]
    assert (line.target, line.route, line.advice) == (None, None, NOT_NAMED)
    assert "secret" not in json.dumps(asdict(found), default=str).lower()


def test_facts_are_those_that_may_be_shared_as_of_the_day() -> None:
    ties = [
        member("t1", "droi", "CHAIR"),
        at(Level.OFFICE, member("t1", "droi", "OBSERVER")),
        tie("t1", Relation.REPRESENTS, "fra"),
    ]
    people = [*PEOPLE, DROI, body("fra", Classification.COUNTRY)]
    facts = sheets(people, ties, [("own", "t1")]).sheets[0].lines[0].facts
    assert [fact.text for fact in facts] == [
        "represents FRA",
        "is chair of DROI (2020-01-01 – still running)",
    ]
    assert facts[1].sources == ("Publisher of register: The register",)


def test_each_organisation_has_a_sheet_with_its_own_lines_alone() -> None:
    found = sheets(PEOPLE, [], [("rival", "t2"), ("own", "t2"), ("own", "t1")])
    told = {
        one.organization.id: [line.target and line.target.id for line in one.lines]
        for one in found.sheets
    }
    assert told == {"own": ["t1", "t2"], "rival": ["t2"]}


# -------------------------------------------------------------------- the law

LEVELS = st.sampled_from(Level)
ENDS = st.sampled_from([*OURS, *TARGETS, *OTHERS])
CONTACTS = st.builds(
    lambda one, other, level, days: at(level, contact(one, other, DAY - timedelta(days=days))),
    ENDS,
    ENDS,
    LEVELS,
    st.integers(0, 900),
)
SEATS = st.builds(
    lambda who, role, level: at(level, member(who, "droi", role)),
    st.sampled_from([*TARGETS, *OTHERS]),
    st.sampled_from(["MEMBER", "CHAIR"]),
    LEVELS,
)


def is_kept_from(organization: str, one: Tie) -> bool:
    """Say whether a tie is none of an organisation's business."""
    if one.relation is Relation.CONTACT_OF and one.subject == organization:
        return one.level is Level.PROTECTED
    if one.relation is Relation.CONTACT_OF:
        return one.level is not Level.PUBLIC
    return one.level > QUESTION.level


@settings(max_examples=150, deadline=None)
@given(ties=st.lists(st.one_of(CONTACTS, SEATS), max_size=12))
def test_a_sheet_is_the_same_without_all_that_is_kept_from_its_reader(ties: list[Tie]) -> None:
    known = list({one.id: one for one in ties if one.subject != one.object}.values())
    people = [*PEOPLE, DROI]
    lines = [("own", target) for target in TARGETS]
    without = [one for one in known if not is_kept_from("own", one)]
    assert sheets(people, known, lines) == sheets(people, without, lines)


@settings(max_examples=100, deadline=None)
@given(ties=st.lists(CONTACTS, max_size=12))
def test_what_is_visible_holds_no_tie_and_nobody_kept_from_the_reader(ties: list[Tie]) -> None:
    known = list({one.id: one for one in ties if one.subject != one.object}.values())
    hidden = replace(person("secret"), level=Level.OFFICE)
    known.append(at(Level.OFFICE, contact("rival", "secret")))
    seen = visible_to("own", layers([*PEOPLE, hidden], known))
    assert [one for one in seen.ties if is_kept_from("own", one)] == []
    assert "secret" not in seen.entities


def test_sheet_says_which_file_it_is_on_and_no_file_of_others() -> None:
    files = [
        Entity(f"ep-procedure:2025-{number}", Kind.DOSSIER, f"Invented file {number}")
        for number in ("0001", "0002", "0003")
    ]
    first, second, third = (one.id for one in files)
    entities = [*PEOPLE, *files]
    ties = [
        tie("t1", Relation.RAPPORTEUR_FOR, first, role="RAPPORTEUR_SHADOW"),
        tie("t1", Relation.RAPPORTEUR_FOR, third, role="RAPPORTEUR_SHADOW"),
        tie("t2", Relation.RAPPORTEUR_FOR, second, role="RAPPORTEUR_SHADOW"),
    ]
    known = seen_at(Level.PROTECTED, entities, ties)
    lines = [
        Approach(reference(known, "own"), reference(known, "t1"), 1, 0.5, False, ""),
        Approach(reference(known, "rival"), reference(known, "t2"), 1, 0.5, False, ""),
    ]
    asked = replace(QUESTION, files=(first, second))
    own, rival = action_sheets(lines, layers(entities, ties), asked).sheets
    assert [one.id for one in own.about] == [first]
    assert [one.id for one in rival.about] == [second]
    hidden = [at(Level.OFFICE, one) for one in ties]
    assert action_sheets(lines, layers(entities, hidden), asked).sheets[0].about == ()
