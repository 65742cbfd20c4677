"""Wire types: what the API and ``--json`` write. Each is made from its domain twin.

Dates are ISO texts; scores are between 0 and 1 and rounded to four places (they are not exact, and
costs keep the order); costs are whole micro-nats.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, JsonValue, PlainSerializer

from graph.levels import Level
from graph.model import Classification, Kind, Relation
from graph.period import EndKind
from loaders.base import LoadStatus
from queries.describe import ParameterKind
from queries.results import Band, ChangeKind, Origin, Stance

Score = Annotated[float, PlainSerializer(lambda value: round(value, 4))]
"""A route or tie score, 0 to 1: uncalibrated, never a probability."""


class Wire(BaseModel):
    """Base of all wire types: immutable, made from attributes of the domain object."""

    model_config = ConfigDict(from_attributes=True, frozen=True)

    @classmethod
    def from_domain(cls, domain: object) -> Self:
        """Read the domain object's fields of the same names."""
        return cls.model_validate(domain)


class PeriodOut(Wire):
    """A period: ``end`` is a date only where ``end_kind`` is known."""

    start: date | None
    end: date | None
    end_kind: EndKind


class ActorOut(Wire):
    """Somebody or something, as an answer names it."""

    id: str
    name: str
    kind: Kind
    classification: Classification | None
    invented: bool


class EvidenceLineOut(Wire):
    """One tie behind a step, with who says so and its arithmetic."""

    tie_ids: tuple[str, ...]
    reading: str
    channel: str
    period: PeriodOut
    evidence_day: date
    age_days: int
    score: Score
    arithmetic: str
    sources: tuple[str, ...]
    via: ActorOut | None
    holder: ActorOut | None
    invented: bool


class HopOut(Wire):
    """One step of a route, with its evidence, best first."""

    tail: ActorOut
    head: ActorOut
    score: Score
    band: Band
    cost: int
    arithmetic: str
    evidence: tuple[EvidenceLineOut, ...]


class RouteOut(Wire):
    """A chain from one of ours to a target; ``weakest`` is the index of the weakest hop."""

    actors: tuple[ActorOut, ...]
    hops: tuple[HopOut, ...]
    cost: int
    score: Score
    band: Band
    weakest: int


class IntroductionOut(Wire):
    """A tie that would open a route."""

    near: ActorOut
    far: ActorOut
    reason: str
    resulting_hops: int
    score_if_medium: Score


class SearchedOut(Wire):
    """What a search looked at."""

    actors: int
    ties: int
    near_count: int
    far_count: int
    near_frontier: tuple[ActorOut, ...]
    far_frontier: tuple[ActorOut, ...]


class FaultOut(Wire):
    """A condition without which there is a route: the parameter, which of its values, in words.

    ``score`` is that of the best route without it.
    """

    condition: str
    value: str | None
    text: str
    score: Score


class RouteAnswerOut(Wire):
    """Routes, best first; where there are none, what was searched and what would help.

    ``faults`` are the conditions that exclude every route, first the one that excludes the best.
    """

    sources: tuple[ActorOut, ...]
    targets: tuple[ActorOut, ...]
    as_of: date
    max_hops: int | None
    routes: tuple[RouteOut, ...]
    searched: SearchedOut
    introductions: tuple[IntroductionOut, ...]
    notes: tuple[str, ...]
    faults: tuple[FaultOut, ...] = ()


class ApproachOut(Wire):
    """One organisation approaches one target; order 1 leads, 2 backs up."""

    organization: ActorOut
    target: ActorOut
    order: int
    benefit: Score
    home_country: bool
    reason: str
    route: RouteOut | None
    runner_up: ActorOut | None


class GapOut(Wire):
    """Demand that nobody can meet; ``limited``: a limit on who takes part leaves it unmet."""

    target: ActorOut
    missing: int
    reason: str
    limited: bool


class AssignmentChangeOut(Wire):
    """One line that differs from the earlier answer; ``leads``: a backup now leads."""

    target: ActorOut
    kind: ChangeKind
    before: ActorOut | None
    after: ActorOut | None
    reason: str


class SlotPriceOut(Wire):
    """What one more slot is worth; null where the time was too short to prove it."""

    organization: ActorOut
    capacity: int
    worth: Score | None
    takes: tuple[ActorOut, ...]


class SpreadOut(Wire):
    """How evenly approaches fall on the organisations with capacity."""

    organizations: int
    least: int
    median: float
    most: int
    idle: int
    full: int


class AssignmentOut(Wire):
    """Who approaches whom. ``load``: organisation, approaches given, approaches possible.

    ``bound`` adds to ``objective`` what another choice could gain at most: nothing where proven.
    """

    approaches: tuple[ApproachOut, ...]
    gaps: tuple[GapOut, ...]
    objective: Score
    load: tuple[tuple[ActorOut, int, int], ...]
    as_of: date
    spread: SpreadOut
    notes: tuple[str, ...]
    changes: tuple[AssignmentChangeOut, ...]
    prices: tuple[SlotPriceOut, ...]
    proven: bool
    bound: Score


class TallyOut(Wire):
    """Votes under one assumption about the undecided; abstentions are not cast."""

    assumption: str
    votes_for: int
    votes_against: int
    votes_cast: int
    abstentions: int
    needed: int
    gap: int
    passes: bool


class SwingOut(Wire):
    """Somebody whose vote is open, with how we reach them."""

    voter: ActorOut
    group: str
    stance: Stance
    route: RouteOut | None


class StandInOut(Wire):
    """A substitute who votes in the place of an absent member of the same group."""

    absent: ActorOut
    substitute: ActorOut
    group: str


class VotingSeatOut(Wire):
    """One vote: who casts it, in which role, the stance, and whose word it is."""

    voter: ActorOut
    group: str
    country: ActorOut | None
    role: str | None
    stance: Stance
    origin: Origin
    stands_in_for: ActorOut | None


class MajorityOut(Wire):
    """Whether a body carries, in low, middle and high case; ``seats`` if asked for."""

    body: ActorOut
    rule: str
    legal_basis: str
    as_of: date
    voters: int
    vacancies: int | None
    counts: tuple[tuple[Stance, int], ...]
    low: TallyOut
    middle: TallyOut
    high: TallyOut
    swing: tuple[SwingOut, ...]
    notes: tuple[str, ...]
    component_members: int | None
    stand_ins: tuple[StandInOut, ...]
    seats: tuple[VotingSeatOut, ...]


class EvidenceOut(Wire):
    """One statement behind a fact."""

    source: str
    record: str
    retrieved_at: datetime
    confirmed_at: datetime
    as_of: date | None


class FactOut(Wire):
    """One value of one property."""

    value: str | int | float | date
    period: PeriodOut
    evidence: tuple[EvidenceOut, ...]


class AlternativeOut(FactOut):
    """What a source says instead of what stands, and the rule that chose, in words."""

    instead_of: str | int | float | date
    rule: str


class AliasOut(Wire):
    """An identifier that stands for the entity too, and why: the judgements that join them."""

    id: str
    reason: str
    level: str
    judged_at: datetime | None


class TieOut(Wire):
    """A dated relation, with its other end named and all its evidence."""

    id: str
    subject: ActorOut
    relation: Relation
    object: ActorOut
    role: str | None
    period: PeriodOut
    evidence: tuple[EvidenceOut, ...]
    qualifiers: tuple[tuple[str, str], ...]
    invented: bool
    disagreement: str | None


class EntityOut(Wire):
    """An entity with its facts and ties; ``more_ties`` were left out by the limit.

    ``alternatives`` are what other sources say, with the rule that chose; ``aliases`` the
    identifiers judged the same; ``asked_as`` says so where one of them was asked for.
    """

    id: str
    kind: Kind
    name: str
    classifications: tuple[Classification, ...]
    invented: bool
    properties: dict[str, tuple[FactOut, ...]]
    alternatives: dict[str, tuple[AlternativeOut, ...]]
    aliases: tuple[AliasOut, ...]
    asked_as: str | None
    ties: tuple[TieOut, ...]
    more_ties: int


class NeighbourhoodOut(Wire):
    """What surrounds somebody on a day; ``left_out`` actors did not fit. Sources are named."""

    as_of: date
    level: str
    actors: tuple[ActorOut, ...]
    ties: tuple[TieOut, ...]
    left_out: int


class HitOut(Wire):
    """One search result: best match first, ``match`` between 0 and 1."""

    actor: ActorOut
    matched: str
    match: Score


class CreditOut(Wire):
    """A source behind an answer, as whoever passes it on must name it."""

    publisher: str
    title: str
    licence: str
    url: str
    invented: bool


class TableOut(Wire):
    """Rows of a Cypher answer; ``credits`` are the sources of the map that was asked."""

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    truncated: bool
    credits: tuple[CreditOut, ...] = ()

    def crediting(self, sources: Iterable[object]) -> Self:
        """Give the same with the sources behind it."""
        found = tuple(CreditOut.from_domain(one) for one in sources)
        return self.model_copy(update={"credits": found})


class ParameterOut(Wire):
    """One parameter of a question, as a form needs it."""

    name: str
    label: str
    kind: ParameterKind
    text: str
    many: bool
    required: bool
    default: str | float | bool | tuple[str, ...] | None
    choices: tuple[str, ...]
    least: float | None
    most: float | None


class QuestionOut(Wire):
    """A question that can be asked at ``/ask/NAME``; ``example`` holds parameters that work.

    ``group`` is the command that it stands under, if any: "named" for those in Cypher.
    """

    name: str
    title: str
    topic: str = ""
    group: str = ""
    parameters: tuple[ParameterOut, ...]
    example: dict[str, str | float | bool | date | tuple[str, ...]]


class RejectionOut(Wire):
    """One record that was not taken."""

    place: str
    reason: str
    record: str | None


class CountOut(Wire):
    """Expected (None: not stated by the source) and found."""

    what: str
    expected: int | None
    found: int


class LoadReportOut(Wire):
    """The outcome of one load."""

    source: str
    status: LoadStatus
    read: int
    appended: int
    unchanged: int
    closed: int
    seconds: float
    counts: tuple[CountOut, ...]
    rejections: tuple[RejectionOut, ...]
    notes: tuple[str, ...]


class SourceOut(Wire):
    """A source and how fresh what we hold of it is; ``age_days`` counts from the last success.

    ``expected`` (None: not stated), ``found`` and ``rejected`` are of the last success, records of
    its first count that says what was expected; ``counts`` has all. ``last_try`` may have failed:
    ``last_status`` and ``last_error`` say so. ``every_days`` is after how many days it should be
    read again (None: it is not read at intervals); ``overdue`` that it should have been.
    """

    id: str
    publisher: str
    title: str
    url: str
    licence: str
    invented: bool
    statements: int
    last_success: datetime | None
    age_days: int | None
    last_status: LoadStatus | None
    counts: tuple[CountOut, ...]
    expected: int | None = None
    found: int | None = None
    rejected: int | None = None
    last_try: datetime | None = None
    last_error: str | None = None
    every_days: int | None = None
    overdue: bool = False


class SavedOut(Wire):
    """A question that is kept, with its parameters as they were typed."""

    name: str
    question: str
    parameters: dict[str, JsonValue]
    level: Annotated[Level, PlainSerializer(lambda level: level.label, return_type=str)]
    saved_at: datetime


class Health(BaseModel):
    """What a running service holds at its level; ``today`` counts where no day is asked about."""

    status: str = Field(examples=["ok"])
    level: str = Field(examples=["office"])
    today: date = Field(examples=["2026-03-04"])
    sources: int
    statements: int


class Problem(BaseModel):
    """An error as RFC 9457 problem details."""

    type: str = Field(examples=["about:blank"])
    title: str = Field(examples=["Unknown entity"])
    status: int = Field(examples=[404])
    detail: str = Field(examples=["Nobody and nothing here is called 'Jon Smit'."])
    nearest: list[str] = Field(default_factory=list)
