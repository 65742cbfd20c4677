"""A score and its parts: what speaks for two records being one, and against, in points.

Ten points make it ten times likelier, as in Fellegi and Sunter (1969): a part weighs ten times
the decimal logarithm of ``m/u``, where ``m`` is the share of true pairs of which it is so, ``u``
that of pairs of two different ones. Points of parts that say different things add up. The shares
are written out below. For persons they follow what twelve sources of members of the Parliament
show (``bench/bench_identity.py`` prints that), made more cautious where it rests on a handful of
pairs: ``u`` is taken larger, and so is ``m`` of what these sources rarely do, since other sources
write names less well. For organisations they are set by hand: nobody has published who is who
there. What it must not do: decide.
"""

from dataclasses import dataclass
from enum import StrEnum
from math import log10

from graph.identity import Verdict
from graph.matching.organization_names import OrganizationLikeness
from graph.matching.person_names import Likeness


class Trait(StrEnum):
    """What a part of a score is about."""

    PRIOR = "how many there are"
    IDENTIFIER = "identifier"
    NAME = "name"
    COUNTRY = "country"
    GROUP = "political group"
    BORN = "birth date"
    SEAT = "seat"
    SITE = "website"
    CITY = "city"
    FORM = "legal form"
    RIVAL = "others alike"
    THIRD = "through a third"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a score: points for (or against, negative), and the sentence that says why."""

    name: Trait
    points: int
    said: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two records that may mean one, with the score opened to its parts.

    ``score`` is the sum of the parts' points: 0 is even odds, 20 a hundred to one. It rests on
    parts being independent, so it ranks; ``suggestion`` follows further rules (``suggesting``).
    """

    left: str
    right: str
    score: int
    suggestion: Verdict
    parts: tuple[Part, ...]


Shares = tuple[float, float]
"""``m`` and ``u``: shares of true pairs, and of others, of which something is so."""

PERSON_NAME: dict[Likeness, Shares] = {
    Likeness.SAME: (0.95, 2e-6),
    Likeness.SPELT: (0.01, 2e-6),
    Likeness.PART: (0.03, 3e-6),
    Likeness.NEAR: (0.005, 1e-5),
    Likeness.INITIAL: (0.003, 1e-4),
    Likeness.SURNAME: (0.002, 5e-4),
    Likeness.UNLIKE: (0.001, 0.999),
}
ORGANIZATION_NAME: dict[OrganizationLikeness, Shares] = {
    OrganizationLikeness.SAME: (0.5, 1e-6),
    OrganizationLikeness.CORE: (0.25, 2e-6),
    OrganizationLikeness.HALF: (0.05, 3e-6),
    OrganizationLikeness.NEAR: (0.05, 1e-5),
    OrganizationLikeness.ACRONYM: (0.1, 1e-4),
    OrganizationLikeness.UNLIKE: (0.05, 0.999),
}
COUNTRY: tuple[Shares, Shares] = ((0.99, 0.06), (0.01, 0.94))
GROUP: tuple[Shares, Shares] = ((0.98, 0.18), (0.02, 0.82))
SEAT: tuple[Shares, Shares] = ((0.97, 0.55), (0.004, 0.04))
"""In one term, at a time as far as is known; in one term and never at a time."""

BORN: tuple[Shares, Shares, Shares] = ((0.985, 1e-4), (0.01, 4e-3), (0.005, 0.996))
"""The same day; all but day, month or year the same; another day."""

SITE: tuple[Shares, Shares] = ((0.7, 1e-4), (0.3, 0.9999))
CITY: tuple[Shares, Shares] = ((0.8, 0.1), (0.2, 0.9))
FORM: tuple[Shares, Shares] = ((0.8, 0.3), (0.2, 0.7))


def points(shares: Shares) -> int:
    """Give ten times the decimal logarithm of how much likelier something makes it."""
    m, u = shares
    return round(10 * log10(m / u))


def prior(records: int) -> Part:
    """Give the odds before anything is compared: of so many records, one may be meant."""
    count = max(records, 1)
    return Part(Trait.PRIOR, points((1, count)), f"one of {count:,} may be meant")
