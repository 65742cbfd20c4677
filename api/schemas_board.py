"""Wire types of the pages on routes and coalitions: the board, and whom names stand for."""

from api.schemas import ActorOut, AssignmentChangeOut, AssignmentOut, Score, Wire
from queries.coalitions.board import BarKind, OverrideKind
from queries.results import Band


class BoardCellOut(Wire):
    """A pair of ids: ``order`` 1 leads, 2 backs up, 0 neither.

    ``bar`` says in words why it may not be, ``bar_kind`` by a code that stays.
    """

    organization: str
    target: str
    score: Score | None
    band: Band | None
    home: bool
    order: int
    pinned: int
    bar: str
    bar_kind: BarKind | None


class ShiftOut(Wire):
    """A place of a target that somebody else takes than in the plan without overrides."""

    target: ActorOut
    order: int
    before: ActorOut | None
    after: ActorOut | None
    score_before: Score | None
    score_after: Score | None


class OverrideOut(Wire):
    """One override; ``gain`` is what lifting it alone adds: null where the rest cannot hold."""

    kind: OverrideKind
    organization: ActorOut
    target: ActorOut | None
    capacity: int | None
    gain: Score | None


class BoardOut(Wire):
    """A plan under overrides; ``cost`` is how much less it is worth than ``before``."""

    plan: AssignmentOut
    before: Score
    cost: Score
    targets: tuple[ActorOut, ...]
    cells: tuple[BoardCellOut, ...]
    shifts: tuple[ShiftOut, ...]
    changes: tuple[AssignmentChangeOut, ...]
    overrides: tuple[OverrideOut, ...]
    notes: tuple[str, ...]


class TargetOut(Wire):
    """Somebody to reach, with group, countries and roles on the files that were named."""

    actor: ActorOut
    group: str | None
    countries: tuple[ActorOut, ...]
    roles: tuple[str, ...]


class TargetsOut(Wire):
    """Whom names stand for; ``groups`` are those of all of them, before any was chosen."""

    targets: tuple[TargetOut, ...]
    groups: tuple[str, ...]
