"""Questions as people put them: names, file numbers and spellings become what ``queries`` takes.

Both doors come through here, so that the same words get the same answer on either.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from api.wiring import View
from graph.errors import InvalidQuestion
from graph.model import Kind, Relation
from queries.coalition import AssignQuestion, assign
from queries.majority import MajorityQuestion, majority
from queries.results import Assignment, MajorityAnswer, RouteAnswer, Stance
from queries.rosters import rapporteurs_of
from queries.routes import RouteQuestion, find_routes

DEFAULT_CAPACITY = 2


@dataclass(frozen=True, slots=True)
class RouteAsk:
    """How do we reach …? ``to`` and ``sources`` are names, ids or file references.

    A file reference stands for its rapporteurs and shadow rapporteurs; no source means the office.
    """

    to: tuple[str, ...]
    sources: tuple[str, ...] = ()
    k: int = 3
    max_hops: int = 4
    avoid: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    invented: bool = True


@dataclass(frozen=True, slots=True)
class AssignAsk:
    """Who of us approaches whom? ``organizations`` maps names to how many each can take.

    None: every organisation that holds a contact, with two each.
    """

    to: tuple[str, ...]
    organizations: Mapping[str, int] = field(default_factory=dict)
    bans: tuple[tuple[str, str], ...] = ()
    backup: bool = False
    max_hops: int = 2
    cold: bool = False
    invented: bool = True


@dataclass(frozen=True, slots=True)
class MajorityAsk:
    """Does it carry? ``positions`` maps a group or a person to a stance; a person's wins."""

    body: str
    positions: Mapping[str, Stance] = field(default_factory=dict)
    rule: str = "simple"
    dossier: str | None = None
    routes: bool = False


def ask_routes(view: View, ask: RouteAsk, *, office: str, as_of: date) -> RouteAnswer:
    """Answer how to reach somebody.

    Raises:
        UnknownEntity: a name that nobody has; the nearest are named.
        InvalidQuestion: no source, nobody to reach, or limits out of range.
    """
    question = RouteQuestion(
        sources=_sources(view, ask.sources, office, as_of),
        targets=targets(view, ask.to, as_of),
        as_of=as_of,
        k=ask.k,
        max_hops=ask.max_hops,
        avoid=frozenset(_one(view, name, as_of) for name in ask.avoid),
        channels=frozenset(ask.kinds) or None,
        include_invented=ask.invented,
    )
    return find_routes(view.snapshot, question)
