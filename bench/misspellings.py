# ruff: noqa: RUF001 - letters of several scripts are what this is about
"""Misspellings of real names, made by rule from a seed: as people mishear, mistype and shorten.

Made without looking at the search that they try. Each kind is one habit; the share of each is the
same. A family name alone is used only where one person bears it.
"""

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

NEIGHBOURS = {
    row[at]: row[max(at - 1, 0) : at] + row[at + 1 : at + 2]
    for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm")
    for at in range(len(row))
}
HEARD = (
    ("ph", "f"), ("f", "ph"), ("ck", "k"), ("c", "k"), ("k", "c"), ("y", "i"), ("i", "y"),
    ("w", "v"), ("v", "w"), ("z", "s"), ("s", "z"), ("th", "t"), ("ou", "u"), ("u", "ou"),
    ("x", "ks"), ("sch", "sh"), ("sh", "sch"), ("cz", "ch"), ("gn", "ny"), ("ei", "ai"),
    ("ai", "ei"), ("oe", "o"), ("ie", "i"), ("tz", "ts"), ("j", "y"), ("qu", "k"), ("h", ""),
)  # fmt: skip
SPELT = {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "č": "ch", "š": "sh", "ž": "zh",
         "ć": "c", "ł": "l", "ñ": "ny", "ß": "ss", "ş": "sh", "ţ": "ts", "ț": "ts", "ș": "sh",
         "đ": "dj", "æ": "ae", "ç": "s", "ő": "o", "ű": "u", "ı": "i"}  # fmt: skip
GREEK = {"α": "a", "β": "v", "γ": "gh", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th",
         "ι": "i", "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p",
         "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "y", "φ": "f", "χ": "h", "ψ": "ps",
         "ω": "w"}  # fmt: skip
CYRILLIC = dict(zip("абвгдезийклмнопрстуфхцъь", "abvgdeziiklmnoprstufhcay", strict=True)) | {
    "ж": "j", "ч": "tch", "ш": "ch", "щ": "sht", "ю": "iu", "я": "ia"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """A person as the publisher writes it; ``original`` in its own script, if that is another."""

    id: str
    given: str
    family: str
    original: str | None = None


@dataclass(frozen=True, slots=True)
class Misspelt:
    """What somebody typed, of which kind, and who was meant."""

    typed: str
    kind: str
    meant: str


def misspell(people: Sequence[Named], count: int, seed: int = 20261125) -> list[Misspelt]:
    """Make so many misspellings, of all kinds in turn, each of a person drawn by the seed."""
    rng = random.Random(seed)
    families = Counter(plain(one.family) for one in people)
    made: list[Misspelt] = []
    kinds = list(KINDS.items())
    while len(made) < count:
        kind, make = kinds[len(made) % len(kinds)]
        person = rng.choice(people)
        if kind in ALONE and (families[plain(person.family)] > 1 or len(person.family) < 5):
            continue
        typed = make(person, rng)
        if typed is not None and plain(typed) not in (right(person), right(person, turned=True)):
            made.append(Misspelt(typed, kind, person.id))
    return made


def plain(text: str) -> str:
    """Take marks and case off."""
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in split if not unicodedata.combining(char))


def right(person: Named, *, turned: bool = False) -> str:
    first, last = (person.family, person.given) if turned else (person.given, person.family)
    return plain(f"{first} {last}")


def _slip(word: str, rng: random.Random) -> str:
    at = rng.randrange(1, max(2, len(word) - 1))
    how = rng.randrange(4)
    if how == 0:
        return word[:at] + word[at + 1 :]
    if how == 1:
        return word[:at] + word[at] * 2 + word[at + 1 :]
    if how == 2 and at + 1 < len(word):
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    near = NEIGHBOURS.get(word[at], "e")
    return word[:at] + rng.choice(near) + word[at + 1 :]


def _longest(words: list[str]) -> int:
    return max(range(len(words)), key=lambda at: len(words[at]))


def _slipped(text: str, rng: random.Random) -> str | None:
    words = plain(text).split()
    at = _longest(words)
    if len(words[at]) < 4:
        return None
    words[at] = _slip(words[at], rng)
    return " ".join(words)


def one_slip(person: Named, rng: random.Random) -> str | None:
    return _slipped(f"{person.given} {person.family}", rng)


def two_slips(person: Named, rng: random.Random) -> str | None:
    given, family = _slipped(person.given, rng), _slipped(person.family, rng)
    return f"{given} {family}" if given and family else None


def turned(person: Named, rng: random.Random) -> str | None:
    family = _slipped(person.family, rng)
    return f"{family} {plain(person.given)}" if family else None


def family_alone(person: Named, rng: random.Random) -> str | None:
    return _slipped(person.family, rng)


def heard(person: Named, rng: random.Random) -> str | None:
    family = _heard(plain(person.family), rng)
    return f"{plain(person.given)} {family}" if family else None


def heard_alone(person: Named, rng: random.Random) -> str | None:
    return _heard(plain(person.family), rng)


def _heard(word: str, rng: random.Random) -> str | None:
    rules = [(was, now) for was, now in HEARD if was in word[1:]]
    if not rules:
        return None
    was, now = rng.choice(rules)
    return word[0] + word[1:].replace(was, now, 1)


def spelt_out(person: Named, rng: random.Random) -> str | None:
    del rng
    written = f"{person.given} {person.family}".casefold()
    typed = "".join(SPELT.get(char, char) for char in written)
    return plain(typed) if typed != written else None


def initial(person: Named, rng: random.Random) -> str | None:
    family = _slipped(person.family, rng)
    return f"{plain(person.given)[0]}. {family}" if family else None


def joined(person: Named, rng: random.Random) -> str | None:
    del rng
    family = re.sub(r"[\s'’-]+", "", plain(person.family))
    changed = family != plain(person.family)
    return f"{plain(person.given)} {family}" if changed else None


def part(person: Named, rng: random.Random) -> str | None:
    words = re.split(r"[\s-]+", plain(person.family))
    given = plain(person.given).split()
    if len(words) == 1 and len(given) == 1:
        return None
    word = _slipped(words[0] if len(words[0]) > 3 else words[-1], rng)
    return f"{given[0]} {word}" if word else None


def own_script(person: Named, rng: random.Random) -> str | None:
    del rng
    if person.original is None:
        return None
    letters = GREEK | CYRILLIC
    return "".join(letters.get(char, char) for char in plain(person.original))


KINDS: dict[str, Callable[[Named, random.Random], str | None]] = {
    "one slip": one_slip,
    "two slips": two_slips,
    "family first, a slip": turned,
    "family alone, a slip": family_alone,
    "as heard": heard,
    "family alone, as heard": heard_alone,
    "marks spelt out": spelt_out,
    "initial and a slip": initial,
    "words joined": joined,
    "part of the name, a slip": part,
    "own script, other letters": own_script,
}
ALONE = frozenset({"family alone, a slip", "family alone, as heard"})
"""Kinds that leave the given name out."""
