"""What changed between two states of one graph: every difference told once, in words of its own.

Both graphs are of one level. What is compared is what they say; that a source said the same again
is no change, and neither is a value that was never chosen. What it must not do: read the ledger or
the clock, or decide who is the same as whom (aliases are given).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from graph.errors import InvalidQuestion
from graph.model import MergedGraph, Tie
from queries.changes.entities import Journal, entity_changes, moves
from queries.changes.pairs import Sorted, TiePair, sort_ties
from queries.changes.ties import tie_change
from queries.changes.time import Holders, by_office, happened
from queries.changes.types import Change


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """A graph, the day on which it is looked at, and which identifier means which other."""

    graph: MergedGraph
    day: date
    aliases: Mapping[str, str] = field(default_factory=dict)


def changes(then: State, now: State, journal: Journal | None = None) -> tuple[Change, ...]:
    """Compare two states, in order of key.

    ``journal`` says when statements were recorded and closed; without it, the days of retrieval
    stand in.

    Raises:
        InvalidQuestion: the graphs are of two levels, or the earlier day is the later one.
    """
    if then.graph.level != now.graph.level:
        msg = "The two states are of different levels. Compare states of one level."
        raise InvalidQuestion(msg)
    if then.day > now.day:
        msg = f"{then.day} lies after {now.day}. Name an earlier moment, or a later day."
        raise InvalidQuestion(msg)
    found = [*_known(then, now, journal or Journal()), *_happened(then, now)]
    return tuple(sorted(found, key=lambda change: change.key))


def _known(then: State, now: State, journal: Journal) -> tuple[Change, ...]:
    moved = moves(then.graph, now.graph, then.aliases, now.aliases)
    ties = sort_ties(then.graph, now.graph, moved)
    told = [
        (tie_change(pair, then.graph, now.graph, journal, now.day), _ties(pair))
        for pair in ties.pairs
    ]
    entities = entity_changes(then.graph, now.graph, moved, journal)
    ends = _ends(then, now)
    with_ties = [_with_ties(change, ties, ends) for change in entities]
    offices = by_office(told, Holders(then.graph, then.day), Holders(now.graph, now.day))
    return (*with_ties, *offices)


def _happened(then: State, now: State) -> tuple[Change, ...]:
    listed = happened(then.graph, now.graph, then.day, now.day)
    told = [(change, (tie,)) for change, tie in listed]
    # What is known is the same here: only the day moves.
    return by_office(told, Holders(now.graph, then.day), Holders(now.graph, now.day))


def _ties(pair: TiePair) -> tuple[Tie, ...]:
    return tuple(tie for tie in (pair.old, pair.new, pair.extra) if tie is not None)


def _ends(*states: State) -> dict[str, tuple[str, str]]:
    return {tie.id: (tie.subject, tie.object) for state in states for tie in state.graph.ties}


def _with_ties(change: Change, ties: Sorted, ends: Mapping[str, tuple[str, str]]) -> Change:
    """Join the ties that came, went or moved with an entity."""
    own = [name for name in change.entities if name in ties.with_entity]
    if not own:
        return change
    before = {name for one in own for name in ties.with_entity[one][0]}
    after = {name for one in own for name in ties.with_entity[one][1]}
    touched = {end for name in (*before, *after) for end in ends[name]}
    return replace(
        change,
        ties_then=tuple(sorted(before)),
        ties_now=tuple(sorted(after)),
        involved=tuple(sorted({*change.involved, *touched})),
    )
