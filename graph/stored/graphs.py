"""A merged graph as columns and texts, and back: equal to what was written, in the same order.

Every text, period and list of qualifiers stands once, and columns hold its number (-1: none).
What it must not do: open a file.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple
from datetime import date, datetime
from itertools import islice
from typing import Any  # what JSON gives

import numpy as np

from graph.levels import Level
from graph.model import (
    Classification,
    Entity,
    Evidence,
    Fact,
    Kind,
    MergedGraph,
    Property,
    Relation,
    Tie,
)
from graph.period import EndKind, Period
from graph.provenance import Source, Value
from graph.stored.package import Array, Package

_KINDS, _CLASSES, _ENDS = tuple(Kind), tuple(Classification), tuple(EndKind)
_PROPERTIES, _RELATIONS, _LEVELS = tuple(Property), tuple(Relation), tuple(Level)
_VALUES = ("str", "int", "float", "date")
_Facts = Mapping[Property, tuple[Fact, ...]]


def graph_columns(graph: MergedGraph) -> tuple[dict[str, Array], dict[str, Any]]:
    """Give the columns and texts of a graph."""
    pen = _Pen()
    for entity in graph.entities.values():
        pen.entity(entity)
    for tie in graph.ties:
        pen.tie(tie)
    arrays = {name: np.array(column) for name, column in pen.columns.items()}
    texts = {
        "texts": list(pen.texts),
        "periods": [_period_row(one) for one in pen.periods],
        "qualifiers": list(pen.qualifiers),
        "sources": [astuple(one) for one in graph.sources.values()],
        "level": int(graph.level),
        "head": graph.head,
        "dangling": graph.dangling,
        "aliases": dict(graph.aliases),
        "self_ties": graph.self_ties,
    }
    return arrays, texts


def graph_of(package: Package) -> MergedGraph:
    """Read a graph from its columns and texts.

    Raises:
        LookupError, ValueError, TypeError: they do not fit together.
    """
    texts, reader = package.texts, _Reader(package)
    return MergedGraph(
        entities={one.id: one for one in reader.entities()},
        ties=tuple(reader.ties()),
        sources={row[0]: Source(*row) for row in texts["sources"]},
        level=Level(texts["level"]),
        head=texts["head"],
        dangling=tuple(texts["dangling"]),
        aliases=texts["aliases"],
        self_ties=texts["self_ties"],
    )


class _Pen:
    """Writes entities and ties into columns."""

    def __init__(self) -> None:
        self.texts: dict[str, int] = {}
        self.periods: dict[Period, int] = {}
        self.qualifiers: dict[tuple[tuple[str, str], ...], int] = {}
        wide = ("entity_seq", "tie_seq")
        narrow = (
            *("entity", "entity_classes", "classes", "entity_facts", "fact", "tie"),
            *("entity_said", "tie_said"),
        )
        self.columns = {name: array("q" if name in wide else "i") for name in (*narrow, *wide)}

    def entity(self, entity: Entity) -> None:
        chosen, others = entity.properties, entity.alternatives
        row = (self.text(entity.id), _KINDS.index(entity.kind), self.text(entity.name))
        self.columns["entity"].extend((*row, int(entity.level), int(entity.invented)))
        self.columns["entity_classes"].append(len(entity.classifications))
        self.columns["classes"].extend(_CLASSES.index(one) for one in entity.classifications)
        counts = [sum(map(len, each.values())) for each in (chosen, others)]
        self.columns["entity_facts"].extend(counts)
        for each in (chosen, others):
            for prop, facts in each.items():
                for fact in facts:
                    self.fact(_PROPERTIES.index(prop), fact)

    def fact(self, prop: int, fact: Fact) -> None:
        kind = type(fact.value).__name__
        text = fact.value if isinstance(fact.value, str) else _written(fact.value)
        row = (prop, _VALUES.index(kind), self.text(text), self.period(fact.period))
        self.columns["fact"].extend((*row, len(fact.evidence)))
        self.evidence("entity", fact.evidence)

    def tie(self, tie: Tie) -> None:
        row = (self.text(tie.id), self.text(tie.subject), _RELATIONS.index(tie.relation))
        role, said = self.text(tie.role), self.text(tie.disagreement)
        known = self.qualifiers.setdefault(tie.qualifiers, len(self.qualifiers))
        end = (self.text(tie.object), role, self.period(tie.period), known, said)
        many = (int(tie.level), int(tie.invented), len(tie.evidence))
        self.columns["tie"].extend((*row, *end, *many))
        self.evidence("tie", tie.evidence)

    def evidence(self, of: str, pieces: Iterable[Evidence]) -> None:
        said, places = self.columns[f"{of}_said"], self.columns[f"{of}_seq"]
        for one in pieces:
            moments = (self.moment(one.retrieved_at), self.moment(one.confirmed_at))
            day = one.as_of.toordinal() if one.as_of else 0
            said.extend((self.text(one.source), self.text(one.record), *moments, day))
            places.append(one.seq)

    def text(self, text: str | None) -> int:
        return -1 if text is None else self.texts.setdefault(text, len(self.texts))

    def moment(self, moment: datetime) -> int:
        return self.text(moment.isoformat())

    def period(self, period: Period) -> int:
        return self.periods.setdefault(period, len(self.periods))


class _Reader:
    """Reads columns back; what stands once is made once."""

    def __init__(self, package: Package) -> None:
        self.arrays, texts = package.arrays, package.texts
        self.texts = [*texts["texts"], None]  # so that the number -1 gives none
        self.periods = [_period(*row) for row in texts["periods"]]
        self.qualifiers = [
            tuple((key, value) for key, value in one) for one in texts["qualifiers"]
        ]

    def entities(self) -> Iterator[Entity]:
        texts, facts = self.texts, self.facts()
        classes = iter(self.arrays["classes"].tolist())
        own = self.arrays["entity_classes"].tolist()
        counts = self.arrays["entity_facts"].reshape(-1, 2).tolist()
        rows = self.arrays["entity"].reshape(-1, 5).tolist()
        for (id_, kind, name, level, invented), many, (chosen, others) in zip(
            rows, own, counts, strict=True
        ):
            yield Entity(
                texts[id_],
                _KINDS[kind],
                texts[name],
                tuple(_CLASSES[next(classes)] for _ in range(many)),
                _grouped(facts, chosen),
                _grouped(facts, others),
                _LEVELS[level],
                bool(invented),
            )

    def facts(self) -> Iterator[tuple[Property, Fact]]:
        evidence = self.evidence("entity")
        for prop, kind, text, period, many in self.arrays["fact"].reshape(-1, 5).tolist():
            value = self.texts[text]
            read = value if kind == 0 else _read(_VALUES[kind], value)
            yield _PROPERTIES[prop], Fact(read, self.periods[period], _next(evidence, many))

    def ties(self) -> Iterator[Tie]:
        text, evidence = self.texts.__getitem__, self.evidence("tie")
        columns = self.arrays["tie"].reshape(-1, 11).T.tolist()
        id_, subject, relation, obj, role, period, known, said, level, invented, many = columns
        return map(
            Tie,
            map(text, id_),
            map(text, subject),
            map(_RELATIONS.__getitem__, relation),
            map(text, obj),
            map(text, role),
            map(self.periods.__getitem__, period),
            (_next(evidence, count) for count in many),
            map(self.qualifiers.__getitem__, known),
            map(_LEVELS.__getitem__, level),
            map(bool, invented),
            map(text, said),
        )

    def evidence(self, of: str) -> Iterator[Evidence]:
        text, rows = self.texts.__getitem__, self.arrays[f"{of}_said"].reshape(-1, 5)
        moments = self._moments(rows).__getitem__
        days = {
            day: date.fromordinal(day) if day else None for day in np.unique(rows[:, 4]).tolist()
        }
        source, record, read, confirmed, day = rows.T.tolist()
        return map(
            Evidence,
            map(text, source),
            map(text, record),
            self.arrays[f"{of}_seq"].tolist(),
            map(moments, read),
            map(moments, confirmed),
            map(days.__getitem__, day),
        )

    def _moments(self, rows: Array) -> dict[int, datetime]:
        used = np.unique(rows[:, 2:4]).tolist()
        return {one: datetime.fromisoformat(self.texts[one]) for one in used}


def _next(evidence: Iterator[Evidence], many: int) -> tuple[Evidence, ...]:
    return (next(evidence),) if many == 1 else tuple(islice(evidence, many))


def _grouped(
    facts: Iterator[tuple[Property, Fact]], many: int
) -> dict[Property, tuple[Fact, ...]]:
    found: dict[Property, tuple[Fact, ...]] = {}
    for _ in range(many):
        prop, fact = next(facts)
        found[prop] = (*found[prop], fact) if prop in found else (fact,)
    return found


def _written(value: Value) -> str:
    return value.isoformat() if isinstance(value, date) else repr(value)


def _read(kind: str, text: str) -> Value:
    if kind == "date":
        return date.fromisoformat(text)
    return int(text) if kind == "int" else float(text)


def _period_row(period: Period) -> tuple[int, int, str]:
    ends = (one.toordinal() if one else 0 for one in (period.start, period.end))
    return (*ends, period.end_kind.value)  # type: ignore[return-value]  # two ends


def _period(start: int, end: int, kind: str) -> Period:
    first, last = (date.fromordinal(one) if one else None for one in (start, end))
    return Period(first, last, EndKind(kind))
