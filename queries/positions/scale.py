"""The scale of positions: seven steps, and words that are none of them.

``loaders.table_office`` keeps the same words, which a test holds together.
"""

from collections.abc import Mapping
from enum import StrEnum

from graph.errors import InvalidQuestion
from queries.results import Stance


class Position(StrEnum):
    """Seven steps, then what is none: unknown, and two ballots that somebody announced."""

    STRONGLY_FOR = "strongly_for"
    FOR = "for"
    LEAN_FOR = "lean_for"
    NEUTRAL = "neutral"
    LEAN_AGAINST = "lean_against"
    AGAINST = "against"
    STRONGLY_AGAINST = "strongly_against"
    UNKNOWN = "unknown"
    ABSTAIN = "abstain"
    ABSENT = "absent"


_STANCES: Mapping[Position, Stance] = {
    Position.STRONGLY_FOR: Stance.FOR,
    Position.FOR: Stance.FOR,
    Position.AGAINST: Stance.AGAINST,
    Position.STRONGLY_AGAINST: Stance.AGAINST,
    Position.ABSTAIN: Stance.ABSTAIN,
    Position.ABSENT: Stance.ABSENT,
}


def stance_of(position: Position) -> Stance:
    """Give what a position counts as in a vote: who leans or is undecided is still open."""
    return _STANCES.get(position, Stance.UNKNOWN)


def parse_position(text: str) -> Position:
    """Read a word of the scale, however it is joined; *undecided* is neutral.

    Raises:
        InvalidQuestion: it is none; the known ones are named.
    """
    word = "_".join(text.casefold().replace("-", " ").replace("_", " ").split())
    try:
        return Position("neutral" if word == "undecided" else word)
    except ValueError:
        known = ", ".join(Position)
        msg = f"{text!r} is no position. Expected one of: {known}."
        raise InvalidQuestion(msg) from None
