"""What an assignment is asked, and whether the question makes sense."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NoReturn

from graph.errors import InvalidQuestion
from graph.snapshot import EVERYTHING, TieFilter
from queries.coalitions.flow import FlowRules, Pair
from queries.coalitions.selection import NO_LIMITS, Limits

Languages = Mapping[str, frozenset[str]]
Name = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class AssignQuestion:
    """Who of ``organizations`` (id → how many each can take) approaches ``targets`` (id → demand).

    A demand of 2 asks for a lead and a backup. Benefits are route scores over at most
    ``max_hops`` steps on ``as_of``. ``bans`` are (organisation, target) pairs that must not be,
    ``off`` organisations that cannot go now, ``keep`` the lines of an earlier answer. ``pins`` are
    lines that must be, with their order: 1 leads, 2 backs up.
    ``speaks`` and ``languages`` are language codes of organisations and targets: where both are
    known they must share one; with ``strict_language`` both must be known. ``limits`` say who
    may take part together; ``prices`` asks what one more slot of each full organisation is worth.
    """

    organizations: Mapping[str, int]
    targets: Mapping[str, int]
    as_of: date
    bans: frozenset[Pair] = frozenset()
    max_hops: int = 2
    allow_cold: bool = False
    ties: TieFilter = EVERYTHING
    rules: FlowRules = field(default_factory=FlowRules)
    off: frozenset[str] = frozenset()
    keep: frozenset[Pair] = frozenset()
    speaks: Languages = field(default_factory=dict)
    languages: Languages = field(default_factory=dict)
    strict_language: bool = False
    limits: Limits = NO_LIMITS
    prices: bool = False
    pins: Mapping[Pair, int] = field(default_factory=dict)

    def able(self) -> dict[str, int]:
        """Give the organisations that are there, with their capacities, in the order of ids."""
        given = sorted(self.organizations.items())
        return {own: capacity for own, capacity in given if own not in self.off}

    def named(self) -> frozenset[str]:
        """Give every id that the question names."""
        lines = (one for pair in (*self.keep, *self.pins, *self.limits.apart) for one in pair)
        tongues = (*self.speaks, *self.languages)
        return frozenset((*self.organizations, *self.targets, *self.off, *tongues, *lines))


def check_question(question: AssignQuestion, name: Name) -> None:
    """Refuse a question that makes no sense; ``name`` says how somebody is called.

    Raises:
        InvalidQuestion: nobody to send or to approach, numbers out of range, or conditions about
            somebody who is no part of the question.
    """
    if not question.organizations or not question.targets:
        msg = "An assignment needs at least one organisation and one target."
        raise InvalidQuestion(msg)
    _check_numbers(question, name)
    both = sorted(set(question.organizations) & set(question.targets))
    if both:
        msg = f"{_listed(both, name)} cannot approach themselves; leave them out on one side."
        raise InvalidQuestion(msg)
    apart = (one for pair in question.limits.apart for one in pair)
    _check_part("off", question.off, question.organizations, name)
    _check_part("speaks", question.speaks, question.organizations, name)
    _check_part("apart", apart, question.organizations, name)
    _check_part("language", question.languages, question.targets, name)
    check_pins(question, name)
    if not question.able():
        msg = "Every organisation is off: nobody is left to send. Leave at least one in."
        raise InvalidQuestion(msg)


def check_pins(question: AssignQuestion, name: Name) -> None:
    """Refuse lines that must be and cannot be together, whatever the routes are.

    Raises:
        InvalidQuestion: says which line, and what would help.
    """
    _check_part("pins", (own for own, _ in question.pins), question.organizations, name)
    _check_part("pinned targets", (one for _, one in question.pins), question.targets, name)
    for (own, target), order in sorted(question.pins.items()):
        line = f"{name(own)} must go to {name(target)}"
        if own in question.off:
            _refuse(f"{line}, but {name(own)} is off. Lift one of the two.")
        if (own, target) in question.bans:
            _refuse(f"{line}, but a ban forbids it. Lift one of the two.")
        if not 1 <= order <= question.targets[target]:
            _refuse(
                f"{line} as number {order}, but {name(target)} asks for no backup. Ask for one."
            )
    for own, count in Counter(own for own, _ in question.pins).items():
        if count > question.organizations[own]:
            _refuse(
                f"{name(own)} must go to {count} targets and can take "
                f"{question.organizations[own]}. Raise its capacity, or lift a line."
            )
    places = Counter((target, order) for (_, target), order in question.pins.items())
    for (target, order), count in sorted(places.items()):
        if count > 1:
            what = "lead" if order == 1 else "back up"
            _refuse(f"{count} organisations must {what} for {name(target)}. Expected one.")


def _refuse(message: str) -> NoReturn:
    raise InvalidQuestion(message)


def _check_numbers(question: AssignQuestion, name: Name) -> None:
    negative = [one for one, capacity in question.organizations.items() if capacity < 0]
    if negative:
        msg = f"Capacity below zero for {_listed(negative, name)}. Expected 0 or more."
        raise InvalidQuestion(msg)
    if not any(question.organizations.values()):
        msg = "Every organisation has capacity 0: nobody can take an approach. Raise one of them."
        raise InvalidQuestion(msg)
    most = len(question.rules.coverage)
    wrong = [one for one, demand in question.targets.items() if not 1 <= demand <= most]
    if wrong:
        msg = f"Demand out of range for {_listed(wrong, name)}. Expected 1 to {most}."
        raise InvalidQuestion(msg)


def _check_part(what: str, named: Iterable[str], known: Iterable[str], name: Name) -> None:
    strange = sorted(set(named) - set(known))
    if strange:
        side = "targets" if what in ("language", "pinned targets") else "organisations"
        msg = (
            f"{what}: {_listed(strange, name)} is not among the {side} of this question. "
            "Add it there, or leave it out here."
        )
        raise InvalidQuestion(msg)


def _listed(identifiers: Iterable[str], name: Name) -> str:
    return ", ".join(f"{name(one)} [{one}]" for one in sorted(identifiers))
