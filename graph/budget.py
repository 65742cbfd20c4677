"""How large an answer may grow: counted while it is read, so that it never fills the memory."""

from graph.errors import QueryFailed

ANSWER_UNITS = 20_000_000
"""Characters of an answer; a number, a date or a place in a list counts as 16."""

UNIT = 16


class Budget:
    """What is left for one answer."""

    __slots__ = ("_left", "_whole")

    def __init__(self, units: int = ANSWER_UNITS) -> None:
        """Begin with all of it."""
        self._whole = self._left = units

    def spend(self, units: int) -> None:
        """Take a part for a value that is about to be read.

        Raises:
            QueryFailed: the answer is too large.
        """
        self._left -= units
        if self._left < 0:
            msg = (
                f"The answer is larger than {self._whole // 1_000_000} million characters and was "
                "given up. Return fewer columns, properties instead of whole nodes, counts "
                "instead of lists, or fewer rows."
            )
            raise QueryFailed(msg)
