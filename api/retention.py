"""Retention: the rules in ``retention.toml`` of the home, what is due, and taking it out.

::

    [contacts]
    predicate = "CONTACT_OF"
    source = "table-contacts:*"
    months = 24
    since = "last"       # end, last or vote: see graph.retention
    action = "erase"     # or close: out of today's answers, kept in what was known before
"""

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from api.emptying import empty_made
from api.wiring import Workspace
from graph.errors import InputError
from graph.levels import parse_level
from graph.model import Property, Relation
from graph.retention import Action, Due, RetentionRule, Since, due_days

FILE = "retention.toml"
MAX_MONTHS = 1200

_TERMS = frozenset((*(term.value for term in Property), *(term.value for term in Relation), "*"))
_KEYS = frozenset({"predicate", "source", "subject", "levels", "months", "since", "action"})


@dataclass(frozen=True, slots=True)
class RetentionLine:
    """What one rule makes due today."""

    rule: str
    action: str
    due: int
    by_source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RetentionOut:
    """What is due, or was taken out; ``next_due`` is the next day after today.

    ``still_held`` says which servers could not be emptied of what was made before; every start
    goes on with them.
    """

    applied: bool
    lines: tuple[RetentionLine, ...]
    next_due: date | None
    still_held: tuple[str, ...] = ()


def retention_rules(home: Path) -> tuple[RetentionRule, ...]:
    """Read the rules; none where there is no file.

    Raises:
        InputError: the file cannot be read, or a rule makes no sense.
    """
    place = home / FILE
    if not place.exists():
        return ()
    try:
        tables = tomllib.loads(place.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"{place} cannot be read: {error}.") from error
    return tuple(_rule(place, name, tables[name]) for name in sorted(tables))


def retain(
    workspace: Workspace, rules: tuple[RetentionRule, ...], *, now: datetime, apply: bool
) -> RetentionOut:
    """Say what is due, and take it out where asked; what two rules pick goes by the first."""
    items = list(workspace.ledger.everything())
    names = {item.seq: item.statement.source for item in items}
    closed = {item.seq for item in items if item.closed_at is not None}
    lines, later, gone = [], list[date](), set[int]()
    for rule in rules:
        due, waiting = _parted(due_days(rule, items), now.date())
        places = [one for one in due if one not in gone]
        if rule.action is Action.CLOSE:
            places = [one for one in places if one not in closed]
        gone.update(places)
        later += waiting
        if apply and places:
            close = rule.action is Action.CLOSE
            reason = f"retention: {rule.name}"
            workspace.ledger.take_out(places, reason=reason, at=now, close=close)
        by_source = tuple(sorted({names[one] for one in places}))
        lines.append(RetentionLine(rule.name, rule.action.value, len(places), by_source))
    left: tuple[str, ...] = ()
    if apply and any(one.due and one.action == Action.ERASE.value for one in lines):
        workspace.forget()
        left = empty_made(workspace.settings.home, workspace.ledger, workspace.projections)
    return RetentionOut(apply, tuple(lines), min(later, default=None), left)


def _parted(days: tuple[Due, ...], today: date) -> tuple[list[int], list[date]]:
    due = sorted(one.place for one in days if one.day <= today)
    return due, [one.day for one in days if one.day > today]


def _rule(place: Path, name: str, table: object) -> RetentionRule:
    where = f"{place}, rule {name!r}"
    if not isinstance(table, dict):
        raise InputError(f"{where}: expected a table, such as [contacts].")
    unknown = sorted(table.keys() - _KEYS)
    if unknown:
        known = ", ".join(sorted(_KEYS))
        raise InputError(f"{where}: nothing is called {unknown[0]!r}. Expected: {known}.")
    months = table.get("months")
    if type(months) is not int or not 0 < months <= MAX_MONTHS:
        raise InputError(f"{where}: months is {months!r}; expected 1 to {MAX_MONTHS}.")
    predicate = str(table.get("predicate", "*"))
    if predicate not in _TERMS:
        raise InputError(f"{where}: {predicate!r} is no relation or property.")
    try:
        return RetentionRule(
            name,
            months,
            Since(table.get("since", "end")),
            Action(table.get("action", "erase")),
            predicate,
            str(table.get("source", "*")),
            str(table.get("subject", "*")),
            tuple(parse_level(str(one)) for one in table.get("levels", ())),
        )
    except ValueError as error:
        raise InputError(f"{where}: {error}.") from None
