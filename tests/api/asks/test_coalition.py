"""Questions about our side, asked of the starter pack."""

import json
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

import pytest

from api.asks.action_sheets import ShareLevel, SheetsAsk, ask_sheets
from api.asks.coalition import (
    QUESTIONS,
    ApproachAsk,
    MessengersAsk,
    RecruitAsk,
    ask_approach,
    ask_messengers,
    ask_recruit,
)
from api.asks.coalition_sheets import of_sheets
from api.asks.texts import counts, pairs
from api.questions import Asked, answered, asked_of
from api.settings import Settings
from api.wiring import Workspace
from graph.errors import InvalidQuestion
from graph.levels import Level
from graph.model import Classification, Kind, Property, Relation
from graph.period import Period
from tests.api.workplace import NOW
from tests.graph.factories import fact, link, load, node

FILE = ("2025/0059",)


@pytest.fixture(scope="module")
def told(workspace: Workspace) -> Asked:
    return asked_of(workspace, Level.OFFICE, NOW.date())


def test_the_messengers_reach_everybody_who_can_be_reached(told: Asked) -> None:
    answer = ask_messengers(told, MessengersAsk(FILE, strength=0.01))
    reached = {target.id for one in answer.messengers for target in one.reaches}
    assert answer.targets == 7
    assert len(reached) == 7 - len(answer.gaps)
    assert len(answer.messengers) <= answer.able


def test_fewer_can_do_it_when_weaker_routes_count(told: Asked) -> None:
    sizes = [
        len(ask_messengers(told, MessengersAsk(FILE, strength=least)).gaps)
        for least in (0.3, 0.03, 0.003)
    ]
    assert sizes == sorted(sizes, reverse=True)


def test_a_recruit_is_never_one_of_ours(told: Asked) -> None:
    answer = ask_recruit(told, RecruitAsk(FILE, ours=("ECRE",), strength=0.01))
    assert answer.recruits
    assert "org:ecre" not in {one.organization.id for one in answer.recruits}
    assert answer.gained <= answer.bound


def test_a_weight_for_somebody_who_is_no_target_is_refused(told: Asked) -> None:
    with pytest.raises(InvalidQuestion, match="no target"):
        ask_recruit(told, RecruitAsk(FILE, weight=("Hannes HEIDE=2",)))


def test_whoever_is_approached_first_adds_most(told: Asked) -> None:
    answer = ask_approach(told, ApproachAsk(("DROI",), most=4))
    adds = [one.adds for one in answer.people]
    assert len(adds) == 4
    assert adds == sorted(adds, reverse=True)
    assert answer.worth <= answer.bound


def test_a_sheet_names_no_contact_of_another_organisation(told: Asked) -> None:
    answer = ask_sheets(told, SheetsAsk(FILE, backup=True))
    graph = told.view.graph
    own = {
        one.organization.id: {
            tie.id
            for tie in graph.ties
            if tie.relation is Relation.CONTACT_OF
            and one.organization.id in (tie.subject, tie.object)
        }
        for one in answer.sheets
    }
    contacts = {tie.id for tie in graph.ties if tie.relation is Relation.CONTACT_OF}
    assert len(answer.sheets) > 3
    for sheet in answer.sheets:
        shown = {
            tie
            for line in sheet.lines
            for hop in (line.route.hops if line.route else ())
            for evidence in hop.evidence
            for tie in evidence.tie_ids
        }
        assert shown & contacts <= own[sheet.organization.id]


def test_a_sheet_alone_is_the_same_as_among_all(told: Asked) -> None:
    everybody = ask_sheets(told, SheetsAsk(FILE))
    first = everybody.sheets[0]
    alone = ask_sheets(told, SheetsAsk(FILE, only=(first.organization.id,)))
    assert alone.sheets == (first,)


def test_whoever_has_no_line_gets_no_sheet_and_is_told_so(told: Asked) -> None:
    answer = ask_sheets(told, SheetsAsk(FILE, org=("ECRE=2",), only=("Human Rights Watch",)))
    assert answer.sheets == ()
    assert answer.office_notes == (
        "Human Rights Watch [org:hrw] has no line in this plan, so it gets no sheet.",
    )
    first, last = of_sheets(answer)
    assert (first.rows, last.title) == ((), "For the office alone")


def test_who_is_left_out_of_a_plan_stands_on_nobodys_sheet(told: Asked) -> None:
    names = ("ECRE", "Human Rights Watch")
    answer = ask_sheets(told, SheetsAsk(FILE, org=("ECRE=2",), only=names))
    sheets = of_sheets(answer)
    assert [sheet.title for sheet in sheets][-1] == "For the office alone"
    assert "Human Rights Watch" not in json.dumps([asdict(sheet) for sheet in sheets[:-1]])


def test_sheets_are_those_of_the_plan_under_the_same_conditions(told: Asked) -> None:
    wide = ask_sheets(told, SheetsAsk(FILE, backup=True))
    first, second = (sheet.organization.id for sheet in wide.sheets[:2])
    off = ask_sheets(told, SheetsAsk(FILE, backup=True, off=(first,)))
    assert first not in {sheet.organization.id for sheet in off.sheets}
    few = ask_sheets(told, SheetsAsk(FILE, backup=True, most_organizations=2))
    assert len(few.sheets) <= 2
    need = ask_sheets(told, SheetsAsk(FILE, need=("Belgium>=1",), apart=(f"{first} > {second}",)))
    assert len({first, second} & {sheet.organization.id for sheet in need.sheets}) < 2
    french = ask_sheets(
        told,
        SheetsAsk(FILE, speaks=(f"{first}=fr",), language=("2025/0059=en",), strict_language=True),
    )
    assert french.sheets == ()


def test_sheets_of_each_organisation_are_tables_of_their_own(told: Asked) -> None:
    answer = ask_sheets(told, SheetsAsk(FILE, share=ShareLevel.PUBLIC))
    tables = of_sheets(answer)
    assert len(tables) == 2 * len(answer.sheets)
    for sheet, table in zip(answer.sheets, tables[::2], strict=True):
        others = {one.organization.name for one in answer.sheets} - {sheet.organization.name}
        assert not any(name in json.dumps(table.rows) for name in others)


@pytest.mark.parametrize("text", ["", "=3", "ECRE=many", "ECRE=-1"])
def test_a_capacity_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(InvalidQuestion, match="ECRE=3"):
        counts([text], "org", 2)


def test_a_name_given_twice_is_refused() -> None:
    with pytest.raises(InvalidQuestion, match="twice"):
        counts(["ECRE", "ECRE=3"], "org", 2)


@pytest.mark.parametrize("text", ["ECRE", "> X", "ECRE >"])
def test_a_pair_without_two_sides_is_refused(text: str) -> None:
    with pytest.raises(InvalidQuestion, match="two sides"):
        pairs([text], "ban", ">")


def test_who_holds_a_post_that_was_asked_for_is_not_told_on_sheets(told: Asked) -> None:
    asks = {question.name: question for question in QUESTIONS}
    to = ("chair of DROI",)
    open_answer, _ = answered(asks["messengers"], told, MessengersAsk(to, strength=0.001))
    handed_on, _ = answered(asks["sheets"], told, SheetsAsk(to, cold=True))
    assert any("Chair of" in note for note in open_answer.notes)
    assert not any("Chair of" in note for note in handed_on.notes)


def test_a_sheet_does_not_say_since_when_others_have_contacts(told: Asked) -> None:
    asks = {question.name: question for question in QUESTIONS}
    early = replace(told, as_of=date(2025, 7, 1))
    assert early.view.begins["contacts of organisations"] > early.as_of
    answer, sheets = answered(asks["sheets"], early, SheetsAsk(FILE, cold=True))
    said = json.dumps([asdict(answer), *map(asdict, sheets)], default=str)
    assert answer.sheets
    assert "contacts of organisations" not in said


def test_sheets_can_be_made_where_nothing_is_public(tmp_path: Path) -> None:
    people = [
        node("org:one", Kind.ORGANIZATION, level=Level.NETWORK),
        fact("org:one", Property.CLASSIFICATION, Classification.NGO.value, level=Level.NETWORK),
        node("person:two", level=Level.OFFICE),
        link("org:one", "person:two", relation=Relation.CONTACT_OF, role="meeting",
             period=Period.on(NOW.date()), level=Level.OFFICE),
    ]  # fmt: skip
    asks = {question.name: question for question in QUESTIONS}
    with Workspace(Settings(tmp_path)) as opened:
        load(opened.ledger, people)
        alone = asked_of(opened, Level.OFFICE, NOW.date())
        answer, _ = answered(asks["sheets"], alone, SheetsAsk(("person:two",)))
    (line,) = answer.sheets[0].lines
    assert line.target.id == "person:two"
    assert line.advice.startswith("You are in touch yourselves")
