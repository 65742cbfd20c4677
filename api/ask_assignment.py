"""Who of us approaches whom, as people ask it: names become what ``queries.coalitions`` takes."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from api.ask import one, several, targets
from api.remarks import remarked
from api.wiring import View
from graph.errors import InvalidQuestion
from graph.model import Kind
from graph.snapshot import TieFilter
from queries.coalitions.board import Board, Overrides, board
from queries.coalitions.coalition import assign
from queries.coalitions.flow import FlowRules, Pair
from queries.coalitions.question import AssignQuestion
from queries.coalitions.selection import Limits, Need
from queries.results import Assignment

DEFAULT_CAPACITY = 2
DEFAULT_SECONDS = 10.0
_LANGUAGE = re.compile(r"[a-z]{2,3}")
Names = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class AssignAsk:
    """Who of us approaches whom? ``organizations`` maps names to how many each can take.

    Empty: every organisation that holds a contact, with two each. All are names. ``bans`` and
    ``keep`` are (organisation, target), ``apart`` two organisations. ``speaks`` and ``languages``
    give language codes of an organisation, of a target (or a file's). ``needs`` maps a network or
    a country to how many of its members must take part; ``most`` is how many may in all.
    ``pins`` are (organisation, target, order) of lines that must be; ``capacities`` stand instead
    of what some of the organisations could take.
    """

    to: tuple[str, ...]
    organizations: Mapping[str, int] = field(default_factory=dict)
    bans: Names = ()
    backup: bool = False
    max_hops: int = 2
    cold: bool = False
    invented: bool = True
    off: tuple[str, ...] = ()
    keep: Names = ()
    speaks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    languages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    strict_language: bool = False
    even: bool = False
    prices: bool = False
    most: int | None = None
    needs: Mapping[str, int] = field(default_factory=dict)
    apart: Names = ()
    seconds: float = DEFAULT_SECONDS
    pins: tuple[tuple[str, str, int], ...] = ()
    capacities: Mapping[str, int] = field(default_factory=dict)


def ask_assignment(view: View, ask: AssignAsk, *, as_of: date) -> Assignment:
    """Answer who of us approaches whom.

    Raises:
        UnknownEntity: a name that nobody has.
        InvalidQuestion: nobody to send or to approach, numbers out of range, or conditions that
            contradict each other; says which.
        QueryFailed: limits so hard that nothing was found in time.
    """
    question = _overrides(view, ask, as_of).on(_plain(view, ask, as_of))
    return remarked(view, as_of, ask.to, lambda: assign(view.snapshot, view.rosters, question))


def ask_board(view: View, ask: AssignAsk, *, as_of: date) -> Board:
    """Answer the same with every pair, and with what pins, bans, absences and capacities cost.

    Raises:
        UnknownEntity: a name that nobody has.
        InvalidQuestion: as ``ask_assignment``.
        QueryFailed: as ``ask_assignment``.
    """
    plain, overrides = _plain(view, ask, as_of), _overrides(view, ask, as_of)
    snapshot, rosters = view.snapshot, view.rosters
    return remarked(view, as_of, ask.to, lambda: board(snapshot, rosters, plain, overrides))


def _overrides(view: View, ask: AssignAsk, as_of: date) -> Overrides:
    """Give what the question decides beforehand."""
    return Overrides(
        pins={
            pair: order
            for own, target, order in ask.pins
            for pair in sorted(_pairs(view, ((own, target),), as_of))
        },
        bans=_pairs(view, ask.bans, as_of),
        off=frozenset(one(view, name) for name in ask.off),
        capacities={one(view, name): most for name, most in ask.capacities.items()},
    )


def _plain(view: View, ask: AssignAsk, as_of: date) -> AssignQuestion:
    """Give the question without what it decides beforehand."""
    named = {
        own: capacity
        for name, capacity in ask.organizations.items()
        for own in several(view, (name,), as_of)
    }
    organizations = named or dict.fromkeys(view.rosters.holders(), DEFAULT_CAPACITY)
    chosen = targets(view, ask.to, as_of)
    return AssignQuestion(
        organizations={own: most for own, most in organizations.items() if own not in chosen},
        targets=dict.fromkeys(chosen, 2 if ask.backup else 1),
        as_of=as_of,
        max_hops=ask.max_hops,
        allow_cold=ask.cold,
        ties=TieFilter(include_invented=ask.invented),
        rules=FlowRules(even=ask.even),
        keep=_pairs(view, ask.keep, as_of),
        speaks={one(view, name): _codes(name, said) for name, said in ask.speaks.items()},
        languages=_languages(view, ask, as_of),
        strict_language=ask.strict_language,
        limits=_limits(view, ask, organizations, as_of),
        prices=ask.prices,
    )


def _pairs(view: View, names: Names, as_of: date) -> frozenset[Pair]:
    """Give the pairs that names stand for; a post stands for all who hold it."""
    return frozenset(
        (own, other)
        for left, right in names
        for own in several(view, (left,), as_of)
        for other in several(view, (right,), as_of)
    )


def _languages(view: View, ask: AssignAsk, as_of: date) -> dict[str, frozenset[str]]:
    """Give the languages of each target; what is said of a person wins over what of a file."""
    of_files: dict[str, frozenset[str]] = {}
    of_others: dict[str, frozenset[str]] = {}
    for name, said in ask.languages.items():
        is_file = view.index.resolve(name).kind is Kind.DOSSIER
        found = of_files if is_file else of_others
        found |= dict.fromkeys(targets(view, (name,), as_of), _codes(name, said))
    return of_files | of_others


def _codes(name: str, said: Iterable[str]) -> frozenset[str]:
    codes = frozenset(text.strip().casefold() for text in said)
    wrong = sorted(code for code in codes if not _LANGUAGE.fullmatch(code))
    if wrong or not codes:
        msg = f"Languages of {name}: {', '.join(wrong) or 'none'}. Expected codes such as fr,en."
        raise InvalidQuestion(msg)
    return codes


def _limits(view: View, ask: AssignAsk, organizations: Iterable[str], as_of: date) -> Limits:
    return Limits(
        most=ask.most,
        needs=tuple(
            _need(view, name, least, organizations, as_of) for name, least in ask.needs.items()
        ),
        apart=tuple(sorted(_pairs(view, ask.apart, as_of))),
        seconds=ask.seconds,
    )


def _need(view: View, name: str, least: int, organizations: Iterable[str], as_of: date) -> Need:
    """Read a network or country as those of the organisations that belong to it on the day."""
    meant = view.index.resolve(name)
    if meant.kind is Kind.AREA:
        belong = {own for own in organizations if meant.id in view.rosters.countries(own, as_of)}
    else:
        belong = {seat.person for seat in view.rosters.seats(meant.id, as_of)}
    return Need(meant.name, frozenset(belong & set(organizations)), least)
