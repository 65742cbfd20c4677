"""Parameters of two sides, as they are typed: ``NAME=VALUE``, ``ONE > OTHER``."""

import json
from collections.abc import Iterable

from graph.errors import InvalidQuestion
from graph.period import parse_date
from graph.store import Cell
from queries.parameter_labels import called


def pairs(texts: Iterable[str], what: str, mark: str = "=") -> list[tuple[str, str]]:
    """Part texts at a mark.

    Raises:
        InvalidQuestion: a side is missing; the message names the parameter.
    """
    found = []
    for text in texts:
        left, marked, right = (part.strip() for part in text.partition(mark))
        if not marked or not left or not right:
            msg = f"{called(what)}: {text!r} has no two sides. Write NAME{mark}VALUE."
            raise InvalidQuestion(msg)
        found.append((left, right))
    return found


def pinned(lead: Iterable[str], second: Iterable[str]) -> tuple[tuple[str, str, int], ...]:
    """Read lines that must be, ``ORGANISATION > TARGET``: those that lead, those that back up.

    Raises:
        InvalidQuestion: a side is missing.
    """
    leads = [(own, target, 1) for own, target in pairs(lead, "lead", ">")]
    return (*leads, *((own, target, 2) for own, target in pairs(second, "second", ">")))


def counts(texts: Iterable[str], what: str, default: int) -> dict[str, int]:
    """Read ``NAME`` or ``NAME=NUMBER``.

    Raises:
        InvalidQuestion: what stands behind the mark is no whole number, or a name comes twice.
    """
    found: dict[str, int] = {}
    for text in texts:
        name, marked, number = (part.strip() for part in text.partition("="))
        if not name or (marked and not number.isdecimal()):
            msg = f"{called(what)}: {text!r}? Write NAME or NAME=NUMBER, such as ECRE=3."
            raise InvalidQuestion(msg)
        if name in found:
            msg = f"{called(what)} names {name} twice. Name it once."
            raise InvalidQuestion(msg)
        found[name] = int(number) if marked else default
    return found


def codes(texts: Iterable[str], what: str) -> dict[str, tuple[str, ...]]:
    """Read ``NAME=fr,en``.

    Raises:
        InvalidQuestion: a side is missing, or a name comes twice.
    """
    found: dict[str, tuple[str, ...]] = {}
    for name, said in pairs(texts, what):
        if name in found:
            msg = f"{called(what)} names {name} twice. Name it once, such as {name}=fr,en."
            raise InvalidQuestion(msg)
        found[name] = tuple(said.split(","))
    return found


def needs(texts: Iterable[str], what: str) -> dict[str, int]:
    """Read ``NAME>=NUMBER``.

    Raises:
        InvalidQuestion: a side is missing or no whole number, or a name comes twice.
    """
    found: dict[str, int] = {}
    for name, number in pairs(texts, what, ">="):
        if not number.isdecimal():
            msg = f"{called(what)} '{name}>={number}': expected NAME>=NUMBER, such as ECRE>=2."
            raise InvalidQuestion(msg)
        if name in found:
            msg = f"{called(what)} names {name} twice. Name it once."
            raise InvalidQuestion(msg)
        found[name] = int(number)
    return found


def shares(texts: Iterable[str], what: str) -> dict[str, float]:
    """Read ``NAME=SHARE``, a share from 0 to 1.

    Raises:
        InvalidQuestion: a side is missing or no such number, or a name comes twice.
    """
    found: dict[str, float] = {}
    for name, number in pairs(texts, what):
        try:
            share = float(number)
        except ValueError:
            share = -1.0
        if not 0 <= share <= 1:
            msg = f"{called(what)}, {name}: {number!r} is no number from 0 to 1, such as 0.5."
            raise InvalidQuestion(msg)
        if name in found:
            msg = f"{called(what)} names {name} twice. Name it once."
            raise InvalidQuestion(msg)
        found[name] = share
    return found


def typed(texts: Iterable[str], what: str) -> dict[str, Cell]:
    """Read ``NAME=TEXT``, ``NAME:=JSON`` such as ``most:=5``, and ``NAME@=DAY``.

    A day has a form of its own: compared with a text it would be neither before nor after, without
    an error.

    Raises:
        InvalidQuestion: a side is missing, the JSON is none, or a name comes twice.
        NotADate: what stands behind ``@=`` is no day.
    """
    found: dict[str, Cell] = {}
    for left, value in pairs(texts, what):
        name = left.removesuffix(":").removesuffix("@").strip()
        if name in found:
            msg = f"{called(what)} names {name} twice. Name it once."
            raise InvalidQuestion(msg)
        if left.endswith("@"):
            found[name] = parse_date(value, f"{called(what)} {name}")
            continue
        try:
            found[name] = json.loads(value) if left.endswith(":") else value
        except (ValueError, RecursionError):
            msg = f"{called(what)} '{left}={value}': no JSON behind :=. Write such as {name}:=5."
            raise InvalidQuestion(msg) from None
    return found
