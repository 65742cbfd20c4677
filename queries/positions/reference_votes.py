"""Reference votes: votes that the office chose, with the ballot that was ours, and who cast what.

Groups are those of the day of each vote: as the roll-call list says, else as memberships do. Only
votes before the day asked about are looked at. What it must not do: estimate.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from graph.errors import InvalidQuestion
from graph.model import Classification, Relation, Tie
from graph.moment import shifted
from queries.finding.search import actor_ref
from queries.positions.stated import UNGROUPED, UNPLACED, country_of
from queries.positions.vote_estimate import Cast
from queries.results import ActorRef, Stance
from queries.rosters import Rosters

NON_ATTACHED = "NI"
"""No group: its members have no line."""

CAST = (Stance.FOR, Stance.AGAINST)
"""Ballots that are votes cast, as in a simple majority."""


@dataclass(frozen=True, slots=True)
class Window:
    """The days that count: before ``as_of``, and at most ``days`` before it (None: any)."""

    as_of: date
    days: int | None = None

    @property
    def start(self) -> date | None:
        """The first day that counts, or None."""
        return None if self.days is None else shifted(self.as_of, -self.days)

    def holds(self, day: date) -> bool:
        """Say whether a day counts."""
        return day < self.as_of and (self.start is None or day >= self.start)


@dataclass(frozen=True, slots=True)
class ReferenceVote:
    """A vote the office chose. ``ours`` is the ballot that was for our position.

    ``with_us`` and ``against_us`` count its ballots, as they stand in the graph.
    """

    vote: ActorRef
    day: date
    ours: Stance
    with_us: int
    against_us: int
    abstained: int
    absent: int


@dataclass(frozen=True, slots=True)
class BallotLine:
    """How one member voted in a reference vote; ``stance`` is None where no ballot is known."""

    vote: ActorRef
    day: date
    ours: Stance
    stance: Stance | None


@dataclass(frozen=True, slots=True)
class Ballot:
    """One ballot in a reference vote: group and country of its day."""

    vote: str
    person: str
    stance: Stance
    group: str
    country: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """One choice: the vote's id, its day, and the ballot that was ours."""

    vote: str
    day: date
    ours: Stance


def chosen_votes(rosters: Rosters, dossier: str, window: Window) -> tuple[Chosen, ...]:
    """Give the reference votes of a file that lie in the window, oldest first.

    Raises:
        InvalidQuestion: none is chosen, none lies in the window, or one was chosen both ways.
    """
    ties = _references(rosters.of_object.get(dossier, ()))
    if not ties:
        name = rosters.graph.entities[dossier].name
        msg = (
            f"No reference votes are chosen for {name!r} [{dossier}], so nothing can be "
            "estimated. Ask whoever keeps the data to choose some (the table “reference-votes”)."
        )
        raise InvalidQuestion(msg)
    every = sorted((_chosen(tie) for tie in ties), key=lambda one: (one.day, one.vote, one.ours))
    fit = {one.vote: one for one in every if window.holds(one.day)}
    if not fit:
        since = f"from {window.start} " if window.start else ""
        msg = (
            f"No reference vote lies {since}before {window.as_of}: those chosen are from "
            f"{every[0].day} to {every[-1].day}. Ask about a later day, or widen the window."
        )
        raise InvalidQuestion(msg)
    twice = [one.vote for one in every if one.vote in fit and one.ours is not fit[one.vote].ours]
    if twice:
        msg = f"{twice[0]} is a reference both ways for {dossier}. Keep one."
        raise InvalidQuestion(msg)
    return tuple(fit.values())


def _chosen(tie: Tie) -> Chosen:
    return Chosen(tie.subject, tie.period.start or date.min, Stance(tie.role or ""))


def _references(ties: Iterable[Tie]) -> list[Tie]:
    sides = (Stance.FOR.value, Stance.AGAINST.value)
    return [tie for tie in ties if tie.relation is Relation.REFERENCE_FOR and tie.role in sides]


def ballots_in(rosters: Rosters, vote: str, day: date) -> tuple[Ballot, ...]:
    """Give the ballots of a vote, sorted by person; who has two different ones has none."""
    own: dict[str, list[Tie]] = {}
    for tie in rosters.of_object.get(vote, ()):
        if tie.relation is Relation.VOTED:
            own.setdefault(tie.subject, []).append(tie)
    found = []
    for person in sorted(own):
        if len({tie.role for tie in own[person]}) > 1:
            continue
        tie = own[person][0]
        group = tie.qualifier("group") or rosters.group(person, day) or UNGROUPED
        country = country_of(rosters, person, day) or UNPLACED
        found.append(Ballot(vote, person, Stance(tie.role or ""), group, country))
    return tuple(found)


def all_ballots(rosters: Rosters, window: Window) -> dict[str, tuple[Ballot, ...]]:
    """Give the ballots of every vote that is loaded and lies in the window, by vote."""
    found = {}
    for vote in rosters.graph.lookup.classified(Classification.VOTE_EVENT):
        day = _day_of(rosters, vote.id)
        if day is not None and window.holds(day):
            found[vote.id] = ballots_in(rosters, vote.id, day)
    return found


def ballots_of(
    rosters: Rosters, dossier: str, person: str, window: Window
) -> tuple[BallotLine, ...]:
    """Give one member's ballots in the reference votes of a file, oldest first.

    Raises:
        InvalidQuestion: as ``chosen_votes``.
    """
    lines = []
    for one in chosen_votes(rosters, dossier, window):
        own = {each.person: each.stance for each in ballots_in(rosters, one.vote, one.day)}
        vote = actor_ref(rosters.graph.entities[one.vote])
        lines.append(BallotLine(vote, one.day, one.ours, own.get(person)))
    return tuple(lines)


def cast_ours(chosen: Iterable[Chosen], ballots: Mapping[str, Iterable[Ballot]]) -> Iterator[Cast]:
    """Give the votes cast in reference votes: yes is the ballot that was ours."""
    for choice in chosen:
        for one in ballots[choice.vote]:
            if one.stance in CAST:
                yield Cast(one.vote, one.person, one.group, one.country, one.stance is choice.ours)


def cast_as_listed(ballots: Mapping[str, Iterable[Ballot]]) -> Iterator[Cast]:
    """Give the votes that members of groups cast: yes is for. Who is in no group has no line."""
    for listed in ballots.values():
        for one in listed:
            if one.group != NON_ATTACHED and one.stance in CAST:
                yield Cast(one.vote, one.person, one.group, one.country, one.stance is Stance.FOR)


def reference(rosters: Rosters, choice: Chosen, ballots: Iterable[Ballot]) -> ReferenceVote:
    """Count the ballots of a reference vote."""
    cast = [one.stance for one in ballots]
    other = Stance.AGAINST if choice.ours is Stance.FOR else Stance.FOR
    return ReferenceVote(
        vote=actor_ref(rosters.graph.entities[choice.vote]),
        day=choice.day,
        ours=choice.ours,
        with_us=cast.count(choice.ours),
        against_us=cast.count(other),
        abstained=cast.count(Stance.ABSTAIN),
        absent=cast.count(Stance.ABSENT),
    )


def _day_of(rosters: Rosters, vote: str) -> date | None:
    own = (*rosters.of_object.get(vote, ()), *rosters.of_subject.get(vote, ()))
    return min((tie.period.start for tie in own if tie.period.start), default=None)
