"""Estimates of how members will vote on a file: never positions, and never mixed with them.

Each is labelled, carries its window, how many votes it rests on and how many are missing, and
stands in a table of its own. Two methods, and each line names its own:

- *votes*: how often the member's ballots on the reference votes were ours;
- *line*: where the member's group has announced how it votes on the file, how often the member
  votes as most others of the group do, in every vote that is loaded.

Measured on held-out votes (``docs/positions.md``) *line* is far better, so it is used wherever a
line is known.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from graph.errors import InvalidQuestion
from graph.model import Classification
from queries.finding.search import actor_ref
from queries.positions.estimate_results import (
    LABEL,
    Estimates,
    GroupEstimate,
    GroupLine,
    MemberEstimate,
    Method,
)
from queries.positions.reference_votes import (
    NON_ATTACHED,
    Ballot,
    Chosen,
    Window,
    all_ballots,
    ballots_in,
    cast_as_listed,
    cast_ours,
    chosen_votes,
    reference,
)
from queries.positions.results import Held
from queries.positions.scale import Position, stance_of
from queries.positions.stated import (
    UNGROUPED,
    UNPLACED,
    country_of,
    group_of,
    stated,
    voters,
)
from queries.positions.vote_estimate import Tally, given_line, loyalties
from queries.results import Stance
from queries.rosters import Rosters, same_group


@dataclass(frozen=True, slots=True)
class EstimateQuestion:
    """How will the voters of ``body`` vote on ``dossier`` (ids), seen from ``as_of``?

    ``ours`` is our own position on the file, which lines are read against: None takes what the
    graph knows of ``office``. ``lines`` maps group codes to positions on the file; they beat what
    the graph knows of groups. ``window_days`` before ``as_of`` count, None: all.
    """

    dossier: str
    body: str
    as_of: date
    office: str | None = None
    ours: Position | None = None
    lines: Mapping[str, Position] = field(default_factory=dict)
    window_days: int | None = None

    @property
    def window(self) -> Window:
        """The days that count."""
        return Window(self.as_of, self.window_days)


@dataclass(frozen=True, slots=True)
class _Pool:
    """What one method rests on: the ballots by person, how many votes, and the tally."""

    own: Mapping[str, list[Stance]]
    votes: int
    tally: Tally

    @classmethod
    def of(cls, ballots: Mapping[str, tuple[Ballot, ...]], tally: Tally) -> "_Pool":
        own: dict[str, list[Stance]] = {}
        for listed in ballots.values():
            for one in listed:
                own.setdefault(one.person, []).append(one.stance)
        return cls(own, len(ballots), tally)


def estimates(rosters: Rosters, question: EstimateQuestion) -> Estimates:
    """Estimate how the voters of a body will vote on a file.

    Raises:
        InvalidQuestion: no reference vote is chosen, none lies in the window, none has ballots;
            a line for a group without voters, or a line without our own position.
    """
    held = stated(rosters, question.dossier, question.as_of)
    ours = _ours(question, held)
    chosen = chosen_votes(rosters, question.dossier, question.window)
    ballots = {one.vote: ballots_in(rosters, one.vote, one.day) for one in chosen}
    if not any(ballots.values()):
        msg = (
            f"No ballots of the {len(chosen)} reference votes are loaded, so nothing can be "
            "estimated. Ask whoever keeps the data to load them (the source “ep-votes”)."
        )
        raise InvalidQuestion(msg)
    people = voters(rosters, question.body, question.as_of)
    groups = {one: group_of(rosters, one, question.as_of) or UNGROUPED for one in people}
    lines = _lines(rosters, question, held, ours, set(groups.values()))
    loaded = all_ballots(rosters, question.window)
    pools = {
        Method.VOTES: _Pool.of(ballots, Tally.of(cast_ours(chosen, ballots))),
        Method.LINE: _Pool.of(loaded, Tally.of(loyalties(cast_as_listed(loaded)))),
    }
    members = [
        _member(rosters, question, one, groups[one], pools, lines.get(groups[one]), held.get(one))
        for one in people
    ]
    members.sort(key=lambda one: (one.group, -one.with_us, one.member.id))
    return Estimates(
        label=LABEL,
        ours=ours or Position.UNKNOWN,
        window_start=question.window.start,
        first=chosen[0].day,
        last=chosen[-1].day,
        references=tuple(reference(rosters, one, ballots[one.vote]) for one in chosen),
        lines=tuple(lines[group] for group in sorted(lines)),
        groups=tuple(_groups(members, lines)),
        members=tuple(members),
        notes=tuple(_notes(question, chosen, ballots, lines, ours)),
    )


def _ours(question: EstimateQuestion, held: Mapping[str, Held]) -> Position | None:
    """Give our own position on the file, where it is clear."""
    known = held.get(question.office or "")
    position = question.ours or (known.position if known else None)
    clear = position is not None and stance_of(position) in (Stance.FOR, Stance.AGAINST)
    if question.lines and not clear:
        msg = (
            "Lines of groups are read against our own position on the file, which is not known. "
            "Say it (ours: for or against), or state it in the table `positions`."
        )
        raise InvalidQuestion(msg)
    return position if clear else None


def _lines(
    rosters: Rosters,
    question: EstimateQuestion,
    held: Mapping[str, Held],
    ours: Position | None,
    groups: set[str],
) -> dict[str, GroupLine]:
    """Give the announced line of each group that has one, by the code voters go by."""
    if ours is None:
        return {}
    found: dict[str, GroupLine] = {}
    for actor, one in held.items():
        if Classification.POLITICAL_GROUP in rosters.graph.entities[actor].classifications:
            code = group_of(rosters, actor, question.as_of) or actor
            basis = f"stated {one.chosen.period.start or 'on no known day'}: {one.chosen.page}"
            for group in groups:
                if same_group(code, group):
                    _add_line(found, group, one.position, ours, basis)
    for written, position in question.lines.items():
        fitting = [group for group in groups if same_group(written, group)]
        if not fitting or NON_ATTACHED in fitting:
            known = ", ".join(sorted(groups - {NON_ATTACHED}))
            msg = f"{written!r} is no group of these voters that has a line. Groups here: {known}."
            raise InvalidQuestion(msg)
        if stance_of(position) not in (Stance.FOR, Stance.AGAINST):
            msg = f"The line of {written} is {position.value}; a line is for or against."
            raise InvalidQuestion(msg)
        _add_line(found, fitting[0], position, ours, "given in the question")
    return found


def _add_line(
    found: dict[str, GroupLine], group: str, position: Position, ours: Position, basis: str
) -> None:
    if group != NON_ATTACHED and stance_of(position) in (Stance.FOR, Stance.AGAINST):
        with_us = stance_of(position) is stance_of(ours)
        found[group] = GroupLine(group, with_us, position, basis)


def _member(
    rosters: Rosters,
    question: EstimateQuestion,
    person: str,
    group: str,
    pools: Mapping[Method, _Pool],
    line: GroupLine | None,
    held: Held | None,
) -> MemberEstimate:
    method = Method.VOTES if line is None else Method.LINE
    pool = pools[method]
    country = country_of(rosters, person, question.as_of) or UNPLACED
    made = pool.tally.estimate(person, group, country)
    mean, (low, high) = made.mean, made.interval()
    if line is not None and not line.with_us:
        mean, low, high = given_line(mean, line_is_yes=False), 1.0 - high, 1.0 - low
    own = pool.own.get(person, [])
    return MemberEstimate(
        label=LABEL,
        member=actor_ref(rosters.graph.entities[person]),
        group=group,
        country=country,
        method=method,
        with_us=mean,
        low=low,
        high=high,
        votes=made.ballots,
        agreeing=made.yes,
        abstained=own.count(Stance.ABSTAIN),
        absent=own.count(Stance.ABSENT),
        missing=pool.votes - len(own),
        stated=held.position if held else Position.UNKNOWN,
    )


def _groups(
    members: list[MemberEstimate], lines: Mapping[str, GroupLine]
) -> Iterator[GroupEstimate]:
    for group in sorted({one.group for one in members}):
        own = [one.with_us for one in members if one.group == group]
        above = sum(1 for mean in own if mean > 0.5)
        yield GroupEstimate(LABEL, group, len(own), sum(own) / len(own), above, lines.get(group))


def _notes(
    question: EstimateQuestion,
    chosen: Iterable[Chosen],
    ballots: Mapping[str, tuple[Ballot, ...]],
    lines: Mapping[str, GroupLine],
    ours: Position | None,
) -> Iterator[str]:
    yield "These are estimates from votes, not positions; nobody in this table was asked."
    yield (
        "How far they were right on held-out votes is in docs/positions.md: from votes alone "
        "little better than the group's average; with the group's line known, far better."
    )
    empty = [one.vote for one in chosen if not ballots[one.vote]]
    if empty:
        yield f"No ballots are loaded of {', '.join(empty)}: missing for everybody."
    if len(ballots) < 5:
        yield f"Only {len(ballots)} reference votes: what is shown is mostly group and country."
    if ours is None:
        yield "Our own position on the file is not known, so groups' lines were not looked at."
    elif not lines:
        yield f"No group's line is known for {question.as_of}: all rests on reference votes."
