"""What a community is called: after whoever of it tells most, in words and not in acronyms.

What it must not do: count or place anything.
"""

import re
from collections.abc import Collection, Sequence
from itertools import islice

from graph.model import Classification, Entity, Kind, Property

LONGEST = 36
"""Letters of a name in a caption."""

_BEST = 8
"""Of so many of the best connected bodies one gives its name."""

_HOLDING = frozenset({Classification.INSTITUTION})
_TELLING_LITTLE = frozenset({Classification.DELEGATION, Classification.NATIONAL_PARTY})
_LEADING = re.compile(r"^Group of the ")
_BRACKETED = re.compile(r"\s*\([^()]*\)\s*$")
_HANGING = re.compile(
    r"(?:[\s,;:/–-]+(?:a|an|and|at|by|for|from|in|of|on|the|to|with))*[\s,;:/–-]*$"
)


def community_name(ranked: Sequence[Entity], size: int, taken: Collection[str] = ()) -> str:
    """Name a community of so many after one of its best connected, who come first.

    A committee, a group or a network says more than a country that all are tied to, a country
    more than a delegation or a party; where there are only people, the first of them. A name that
    is ``taken`` gives way to the next, as long as there is one.
    """
    bodies = (one for one in ranked if one.kind is not Kind.PERSON)
    best = sorted(islice(bodies, _BEST), key=_tier) or list(ranked[:_BEST])
    names = [f"{short_name(one)} and others" if size > 1 else short_name(one) for one in best]
    return next((one for one in names if one not in taken), names[0])


def short_name(entity: Entity) -> str:
    """Name somebody in a few words, for a caption: a file by its number, others at length.

    What is longer than a caption is cut between words.
    """
    known = entity.first(Property.IDENTIFIER) if entity.kind is Kind.DOSSIER else None
    name = _LEADING.sub("", str(known or entity.name))
    if len(name) > LONGEST:
        name = _BRACKETED.sub("", name)
    if len(name) <= LONGEST:
        return name
    words = name[:LONGEST].rsplit(" ", 1)[0]
    return f"{_HANGING.sub('', words)}…"


def _tier(one: Entity) -> int:
    """Say how little a body tells of whoever is around it."""
    if one.classification in _TELLING_LITTLE:
        return 2
    return 1 if one.kind is Kind.AREA or one.classification in _HOLDING else 0
