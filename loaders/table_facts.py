"""What every row of our tables says beside its facts: source, record, day, page and level.

What it must not do: know any form; those are in ``loaders.table_rows`` and ``table_office``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from graph.errors import UnknownIdentifier
from graph.identifiers import (
    country,
    ep_org,
    ep_person,
    ep_procedure,
    eu_body,
    eurovoc,
    fold,
    organization,
)
from graph.levels import Level
from graph.model import Classification, Kind, Property, Relation
from graph.period import ALWAYS_UNKNOWN, Period, parse_partial
from graph.provenance import Source, Statement, Value
from loaders.tabular import Row

_SCHEMES = {
    "ep-person": ep_person,
    "ep-org": ep_org,
    "ep-procedure": ep_procedure,
    "country": country,
    "eu-body": eu_body,
    "eurovoc": eurovoc,
}
_LEADING_DATE = re.compile(r"^\d{4}(?:-\d{2}(?:-\d{2})?)?(?!\d)")


@dataclass(slots=True)
class Context:
    """What rows of one table share: the source, and names met so far → identifiers."""

    source: Source
    known: dict[str, str]
    own: set[str] = field(default_factory=set)

    def record_of(self, row: Row) -> str:
        """Name a row by its first three cells: stable when others are added above it."""
        return "|".join([value for value in row.cells.values() if value][:3])

    def organization(self, name: str) -> str:
        """Give the identifier of an organisation named by key, acronym, name or identifier."""
        if name.startswith("org:"):
            return name
        return self.known.setdefault(fold(name), organization(name))

    def name(self, identifier: str, *spellings: str | None) -> None:
        """Remember spellings of an organisation: the table's first wins, over what was known."""
        for spelling in spellings:
            if spelling:
                folded = fold(spelling)
                if folded not in self.own:
                    self.own.add(folded)
                    self.known[folded] = identifier


@dataclass(frozen=True, slots=True)
class Said:
    """What one row says: source, record, date and page go with every statement."""

    source: str
    record: str
    as_of: date | None
    qualifiers: tuple[tuple[str, str], ...]
    level: Level

    def property(
        self, subject: str, prop: Property, value: Value | None, period: Period = ALWAYS_UNKNOWN
    ) -> Iterator[Statement]:
        """State a property where there is a value."""
        if value is not None:
            yield Statement(
                subject,
                prop,
                self.source,
                self.record,
                value=value,
                period=period,
                as_of=self.as_of,
                qualifiers=self.qualifiers,
                level=self.level,
            )

    def relation(
        self,
        subject: str,
        relation: Relation,
        obj: str,
        role: str | None = None,
        period: Period = ALWAYS_UNKNOWN,
        more: tuple[tuple[str, str], ...] = (),
    ) -> Statement:
        """State a relation."""
        return Statement(
            subject,
            relation,
            self.source,
            self.record,
            object=obj,
            role=role,
            period=period,
            as_of=self.as_of,
            qualifiers=tuple(sorted((*self.qualifiers, *more))),
            level=self.level,
        )

    def node(
        self, subject: str, kind: Kind, classification: Classification | None, name: str | None
    ) -> Iterator[Statement]:
        """Describe a node as far as a row can."""
        yield from self.property(subject, Property.KIND, kind.value)
        if classification is not None:
            yield from self.property(subject, Property.CLASSIFICATION, classification.value)
        yield from self.property(subject, Property.NAME, name)


def said_of(row: Row, context: Context, level: Level = Level.PUBLIC) -> Said:
    """Give what a row says of itself; ``level`` counts where the row names none.

    Raises:
        InputError: its ``as_of`` is no date, its ``level`` no level.
    """
    day, qualifiers = _stated_day(row)
    source = row.text("source")
    if source:
        qualifiers.append(("source_text", source))
    return Said(
        context.source.id,
        context.record_of(row),
        day,
        tuple(sorted(qualifiers)),
        row.level(level),
    )


def _stated_day(row: Row) -> tuple[date | None, list[tuple[str, str]]]:
    """Give the day a row speaks of, most cautiously, and its words where they are no plain day."""
    written = row.text("as_of")
    if written is None:
        return None, []
    found = _LEADING_DATE.match(written)
    if found:
        first, last = parse_partial(found[0], f"{row.place}, column as_of")
        exact = first == last and found[0] == written
        return first, [] if exact else [("as_of_text", written)]
    if "undated" not in written.casefold():
        raise row.wrong("as_of", "a date, month or year, or 'page undated'")
    return None, [("as_of_text", written)]


def actor_of(row: Row, column: str, context: Context) -> str:
    """Give who or what a cell means: an identifier, or the name of an organisation we know.

    Raises:
        InputError: neither; nobody is made up from a misspelt name.
    """
    written = row.needed(column)
    scheme, colon, rest = written.partition(":")
    try:
        if scheme in _SCHEMES:
            return _SCHEMES[scheme](written)
    except UnknownIdentifier as error:
        raise row.wrong(column, str(error)) from None
    if colon and scheme in ("org", "call", "act") and rest.strip():
        return written
    if fold(written) in context.known:
        return context.organization(written)
    raise row.wrong(column, "an identifier, such as ep-person:124936, org:ecre or country:FRA")
