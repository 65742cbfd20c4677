"""Answers: typed, immutable, ready for any door.

Scores are *route scores* between 0 and 1, uncalibrated: never a probability of success. Costs are
integers in micro-nats, ``round(-ln(score) * 1e6)``, so that order never depends on rounding.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from graph.model import Classification, Kind
from graph.period import Period


class Band(StrEnum):
    """How strong a tie or route is; the number behind it looks more exact than it is."""

    STRONG = "strong"
    MEDIUM = "medium"
    WEAK = "weak"
    COLD = "cold"


@dataclass(frozen=True, slots=True)
class ActorRef:
    """Somebody or something, as an answer names it."""

    id: str
    name: str
    kind: Kind
    classification: Classification | None
    invented: bool = False


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One tie behind a step, with who says so and the arithmetic of its strength.

    ``score`` is this tie's own strength, 0–1; ``age_days`` counts from the evidence to the day
    asked about; ``arithmetic`` writes the calculation out. ``via`` is the shared body, if the tie
    exists only because both belong to it. ``holder`` is who of ours holds the contact, if anyone.
    """

    tie_ids: tuple[str, ...]
    reading: str
    channel: str
    period: Period
    evidence_day: date
    age_days: int
    score: float
    arithmetic: str
    sources: tuple[str, ...]
    via: ActorRef | None = None
    holder: ActorRef | None = None
    invented: bool = False


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a route. ``evidence`` is sorted by score, best first; never empty."""

    tail: ActorRef
    head: ActorRef
    score: float
    band: Band
    cost: int
    arithmetic: str
    evidence: tuple[EvidenceLine, ...]


@dataclass(frozen=True, slots=True)
class Route:
    """A chain of people and organisations from one of ours to a target.

    ``score`` is the product of the hops' scores, of the readiness at the start and of the
    cost of each extra step; ``weakest`` is the index of the weakest hop.
    """

    actors: tuple[ActorRef, ...]
    hops: tuple[Hop, ...]
    cost: int
    score: float
    band: Band
    weakest: int


@dataclass(frozen=True, slots=True)
class Introduction:
    """A tie that does not exist and would open a route: who of reach should meet whom."""

    near: ActorRef
    far: ActorRef
    reason: str
    resulting_hops: int
    score_if_medium: float


@dataclass(frozen=True, slots=True)
class Searched:
    """What a search looked at: said in full when it finds nothing.

    ``near_frontier`` are the nearest actors we reach, ``far_frontier`` those who reach the
    target, each best first and at most ten; the counts are of all.
    """

    actors: int
    ties: int
    near_count: int
    far_count: int
    near_frontier: tuple[ActorRef, ...]
    far_frontier: tuple[ActorRef, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """A condition without which there is a route, and the score of the best one then.

    ``condition`` is the field of the question; ``value`` tells which of several alike is meant
    (an identifier to avoid), else None; ``text`` says it in words.
    """

    condition: str
    value: str | None
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class RouteAnswer:
    """Routes to one target or to a set of targets, best first.

    Order is (cost, hops, actor ids), within each target where each was asked for. ``routes`` is
    empty when nothing was found; then ``searched`` and ``introductions`` say why and what would
    help, and ``faults`` which conditions exclude every route, first the one whose dropping opens
    the best. ``max_hops`` None: no limit.
    """

    sources: tuple[ActorRef, ...]
    targets: tuple[ActorRef, ...]
    as_of: date
    max_hops: int | None
    routes: tuple[Route, ...]
    searched: Searched
    introductions: tuple[Introduction, ...]
    notes: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def limit(self) -> str:
        """Say how many steps were allowed."""
        return "any number of steps" if self.max_hops is None else f"at most {self.max_hops} steps"


@dataclass(frozen=True, slots=True)
class Approach:
    """One line of an assignment: this organisation approaches this target.

    ``order`` is 1 for the lead and 2 for the backup. ``route`` explains the benefit; None where
    the approach would be cold. ``runner_up`` is who would have been next.
    """

    organization: ActorRef
    target: ActorRef
    order: int
    benefit: float
    home_country: bool
    reason: str
    route: Route | None = None
    runner_up: ActorRef | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """Demand of a target that nobody can meet within the caps and bans.

    ``limited``: a limit on who takes part leaves out whoever could.
    """

    target: ActorRef
    missing: int
    reason: str
    limited: bool = False


class ChangeKind(StrEnum):
    """What became of a target's line since the earlier answer."""

    MOVED = "moved"
    DROPPED = "dropped"
    ADDED = "added"
    LEADS = "leads"


@dataclass(frozen=True, slots=True)
class AssignmentChange:
    """One line that differs from the earlier answer, and why.

    ``before`` is who went (None: nobody), ``after`` who goes now. LEADS: a backup now leads.
    """

    target: ActorRef
    kind: ChangeKind
    before: ActorRef | None
    after: ActorRef | None
    reason: str


@dataclass(frozen=True, slots=True)
class SlotPrice:
    """What one more slot of a full organisation is worth, in the unit of benefits.

    ``worth`` is the difference between two exact solutions, in both of which kept lines count
    more; None where the time was too short to prove it. ``takes`` are the targets it would newly
    approach.
    """

    organization: ActorRef
    capacity: int
    worth: float | None
    takes: tuple[ActorRef, ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """How evenly approaches fall on the organisations with capacity.

    ``least``, ``median`` and ``most`` count approaches an organisation; ``idle`` got none,
    ``full`` have no slot left.
    """

    organizations: int
    least: int
    median: float
    most: int
    idle: int
    full: int


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who approaches whom. ``approaches`` is sorted by target, then order.

    ``objective`` is the worth under the stated rules, without bonuses for kept lines; ``bound``
    adds what another choice could gain at most: nothing where the answer is ``proven`` best.
    ``load`` says how many approaches each organisation got and how many it could take.
    ``changes`` are the lines that differ from the earlier answer asked about, sorted by target;
    ``prices`` are sorted by organisation, empty unless asked for.
    """

    approaches: tuple[Approach, ...]
    gaps: tuple[Gap, ...]
    objective: float
    load: tuple[tuple[ActorRef, int, int], ...]
    as_of: date
    spread: Spread
    notes: tuple[str, ...] = ()
    changes: tuple[AssignmentChange, ...] = ()
    prices: tuple[SlotPrice, ...] = ()
    proven: bool = True
    bound: float = 0.0


class Stance(StrEnum):
    """What a voter has said. Unknown is not abstaining."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"
    ABSENT = "absent"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Tally:
    """Votes for, needed and missing under one assumption about the undecided."""

    assumption: str
    votes_for: int
    votes_against: int
    abstentions: int
    needed: int
    gap: int
    passes: bool

    @property
    def votes_cast(self) -> int:
        """Give how many votes are cast: abstentions are not."""
        return self.votes_for + self.votes_against


@dataclass(frozen=True, slots=True)
class Swing:
    """Somebody whose vote is open, with how we reach them (None: no route was asked or found)."""

    voter: ActorRef
    group: str
    stance: Stance
    route: Route | None = None


class Origin(StrEnum):
    """Whose word a stance is, in the order in which one beats the next."""

    PERSON = "person"
    FILE = "file"
    GROUP = "group"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class VotingSeat:
    """One vote: who casts it, of which group and country, in which role, and the stance.

    ``origin`` says whether the stance was stated for the person, is known on the file, or is the
    group's. ``stands_in_for`` is the absent member whose vote it is.
    """

    voter: ActorRef
    group: str
    country: ActorRef | None
    role: str | None
    stance: Stance
    origin: Origin
    stands_in_for: ActorRef | None = None


@dataclass(frozen=True, slots=True)
class StandIn:
    """A substitute who votes in the place of an absent member of the same group."""

    absent: ActorRef
    substitute: ActorRef
    group: str


@dataclass(frozen=True, slots=True)
class MajorityAnswer:
    """Whether a committee or the plenary carries, in low, middle and high case.

    ``rule`` names the rule, ``legal_basis`` where it stands. ``voters`` counts seats that vote,
    ``component_members`` the seats in law (of a committee: those known to sit), ``vacancies``
    seats nobody holds (None: not known). ``swing`` is sorted: reachable first. ``seats`` are in
    the order of the members' ids; empty unless asked for.
    """

    body: ActorRef
    rule: str
    legal_basis: str
    as_of: date
    voters: int
    vacancies: int | None
    counts: tuple[tuple[Stance, int], ...]
    low: Tally
    middle: Tally
    high: Tally
    swing: tuple[Swing, ...]
    notes: tuple[str, ...] = ()
    component_members: int | None = None
    stand_ins: tuple[StandIn, ...] = ()
    seats: tuple[VotingSeat, ...] = ()
