from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InvalidQuestion, UnknownEntity
from graph.model import (
    Classification,
    Entity,
    Fact,
    Kind,
    MergedGraph,
    Property,
    Relation,
    Tie,
)
from graph.period import ALWAYS_UNKNOWN, Period
from queries.majorities.majority import MajorityQuestion, majority
from queries.majorities.rules import component_members_on, rule_on
from queries.results import MajorityAnswer, Origin, Stance
from queries.rosters import Rosters
from tests.factories import DAY, body, evidence, member, merged, person, tie

GROUPS = {"g:epp": "EPP", "g:sd": "S&D"}


def group(identifier: str, acronym: str) -> Entity:
    fact = Fact(acronym, ALWAYS_UNKNOWN, evidence("register"))
    return Entity(
        identifier,
        Kind.ORGANIZATION,
        acronym,
        (Classification.POLITICAL_GROUP,),
        {Property.ACRONYM: (fact,)},
    )


def committee(epp: int, social: int, *more: Tie) -> MergedGraph:
    """Give a committee of so many voters of two groups, and one substitute."""
    people = [f"epp{number}" for number in range(epp)] + [
        f"sd{number}" for number in range(social)
    ]
    ties = [member(one, "libe") for one in people]
    ties += [member(one, "g:epp" if one.startswith("epp") else "g:sd") for one in people]
    ties += [member("sub", "libe", "MEMBER_SUBSTITUTE"), *more]
    named = [group(identifier, acronym) for identifier, acronym in GROUPS.items()]
    dossier = body("file", Classification.PROCEDURE, kind=Kind.DOSSIER)
    entities = [person(one) for one in (*people, "sub", "stranger")]
    return merged([*entities, *named, body("libe", Classification.COMMITTEE), dossier], ties)


def ask(graph: MergedGraph, **options: object) -> MajorityAnswer:
    question = MajorityQuestion("libe", DAY, **options)  # type: ignore[arg-type]  # passed on
    return majority(Rosters.build(graph), question)


def test_more_than_half_of_the_votes_cast_carries_and_a_tie_does_not() -> None:
    stances = {"EPP": Stance.FOR, "S&D": Stance.AGAINST}
    assert not ask(committee(3, 3), of_group=stances).middle.passes
    assert ask(committee(4, 3), of_group=stances).middle.passes


def test_abstentions_are_not_votes_cast() -> None:
    stances = {"EPP": Stance.FOR, "S&D": Stance.AGAINST}
    abstaining = {f"sd{number}": Stance.ABSTAIN for number in range(3)}
    answer = ask(committee(2, 4), of_group=stances, of_person=abstaining)
    assert (answer.middle.needed, answer.middle.passes) == (2, True)


def test_abstentions_do_count_against_component_members() -> None:
    stances = {"EPP": Stance.FOR, "S&D": Stance.ABSTAIN}
    answer = ask(committee(2, 4), of_group=stances, rule="component")
    assert (answer.middle.needed, answer.middle.gap) == (4, 2)


def test_substitutes_do_not_vote() -> None:
    assert ask(committee(2, 2)).voters == 4


def test_a_substitute_of_the_same_group_stands_in_for_an_absent_member() -> None:
    graph = committee(2, 2, member("sub", "g:epp"))
    stances = {"EPP": Stance.FOR, "S&D": Stance.AGAINST}
    away = {"epp0": Stance.ABSENT}
    alone = ask(graph, of_group=stances, of_person=away)
    assert (alone.middle.votes_for, alone.middle.passes, alone.stand_ins) == (1, False, ())
    helped = ask(graph, of_group=stances, of_person=away, substitutes=True)
    assert (helped.middle.votes_for, helped.voters) == (2, 4)
    assert [(one.absent.id, one.substitute.id, one.group) for one in helped.stand_ins] == [
        ("epp0", "sub", "EPP")
    ]


def test_a_substitute_votes_as_they_said_themselves() -> None:
    graph = committee(2, 2, member("sub", "g:epp"))
    away = {"epp0": Stance.ABSENT, "sub": Stance.AGAINST}
    answer = ask(graph, of_group={"EPP": Stance.FOR}, of_person=away, substitutes=True)
    assert dict(answer.counts) == {
        Stance.FOR: 1,
        Stance.AGAINST: 1,
        Stance.ABSTAIN: 0,
        Stance.ABSENT: 0,
        Stance.UNKNOWN: 2,
    }


@pytest.mark.parametrize(
    ("group_of_sub", "absent"),
    [("g:sd", {"epp0": Stance.ABSENT}), ("g:epp", {"epp0": Stance.ABSENT, "sub": Stance.ABSENT})],
)
def test_nobody_stands_in_from_another_group_or_while_absent(
    group_of_sub: str, absent: dict[str, Stance]
) -> None:
    graph = committee(2, 2, member("sub", group_of_sub))
    answer = ask(graph, of_person=absent, substitutes=True)
    assert (answer.stand_ins, dict(answer.counts)[Stance.ABSENT]) == ((), 1)


def test_one_substitute_stands_in_once() -> None:
    graph = committee(3, 1, member("sub", "g:epp"))
    away = {"epp0": Stance.ABSENT, "epp1": Stance.ABSENT}
    answer = ask(graph, of_person=away, substitutes=True)
    assert [one.absent.id for one in answer.stand_ins] == ["epp0"]


def test_votes_cast_leave_abstentions_and_the_absent_out() -> None:
    away = {"epp0": Stance.ABSENT, "epp1": Stance.ABSTAIN}
    answer = ask(committee(4, 2), of_person=away, of_group={"EPP": Stance.FOR})
    assert (answer.voters, answer.middle.votes_cast, answer.middle.needed) == (6, 4, 3)


def test_the_quorum_is_told_of_the_seats_in_law() -> None:
    seated = [member("epp0", "ep", "MEMBER_PARLIAMENT")]
    graph = merged([person("epp0"), body("ep", Classification.INSTITUTION)], seated)
    answer = majority(Rosters.build(graph), MajorityQuestion("ep", DAY))
    assert any("240 of 720 present" in note for note in answer.notes)
    assert any("2 of 6 present" in note for note in ask(committee(4, 2)).notes)


def test_a_day_before_the_rules_is_named_as_the_fault() -> None:
    with pytest.raises(InvalidQuestion, match="since 2009-12-01, which is after 2008-01-01"):
        rule_on("simple", date(2008, 1, 1))


def test_undecided_frame_the_cases() -> None:
    answer = ask(committee(3, 4), of_group={"EPP": Stance.FOR})
    assert [case.votes_for for case in (answer.low, answer.middle, answer.high)] == [3, 7, 7]
    assert [case.passes for case in (answer.low, answer.middle, answer.high)] == [
        False,
        True,
        True,
    ]


def test_middle_case_splits_a_group_as_its_stated_members_do() -> None:
    stated = {"sd0": Stance.FOR, "sd1": Stance.AGAINST}
    answer = ask(committee(0, 7), of_person=stated)
    assert answer.middle.votes_for == 1 + 5 // 2


def test_a_persons_own_position_beats_the_group() -> None:
    answer = ask(committee(3, 0), of_group={"EPP": Stance.FOR}, of_person={"epp0": Stance.AGAINST})
    assert answer.middle.votes_for == 2


def test_positions_on_the_file_are_read_and_the_latest_wins() -> None:
    old = tie("epp0", Relation.STANDS_ON, "file", "for", period=Period(date(2025, 1, 1)))
    new = tie("epp0", Relation.STANDS_ON, "file", "against", period=Period(date(2026, 1, 1)))
    answer = ask(committee(1, 0, old, new), dossier="file")
    assert dict(answer.counts)[Stance.AGAINST] == 1


def test_versions_of_a_lasting_body_answer_for_it() -> None:
    graph = committee(2, 1)
    lasting = body("lasting", Classification.COMMITTEE)
    version = tie("libe", Relation.VERSION_OF, "lasting")
    both = merged([*graph.entities.values(), lasting], [*graph.ties, version])
    answer = majority(Rosters.build(both), MajorityQuestion("lasting", DAY))
    assert answer.voters == 3


def test_plenary_needs_more_than_half_of_all_seats_in_law() -> None:
    assert rule_on("component", DAY).needed(component_members=720, votes_cast=600) == 361


def test_plenary_names_its_vacancies() -> None:
    seated = [member("epp0", "ep", "MEMBER_PARLIAMENT")]
    graph = merged([person("epp0"), body("ep", Classification.INSTITUTION)], seated)
    answer = majority(Rosters.build(graph), MajorityQuestion("ep", DAY, rule="component"))
    assert (answer.vacancies, answer.middle.needed) == (719, 361)


def test_body_without_known_members_is_refused_in_words() -> None:
    graph = merged([body("libe", Classification.COMMITTEE)])
    with pytest.raises(InvalidQuestion, match="Nobody is known to sit"):
        majority(Rosters.build(graph), MajorityQuestion("libe", DAY))


def test_stance_of_somebody_without_a_vote_is_refused() -> None:
    with pytest.raises(InvalidQuestion, match="Stranger has no vote"):
        ask(committee(1, 1), of_person={"stranger": Stance.FOR})


def test_stance_of_a_group_that_is_not_there_is_refused() -> None:
    with pytest.raises(InvalidQuestion, match="No voter belongs to ECR"):
        ask(committee(1, 1), of_group={"ECR": Stance.FOR})


def test_unknown_body_and_rule_are_refused() -> None:
    rosters = Rosters.build(committee(1, 1))
    with pytest.raises(UnknownEntity):
        majority(rosters, MajorityQuestion("nobody", DAY))
    with pytest.raises(InvalidQuestion, match="simple"):
        majority(rosters, MajorityQuestion("libe", DAY, rule="two thirds"))


def test_seats_in_law_follow_the_date() -> None:
    assert [component_members_on(day) for day in (date(2023, 1, 1), DAY)] == [705, 720]


@given(
    epp=st.integers(1, 6),
    social=st.integers(1, 6),
    stances=st.lists(st.sampled_from(Stance), max_size=6),
    rule=st.sampled_from(("simple", "component")),
)
def test_cases_are_ordered_and_each_supporter_helps(
    epp: int, social: int, stances: list[Stance], rule: str
) -> None:
    graph = committee(epp, social)
    stated = {f"epp{number}": stance for number, stance in enumerate(stances[:epp])}
    answer = ask(graph, of_person=stated, rule=rule)
    cases = [answer.low, answer.middle, answer.high]
    assert sorted(case.votes_for for case in cases) == [case.votes_for for case in cases]
    better = ask(graph, of_person={**stated, "sd0": Stance.FOR}, rule=rule)
    assert better.low.gap <= answer.low.gap
    assert better.high.votes_for >= answer.high.votes_for


@pytest.mark.parametrize(
    ("seats", "cast", "needed"),
    [(720, 720, 480), (720, 541, 361), (720, 542, 362), (720, 300, 361), (75, 75, 50), (3, 3, 2)],
)
def test_two_thirds_of_the_votes_cast_and_the_majority_of_all_seats(
    seats: int, cast: int, needed: int
) -> None:
    rule = rule_on("two-thirds", DAY)
    assert rule.needed(component_members=seats, votes_cast=cast) == needed


def test_every_vote_is_listed_with_whose_word_it_is_if_asked_for() -> None:
    against = tie("epp1", Relation.STANDS_ON, "file", "against")
    leaning = tie("epp2", Relation.STANDS_ON, "file", "lean_for")
    graph = committee(3, 1, against, leaning)
    answer = ask(
        graph,
        seats=True,
        dossier="file",
        of_group={"EPP": Stance.FOR},
        of_person={"sd0": Stance.UNKNOWN},
    )
    assert {seat.voter.id: (seat.stance, seat.origin) for seat in answer.seats} == {
        "epp0": (Stance.FOR, Origin.GROUP),
        "epp1": (Stance.AGAINST, Origin.FILE),
        "epp2": (Stance.UNKNOWN, Origin.FILE),
        "sd0": (Stance.UNKNOWN, Origin.PERSON),
    }
    assert {seat.group for seat in answer.seats} == {"EPP", "S&D"}
    assert ask(graph).seats == ()


def test_seats_are_as_many_as_are_counted_and_name_whom_a_substitute_stands_in_for() -> None:
    graph = committee(2, 2, member("sub", "g:epp"))
    answer = ask(graph, seats=True, of_person={"epp0": Stance.ABSENT}, substitutes=True)
    counted = dict(answer.counts)
    for stance in Stance:
        assert sum(seat.stance is stance for seat in answer.seats) == counted[stance]
    (stands_in,) = [seat for seat in answer.seats if seat.stands_in_for]
    assert stands_in.stands_in_for is not None
    assert (stands_in.voter.id, stands_in.stands_in_for.id) == ("sub", "epp0")
