"""Questions about who matters, asked of the starter pack."""

from datetime import date
from typing import Any

import pytest

from api.ask import RouteAsk, ask_routes
from api.asks.measures import (
    BrokerageAsk,
    BrokersAsk,
    HolesAsk,
    LeavesAsk,
    SinglePointsAsk,
    answer_brokerage,
    answer_brokers,
    answer_holes,
    answer_leaves,
    answer_single_points,
)
from api.asks.measures_file import GridAsk, SalienceAsk, answer_grid, answer_salience
from api.asks.measures_people import people
from api.asks.measures_sheets import of_grid
from api.questions import Asked
from api.wiring import Workspace
from graph.errors import InvalidQuestion, UnknownEntity
from queries.measures.grid_model import InputName
from queries.measures.groupings import Grouping
from queries.measures.salience import SalienceClass

DAY = date(2026, 11, 24)
FILE = "2025/0059"
SHADOWS = {
    "ep-person:123562",
    "ep-person:192254",
    "ep-person:197534",
    "ep-person:256899",
    "ep-person:256915",
    "ep-person:256957",
    "ep-person:257012",
}


@pytest.fixture
def told(workspace: Workspace) -> Asked:
    return Asked(workspace.view(), "org:irct-brussels-office", DAY)


def test_brokers_of_a_file_stand_on_the_routes_that_route_gives(told: Asked) -> None:
    answer = answer_brokers(told, BrokersAsk((FILE,), most=1000))
    assert {one.id for one in answer.targets} == SHADOWS
    loss = answer.brokers[0].losses[0]
    asked = RouteAsk(to=(loss.target.id,), sources=(loss.source.id,), k=1, max_hops=3)
    (route,) = ask_routes(told.view, asked, office=told.office, as_of=DAY).routes
    assert [one.id for one in route.actors] == [one.id for one in loss.route]
    assert route.score == loss.score
    avoided = RouteAsk(
        to=(loss.target.id,),
        sources=(loss.source.id,),
        k=1,
        max_hops=3,
        avoid=(answer.brokers[0].actor.id,),
    )
    (left,) = ask_routes(told.view, avoided, office=told.office, as_of=DAY).routes
    assert left.score == loss.without


def test_what_leaves_loses_is_what_route_cannot_find_any_more(told: Asked) -> None:
    answer = answer_leaves(told, LeavesAsk("Human Rights Watch", most=1000))
    assert answer.is_ours
    assert answer.reached == answer.lost_count + answer.weaker_count + answer.unchanged
    left = tuple(one for one in told.view.rosters.holders() if one != answer.leaver.id)

    def best(target: str, avoid: tuple[str, ...]) -> list[float]:
        asked = RouteAsk((target,), left, k=1, max_hops=3, avoid=avoid)
        found = ask_routes(told.view, asked, office=told.office, as_of=DAY).routes
        return [one.score for one in found]

    for one in answer.lost:
        assert best(one.target.id, (answer.leaver.id,)) == []
    for one in answer.weaker[:5]:
        assert best(one.target.id, (answer.leaver.id,)) == [one.without]


def test_single_points_agree_with_leaves(told: Asked) -> None:
    points = answer_single_points(told, SinglePointsAsk()).points
    assert points
    for point in points[:3]:
        lost = answer_leaves(told, LeavesAsk(point.actor.id)).lost
        assert [one.target.id for one in lost] == [one.id for one in point.lost]


def test_brokerage_leaves_out_and_names_whoever_has_no_group(told: Asked) -> None:
    by_side = answer_brokerage(told, BrokerageAsk(("DROI",), Grouping.SIDE))
    assert dict(by_side.groups)["ours"] == len(told.view.rosters.holders())
    all_ = answer_brokerage(told, BrokerageAsk())
    assert sum(size for _, size in all_.groups) == 718
    assert "org:irct" in {one.id for one in all_.ungrouped}


def test_holes_list_those_asked_for_within_the_whole_set(told: Asked) -> None:
    everybody = answer_holes(told, HolesAsk(("DROI",), most=1000))
    first = everybody.members[0]
    (alone,) = answer_holes(told, HolesAsk(("DROI",), only=(first.actor.id,))).members
    assert alone == first


def test_a_body_stands_for_its_members_and_one_that_relays_for_itself(told: Asked) -> None:
    members = people(told.view, ("LIBE", "IRCT Brussels office"), DAY)
    assert members[-1] == "org:irct-brussels-office"
    assert len(members) == len(told.view.rosters.seats("ep-org:LIBE", DAY)) + 1


def test_the_grid_holds_the_committee_and_marks_what_is_invented(told: Asked) -> None:
    answer = answer_grid(told, GridAsk(FILE, most=1000))
    assert [one.id for one in answer.lead] == ["ep-org:LIBE"]
    assert {one.actor.id for one in answer.lines} >= SHADOWS
    contacts = [
        one for line in answer.lines for one in line.inputs if one.name is InputName.CONTACTS
    ]
    assert all(one.invented for one in contacts if one.value is not None)
    real = answer_grid(told, GridAsk(FILE, most=1000, invented=False))
    assert all(
        one.value is None
        for line in real.lines
        for one in line.inputs
        if one.name is InputName.CONTACTS
    )
    inputs = of_grid(answer)[1]
    assert len(inputs.rows) == 6 * len(answer.lines)


def test_salience_takes_what_the_asker_states(told: Asked) -> None:
    ask = SalienceAsk(
        FILE, has=("IRCT=legitimacy", "IRCT=urgency"), lacks=("IRCT=power",), most=1000
    )
    members = {one.actor.id: one for one in answer_salience(told, ask).members}
    assert members["org:irct"].salience_class is SalienceClass.DEPENDENT
    assert members.keys() >= SHADOWS


def test_long_answers_say_what_they_do_not_list(told: Asked) -> None:
    answer = answer_grid(told, GridAsk(FILE, most=2))
    assert len(answer.lines) == 2
    assert answer.notes[-1] == "146 more rows are not listed: ask for more rows to see them."


@pytest.mark.parametrize(
    ("asked", "fault"),
    [
        (GridAsk("LIBE"), "LIBE"),
        (GridAsk("Return Directive"), "Nobody is known to report on 'Return Directive'"),
        (GridAsk(FILE, value=("x=1",)), "'x' is no value of the grid"),
        (SalienceAsk(FILE, has=("IRCT",)), "expected NAME=ATTRIBUTE"),
        (SalienceAsk(FILE, has=("IRCT=power",), lacks=("IRCT=power",)), "both to have power"),
    ],
)
def test_faults_of_questions_on_files_are_named(
    told: Asked, asked: GridAsk | SalienceAsk, fault: str
) -> None:
    with pytest.raises((InvalidQuestion, UnknownEntity), match=fault):
        if isinstance(asked, GridAsk):
            answer_grid(told, asked)
        else:
            answer_salience(told, asked)


def test_faults_of_questions_on_networks_are_named(told: Asked) -> None:
    with pytest.raises(UnknownEntity, match="Nobodyatall"):
        answer_leaves(told, LeavesAsk("Nobodyatall"))
    with pytest.raises(InvalidQuestion, match="Nobody is known to sit in European Commission"):
        answer_brokers(told, BrokersAsk(("European Commission",)))
    with pytest.raises(InvalidQuestion, match="is both a source and a target"):
        answer_brokers(told, BrokersAsk(("IRCT",), ours=("IRCT",)))
    with pytest.raises(InvalidQuestion, match="political-group is known of 0"):
        answer_brokerage(told, BrokerageAsk(("IRCT", "ECRE")))
    with pytest.raises(InvalidQuestion, match="is not in the set"):
        answer_holes(told, HolesAsk(("DROI",), only=("IRCT",)))
    with pytest.raises(InvalidQuestion, match="has 1 members"):
        answer_holes(told, HolesAsk(("IRCT",)))


@pytest.mark.parametrize(
    ("leaves", "route"),
    [
        ({"channel": ("meeting",)}, {"channels": ("meeting",)}),
        ({"relation": ("MEMBER_OF", "CONTACT_OF")}, {"relations": ("MEMBER_OF", "CONTACT_OF")}),
    ],
)
def test_what_leaves_loses_counts_the_ties_that_route_counts(
    told: Asked, leaves: dict[str, Any], route: dict[str, Any]
) -> None:
    ours = tuple(told.view.rosters.holders())
    answer = answer_leaves(told, LeavesAsk("Human Rights Watch", to=(FILE,), **leaves))
    every = answer_leaves(told, LeavesAsk("Human Rights Watch", to=(FILE,)))
    assert answer.reached <= every.reached
    for one in (*answer.lost, *answer.weaker)[:3]:
        asked = RouteAsk((one.target.id,), ours, k=1, max_hops=3, **route)
        (best,) = ask_routes(told.view, asked, office=told.office, as_of=DAY).routes
        assert best.score == one.score


@pytest.mark.parametrize("more", [{"consented": True}, {"language": ("fr",)}])
def test_what_nobody_states_of_a_contact_is_not_counted_as_lost(
    told: Asked, more: dict[str, Any]
) -> None:
    with pytest.raises(InvalidQuestion, match="none to lose"):
        answer_leaves(told, LeavesAsk("Human Rights Watch", to=(FILE,), **more))
