"""What is known of somebody, as far as it helps to tell whether two records mean one.

Made from a graph (``from_graph``) or by whoever holds two lists. What it must not do: compare.
"""

from dataclasses import dataclass
from datetime import date

from graph.model import Kind


@dataclass(frozen=True, slots=True)
class Spell:
    """A value that held for a time, both days included; None: not known, or no end."""

    value: str
    first: date | None = None
    last: date | None = None

    def meets(self, other: "Spell") -> bool:
        """Say whether the two have a possible day in common."""
        begun = self.first is None or other.last is None or self.first <= other.last
        return begun and (other.first is None or self.last is None or other.first <= self.last)


@dataclass(frozen=True, slots=True)
class Record:
    """One person or organisation as one source has it.

    ``names`` are all writings, the chief one first; ``family`` the surname where the source
    parts it. ``identifiers`` carry their scheme (``ep-person:124936``). ``countries`` are ISO
    alpha-3, ``groups`` codes of political groups with their time, ``seats`` bodies of which this
    is known as a member (the 9th Parliament) with the days of it that are known: a mandate, or
    the day of a meeting held as a member. ``sites`` are hosts of web pages.
    """

    id: str
    kind: Kind
    names: tuple[str, ...]
    family: str = ""
    acronyms: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    groups: tuple[Spell, ...] = ()
    born: date | None = None
    seats: tuple[Spell, ...] = ()
    sites: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
