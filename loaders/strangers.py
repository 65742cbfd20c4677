"""What other organisations' files say of people and bodies, in statements of ours.

Shared by ``popolo`` and ``ftm``: identifiers, dates, and what is left out. A stranger's file may
hold anything: of people only name and public role are kept, whatever else it tells. What it must
not do: know a format.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from graph.errors import UnknownIdentifier
from graph.exchange.parts import Part
from graph.identifiers import country, ep_org, ep_person, fold, transparency_register
from graph.levels import Level
from graph.model import Classification, Kind, Property, Relation
from graph.period import ALWAYS_UNKNOWN, Period, parse_partial
from graph.provenance import Source, Statement, Value
from loaders.base import Batch, BatchBuilder, Count

_SCHEMES = {
    "ep-person": ep_person,
    "ep-org": ep_org,
    "eu-tr": transparency_register,
    "country": country,
}
_CLASSES: Mapping[str, Classification] = {
    **{fold(one.value): one for one in Classification},
    "party": Classification.NATIONAL_PARTY,
    "political party": Classification.NATIONAL_PARTY,
    "faction": Classification.POLITICAL_GROUP,
    "parliamentary group": Classification.POLITICAL_GROUP,
    "political group": Classification.POLITICAL_GROUP,
}


@dataclass(frozen=True, slots=True)
class Told:
    """What goes with each statement of one record: its day, its pages."""

    record: str
    as_of: date | None = None
    qualifiers: tuple[tuple[str, str], ...] = ()


@dataclass
class Strangers:
    """Collects the statements of one file, and counts what is left out."""

    source: Source
    level: Level
    retrieved_at: datetime
    scheme: str
    builder: BatchBuilder = field(init=False)
    dropped: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    ids: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin a batch."""
        self.builder = BatchBuilder(self.source, self.retrieved_at)

    def identify(self, identifier: str, others: Sequence[tuple[str, str]] = ()) -> str:
        """Give our identifier of theirs: a public one that it bears, else one in their name.

        Nobody outside can name an organisation of our own list (``org:``).
        """
        if identifier not in self.ids:
            public = (_public(scheme, text) for scheme, text in others)
            named = next((one for one in public if one is not None), None)
            self.ids[identifier] = named or f"{self.scheme}:{identifier}"
        return self.ids[identifier]

    def node(self, subject: str, kind: Kind, name: str, told: Told) -> None:
        """Describe a node."""
        self.say(subject, Property.KIND, kind.value, told)
        self.say(subject, Property.NAME, name, told)
        self.found[kind.value] += 1

    def classify(self, subject: str, word: str | None, told: Told) -> None:
        """Classify a node where the word is one of ours; others are counted."""
        if word is None:
            return
        found = _CLASSES.get(fold(word)) or _CLASSES.get(fold(word).replace(" ", ""))
        if found is None:
            self.dropped[f"classification {word[:40]!r}, which is none of ours"] += 1
        else:
            self.say(subject, Property.CLASSIFICATION, found.value, told)

    def say(
        self,
        subject: str,
        prop: Property,
        value: Value | None,
        told: Told,
        period: Period = ALWAYS_UNKNOWN,
    ) -> None:
        """State a property where there is a value."""
        if value is not None and value != "":
            self.builder.statements.append(
                Statement(
                    subject,
                    prop,
                    self.source.id,
                    told.record,
                    value=value,
                    period=period,
                    as_of=told.as_of,
                    qualifiers=told.qualifiers,
                    level=self.level,
                )
            )

    def tie(
        self,
        subject: str,
        relation: Relation,
        obj: str,
        told: Told,
        role: str | None = None,
        period: Period = ALWAYS_UNKNOWN,
    ) -> None:
        """State a relation."""
        self.builder.statements.append(
            Statement(
                subject,
                relation,
                self.source.id,
                told.record,
                object=obj,
                role=role,
                period=period,
                as_of=told.as_of,
                qualifiers=told.qualifiers,
                level=self.level,
            )
        )
        self.found[relation.value] += 1

    def drop(self, part: Part, private: Sequence[str]) -> None:
        """Count the private details that a record holds and that are not kept."""
        for key in private:
            if part.has(key) and part.values[key] not in ([], ""):
                self.dropped[f"{key}: private or not needed, not kept"] += 1

    def batch(self) -> Batch:
        """Close the batch."""
        counts = [Count(what, None, self.found[what]) for what in sorted(self.found)]
        self.builder.notes += [f"{self.dropped[what]} × {what}" for what in sorted(self.dropped)]
        return self.builder.build(counts, complete=self.builder.whole)


def partial_period(start: str | None, end: str | None, still: bool | None, where: str) -> Period:
    """Read dates that may be a year or a month: from its first day, until its last.

    ``still`` is True where the file says that it runs; an end that is not there is unknown.

    Raises:
        NotADate: a text is no date.
        InputError: the end lies before the start.
    """
    first = parse_partial(_short(start), where)[0] if start else None
    if end:
        return Period.between(first, parse_partial(_short(end), where)[1])
    return Period.since(first) if still else Period(first)


def day_of(text: str | None) -> date | None:
    """Give the day of a moment or date; None where it is none."""
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def _public(scheme: str, text: str) -> str | None:
    text = text.removeprefix(f"{scheme}:")
    try:
        return _SCHEMES[scheme](f"{scheme}:{text}") if scheme in _SCHEMES else None
    except UnknownIdentifier:
        return None


def _short(text: str) -> str:
    return text[:10] if len(text) > 10 and text[10] in "T " else text
