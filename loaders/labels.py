"""Statements about the entries of an authority table: what each is, and its names by language.

What it must not do: read any table.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph.identifiers import fold
from graph.model import Classification, Kind, Property, Relation
from graph.period import ALWAYS_UNKNOWN, Period
from graph.provenance import Statement

LANGUAGES = (
    *("bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr"),
    *("hu", "it", "lt", "lv", "mt", "nl", "pl", "pt", "ro", "sk", "sl", "sv"),
)
"""The official languages of the EU, in whose labels people may ask."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry while it is stated: whose word it is, its record, and who it is about."""

    source: str
    record: str
    subject: str

    def described(
        self, kind: Kind, classification: Classification | None, name: str, period: Period
    ) -> Iterator[Statement]:
        """Say what the entry is and what it is called."""
        yield self.says(Property.KIND, kind.value)
        if classification is not None:
            yield self.says(Property.CLASSIFICATION, classification.value)
        yield self.says(Property.NAME, name, period=period)

    def says(
        self,
        prop: Property,
        value: str | int,
        *,
        period: Period = ALWAYS_UNKNOWN,
        qualifiers: tuple[tuple[str, str], ...] = (),
    ) -> Statement:
        """State one property."""
        return Statement(
            self.subject,
            prop,
            self.source,
            self.record,
            value=value,
            period=period,
            qualifiers=qualifiers,
        )

    def ties(self, relation: Relation, other: str, period: Period = ALWAYS_UNKNOWN) -> Statement:
        """State one relation to another."""
        return Statement(
            self.subject, relation, self.source, self.record, object=other, period=period
        )

    def also_called(self, name: str, labels: Iterable[tuple[str, str]]) -> Iterator[Statement]:
        """State other names, each once; their languages stay with them (``language``: ``es it``).

        ``labels`` are pairs of language and label; what only differs from ``name`` in case or
        marks is left out.
        """
        languages: dict[str, set[str]] = {}
        for language, label in labels:
            if fold(label) != fold(name):
                languages.setdefault(label, set()).add(language)
        for label, found in sorted(languages.items()):
            spoken = " ".join(sorted(found - {""}))
            yield self.says(
                Property.OTHER_NAME,
                label,
                qualifiers=(("language", spoken),) if spoken else (),
            )


def official(labels: Mapping[str, str]) -> list[tuple[str, str]]:
    """Give the labels in the official languages, by language."""
    return [(language, labels[language]) for language in LANGUAGES if language in labels]
