"""Does it carry? A committee or the plenary, from the positions that are known.

Three cases frame what is not known: *low*, every undecided vote goes against; *high*, every one
goes for; *middle*, the undecided of a group split as its stated members do (else as all stated
members do), rounded down. Abstentions are not votes cast, and a tie is no majority. What this must
not do: call any case likely.
"""

from collections import Counter
from collections.abc import Mapping

from graph.errors import UnknownEntity
from queries.finding.search import actor_ref
from queries.majorities.rules import MajorityRule, quorum_of, rule_on
from queries.majorities.voters import (
    MajorityQuestion,
    Voter,
    is_plenary,
    seats_in_law,
    voters_of,
)
from queries.results import (
    ActorRef,
    MajorityAnswer,
    Route,
    Stance,
    StandIn,
    Swing,
    Tally,
    VotingSeat,
)
from queries.rosters import Rosters

__all__ = ["MajorityQuestion", "majority"]

_OPEN = frozenset({Stance.UNKNOWN})


def majority(rosters: Rosters, question: MajorityQuestion) -> MajorityAnswer:
    """Count what is needed and had, in three cases.

    Raises:
        UnknownEntity: the body, file or a named person is not in the graph.
        InvalidQuestion: nobody is known to sit in the body on the day, a stance is given for
            somebody who does not vote there, or the rule does not exist.
    """
    for one in (question.body, *([question.dossier] if question.dossier else ())):
        if one not in rosters.graph.entities:
            raise UnknownEntity(one)
    rule = rule_on(question.rule, question.as_of)
    voters = voters_of(rosters, question)
    counts = Counter(voter.stance for voter in voters)
    in_plenary = is_plenary(rosters, question.body)
    seats = seats_in_law(rosters, question.body, question.as_of, len(voters))
    cases = [_tally(rule, seats, counts, name, _share_of_open(voters, name)) for name in _CASES]
    return MajorityAnswer(
        body=actor_ref(rosters.graph.entities[question.body]),
        rule=rule.title,
        legal_basis=rule.legal_basis,
        as_of=question.as_of,
        voters=len(voters),
        vacancies=max(0, seats - len(voters)) if in_plenary else None,
        counts=tuple((stance, counts[stance]) for stance in Stance),
        low=cases[0],
        middle=cases[1],
        high=cases[2],
        swing=_swing(rosters, voters, question.routes),
        notes=_notes(rosters, question, rule, seats, in_plenary=in_plenary),
        component_members=seats,
        stand_ins=_stand_ins(rosters, voters),
        seats=_seats(rosters, question, voters) if question.seats else (),
    )


def _share_of_open(voters: list[Voter], case: str) -> int:
    """Give how many undecided votes go for, in a case; the rest goes against."""
    open_votes = Counter(voter.group for voter in voters if voter.stance in _OPEN)
    if case != "middle":
        return sum(open_votes.values()) if case == "high" else 0
    overall = _stated_split(voters)
    total = 0
    for group, count in sorted(open_votes.items()):
        own = _stated_split([voter for voter in voters if voter.group == group]) or overall
        total += count * own[0] // sum(own) if own else 0
    return total


def _stated_split(voters: list[Voter]) -> tuple[int, int] | None:
    stances = Counter(voter.stance for voter in voters)
    split = stances[Stance.FOR], stances[Stance.AGAINST]
    return split if sum(split) else None


_CASES = ("low", "middle", "high")
_ASSUMPTIONS = {
    "low": "every undecided vote goes against",
    "middle": "the undecided split as the stated members of their group, else as all stated",
    "high": "every undecided vote goes for",
}


def _tally(
    rule: MajorityRule, seats: int, counts: Mapping[Stance, int], case: str, won: int
) -> Tally:
    votes_for = counts.get(Stance.FOR, 0) + won
    votes_against = counts.get(Stance.AGAINST, 0) + counts.get(Stance.UNKNOWN, 0) - won
    needed = rule.needed(component_members=seats, votes_cast=votes_for + votes_against)
    return Tally(
        assumption=_ASSUMPTIONS[case],
        votes_for=votes_for,
        votes_against=votes_against,
        abstentions=counts.get(Stance.ABSTAIN, 0),
        needed=needed,
        gap=max(0, needed - votes_for),
        passes=votes_for >= needed,
    )


def _swing(
    rosters: Rosters, voters: list[Voter], routes: Mapping[str, Route]
) -> tuple[Swing, ...]:
    listed = [
        Swing(
            actor_ref(rosters.graph.entities[voter.id]),
            voter.group,
            voter.stance,
            routes.get(voter.id),
        )
        for voter in voters
        if voter.stance in _OPEN
    ]
    listed.sort(key=lambda one: (one.route.cost if one.route else float("inf"), one.voter.id))
    return tuple(listed)


def _stand_ins(rosters: Rosters, voters: list[Voter]) -> tuple[StandIn, ...]:
    entities = rosters.graph.entities
    return tuple(
        StandIn(actor_ref(entities[one.stands_in_for]), actor_ref(entities[one.id]), one.group)
        for one in voters
        if one.stands_in_for is not None
    )


def _seats(
    rosters: Rosters, question: MajorityQuestion, voters: list[Voter]
) -> tuple[VotingSeat, ...]:
    entities = rosters.graph.entities

    def country(person: str) -> ActorRef | None:
        found = sorted(rosters.countries(person, question.as_of))
        return actor_ref(entities[found[0]]) if found else None

    return tuple(
        VotingSeat(
            actor_ref(entities[one.id]),
            one.group,
            country(one.id),
            one.role,
            one.stance,
            one.origin,
            actor_ref(entities[one.stands_in_for]) if one.stands_in_for else None,
        )
        for one in voters
    )


def _notes(
    rosters: Rosters,
    question: MajorityQuestion,
    rule: MajorityRule,
    seats: int,
    *,
    in_plenary: bool,
) -> tuple[str, ...]:
    notes = ["Low, middle and high are cases, not forecasts."]
    unstated = [one for one in rosters.seats(question.body, question.as_of) if one.role is None]
    if unstated:
        names = ", ".join(rosters.graph.entities[one.person].name for one in unstated)
        notes.append(f"Not counted, since no source says whether they vote here: {names}.")
    quorum, basis = quorum_of(seats, in_plenary=in_plenary)
    notes.append(f"Quorum, where it is asked for: {quorum} of {seats} present ({basis}).")
    if in_plenary:
        return tuple(notes)
    if question.substitutes:
        notes.append("Substitutes vote for absent members of their own group, by number.")
    else:
        notes.append("Substitutes vote only for an absent member of their group: not counted.")
    if rule.of_component_members or rule.and_component:
        notes.append("Component members of a committee: those known to sit, no vacancies.")
    return tuple(notes)
