"""Access levels: who may see a statement.

Every statement carries one level. A question asked at a level gets exactly the answer that a
graph without the higher statements would give, so a level is applied before merging and never
as a filter behind it.
"""

from enum import IntEnum

from graph.errors import InputError


class Level(IntEnum):
    """Public < network < office < protected."""

    PUBLIC = 0
    NETWORK = 1
    OFFICE = 2
    PROTECTED = 3

    @property
    def label(self) -> str:
        """Name in lower case, as people and files write it."""
        return self.name.lower()

    def sees(self, other: "Level") -> bool:
        """Say whether somebody asking at this level may see a statement of the other."""
        return other <= self


def parse_level(text: str) -> Level:
    """Read a level's name, in any case.

    Raises:
        InputError: the text names no level.
    """
    try:
        return Level[text.strip().upper()]
    except KeyError:
        allowed = ", ".join(level.label for level in Level)
        msg = f"{text!r} is no access level. Expected one of: {allowed}."
        raise InputError(msg) from None
