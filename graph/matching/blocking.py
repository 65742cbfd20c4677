"""Which pairs are worth comparing at all: those that share a telling word, or a birth date.

Words are those of ``writing.sound``, so that scripts and transliterations meet. A word that many
bear tells nothing and pairs nobody by itself; each record still has its rarest. What it must not
do: compare.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from graph.matching.comparing import Prepared
from graph.matching.writing import sound

MOST_BEARERS = 60
"""Records on one side that may share a word before it stops to pair them."""

_KEYS = 3
"""Rarest words of each name of an organisation that pair it."""

_STEM = 5
"""First letters of a longer word that pair persons in spite of a slip further on."""


def pairs(
    left: Sequence[Prepared], right: Sequence[Prepared] | None
) -> Iterator[tuple[Prepared, Prepared]]:
    """Give each pair worth comparing once; within ``left`` where ``right`` is None."""
    others = left if right is None else right
    of_key: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(others):
        for key in keys(one):
            of_key[key].append(at)
    for at, one in enumerate(left):
        found: set[int] = set()
        for bearers in _telling(one, of_key):
            found.update(bearers)
        for place in sorted(found):
            if right is not None or place > at:
                yield one, others[place]


def keys(one: Prepared) -> frozenset[str]:
    """Give everything by which a record may be paired."""
    found: set[str] = set()
    for name in one.people:
        found.update(name.sounds)
        found.update(f"{word[:_STEM]}…" for word in name.sounds if len(word) > _STEM)
    for known in one.organizations:
        for text in (known.core, *known.halves, *known.acronyms):
            found.update(map(sound, text.split()))
            found.add(f"={text}")
    if one.record.born:
        found.add(f"born {one.record.born}")
    found.update(one.record.identifiers)
    found.update(one.record.sites)
    return frozenset(found)


def _telling(one: Prepared, of_key: dict[str, list[int]]) -> Iterable[list[int]]:
    ranked = sorted((len(of_key.get(key, ())), key) for key in keys(one))
    common = [of_key[key] for count, key in ranked if 0 < count <= MOST_BEARERS]
    return common if one.people else common[: _KEYS + 1]
