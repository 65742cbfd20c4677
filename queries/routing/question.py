"""The question behind a route: who asks whom, as of when, by which ties, and is it askable.

``RouteQuestion`` is what a person asks; ``Ground`` is the same as numbers for the kernels. What
it must not do: search, or read a name (identifiers only; names are resolved before).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NoReturn

import numpy as np

from graph.errors import InvalidQuestion, UnknownEntity
from graph.model import Relation
from graph.snapshot import CostView, Snapshot, TieFilter
from graph.strength import Flags, nats
from queries.describe import asked
from queries.routing.standing import check_kinds, from_countries, in_office, of_kinds

MOST_HOPS = 6
MOST_ROUTES = 200


@dataclass(frozen=True, slots=True)
class RouteQuestion:
    """Who of ours reaches whom, through whom. Each field says in its metadata what it means."""

    sources: tuple[str, ...] = asked(
        "Who of ours may start: identifiers of organisations or persons."
    )
    targets: tuple[str, ...] = asked(
        "Whom to reach: a route ends at any one of these identifiers."
    )
    as_of: date = asked("The day the question is about; later events do not count.")
    readiness: Mapping[str, float] = field(
        default_factory=dict,
        metadata={
            "describe": "How ready each source is, 0 to 1: 1 if not stated; 0 leaves it out."
        },
    )
    k: int = asked("How many routes to give at most, 1 to 200.", 3)
    max_hops: int | None = asked(
        "The greatest number of steps in a route, 1 to 6; none: any number.", 4
    )
    avoid: frozenset[str] = asked("Who must not stand in any route.", frozenset())
    relations: frozenset[Relation] | None = asked("Which relations count; all if empty.", None)
    channels: frozenset[str] | None = asked(
        "Which channels of contact count, such as meeting; all if empty.", None
    )
    min_confidence: float = asked("The least confidence of a tie that counts, 0 to 1.", 0.0)
    include_invented: bool = asked("Whether invented demonstration ties count.", True)
    relays: frozenset[str] = asked(
        "Bodies that may stand in a route although their kind usually does not.", frozenset()
    )
    via: frozenset[str] = asked(
        "At least one of these must stand in every route, between its ends; they may, "
        "whatever their kind. Empty: no such condition.",
        frozenset(),
    )

    senior: bool = asked(
        "Whether persons in the middle must hold an office on the day: chair, vice-chair, "
        "president, quaestor, coordinator, rapporteur, or a post.",
        False,
    )
    countries: frozenset[str] = asked(
        "Countries, by identifier: persons in the middle only from one of them. Empty: any.",
        frozenset(),
    )
    consented: bool = asked(
        "Whether only contacts count whose holder is known to agree to their use.", False
    )
    languages: frozenset[str] | None = asked(
        "Codes such as fr: only contacts known to be held in one of them count; all if empty.",
        None,
    )
    kinds: frozenset[str] = asked(
        "Kinds or classifications, such as Person or Ngo: nobody else stands in the middle, but "
        "for relays that are named and those to be passed. Empty: any.",
        frozenset(),
    )
    load: int | None = asked(
        "How many of the routes may lead through one go-between or, of several sources, start at "
        "one; none: any number.",
        None,
    )

    @property
    def tie_filter(self) -> TieFilter:
        """Give what the question says of ties."""
        return TieFilter(
            self.relations,
            self.channels,
            self.min_confidence,
            self.include_invented,
            self.consented,
            self.languages,
        )


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """A question as numbers: the snapshot on the day, who may relay, both ends.

    ``sources`` are (node, offset cost), ``targets`` nodes; both are sorted and never empty.
    ``hops`` limits a route (None: nothing does); ``max_hops`` how far is looked around when there
    is none. ``via`` are the nodes of which a route must pass one, None if it need not.
    """

    view: CostView
    allowed: Flags
    sources: tuple[tuple[int, int], ...]
    targets: tuple[int, ...]
    max_hops: int
    hops: int | None
    via: Flags | None = None


def prepare(snapshot: Snapshot, question: RouteQuestion) -> Ground:
    """Check a question and turn it into numbers.

    A lasting body stands for its versions too. None of the sources relays for another: its own
    route would be the shorter one.

    Raises:
        UnknownEntity: an identifier is not in the snapshot.
        InvalidQuestion: the question contradicts itself or asks for too much.
    """
    _check_ranges(question)
    for name in _named(question):
        if name not in snapshot.index:
            raise UnknownEntity(name)
    _check_ends(question)
    check_kinds(snapshot.model, question.kinds)
    sources = _sources(snapshot, question)
    targets = with_versions(snapshot, question.targets)
    both = sorted({node for node, _ in sources} & set(targets))
    if both:
        _fail(f"{snapshot.ids[both[0]]} is both a source and a target; drop one of the two.")
    allowed = relaying(snapshot, question)
    allowed[[node for node, _ in sources]] = False
    view = snapshot.costs(question.as_of, question.tie_filter)
    around = MOST_HOPS if question.max_hops is None else question.max_hops
    via = passing(snapshot, question) if question.via else None
    return Ground(view, allowed, sources, targets, around, question.max_hops, via)


def passing(snapshot: Snapshot, question: RouteQuestion) -> Flags:
    """Say which nodes fulfil the condition that a route must pass one of some."""
    via = np.zeros(len(snapshot.ids), dtype=np.bool_)
    via[list(with_versions(snapshot, sorted(question.via)))] = True
    return via


def relaying(snapshot: Snapshot, question: RouteQuestion) -> Flags:
    """Say which nodes may stand in the middle of a route, sources among them."""
    allowed = snapshot.actors()
    if question.kinds:
        allowed &= of_kinds(snapshot, question.kinds)
    if question.senior:
        allowed &= in_office(snapshot, question.as_of)
    if question.countries:
        allowed &= from_countries(snapshot, question.countries, question.as_of)
    allowed[[snapshot.index[name] for name in sorted(question.relays)]] = True
    allowed[list(with_versions(snapshot, sorted(question.via)))] = True
    allowed[[snapshot.index[name] for name in sorted(question.avoid)]] = False
    return allowed


def with_versions(snapshot: Snapshot, names: Iterable[str]) -> tuple[int, ...]:
    """Give the nodes of some identifiers, and of the versions of lasting bodies; sorted."""
    found = {each for name in names for each in (name, *snapshot.versions.get(name, ()))}
    return tuple(sorted(snapshot.index[each] for each in found))


def _check_ranges(question: RouteQuestion) -> None:
    hops = question.max_hops
    if hops is not None and not 1 <= hops <= MOST_HOPS:
        _fail(f"max_hops is {hops}; a route has 1 to {MOST_HOPS} steps, or any number if none.")
    if hops == 1 and question.via:
        _fail("A route of one step passes nobody; allow 2 steps, or drop whom it must pass.")
    if not 1 <= question.k <= MOST_ROUTES:
        _fail(f"k is {question.k}; ask for 1 to {MOST_ROUTES} routes.")
    if not 0 <= question.min_confidence <= 1:
        _fail(f"min_confidence is {question.min_confidence}; it lies between 0 and 1.")
    if question.load is not None and question.load < 1:
        _fail(f"load is {question.load}; at least 1 route must be allowed through somebody.")
    for name, share in sorted(question.readiness.items()):
        if not 0 <= share <= 1:
            _fail(f"The readiness of {name} is {share}; it lies between 0 and 1.")
        if name not in question.sources:
            _fail(f"The readiness of {name} is given, but it is no source.")


def _check_ends(question: RouteQuestion) -> None:
    if not question.sources or not question.targets:
        _fail("A route needs at least one source and one target.")
    for name in sorted(question.avoid):
        if name in question.targets:
            _fail(f"{name} is a target and is also to be avoided; drop one of the two.")
        if name in question.sources:
            _fail(f"{name} is a source and is also to be avoided; drop one of the two.")
        if name in question.relays:
            _fail(f"{name} is to be avoided and is also named as a relay; drop one of the two.")
    for name in sorted(question.via):
        if name in question.avoid:
            _fail(f"{name} must be passed and is also to be avoided; drop one of the two.")
        if name in question.sources or name in question.targets:
            _fail(f"{name} is an end of the route and cannot also be passed on the way; drop one.")


def _named(question: RouteQuestion) -> Iterable[str]:
    return (
        *question.sources,
        *question.targets,
        *sorted(question.avoid | question.relays | question.via | question.countries),
    )


def _sources(snapshot: Snapshot, question: RouteQuestion) -> tuple[tuple[int, int], ...]:
    """Give source nodes with the cost of their readiness; those of readiness 0 do not start."""
    offsets: dict[int, int] = {}
    for name in question.sources:
        share = question.readiness.get(name, 1.0)
        for node in with_versions(snapshot, (name,)) if share > 0 else ():
            offsets[node] = min(nats(share), offsets.get(node, nats(share)))
    if not offsets:
        _fail("Every source has readiness 0, so nobody can start; raise one of them.")
    return tuple(sorted(offsets.items()))


def _fail(message: str) -> NoReturn:
    raise InvalidQuestion(message)
