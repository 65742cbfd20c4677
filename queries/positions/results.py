"""What is answered about stated positions: typed, immutable, each with its evidence."""

from dataclasses import dataclass
from datetime import date

from graph.period import Period
from queries.positions.scale import Position
from queries.results import ActorRef


@dataclass(frozen=True, slots=True)
class PositionStatement:
    """One statement of one actor's position.

    ``evidence`` is the sentence behind it, where the source gives one; ``sources`` are the ids of
    who says so, ``page`` how they name it. ``level`` is who may see it. ``standing`` says why it
    does, or does not, decide on the day.
    """

    actor: ActorRef
    group: str | None
    country: str | None
    position: Position
    period: Period
    evidence: str | None
    page: str
    url: str | None
    level: str
    sources: tuple[str, ...]
    evidence_day: date | None
    standing: str
    tie: str


@dataclass(frozen=True, slots=True)
class Held:
    """What an actor is on record with on a day, and what else is said of it, best first."""

    chosen: PositionStatement
    others: tuple[PositionStatement, ...]

    @property
    def position(self) -> Position:
        """The position that decides."""
        return self.chosen.position

    @property
    def conflicts(self) -> tuple[PositionStatement, ...]:
        """What is said differently for the same day."""
        return tuple(one for one in self.others if one.position is not self.position)


@dataclass(frozen=True, slots=True)
class PositionCount:
    """How many voters of one group or country are on record with each position.

    ``counts`` lists every position in the order of the scale; its sum is ``voters``: of whom
    nothing is stated counts as unknown.
    """

    name: str
    voters: int
    counts: tuple[tuple[Position, int], ...]


@dataclass(frozen=True, slots=True)
class StatedPositions:
    """Who stands where on a file. ``held`` is sorted by group, country and id.

    ``by_group`` and ``by_country`` count the voters of ``body``; ``total`` is all of them.
    """

    file: ActorRef
    body: ActorRef
    as_of: date
    held: tuple[Held, ...]
    total: PositionCount
    by_group: tuple[PositionCount, ...]
    by_country: tuple[PositionCount, ...]
    notes: tuple[str, ...] = ()
