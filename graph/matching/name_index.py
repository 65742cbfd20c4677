"""Which organisation a text names, where many are known: by whole name, then by its core.

Three ways, tried in order, each of which takes a name only where one organisation alone bears it:
the *whole* name; its *core* (no legal form, article or brackets) or half of a name in two
languages; the *core of the text* against these. A name that two bear means neither, on any way:
no likeness, no guess. What it must not do: score, or know a register number.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from graph.matching.organization_names import OrganizationName, organization_name

LONGEST_ACRONYM = 4
"""Letters of a word that is taken for an acronym: too many bear one to go by it alone."""

_K = TypeVar("_K")

SHORTEST = 4
"""Fewest characters of a name that may be recognised; shorter ones are mostly acronyms."""


class Way(StrEnum):
    """How a text was recognised, surest first."""

    WHOLE = "whole name"
    CORE = "name without legal form, article or brackets"
    HALF = "one of two names"


@dataclass(frozen=True, slots=True)
class Named:
    """Who is meant, and by which way that was found."""

    id: str
    way: Way


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Bearers of each whole name, core and half, and how each writes itself; see the module.

    ``preferred`` is how identifiers begin of those who are meant where others bear the name too.
    """

    wholes: Mapping[str, frozenset[str]]
    cores: Mapping[str, frozenset[str]]
    halves: Mapping[str, frozenset[str]]
    written: Mapping[str, tuple[OrganizationName, ...]]
    preferred: str = ""

    @classmethod
    def of(cls, names: Iterable[tuple[str, str]], preferred: str = "") -> "NameIndex":
        """Index pairs of identifier and name, whatever their order."""
        wholes: dict[str, set[str]] = defaultdict(set)
        cores: dict[str, set[str]] = defaultdict(set)
        halves: dict[str, set[str]] = defaultdict(set)
        written: dict[str, tuple[OrganizationName, ...]] = {}
        for one, text in sorted(names):
            name = organization_name(text)
            wholes[name.whole].add(one)
            cores[name.core].add(one)
            for half in name.halves:
                halves[half].add(one)
            written[one] = (*written.get(one, ()), name)
        return cls(_frozen(wholes), _frozen(cores), _frozen(halves), written, preferred)

    def find(self, text: str) -> Named | None:
        """Give the only organisation that a text names, or None."""
        name = organization_name(text)
        whole = self.wholes.get(name.whole)
        if whole:
            return self._only(whole, Way.WHOLE) if len(name.whole) >= SHORTEST else None
        found = self._by_core(name)
        return found if found and self._fits(found.id, name) else None

    def _by_core(self, name: OrganizationName) -> Named | None:
        if not _is_telling(name.core):
            return None
        bearers = self._bearers(name.core)
        if bearers:
            return self._only(bearers, Way.CORE)
        return self._by_half(name)

    def _by_half(self, name: OrganizationName) -> Named | None:
        """Take one half of the text, where the other is its acronym or means the same.

        "Some Network - Its Finnish Branch" is no way to write "Some Network".
        """
        of_halves = {half: self._bearers(half) for half in name.halves}
        known = [bearers for bearers in of_halves.values() if bearers]
        if not known or (len(known) < len(of_halves)) or len(name.acronyms) + len(known) < 2:
            return None
        return self._only(frozenset.intersection(*known), Way.HALF)

    def _bearers(self, core: str) -> frozenset[str]:
        return self.cores.get(core, frozenset()) | self.halves.get(core, frozenset())

    def _fits(self, one: str, name: OrganizationName) -> bool:
        """Say whether some writing of theirs has no other legal form and no other acronym."""
        return any(
            (not (mine.forms and name.forms) or bool(mine.forms & name.forms))
            and (not (mine.acronyms and name.acronyms) or _share(mine.acronyms, name.acronyms))
            for mine in self.written[one]
        )

    def _only(self, bearers: frozenset[str], way: Way) -> Named | None:
        chosen = [one for one in bearers if self.preferred and one.startswith(self.preferred)]
        if len(chosen or bearers) != 1:
            return None
        (one,) = chosen or bearers
        return Named(one, way)


def _is_telling(core: str) -> bool:
    """Say whether a core can name one organisation: neither a number nor a short acronym."""
    return " " in core or (len(core) > LONGEST_ACRONYM and not core.isdigit())


def _share(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    return not {word for one in mine for word in one.split()}.isdisjoint(
        word for one in theirs for word in one.split()
    )


def _frozen(found: dict[_K, set[str]]) -> dict[_K, frozenset[str]]:
    return {key: frozenset(bearers) for key, bearers in found.items()}
