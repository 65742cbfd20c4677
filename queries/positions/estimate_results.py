"""What is answered about estimates: every part says that it is one."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from queries.positions.reference_votes import ReferenceVote
from queries.positions.scale import Position
from queries.results import ActorRef

LABEL = "estimate"


class Method(StrEnum):
    """What an estimate rests on."""

    LINE = "group's line and loyalty"
    VOTES = "reference votes"


@dataclass(frozen=True, slots=True)
class GroupLine:
    """How a group votes on the file, as announced: with us or not, and who says so."""

    group: str
    with_us: bool
    position: Position
    basis: str


@dataclass(frozen=True, slots=True)
class MemberEstimate:
    """An estimate of one member: how likely a vote for or against is one with us, 0–1.

    ``low`` and ``high`` hold nine tenths of the belief in the member's *rate*, not in the vote.
    ``agreeing`` of ``votes`` own ballots were ours (*votes*) or with the group (*line*);
    ``missing`` counts the votes of that method without a ballot of theirs. ``stated`` is the
    position on record, unknown where there is none; it is not used.
    """

    label: str
    member: ActorRef
    group: str
    country: str
    method: Method
    with_us: float
    low: float
    high: float
    votes: int
    agreeing: int
    abstained: int
    absent: int
    missing: int
    stated: Position


@dataclass(frozen=True, slots=True)
class GroupEstimate:
    """Estimates of one group's members together: their mean, and how many are above one half."""

    label: str
    group: str
    members: int
    mean_with_us: float
    above_half: int
    line: GroupLine | None


@dataclass(frozen=True, slots=True)
class Estimates:
    """Estimates for the voters of a body. ``members`` is sorted by group, estimate, id.

    ``first`` and ``last`` are the days of the earliest and latest reference vote that counted,
    ``window_start`` the first day that would have (None: any).
    """

    label: str
    ours: Position
    window_start: date | None
    first: date
    last: date
    references: tuple[ReferenceVote, ...]
    lines: tuple[GroupLine, ...]
    groups: tuple[GroupEstimate, ...]
    members: tuple[MemberEstimate, ...]
    notes: tuple[str, ...]
