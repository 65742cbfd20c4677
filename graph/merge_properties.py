"""Merging the properties of one node: rules 3 to 5 of ``graph.merge``."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from graph.model import SINGLE_VALUED, Evidence, Fact, Property
from graph.period import EndKind, Period
from graph.provenance import Recorded, Source, Value

Facts = dict[Property, tuple[Fact, ...]]


def evidence_of(item: Recorded) -> Evidence:
    """Write a statement as a piece of evidence."""
    statement = item.statement
    return Evidence(
        statement.source,
        statement.record,
        item.seq,
        item.retrieved_at,
        item.confirmed_at,
        statement.as_of,
    )


def merge_properties(
    recorded: Iterable[Recorded], sources: Mapping[str, Source]
) -> tuple[Facts, Facts]:
    """Give the facts that hold and the alternatives, by property, from one node's statements.

    ``recorded`` is in order of seq. A property of which nothing remains is in neither.
    """
    groups: dict[Property, list[Recorded]] = {}
    for item in recorded:
        if isinstance(item.statement.predicate, Property):
            groups.setdefault(item.statement.predicate, []).append(item)
    chosen: Facts = {}
    alternatives: Facts = {}
    for prop in sorted(groups):
        said = groups[prop]
        if len(said) == 1 and not said[0].statement.denied:
            # Nearly all are such, and nothing is to be decided of them.
            chosen[prop] = tuple(_facts(said))
            continue
        holding, instead = _decide(prop, said, sources)
        if holding:
            chosen[prop] = holding
        if instead:
            alternatives[prop] = instead
    return chosen, alternatives


def _decide(
    prop: Property, group: list[Recorded], sources: Mapping[str, Source]
) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    stated = _undenied(group, sources)
    office = [item for item in stated if sources[item.statement.source].is_office]
    others = [item for item in stated if not sources[item.statement.source].is_office]
    facts = _facts(office or others)
    overruled = _facts(others) if office else []
    if prop not in SINGLE_VALUED:
        facts.sort(key=lambda fact: (_value_order(fact.value), newest_last(fact.period)))
        return tuple(facts), tuple(sorted(overruled, key=lambda fact: _value_order(fact.value)))
    preferred = _by_preference(facts, sources)
    kept: list[Fact] = []
    beaten: list[Fact] = []
    for fact in preferred:
        rival = any(fact.period.overlaps(other.period) for other in kept)
        (beaten if rival else kept).append(fact)
    kept.sort(key=lambda fact: newest_last(fact.period), reverse=True)
    return tuple(kept), (*beaten, *_by_preference(overruled, sources))


def _undenied(group: list[Recorded], sources: Mapping[str, Source]) -> list[Recorded]:
    """Drop denials and what they deny; the office's own later word stands against its denial."""
    denied_at: dict[tuple[str, Value | None], int] = {}
    for item in group:
        statement = item.statement
        if statement.denied and sources[statement.source].is_office:
            denied_at[type(statement.value).__name__, statement.value] = item.seq
    stated = []
    for item in group:
        statement = item.statement
        place = denied_at.get((type(statement.value).__name__, statement.value))
        later_word = place is not None and item.seq > place and sources[statement.source].is_office
        if not statement.denied and (place is None or later_word):
            stated.append(item)
    return stated


def _facts(stated: Iterable[Recorded]) -> list[Fact]:
    """Join statements of equal value and period."""
    groups: dict[tuple[str, Value, Period], list[Evidence]] = {}
    for item in stated:
        value = item.statement.value
        if value is not None:
            key = (type(value).__name__, value, item.statement.period)
            groups.setdefault(key, []).append(evidence_of(item))
    return [
        Fact(value, period, tuple(evidence)) for (_, value, period), evidence in groups.items()
    ]


def _by_preference(facts: list[Fact], sources: Mapping[str, Source]) -> list[Fact]:
    """Sort the better of two rivals to the front."""
    if len(facts) < 2:
        return facts

    def preference(fact: Fact) -> tuple[int, int, datetime, tuple[int, date, date]]:
        return (timely(fact), rank(fact, sources), confirmed(fact), newest_last(fact.period))

    by_value = sorted(facts, key=lambda fact: _value_order(fact.value))
    return sorted(by_value, key=preference, reverse=True)  # stable: value order decides last


def rank(fact: Fact, sources: Mapping[str, Source]) -> int:
    """Give the rank of the highest source that says it."""
    return max(sources[evidence.source].rank for evidence in fact.evidence)


def confirmed(fact: Fact) -> datetime:
    """Give the moment at which a source was last read that still said it."""
    return max(evidence.confirmed_at for evidence in fact.evidence)


def timely(fact: Fact) -> int:
    """Give 0 where it yields: a name that is over, a figure without a date; else 1."""
    if isinstance(fact.value, int | float):
        return int(fact.period.start is not None or fact.period.end is not None)
    return int(fact.period.end is None)


def newest_last(period: Period) -> tuple[int, date, date]:
    """Sort what still runs, then what ended last, to the end."""
    running = period.end is None and (period.start is not None or period.end_kind is EndKind.OPEN)
    return (int(running), period.end or date.min, period.start or date.min)


def _value_order(value: Value) -> tuple[str, float, str]:
    if isinstance(value, int | float):
        return ("number", value, type(value).__name__)
    return (type(value).__name__, 0, value.isoformat() if isinstance(value, date) else value)
