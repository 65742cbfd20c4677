"""Who votes in a body of the Parliament, of which group, and what each has said.

A person's own stance beats one known on the file, which beats the group's.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from graph.errors import InvalidQuestion
from graph.model import Kind
from queries.majorities.rules import component_members_on
from queries.positions.scale import stance_of
from queries.positions.stated import stated
from queries.results import Origin, Route, Stance
from queries.rosters import SEATED, Rosters, Seat, same_group

UNGROUPED = "group not known"
SUBSTITUTE = "MEMBER_SUBSTITUTE"


@dataclass(frozen=True, slots=True)
class MajorityQuestion:
    """Does ``body`` (an id) carry under ``rule`` on ``as_of``?

    ``of_person`` (id → stance) beats ``dossier`` positions from the graph, which beat
    ``of_group`` (code → stance). ``routes`` (id → route) are shown beside the undecided. With
    ``substitutes`` an absent member's vote is cast by a substitute of the same group; with
    ``seats`` the answer lists every vote.
    """

    body: str
    as_of: date
    rule: str = "simple"
    of_person: Mapping[str, Stance] = field(default_factory=dict)
    of_group: Mapping[str, Stance] = field(default_factory=dict)
    dossier: str | None = None
    routes: Mapping[str, Route] = field(default_factory=dict)
    substitutes: bool = False
    seats: bool = False


@dataclass(frozen=True, slots=True)
class Voter:
    """Somebody who votes: group and stance on the day, and for whom, if as a substitute.

    ``origin`` says whose word the stance is, ``role`` in what role the body seats them.
    """

    id: str
    group: str
    stance: Stance
    stands_in_for: str | None = None
    origin: Origin = Origin.OPEN
    role: str | None = None


def voters_of(rosters: Rosters, question: MajorityQuestion) -> list[Voter]:
    """Give who votes, by seat, with what each has said.

    Raises:
        InvalidQuestion: nobody is known to sit in the body on the day, or a stance is given for
            somebody who does not vote there.
    """
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
    waiting = _substitutes(rosters, question) if question.substitutes else []
    _refuse_strangers(rosters, question, {seat.person for seat in (*seats, *waiting)})
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
    return _stand_in(voters, [_voter(rosters, question, seat, stated) for seat in waiting])


def _refuse_strangers(
    rosters: Rosters, question: MajorityQuestion, known_here: Collection[str]
) -> None:
    strangers = sorted(set(question.of_person) - set(known_here))
    if strangers:
        names = ", ".join(
            rosters.graph.entities[one].name if one in rosters.graph.entities else one
            for one in strangers
        )
        advice = "Leave them out, or let substitutes stand in for absent members."
        msg = f"{names} has no vote in {question.body} on {question.as_of}. {advice}"
        raise InvalidQuestion(msg)


def _substitutes(rosters: Rosters, question: MajorityQuestion) -> list[Seat]:
    return [
        seat for seat in rosters.seats(question.body, question.as_of) if seat.role == SUBSTITUTE
    ]


def _stand_in(voters: list[Voter], waiting: list[Voter]) -> list[Voter]:
    """Let substitutes vote for absent members of their group, both in the order of their ids."""
    free = [one for one in waiting if one.stance is not Stance.ABSENT and one.group != UNGROUPED]
    settled = []
    for voter in voters:
        stand_in = next((one for one in free if one.group == voter.group), None)
        if voter.stance is Stance.ABSENT and stand_in is not None:
            free.remove(stand_in)
            settled.append(replace(stand_in, stands_in_for=voter.id))
        else:
            settled.append(voter)
    return settled


def _voter(
    rosters: Rosters, question: MajorityQuestion, seat: Seat, stated: Mapping[str, Stance]
) -> Voter:
    group = rosters.group(seat.person, question.as_of) or UNGROUPED
    of_group = next(
        (stance for code, stance in question.of_group.items() if same_group(code, group)),
        Stance.UNKNOWN,
    )
    said = (
        (question.of_person.get(seat.person), Origin.PERSON),
        (stated.get(seat.person), Origin.FILE),
        (None if of_group is Stance.UNKNOWN else of_group, Origin.GROUP),
    )
    for stance, origin in said:
        if stance is not None:
            return Voter(seat.person, group, stance, origin=origin, role=seat.role)
    return Voter(seat.person, group, Stance.UNKNOWN, role=seat.role)


def _stated(rosters: Rosters, question: MajorityQuestion) -> dict[str, Stance]:
    """Read positions on the file from the graph; who leans or is undecided stays open."""
    if question.dossier is None:
        return {}
    held = stated(rosters, question.dossier, question.as_of)
    return {actor: stance_of(one.position) for actor, one in held.items()}


def is_plenary(rosters: Rosters, body: str) -> bool:
    """Say whether a body is the plenary: its members are Members of the Parliament by it."""
    return any(
        tie.role == SEATED
        for version in rosters.versions(body)
        for tie in rosters.of_object.get(version, ())
    )


def seats_in_law(rosters: Rosters, body: str, as_of: date, voters: int) -> int:
    """Give a body's component members: in plenary by law, in a committee those who vote."""
    return component_members_on(as_of) if is_plenary(rosters, body) else voters
