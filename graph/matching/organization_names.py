"""How alike two names of organisations are: legal forms, acronyms, two languages.

A name is taken apart once: its words; its *core*, without legal form, article and what stands in
brackets; its *halves*, where it says the same in two languages; its acronyms. What it must not
do: decide who is who, or read two names that share some words as one (``WWF Deutschland`` and
``WWF Österreich`` differ in the word that counts).
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import JaroWinkler

from graph.matching.legal_forms import legal_form, without_form
from graph.matching.places import has_place
from graph.matching.writing import joined, plain, repaired

_ARTICLE_WORDS = "the der die das le la les il lo el los het"
ARTICLES = frozenset(_ARTICLE_WORDS.split())
"""Small words in front that a name may have or lack."""

_AND = frozenset({"and", "und", "et"})
_GENERIC_WORDS = (
    "brussels bruxelles brussel eu european europe office bureau liaison representation "
    "delegation policy public affairs director secretary general president vice head of to the "
    "in for and union group international national association federation department team"
)
_GENERIC = frozenset(_GENERIC_WORDS.split())
_BRANCH_WORDS = (
    "region regional branch chapter section sektion department office bureau buro "
    "representation vertretung delegation unit division landesverband kreisverband ortsverband"
)
_BRANCH = frozenset(_BRANCH_WORDS.split())
_LEAST_HALF = 2
"""Words that half of a name in two languages has at least."""

_LEAST_ALIKE = 0.92
_BRACKET = re.compile(r"[(\[]([^()\[\]]*)[)\]]?")
_BETWEEN = re.compile(r"\s+[-–—]\s*|\s*[–—]\s+|\s*[/|]\s*|\s*[:;]\s+|\s-")
_ACRONYM = re.compile(r"^(?=.*[A-Z].*[A-Z])[A-Z0-9][A-Za-z0-9&+.\-]{1,11}$")
_QUOTES = re.compile(r"[\"“”„«»]")


class OrganizationLikeness(StrEnum):
    """How alike two names of organisations are, best first."""

    SAME = "the same name"
    CORE = "the same name but for legal form, article or brackets"
    HALF = "the same name in one of two languages"
    ACRONYM = "the acronym of one is the other's"
    NEAR = "nearly the same words"
    UNLIKE = "unlike"


@dataclass(frozen=True, slots=True)
class OrganizationName:
    """One name, taken apart; every part as plain words.

    ``core`` may be equal to ``whole``; ``halves`` is empty for a name in one language.
    ``acronyms`` are those the name itself shows, in brackets or beside a dash.
    """

    whole: str
    core: str
    halves: tuple[str, ...]
    acronyms: frozenset[str]
    forms: frozenset[str]


def organization_name(text: str) -> OrganizationName:
    """Take a name apart."""
    text = _QUOTES.sub("", repaired(text)).strip()
    inside = [part.strip() for part in _BRACKET.findall(text) if not has_place(part)]
    # What tells a branch from the whole is part of the name: "Some Network (Finland)".
    outside = _BRACKET.sub(lambda found: f" {found[1]} " if has_place(found[1]) else " ", text)
    words, forms = without_form(_words(outside))
    parts = [part.strip() for part in _BETWEEN.split(outside) if part.strip()]
    shown = [*inside, *(parts if len(parts) > 1 else ())]
    acronyms = {
        " ".join(_words(short)) for short in map(_unformed, shown) if _ACRONYM.match(short)
    }
    halves = () if any(map(_is_branch, shown)) else dict.fromkeys(map(_core, shown))
    core = " ".join(words) or plain(text)
    return OrganizationName(
        plain(text),
        core,
        tuple(half for half in halves if half != core and _is_half(half)),
        frozenset(acronyms - {""}),
        forms,
    )


def _unformed(part: str) -> str:
    """Leave out a legal form behind the first word: ``ZVEI e.V.`` is the acronym ``ZVEI``."""
    first, _, rest = part.partition(" ")
    return first if legal_form(joined(tuple(plain(rest).split()))) else part


def _is_branch(part: str) -> bool:
    """Say whether part of a name says which branch of an organisation is meant."""
    words = set(plain(part).split())
    return not _BRANCH.isdisjoint(words) or _GENERIC.issuperset(words) or has_place(part)


def _is_half(words: str) -> bool:
    """Say whether part of a name can be a name: not one word, nor "Brussels Office"."""
    parts = words.split()
    return len(parts) >= _LEAST_HALF and not _GENERIC.issuperset(parts)


def core(text: str) -> str:
    """Give a name without legal form, article and brackets, as plain words."""
    return organization_name(text).core


def goes_on(text: str) -> bool:
    """Say whether a text behind a comma goes on with a name: a legal form, or which branch."""
    words = joined(tuple(plain(_BRACKET.sub(" ", text)).split()))
    return legal_form(words) is not None or (bool(words) and words[0] in _BRANCH)


def without_small_words(text: str) -> str:
    """Write a text as the core of a name is written, with everything in it."""
    return " ".join(_words(_BRACKET.sub(r" \1 ", repaired(text))))


def initials(core_words: str) -> frozenset[str]:
    """Give the first letters of a name's words, with and without small words."""
    words = core_words.split()
    long = [word for word in words if len(word) > 3]
    return frozenset("".join(word[0] for word in each) for each in (words, long) if len(each) > 1)


def organization_likeness(one: OrganizationName, other: OrganizationName) -> OrganizationLikeness:
    """Say how alike two names are; symmetric."""
    if one.whole == other.whole:
        return OrganizationLikeness.SAME
    if one.core == other.core:
        return OrganizationLikeness.CORE
    mine, theirs = {one.core, *one.halves}, {other.core, *other.halves}
    if mine & theirs:
        return OrganizationLikeness.HALF
    if _alike(one.core, other.core):
        return OrganizationLikeness.NEAR
    if (one.acronyms & {other.core, other.whole, *other.acronyms}) or (
        other.acronyms & {one.core, one.whole}
    ):
        return OrganizationLikeness.ACRONYM
    return OrganizationLikeness.UNLIKE


def _alike(one: str, other: str) -> bool:
    """Say whether each word has a like one on the other side, and most are the same.

    A word that is wholly another one is what tells two branches of one family apart.
    """
    mine, theirs = one.split(), other.split()
    if abs(len(mine) - len(theirs)) > 0 or len(one) < 8:
        return False
    left, right = sorted(set(mine) - set(theirs)), sorted(set(theirs) - set(mine))
    if not left or len(left) != len(right) or len(left) * 2 > len(mine) + 1:
        return False
    return all(
        min(len(a), len(b)) > 3
        and not any(letter.isdigit() for letter in a + b)
        and JaroWinkler.similarity(a, b) >= _LEAST_ALIKE
        for a, b in zip(left, right, strict=True)
    )


def _core(text: str) -> str:
    words, _ = without_form(_words(text))
    return " ".join(words)


def _words(text: str) -> tuple[str, ...]:
    written = re.sub(r"\s*[&+]\s*", " and ", text) if not _ACRONYM.match(text) else text
    words = joined(tuple(plain(written).split()))
    kept = tuple(word for word in words if word not in ARTICLES)
    named = tuple("and" if word in _AND else word for word in kept)
    return named or words
