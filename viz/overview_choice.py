"""Filters of an overview: the same rules and words as on a map, counted over whole columns.

A filter marks who is in sight; it divides and places nothing anew.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from graph.iso3166 import country_word
from graph.model import Kind
from graph.snapshot import Snapshot
from queries.rosters import Rosters
from viz.map_model import Choice, Facet, kind_key
from viz.overview_ground import Ground, Numbers
from viz.style import style_of

Flags = NDArray[np.bool_]

_BANDS = ("strong", "medium", "weak", "cold", "none")


@dataclass(frozen=True, slots=True, eq=False)
class _Column:
    """One value an actor or tie: ``codes`` are places in ``values``, -1 where none is known."""

    values: tuple[str, ...]
    codes: Numbers


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """What filters ask of actors and of the ties of the day.

    ``country_of`` and ``country`` are pairs, as somebody may have several. ``newest`` are days as
    ordinals. ``months`` are those in which ties began, on whatever day they end, with their ends.
    """

    kind: _Column
    words: Mapping[str, str]
    group: _Column
    country: _Column
    country_of: Numbers
    relation: _Column
    level: _Column
    band: _Column
    newest: Numbers
    months: _Column
    month_ends: Numbers


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What a choice shows: actors by place, ties by place among the ground's, steps likewise."""

    actors: Flags
    ties: Flags
    steps: Flags


_kept: WeakKeyDictionary[Ground, Columns] = WeakKeyDictionary()


def columns_of(snapshot: Snapshot, rosters: Rosters, ground: Ground, as_of: date) -> Columns:
    """Give the columns of a graph on a day; kept with its ground, but for what rules weigh."""
    known = _kept.get(ground)
    if known is None:
        known = _kept[ground] = _read(rosters, ground, as_of)
    return replace(known, band=_bands(snapshot, ground, as_of))


def _read(rosters: Rosters, ground: Ground, as_of: date) -> Columns:
    graph = rosters.graph
    entities = tuple(graph.entities.values())
    held = [graph.ties[place] for place in ground.tie_places.tolist()]
    kinds = [kind_key(one.kind, one.classification) for one in entities]
    countries = [
        (number, code)
        for number, one in enumerate(entities)
        for code in sorted(rosters.countries(one.id, as_of))
    ]
    begun = [tie for tie in graph.ties if tie.subject != tie.object and tie.period.start]
    index = ground.index
    ends = [(index[tie.subject], index[tie.object]) for tie in begun]
    return Columns(
        kind=_column(kinds),
        words={
            key: style_of(one.kind, one.classification).word
            for key, one in zip(kinds, entities, strict=True)
        },
        group=_column(
            rosters.group(one.id, as_of) if one.kind is Kind.PERSON else None for one in entities
        ),
        country=_column(code for _, code in countries),
        country_of=np.array([number for number, _ in countries], dtype=np.int64),
        relation=_column(tie.relation.value for tie in held),
        level=_column(tie.level.label for tie in held),
        band=_Column((), ground.step_of),
        newest=np.array(
            [max(piece.day for piece in tie.evidence).toordinal() for tie in held], dtype=np.int64
        ),
        months=_column(tie.period.start.isoformat()[:7] for tie in begun if tie.period.start),
        month_ends=np.array(ends, dtype=np.int64).reshape(-1, 2),
    )


def seen_of(ground: Ground, columns: Columns, choice: Choice) -> Seen:
    """Mark what a choice shows; where it speaks of ties, only whoever has one is in sight."""
    low, high = ground.low[ground.step_of], ground.high[ground.step_of]
    actors = np.ones(len(ground.ids), dtype=np.bool_)
    if choice.kinds:
        actors &= _among(columns.kind, choice.kinds)
    if choice.groups:
        actors &= _among(columns.group, choice.groups) | (columns.group.codes < 0)
    if choice.countries:
        known = np.zeros(len(actors), dtype=np.bool_)
        known[columns.country_of] = True
        fits = np.zeros(len(actors), dtype=np.bool_)
        fits[columns.country_of[_among(columns.country, choice.countries)]] = True
        actors &= fits | ~known
    ties = actors[low] & actors[high]
    if choice.relations:
        ties &= _among(columns.relation, {one.value for one in choice.relations})
    if choice.levels:
        ties &= _among(columns.level, {one.label for one in choice.levels})
    if choice.bands:
        ties &= _among(columns.band, choice.bands)
    if choice.evidence_from is not None:
        ties &= columns.newest >= choice.evidence_from.toordinal()
    if choice.is_of_ties:
        tied = np.zeros(len(actors), dtype=np.bool_)
        tied[low[ties]] = tied[high[ties]] = True
        actors &= tied
    steps = np.zeros(len(ground.low), dtype=np.bool_)
    steps[ground.step_of[ties]] = True
    return Seen(actors, ties, steps)


def facets_of(
    ground: Ground, columns: Columns, members: Numbers, seen: Seen
) -> dict[str, tuple[Facet, ...]]:
    """Count, for some actors and the ties between them, each value and how many of it are seen."""
    there = np.zeros(len(ground.ids), dtype=np.bool_)
    there[members] = True
    ties = ground.inside(members)[ground.step_of]

    def of_actors(column: _Column, word: Callable[[str], str]) -> tuple[Facet, ...]:
        return _facets(column, there, seen.actors, word)

    def of_ties(column: _Column, word: Callable[[str], str]) -> tuple[Facet, ...]:
        return _facets(column, ties, seen.ties, word)

    country_there, country_seen = there[columns.country_of], seen.actors[columns.country_of]
    bands = of_ties(
        columns.band, lambda band: "carries no request" if band == "none" else str(band)
    )
    return {
        "kind": of_actors(columns.kind, lambda key: columns.words[key]),
        "group": of_actors(columns.group, str),
        "country": _facets(
            columns.country,
            country_there,
            country_seen,
            country_word,
        ),
        "relation": of_ties(columns.relation, lambda one: one.replace("_", " ").lower()),
        "level": of_ties(columns.level, str),
        "band": tuple(sorted(bands, key=lambda one: _BANDS.index(one.value))),
    }


def begun_of(ground: Ground, columns: Columns, members: Numbers) -> tuple[tuple[str, int], ...]:
    """Count, for each month, the ties between some actors that began in it."""
    there = np.zeros(len(ground.ids), dtype=np.bool_)
    there[members] = True
    between = there[columns.month_ends].all(axis=1)
    counts = np.bincount(columns.months.codes[between], minlength=len(columns.months.values))
    return tuple(
        (month, count)
        for month, count in sorted(zip(columns.months.values, counts.tolist(), strict=True))
        if count
    )


def _facets(
    column: _Column, there: Flags, shown: Flags, word: Callable[[str], str]
) -> tuple[Facet, ...]:
    known = there & (column.codes >= 0)
    size = len(column.values)
    counts = np.bincount(column.codes[known], minlength=size).tolist()
    seen = np.bincount(column.codes[known & shown], minlength=size).tolist()
    found = [
        Facet(value, word(value), count, own)
        for value, count, own in zip(column.values, counts, seen, strict=True)
        if count
    ]
    return tuple(sorted(found, key=lambda one: (-one.count, one.value)))


def _column(values: Iterable[str | None]) -> _Column:
    listed = list(values)
    known = sorted({one for one in listed if one is not None})
    code: dict[str | None, int] = {one: number for number, one in enumerate(known)}
    return _Column(tuple(known), np.array([code.get(one, -1) for one in listed], dtype=np.int64))


def _among(column: _Column, chosen: Iterable[str]) -> Flags:
    wanted = frozenset(chosen)
    fits = np.array([one in wanted for one in column.values] + [False], dtype=np.bool_)
    return fits[column.codes]


def _bands(snapshot: Snapshot, ground: Ground, as_of: date) -> _Column:
    """Name how strong each tie's step is: as on a map, "none" where it carries no request."""
    strengths = _strengths(snapshot, ground, as_of)
    values, codes = np.unique(strengths, return_inverse=True)
    names = [snapshot.model.band(one) if one > 0 else "none" for one in values.tolist()]
    number = np.array([_BANDS.index(one) for one in names], dtype=np.int64)
    return _Column(_BANDS, number[codes][ground.step_of] if len(values) else ground.step_of)


def _strengths(snapshot: Snapshot, ground: Ground, as_of: date) -> NDArray[np.float64]:
    """Give the strength of each step, 0 where none is known."""
    count = max(len(snapshot.ids), 1)
    place = np.array([snapshot.index[one] for one in ground.ids], dtype=np.int64)
    tails = np.repeat(np.arange(len(snapshot.ids)), np.diff(snapshot.indptr))
    arcs = tails * count + np.asarray(snapshot.heads, dtype=np.int64)
    wanted = place[ground.low] * count + place[ground.high]
    at = np.searchsorted(arcs, wanted)
    known = at < len(arcs)
    known[known] = arcs[at[known]] == wanted[known]
    strengths = np.zeros(len(wanted))
    arc_pair = np.asarray(snapshot.arc_pair)
    weighed = np.asarray(snapshot.costs(as_of).strengths, dtype=np.float64)
    strengths[known] = weighed[arc_pair[at[known]]]
    return strengths
