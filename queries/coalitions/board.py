"""A plan that somebody overrides: what was best, what is best now, and what each override costs.

Overrides are lines that must or must not be, organisations that are off, and changed capacities.
The plan without them is solved too, so both worths are those of proven choices. What it must not
do: choose lines by a rule of its own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from graph.errors import InvalidQuestion, QueryFailed
from graph.snapshot import Snapshot
from graph.strength import TieModel
from queries.coalitions.changes import changes
from queries.coalitions.coalition import told
from queries.coalitions.flow import Pair
from queries.coalitions.lines import ordered
from queries.coalitions.plan import Bar, Plan, make_plan, scores_of
from queries.coalitions.question import AssignQuestion
from queries.finding.search import actor_ref
from queries.results import ActorRef, Assignment, AssignmentChange, Band
from queries.rosters import Rosters


class OverrideKind(StrEnum):
    """What somebody decides instead of the choice."""

    LEAD = "lead"
    BACKUP = "backup"
    BAN = "ban"
    OFF = "off"
    CAPACITY = "capacity"


class BarKind(StrEnum):
    """Why a pair may not be chosen: the same cause has the same value, however it is worded."""

    OFF = "off"
    BAN = "ban"
    LANGUAGE = "language"
    LANGUAGE_UNKNOWN = "language_unknown"
    NO_ROUTE = "no_route"
    NO_CAPACITY = "no_capacity"


_KINDS = {
    Bar.BAN: BarKind.BAN,
    Bar.LANGUAGE: BarKind.LANGUAGE,
    Bar.NO_LANGUAGE: BarKind.LANGUAGE_UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class Overrides:
    """What is decided beforehand; ``capacities`` stand instead of those of the question."""

    pins: Mapping[Pair, int] = field(default_factory=dict)
    bans: frozenset[Pair] = frozenset()
    off: frozenset[str] = frozenset()
    capacities: Mapping[str, int] = field(default_factory=dict)

    def on(self, plain: AssignQuestion) -> AssignQuestion:
        """Give the question with these overrides.

        Raises:
            InvalidQuestion: a capacity of nobody that the question names.
        """
        strangers = sorted(set(self.capacities) - set(plain.organizations))
        if strangers:
            msg = (
                f"capacity: {', '.join(strangers)} is not among the organisations asked about. "
                "Add it there, or leave it out here."
            )
            raise InvalidQuestion(msg)
        return replace(
            plain,
            pins=self.pins,
            bans=plain.bans | self.bans,
            off=plain.off | self.off,
            organizations={**plain.organizations, **self.capacities},
        )

    def each(self) -> Iterator[tuple[OverrideKind, str, str, "Overrides"]]:
        """Give each override with its organisation, its target if it has one, and the others."""
        for pair, order in sorted(self.pins.items()):
            kind = OverrideKind.LEAD if order == 1 else OverrideKind.BACKUP
            others = {other: place for other, place in self.pins.items() if other != pair}
            yield kind, *pair, replace(self, pins=others)
        for pair in sorted(self.bans):
            yield OverrideKind.BAN, *pair, replace(self, bans=self.bans - {pair})
        for own in sorted(self.off):
            yield OverrideKind.OFF, own, "", replace(self, off=self.off - {own})
        for own in sorted(self.capacities):
            rest = {other: most for other, most in self.capacities.items() if other != own}
            yield OverrideKind.CAPACITY, own, "", replace(self, capacities=rest)


@dataclass(frozen=True, slots=True)
class BoardCell:
    """An organisation and a target. ``order`` is 1 for the lead, 2 for the backup, 0 for neither.

    ``score`` is that of the best route, None where there is none; ``bar`` says why the pair may
    not be chosen, empty where it may; ``bar_kind`` is its cause, None where it may; ``pinned`` is
    the order somebody decided, 0 if nobody did.
    """

    organization: str
    target: str
    score: float | None
    band: Band | None
    home: bool
    order: int
    pinned: int
    bar: str
    bar_kind: BarKind | None


@dataclass(frozen=True, slots=True)
class Shift:
    """A place that somebody else takes now; None: nobody. A score is None for a cold approach."""

    target: ActorRef
    order: int
    before: ActorRef | None
    after: ActorRef | None
    score_before: float | None
    score_after: float | None


@dataclass(frozen=True, slots=True)
class Override:
    """One override, and what lifting it alone would gain; None where the rest then cannot hold."""

    kind: OverrideKind
    organization: ActorRef
    target: ActorRef | None
    capacity: int | None
    gain: float | None


@dataclass(frozen=True, slots=True)
class Board:
    """A plan under overrides, beside the best one without them.

    ``before`` is the worth of the best plan, ``cost`` how much less the plan now is worth (below
    zero where a larger capacity makes it better). ``targets`` are in the order of ids; ``cells``
    are sorted by target, then organisation, and hold every pair. ``changes`` say why lines moved.
    """

    plan: Assignment
    before: float
    cost: float
    targets: tuple[ActorRef, ...]
    cells: tuple[BoardCell, ...]
    shifts: tuple[Shift, ...]
    changes: tuple[AssignmentChange, ...]
    overrides: tuple[Override, ...]
    notes: tuple[str, ...] = ()


def board(
    snapshot: Snapshot, rosters: Rosters, plain: AssignQuestion, overrides: Overrides
) -> Board:
    """Answer a question with and without overrides.

    Raises:
        UnknownEntity: an id that the graph does not hold.
        InvalidQuestion: overrides that contradict each other or the question; says which.
        QueryFailed: the solver finds nothing in its time.
    """
    question = overrides.on(plain)
    wide = {own: max(most, 1) for own, most in question.organizations.items()}
    scores = scores_of(snapshot, replace(question, organizations=wide))
    now = make_plan(snapshot, rosters, question)
    best = make_plan(snapshot, rosters, plain, _able(scores, plain))
    compared = replace(now, earlier=best.chosen)
    return Board(
        plan=told(now),
        before=best.objective,
        cost=best.objective - now.objective,
        targets=tuple(now.names[one] for one in sorted(question.targets)),
        cells=tuple(_cells(now, scores, snapshot.model)),
        shifts=tuple(_shifts(best, now, scores)),
        changes=changes(compared),
        overrides=tuple(_overrides(snapshot, rosters, plain, overrides, now, scores)),
    )


def _able(scores: Mapping[Pair, float], question: AssignQuestion) -> dict[Pair, float]:
    able = {own for own, most in question.organizations.items() if most}
    return {pair: value for pair, value in scores.items() if pair[0] in able}


def _cells(plan: Plan, scores: Mapping[Pair, float], model: TieModel) -> Iterator[BoardCell]:
    question = plan.question
    for target in sorted(question.targets):
        places = {pair: at for at, pair in enumerate(ordered(plan, plan.chosen, target), 1)}
        for own in sorted(question.organizations):
            pair = (own, target)
            value = scores.get(pair)
            kind, why = _bar(plan, pair, value)
            yield BoardCell(
                organization=own,
                target=target,
                score=value,
                band=None if value is None else Band(model.band(value)),
                home=pair in plan.problem.home,
                order=places.get(pair, 0),
                pinned=question.pins.get(pair, 0),
                bar=why,
                bar_kind=kind,
            )


def _bar(plan: Plan, pair: Pair, value: float | None) -> tuple[BarKind | None, str]:
    question = plan.question
    if pair[0] in question.off:
        return BarKind.OFF, "is off"
    if pair in plan.barred:
        return _KINDS[plan.barred[pair]], plan.barred[pair].value
    if value is None and not question.allow_cold:
        return BarKind.NO_ROUTE, f"no route of at most {question.max_hops} steps"
    if not question.organizations[pair[0]]:
        return BarKind.NO_CAPACITY, "has no capacity"
    return None, ""


def _shifts(best: Plan, now: Plan, scores: Mapping[Pair, float]) -> Iterator[Shift]:
    for target, demand in sorted(now.question.targets.items()):
        sides = [ordered(plan, plan.chosen, target) for plan in (best, now)]
        for place in range(demand):
            before, after = (side[place] if place < len(side) else None for side in sides)
            if before != after:
                yield Shift(
                    target=now.names[target],
                    order=place + 1,
                    before=best.names[before[0]] if before else None,
                    after=now.names[after[0]] if after else None,
                    score_before=scores.get(before) if before else None,
                    score_after=scores.get(after) if after else None,
                )


def _overrides(
    snapshot: Snapshot,
    rosters: Rosters,
    plain: AssignQuestion,
    overrides: Overrides,
    now: Plan,
    scores: Mapping[Pair, float],
) -> Iterator[Override]:
    entities = snapshot.graph.entities
    for kind, own, target, rest in overrides.each():
        try:
            question = rest.on(plain)
            lifted = make_plan(snapshot, rosters, question, _able(scores, question))
        except (InvalidQuestion, QueryFailed):
            gain = None
        else:
            gain = lifted.objective - now.objective
        yield Override(
            kind=kind,
            # Also one that does not take part: a ban on it changes nothing.
            organization=actor_ref(entities[own]),
            target=actor_ref(entities[target]) if target else None,
            capacity=overrides.capacities.get(own) if kind is OverrideKind.CAPACITY else None,
            gain=gain,
        )
