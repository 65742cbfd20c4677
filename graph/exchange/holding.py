"""What an export holds, in words and as data: it stands in the export itself.

Whoever is handed a file sees from which level it is, which fields and levels are in it, and what
was left out of it.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from graph.levels import Level
from graph.model import MergedGraph, Property
from graph.provenance import Recorded
from graph.redaction import Part

Pairs = tuple[tuple[str, int], ...]
"""Names with how many, sorted by name."""


@dataclass(frozen=True, slots=True)
class Holding:
    """What an export holds: nodes by kind, ties by relation, statements by level; fields; gaps."""

    level: str
    left_out: tuple[str, ...]
    kinds: Pairs
    relations: Pairs
    properties: tuple[str, ...]
    qualifiers: tuple[str, ...]
    levels: Pairs

    def lines(self) -> tuple[str, ...]:
        """Say it in a few sentences."""
        out = ", ".join(self.left_out)
        return (
            f"Level {self.level}. "
            + (f"REDACTED, left out: {out}." if out else "Nothing of that level is left out."),
            f"Nodes: {_told(self.kinds)}. Ties: {_told(self.relations)}.",
            f"Properties: {', '.join(self.properties) or 'none'}. "
            f"Qualifiers: {', '.join(self.qualifiers) or 'none'}.",
            f"Statements by level: {_told(self.levels)}.",
        )

    def plain(self) -> dict[str, object]:
        """Write it as plain data."""
        return {
            "left_out": list(self.left_out),
            "kinds": dict(self.kinds),
            "relations": dict(self.relations),
            "properties": list(self.properties),
            "qualifiers": list(self.qualifiers),
            "levels": dict(self.levels),
        }


def holding_of(
    graph: MergedGraph, statements: Iterable[Recorded], parts: Collection[Part]
) -> Holding:
    """Count what a graph and the statements behind it hold; ``parts`` were left out."""
    said = [item.statement for item in statements]
    levels = Counter(one.level for one in said)
    return Holding(
        level=graph.level.label,
        left_out=tuple(sorted(parts)),
        kinds=_counted(one.kind.value for one in graph.entities.values()),
        relations=_counted(tie.relation.value for tie in graph.ties),
        properties=tuple(
            sorted({one.predicate.value for one in said if isinstance(one.predicate, Property)})
        ),
        qualifiers=tuple(sorted({key for one in said for key, _ in one.qualifiers})),
        levels=tuple((level.label, levels[level]) for level in Level if levels[level]),
    )


def _counted(words: Iterable[str]) -> Pairs:
    return tuple(sorted(Counter(words).items()))


def _told(pairs: Pairs) -> str:
    return ", ".join(f"{count} {name}" for name, count in pairs) or "none"
