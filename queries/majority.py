"""Does it carry? A committee or the plenary, from the positions that are known.

Three cases frame what is not known: *low*, every undecided vote goes against; *high*, every one
goes for; *middle*, the undecided of a group split as its stated members do (else as all stated
members do), rounded down. Abstentions are not votes cast, and a tie is no majority. What this must
not do: call any case likely.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from graph.errors import InvalidQuestion, UnknownEntity
from graph.model import Kind, Relation
from queries.majority_rules import MajorityRule, component_members_on, rule_on
from queries.results import MajorityAnswer, Route, Stance, Swing, Tally
from queries.rosters import SEATED, Rosters, Seat, same_group
from queries.search import actor_ref

UNGROUPED = "group not known"
_OPEN = frozenset({Stance.UNKNOWN})


@dataclass(frozen=True, slots=True)
class MajorityQuestion:
    """Does ``body`` (an id) carry under ``rule`` on ``as_of``?

    ``of_person`` (id → stance) beats ``dossier`` positions from the graph, which beat
    ``of_group`` (code → stance). ``routes`` (id → route) are shown beside the undecided.
    """

    body: str
    as_of: date
    rule: str = "simple"
    of_person: Mapping[str, Stance] = field(default_factory=dict)
    of_group: Mapping[str, Stance] = field(default_factory=dict)
    dossier: str | None = None
    routes: Mapping[str, Route] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Voter:
    """Somebody who votes: group and stance on the day."""

    id: str
    group: str
    stance: Stance


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
    voters = _voters(rosters, question)
    counts = Counter(voter.stance for voter in voters)
    is_plenary = _is_plenary(rosters, question.body)
    seats = component_members_on(question.as_of) if is_plenary else len(voters)
    cases = [_tally(rule, seats, counts, name, _share_of_open(voters, name)) for name in _CASES]
    return MajorityAnswer(
        body=actor_ref(rosters.graph.entities[question.body]),
        rule=rule.title,
        legal_basis=rule.legal_basis,
        as_of=question.as_of,
        voters=len(voters),
        vacancies=max(0, seats - len(voters)) if is_plenary else None,
        counts=tuple((stance, counts[stance]) for stance in Stance),
        low=cases[0],
        middle=cases[1],
        high=cases[2],
        swing=_swing(rosters, voters, question.routes),
        notes=_notes(rosters, question, rule, is_plenary=is_plenary),
    )


def _voters(rosters: Rosters, question: MajorityQuestion) -> list[_Voter]:
    people = rosters.graph.entities
    seats = [
        seat
        for seat in rosters.seats(question.body, question.as_of, voting=True)
        if people[seat.person].kind is Kind.PERSON
    ]
    if not seats:
        name = rosters.graph.entities[question.body].name
        msg = (
            f"Nobody is known to sit in {name} on {question.as_of}, so no majority can be "
            "counted. Choose another day, or load its members."
        )
        raise InvalidQuestion(msg)
    strangers = sorted(set(question.of_person) - {seat.person for seat in seats})
    if strangers:
        names = ", ".join(
            rosters.graph.entities[one].name if one in rosters.graph.entities else one
            for one in strangers
        )
        msg = f"{names} has no vote in {question.body} on {question.as_of}. Leave the stance out."
        raise InvalidQuestion(msg)
    stated = _stated(rosters, question)
    voters = [_voter(rosters, question, seat, stated) for seat in seats]
    unused = [
        code
        for code in question.of_group
        if not any(same_group(code, voter.group) for voter in voters)
    ]
    if unused:
        known = ", ".join(sorted({voter.group for voter in voters}))
        msg = f"No voter belongs to {', '.join(sorted(unused))}. Groups here: {known}."
        raise InvalidQuestion(msg)
    return voters


def _voter(
    rosters: Rosters, question: MajorityQuestion, seat: Seat, stated: Mapping[str, Stance]
) -> _Voter:
    group = rosters.group(seat.person, question.as_of) or UNGROUPED
    of_group = next(
        (stance for code, stance in question.of_group.items() if same_group(code, group)),
        Stance.UNKNOWN,
    )
    stance = question.of_person.get(seat.person) or stated.get(seat.person) or of_group
    return _Voter(seat.person, group, stance)


def _stated(rosters: Rosters, question: MajorityQuestion) -> dict[str, Stance]:
    """Read positions on the file from the graph: the latest that holds on the day."""
    if question.dossier is None:
        return {}
    ties = [
        tie
        for tie in rosters.of_object.get(question.dossier, ())
        if tie.relation is Relation.STANDS_ON and tie.period.contains(question.as_of)
    ]
    ties.sort(key=lambda tie: (tie.period.start or date.min, tie.id))
    known = {stance.value for stance in Stance}
    return {tie.subject: Stance(tie.role) for tie in ties if tie.role in known}


def _is_plenary(rosters: Rosters, body: str) -> bool:
    return any(
        tie.role == SEATED
        for version in rosters.versions(body)
        for tie in rosters.of_object.get(version, ())
    )


def _share_of_open(voters: list[_Voter], case: str) -> int:
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


def _stated_split(voters: list[_Voter]) -> tuple[int, int] | None:
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
    rosters: Rosters, voters: list[_Voter], routes: Mapping[str, Route]
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


def _notes(
    rosters: Rosters, question: MajorityQuestion, rule: MajorityRule, *, is_plenary: bool
) -> tuple[str, ...]:
    notes = ["Low, middle and high are cases, not forecasts."]
    unstated = [one for one in rosters.seats(question.body, question.as_of) if one.role is None]
    if unstated:
        names = ", ".join(rosters.graph.entities[one.person].name for one in unstated)
        notes.append(f"Not counted, since no source says whether they vote here: {names}.")
    if not is_plenary:
        notes.append("Substitutes vote only for an absent member of their group: not counted.")
        if rule.of_component_members:
            notes.append("Component members of a committee: those known to sit, no vacancies.")
    return tuple(notes)
