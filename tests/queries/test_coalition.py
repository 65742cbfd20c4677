from dataclasses import replace
from datetime import timedelta

import pytest

from graph.errors import InvalidQuestion, UnknownEntity
from graph.model import Classification, Kind, Relation
from graph.snapshot import Snapshot
from queries.coalitions.coalition import told
from queries.coalitions.flow import FlowRules
from queries.coalitions.plan import Plan, make_plan
from queries.coalitions.question import AssignQuestion
from queries.coalitions.selection import Limits, Need
from queries.results import Assignment
from queries.rosters import Rosters
from tests.factories import DAY, body, contact, merged, ngo, person, tie


def planned(**options: object) -> Plan:
    """Plan for two organisations and two targets; ``a`` knows both, ``b`` only one."""
    france = body("country:FRA", Classification.COUNTRY, kind=Kind.AREA)
    graph = merged(
        [ngo("a"), ngo("b"), ngo("c"), person("s"), person("t"), france],
        [
            contact("a", "s"),
            contact("a", "t"),
            contact("b", "t", channel="email"),
            tie("b", Relation.LOCATED_IN, "country:FRA"),
            tie("t", Relation.REPRESENTS, "country:FRA"),
        ],
    )
    asked: dict[str, object] = {
        "organizations": {"a": 1, "b": 1},
        "targets": {"s": 1, "t": 1},
        "as_of": DAY,
        "max_hops": 1,
        **options,
    }
    question = AssignQuestion(**asked)  # type: ignore[arg-type]  # varied
    return make_plan(Snapshot.build(graph), Rosters.build(graph), question)


def ask(**options: object) -> Assignment:
    return told(planned(**options))


def pairs(answer: Assignment) -> list[tuple[str, str]]:
    return [(line.organization.id, line.target.id) for line in answer.approaches]


def test_everybody_is_covered_within_the_capacities() -> None:
    answer = ask()
    assert pairs(answer) == [("a", "s"), ("b", "t")]
    assert answer.gaps == ()
    assert [given for _, given, _ in answer.load] == [1, 1]


def test_home_country_and_runner_up_are_told() -> None:
    line = ask().approaches[1]
    assert line.home_country
    assert "same country" in line.reason
    assert line.runner_up is not None
    assert line.runner_up.id == "a"


def test_a_weak_route_is_not_told_as_none() -> None:
    weak = ask(organizations={"b": 1}, targets={"t": 1}, as_of=DAY + timedelta(days=1500))
    assert weak.approaches[0].benefit < 0.005
    assert weak.approaches[0].reason.startswith("route score 0.00")
    assert not weak.approaches[0].reason.startswith("route score 0.00 ")


def test_ban_leaves_a_gap_with_its_reason() -> None:
    answer = ask(bans=frozenset({("a", "s")}))
    (gap,) = answer.gaps
    assert (gap.target.id, gap.missing) == ("s", 1)
    assert "ban" in gap.reason


def test_nobody_with_a_route_is_a_gap_not_an_error() -> None:
    answer = ask(organizations={"c": 3})
    assert answer.approaches == ()
    assert all("route" in gap.reason for gap in answer.gaps)


def test_cold_approach_is_made_only_when_allowed() -> None:
    answer = ask(organizations={"c": 3}, allow_cold=True)
    assert pairs(answer) == [("c", "s"), ("c", "t")]
    assert answer.approaches[0].route is None


def test_whoever_shares_no_known_language_stays_home() -> None:
    french = {"languages": {"s": frozenset({"fr"})}}
    unknown = ask(**french)
    assert pairs(unknown) == [("a", "s"), ("b", "t")]
    assert "whether they share a language is not known" in unknown.approaches[0].reason
    assert "language" not in unknown.approaches[1].reason
    answer = ask(**french, speaks={"a": frozenset({"en"}), "b": frozenset({"fr"})})
    assert pairs(answer) == [("a", "t")]
    assert [gap.reason for gap in answer.gaps] == ["only A could, and they share no language"]


def test_strict_languages_must_both_be_known() -> None:
    spoken = {"speaks": {"a": frozenset({"fr", "en"})}, "languages": {"s": frozenset({"fr"})}}
    answer = ask(**spoken, strict_language=True)
    assert pairs(answer) == [("a", "s")]
    assert "both speak fr" in answer.approaches[0].reason
    (gap,) = answer.gaps
    assert gap.reason == "only A, B could, and their languages are not both known"


def test_gap_says_who_could_and_is_off() -> None:
    answer = ask(off=frozenset({"a"}))
    assert [gap.reason for gap in answer.gaps] == ["only A could, and that is off now"]


def test_capacity_of_nobody_is_named_as_the_fault() -> None:
    with pytest.raises(InvalidQuestion, match="capacity 0"):
        ask(organizations={"a": 0, "b": 0})
    answer = ask(organizations={"a": 0, "b": 2}, off=frozenset({"b"}))
    assert answer.approaches == ()
    assert "that is off now" in answer.gaps[1].reason


def test_spread_counts_idle_and_full() -> None:
    spread = ask(organizations={"a": 2, "b": 1, "c": 4}).spread
    assert (spread.least, spread.median, spread.most) == (0, 0.0, 2)
    assert (spread.organizations, spread.idle, spread.full) == (3, 2, 1)


def test_at_most_one_organisation_leaves_the_runner_up_out() -> None:
    answer = ask(organizations={"a": 2, "b": 2}, limits=Limits(most=1))
    assert pairs(answer) == [("a", "s"), ("a", "t")]
    assert answer.proven
    assert answer.bound == answer.objective
    assert "B (0." in answer.approaches[1].reason
    assert "left out by a limit" in answer.approaches[1].reason


def test_gap_says_that_a_limit_leaves_somebody_out() -> None:
    (gap,) = ask(limits=Limits(most=1)).gaps
    assert gap.reason == "a limit on who takes part leaves out B"


def test_limits_that_nothing_keeps_are_named() -> None:
    both = Need("the network", frozenset({"a", "b"}), 2)
    with pytest.raises(InvalidQuestion, match="at least 2 of the network; A apart from B"):
        ask(limits=Limits(needs=(both,), apart=(("a", "b"),)))


def test_answer_short_of_time_says_how_far_from_best_it_may_be() -> None:
    plan = planned(organizations={"a": 1}, prices=True)
    hurried = replace(plan, choice=replace(plan.choice, bound=plan.choice.units + 1_000))
    answer = told(hurried)
    assert not answer.proven
    assert answer.bound == pytest.approx(answer.objective + 0.1)
    assert answer.notes[-1].startswith("Not proven best: after 10 seconds another choice could")
    assert [price.worth for price in answer.prices] == [None]


def test_even_rule_is_told_in_the_notes() -> None:
    assert "0.05 for an organisation's second" in ask(rules=FlowRules(even=True)).notes[0]


def test_full_capacity_is_a_gap_that_says_so() -> None:
    (gap,) = ask(organizations={"a": 1}).gaps
    assert "raise a capacity" in gap.reason


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"organizations": {"nobody": 1}}, UnknownEntity),
        ({"organizations": {}}, InvalidQuestion),
        ({"organizations": {"a": -1}}, InvalidQuestion),
        ({"targets": {"s": 9}}, InvalidQuestion),
        ({"targets": {"a": 1}}, InvalidQuestion),
        ({"targets": {}}, InvalidQuestion),
        ({"off": frozenset({"a", "b"})}, InvalidQuestion),
        ({"off": frozenset({"c"})}, InvalidQuestion),
        ({"speaks": {"c": frozenset({"fr"})}}, InvalidQuestion),
        ({"languages": {"c": frozenset({"fr"})}}, InvalidQuestion),
        ({"keep": frozenset({("nobody", "t")})}, UnknownEntity),
        ({"limits": Limits(apart=(("a", "c"),))}, InvalidQuestion),
        ({"limits": Limits(most=1, apart=(("a", "a"),))}, InvalidQuestion),
    ],
)
def test_question_that_makes_no_sense_is_refused(
    change: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        ask(**change)
