"""How alike two persons' names are, whatever the order, script or number of given names.

Publishers write ``Given FAMILY``, ``FAMILY Given``, ``Family, Given``, with one surname or two,
with initials, in Greek or Cyrillic. What it must not do: decide who is who; ``scoring`` does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import JaroWinkler

from graph.matching.writing import plain, sound

LEAST_ALIKE = 0.88
"""Jaro–Winkler likeness, 0–1, from which two words may be one word misspelt."""

_PARTICLE_WORDS = "van von der den des del della dalla delle dos das las los ter ten"
_PARTICLES = frozenset(map(sound, _PARTICLE_WORDS.split()))
"""Words of surnames that thousands share; they alone are no surname in common."""

_SHORT = 4
"""Letters of a given name from which a shortened form (``Alex``) counts as like the whole."""


class Likeness(StrEnum):
    """How alike two names of persons are, best first."""

    SAME = "the same words"
    SPELT = "the same words, spelt otherwise"
    PART = "the same words, and more on one side"
    NEAR = "nearly the same words"
    INITIAL = "the same surname and initial"
    SURNAME = "the same surname only"
    UNLIKE = "unlike"


@dataclass(frozen=True, slots=True)
class PersonName:
    """One writing of a name: plain words, sorted; surnames where the writing tells them."""

    words: tuple[str, ...]
    sounds: tuple[str, ...]
    family: frozenset[str]
    given: tuple[str, ...]


def person_name(text: str, family: str = "") -> PersonName:
    """Read a name; words in capitals, before a comma, or given as ``family`` are surnames."""
    surnames = plain(family or _capitals(text) or _before_comma(text)).split()
    words = plain(text).split()
    known = frozenset(map(sound, surnames)) if set(surnames) <= set(words) else frozenset()
    given = tuple(word for word in words if known and sound(word) not in known)
    return PersonName(tuple(sorted(words)), tuple(sorted(map(sound, words))), known, given)


def likeness(one: PersonName, other: PersonName) -> Likeness:
    """Say how alike two names are; symmetric."""
    if one.words == other.words:
        return Likeness.SAME if one.words else Likeness.UNLIKE
    if one.sounds == other.sounds or _joined(one, other):
        return Likeness.SPELT
    short, long = sorted((one, other), key=lambda name: (len(name.words), name.words))
    matched = _matched(short.words, long.words)
    if matched is not None and len(short.words) > 1 and _surnames_fit(one, other):
        return Likeness.PART if matched else Likeness.NEAR
    return _by_surname(one, other)


def _joined(one: PersonName, other: PersonName) -> bool:
    """Say whether they differ by spaces only: ``De la Vega``, ``Delavega``."""
    if len(one.words) == len(other.words):
        return False
    return sorted("".join(one.sounds)) == sorted("".join(other.sounds)) and bool(
        set(one.sounds) & set(other.sounds)
    )


def _matched(short: Sequence[str], long: Sequence[str]) -> bool | None:
    """Find each word of the shorter in the longer.

    Returns True where all are the same words, False where some are only alike, None where one
    is missing.
    """
    left = list(long)
    unmatched = []
    for word in short:
        place = next((at for at, each in enumerate(left) if sound(each) == sound(word)), None)
        if place is None:
            unmatched.append(word)
        else:
            left.pop(place)
    if len(unmatched) == len(short):
        return None  # alike in every word and the same in none: too far for a name
    for word in unmatched:
        place = next((at for at, each in enumerate(left) if _alike(word, each)), None)
        if place is None:
            return None
        left.pop(place)
    return not unmatched


def _alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if (len(short) == 1 or len(short) >= _SHORT) and long.startswith(short):
        return True
    return len(short) > 2 and JaroWinkler.similarity(one, other) >= LEAST_ALIKE


def _surnames_fit(one: PersonName, other: PersonName) -> bool:
    """Say whether surnames, where both sides tell them, have a word in common or alike."""
    if not one.family or not other.family:
        return True
    return any(_alike(a, b) for a in one.family for b in other.family)


def _by_surname(one: PersonName, other: PersonName) -> Likeness:
    common = _surnames(one) & _surnames(other)
    if not any(len(word) > 2 and word not in _PARTICLES for word in common):
        return Likeness.UNLIKE
    initials = {word[0] for word in one.given} & {word[0] for word in other.given}
    return Likeness.INITIAL if initials else Likeness.SURNAME


def _surnames(name: PersonName) -> frozenset[str]:
    return name.family or frozenset(name.sounds)


def _capitals(text: str) -> str:
    words = text.replace("-", " ").split()
    capitals = [
        word for word in words if len(word) > 1 and word == word.upper() and _lettered(word)
    ]
    return " ".join(capitals) if len(capitals) < len(words) else ""


def _lettered(word: str) -> bool:
    return word.lower() != word.upper() and not word.endswith(".")


def _before_comma(text: str) -> str:
    family, comma, given = text.partition(",")
    return family if comma and given.strip() else ""
