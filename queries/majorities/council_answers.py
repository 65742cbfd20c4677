"""What the Council questions answer. States are named by their two letters in sets of them."""

from dataclasses import dataclass
from datetime import date

from queries.results import ActorRef, Route


@dataclass(frozen=True, slots=True)
class CouncilTally:
    """Who supports under one assumption about what is open, and what is missing.

    ``population`` is in the answer's unit. ``verdict`` says which test decides. ``certain`` is
    False where the outcome depends on digits that the published shares do not have.
    """

    assumption: str
    members: int
    members_gap: int
    population: int
    population_pct: float
    population_gap: int
    passes: bool
    verdict: str
    certain: bool


@dataclass(frozen=True, slots=True)
class StateReach:
    """How well we reach a state: by our best route, by a score somebody gave, or cold.

    ``cost`` is −ln of the score in whole micro-nats. ``via`` is whom the route ends at.
    """

    score: float
    cost: int
    how: str
    is_cold: bool = False
    via: ActorRef | None = None
    route: Route | None = None


@dataclass(frozen=True, slots=True)
class StateLine:
    """One member that takes part. ``origin`` says whose word the position is."""

    state: ActorRef
    code: str
    population: int
    population_pct: float
    position: str
    origin: str


@dataclass(frozen=True, slots=True)
class StateSwing:
    """One open state, how we reach it, and in how many minimal sets it occurs.

    ``in_every`` says that without it no majority can be completed.
    """

    state: ActorRef
    code: str
    position: str
    population_pct: float
    reach: StateReach
    in_winning: int
    in_blocking: int
    in_every: bool


@dataclass(frozen=True, slots=True)
class StateSet:
    """States to win over (or to lose), with the numbers that this leads to.

    ``score`` is the product of how we reach each, ``cost`` its −ln in whole micro-nats; ``cold``
    are how many of them we have no route to.
    """

    states: tuple[str, ...]
    members: int
    population_pct: float
    score: float
    cost: int
    cold: int
    certain: bool


@dataclass(frozen=True, slots=True)
class StateSets:
    """Minimal sets that complete ``base``: ``count`` in all, exactly; the cheapest listed.

    A set is minimal if it does with all its states and does not with one less. ``proven`` is
    False where the search for the cheapest stopped early. ``remark`` says in words when there is
    nothing to complete or no way to.
    """

    base: tuple[str, ...]
    count: int
    listed: tuple[StateSet, ...]
    proven: bool
    remark: str


@dataclass(frozen=True, slots=True)
class CouncilAnswer:
    """What the Council needs and has on a file, who swings it, what completes and what blocks it.

    ``population_unit`` says what populations count. ``members_needed`` and ``population_needed``
    must both be reached (None: no such test), or fewer than ``blocking_members`` oppose.
    ``absent`` take no part. ``swing`` is sorted: those we reach best first.
    """

    dossier: ActorRef
    rule: str
    legal_basis: str
    as_of: date
    year: int
    population_unit: str
    population_sources: tuple[str, ...]
    members: int
    absent: tuple[str, ...]
    members_needed: int
    population_total: int
    population_needed: int | None
    population_needed_pct: int | None
    blocking_members: int | None
    low: CouncilTally
    middle: CouncilTally
    high: CouncilTally
    states: tuple[StateLine, ...]
    swing: tuple[StateSwing, ...]
    winning: StateSets
    blocking: StateSets
    notes: tuple[str, ...]
