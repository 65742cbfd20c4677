"""What a state has said, and how it may then vote: at worst, for planning, at best.

A position frames three cases, as in the Parliament: *low*, whatever is open goes against us;
*middle*, a leaning is followed and the unknown do not support; *high*, whatever is open supports.
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from graph.errors import InvalidQuestion


class Vote(IntEnum):
    """How a state votes, worst for us first."""

    AGAINST = 0
    ABSTAIN = 1
    FOR = 2


class Position(StrEnum):
    """What a state has said. Unknown is not abstaining."""

    FOR = "for"
    LEAN_FOR = "lean-for"
    UNKNOWN = "unknown"
    LEAN_AGAINST = "lean-against"
    AGAINST = "against"
    ABSTAIN = "abstain"


@dataclass(frozen=True, slots=True)
class PositionRange:
    """The votes that a position leaves open; ``words`` is how it was stated."""

    words: str
    low: Vote
    middle: Vote
    high: Vote

    @property
    def is_open(self) -> bool:
        """Say whether the vote is not settled."""
        return self.low != self.high


_VOTES = {
    Position.FOR: (Vote.FOR, Vote.FOR, Vote.FOR),
    Position.LEAN_FOR: (Vote.AGAINST, Vote.FOR, Vote.FOR),
    Position.UNKNOWN: (Vote.AGAINST, Vote.ABSTAIN, Vote.FOR),
    Position.ABSTAIN: (Vote.ABSTAIN, Vote.ABSTAIN, Vote.ABSTAIN),
    Position.LEAN_AGAINST: (Vote.AGAINST, Vote.AGAINST, Vote.FOR),
    Position.AGAINST: (Vote.AGAINST, Vote.AGAINST, Vote.AGAINST),
}
_FROM_WORSE_TO_BETTER = tuple(_VOTES)[::-1]
_ALSO = {
    "for?": Position.LEAN_FOR,
    "against?": Position.LEAN_AGAINST,
    "?": Position.UNKNOWN,
    "strongly-for": Position.FOR,
    "strongly-against": Position.AGAINST,
    "neutral": Position.UNKNOWN,
}

NOT_STATED = PositionRange(Position.UNKNOWN.value, *_VOTES[Position.UNKNOWN])
"""Of whom nothing is known."""


def read_position(text: str) -> PositionRange:
    """Read ``for``, ``lean-against``, ``for?`` (a leaning) or a range such as ``abstain..for``.

    Raises:
        InvalidQuestion: it is none of these, or the range runs from better to worse.
    """
    worst, dots, best = text.partition("..")
    if not dots:
        return PositionRange(_named(text).value, *_VOTES[_named(text)])
    order = _FROM_WORSE_TO_BETTER.index
    if order(_named(worst)) > order(_named(best)):
        msg = f"{text!r} runs from the better to the worse. Write it as {best}..{worst}."
        raise InvalidQuestion(msg)
    low, high = _VOTES[_named(worst)], _VOTES[_named(best)]
    middle = low[1] if low[1] is high[1] else Vote.ABSTAIN
    words = f"{_named(worst).value}..{_named(best).value}"
    return PositionRange(words, low[0], middle, high[2])


def _named(text: str) -> Position:
    word = text.strip().casefold().replace("_", "-").replace(" ", "-")
    try:
        return _ALSO.get(word) or Position(word)
    except ValueError:
        msg = (
            f"{text!r} is no position of a Council member. Expected one of: "
            f"{', '.join(Position)}, or a range such as abstain..for."
        )
        raise InvalidQuestion(msg) from None
