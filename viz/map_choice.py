"""Filters of a map: they hide or fade, never delete, and always say how many are left.

The same rules serve the page, every file made of a view, and the numbers beside each filter.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from graph.iso3166 import country_word
from viz.map_model import Choice, Facet, Map, MapLine, MapPlace, MapTie, kind_key
from viz.style import style_of

_Row = TypeVar("_Row", MapPlace, MapTie, MapLine)
_BANDS = ("strong", "medium", "weak", "cold", "")


def chosen(whole: Map, choice: Choice) -> Map:
    """Mark what a choice shows, and count for each value how many have it and are seen."""
    fitting = [one.focus or _fits_place(one, choice) for one in whole.places]
    seen = {one.id: fits for one, fits in zip(whole.places, fitting, strict=True)}
    shown = [
        _fits_tie(tie, whole.lines[tie.line], choice) and seen[tie.subject] and seen[tie.object]
        for tie in whole.ties
    ]
    pairs = list(zip(whole.ties, shown, strict=True))
    if choice.is_of_ties:
        tied = {end for tie, fits in pairs if fits for end in (tie.subject, tie.object)}
        fitting = [seen[one.id] and (one.focus or one.id in tied) for one in whole.places]
    drawn = {tie.line for tie, fits in pairs if fits}
    made = replace(
        whole,
        places=_marked(whole.places, fitting),
        ties=_marked(whole.ties, shown),
        lines=_marked(whole.lines, [n in drawn for n in range(len(whole.lines))]),
    )
    return replace(made, facets=_facets(made))


def _marked(rows: Sequence[_Row], shown: Sequence[bool]) -> tuple[_Row, ...]:
    """Mark rows; those that say so already stay as they are, which is most of them."""
    return tuple(
        row if row.shown == fits else replace(row, shown=fits)
        for row, fits in zip(rows, shown, strict=True)
    )


def only_shown(whole: Map) -> Map:
    """Give a map of what is shown alone, for files that cannot hide anything."""
    kept = [n for n, one in enumerate(whole.places) if one.shown]
    number = {old: new for new, old in enumerate(kept)}
    lines = [n for n, line in enumerate(whole.lines) if line.shown]
    moved = {old: new for new, old in enumerate(lines)}
    hidden = len(whole.places) - len(kept)
    note = (f"Filters hide {hidden} of {len(whole.places)} actors.",) if hidden else ()
    used = {source for tie in whole.ties if tie.shown for source in tie.sources}
    return replace(
        whole,
        places=tuple(whole.places[n] for n in kept),
        lines=tuple(
            replace(line, low=number[line.low], high=number[line.high])
            for line in (whole.lines[n] for n in lines)
        ),
        ties=tuple(replace(tie, line=moved[tie.line]) for tie in whole.ties if tie.shown),
        sources=tuple(one for one in whole.sources if one.id in used),
        notes=whole.notes + note,
    )


def _fits_place(one: MapPlace, choice: Choice) -> bool:
    if choice.kinds and kind_key(one.kind, one.classification) not in choice.kinds:
        return False
    if choice.groups and one.group is not None and one.group not in choice.groups:
        return False
    return not (choice.countries and one.countries and choice.countries.isdisjoint(one.countries))


def _fits_tie(tie: MapTie, line: MapLine, choice: Choice) -> bool:
    if choice.relations and tie.relation not in choice.relations:
        return False
    if choice.levels and tie.level not in choice.levels:
        return False
    if choice.bands and (line.band or "none") not in choice.bands:
        return False
    return choice.evidence_from is None or tie.evidence_day >= choice.evidence_from


def _facets(whole: Map) -> dict[str, tuple[Facet, ...]]:
    places, ties = whole.places, whole.ties
    words = {
        kind_key(one.kind, one.classification): style_of(one.kind, one.classification).word
        for one in places
    }
    kinds = _counted((kind_key(one.kind, one.classification), one.shown) for one in places)
    bands = _counted((whole.lines[tie.line].band or "none", tie.shown) for tie in ties)
    return {
        "kind": tuple(_facet(one, words[one[0]]) for one in kinds),
        "group": _plain((one.group, one.shown) for one in places if one.group),
        "country": tuple(
            _facet(one, country_word(one[0]))
            for one in _counted((code, one.shown) for one in places for code in one.countries)
        ),
        "relation": tuple(
            _facet(one, one[0].replace("_", " ").lower())
            for one in _counted((tie.relation.value, tie.shown) for tie in ties)
        ),
        "level": _plain((tie.level.label, tie.shown) for tie in ties),
        "band": tuple(
            _facet(one, "carries no request" if one[0] == "none" else one[0])
            for one in sorted(bands, key=lambda one: _BANDS.index(one[0].replace("none", "")))
        ),
    }


def _plain(pairs: Iterable[tuple[str, bool]]) -> tuple[Facet, ...]:
    return tuple(_facet(one, one[0]) for one in _counted(pairs))


def _facet(counted: tuple[str, int, int], word: str) -> Facet:
    value, count, shown = counted
    return Facet(value, word, count, shown)


def _counted(pairs: Iterable[tuple[str, bool]]) -> list[tuple[str, int, int]]:
    """Count values and those shown, the most frequent first."""
    each = Counter(pairs)
    count = {value: each[value, True] + each[value, False] for value, _ in each}
    ranked = sorted(count, key=lambda value: (-count[value], value))
    return [(value, count[value], each[value, True]) for value in ranked]
