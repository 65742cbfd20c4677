"""Rules of majority in the European Parliament, as dated data with their legal basis.

Texts were not at hand when this was written: thresholds follow the Treaties and the Rules of
Procedure from general knowledge and are to be confirmed there before a vote hangs on them.
"""

from dataclasses import dataclass
from datetime import date

from graph.errors import InvalidQuestion


@dataclass(frozen=True, slots=True)
class MajorityRule:
    """One rule, with the day from which it holds.

    ``of_component_members`` asks for more than half of all seats in law, vacant ones included;
    otherwise more than half of the votes cast decide, and abstentions are not cast.
    ``share`` is the part that must be exceeded, as (numerator, denominator).
    """

    key: str
    title: str
    legal_basis: str
    since: date
    of_component_members: bool
    share: tuple[int, int] = (1, 2)

    def needed(self, *, component_members: int, votes_cast: int) -> int:
        """Give the least number of votes for that carries."""
        over, under = self.share
        base = component_members if self.of_component_members else votes_cast
        return base * over // under + 1


RULES = (
    MajorityRule(
        "simple",
        "majority of the votes cast",
        "Art. 231 TFEU; committees likewise by the Rules of Procedure (to be confirmed)",
        date(2009, 12, 1),
        of_component_members=False,
    ),
    MajorityRule(
        "component",
        "majority of the component members",
        "Art. 294(7)(b) and (c) TFEU: rejection or amendment at second reading",
        date(2009, 12, 1),
        of_component_members=True,
    ),
)

COMPONENT_MEMBERS = (
    # (since, seats, legal basis); the newest that holds on the day counts.
    (date(2020, 2, 1), 705, "European Council Decision (EU) 2018/937"),
    (date(2024, 7, 16), 720, "European Council Decision (EU) 2023/2061"),
)
"""Seats of the Parliament in law. Decision numbers from general knowledge, to be confirmed."""


def rule_on(key: str, day: date) -> MajorityRule:
    """Give the rule of a key that holds on a day.

    Raises:
        InvalidQuestion: there is none.
    """
    held = [rule for rule in RULES if rule.key == key and rule.since <= day]
    if not held:
        known = ", ".join(sorted({rule.key for rule in RULES}))
        msg = f"No rule {key!r} is known for {day}. Expected one of: {known}."
        raise InvalidQuestion(msg)
    return max(held, key=lambda rule: rule.since)


def component_members_on(day: date) -> int:
    """Give the Parliament's seats in law on a day.

    Raises:
        InvalidQuestion: the day lies before the first known decision.
    """
    held = [(since, seats) for since, seats, _ in COMPONENT_MEMBERS if since <= day]
    if not held:
        msg = f"The number of seats on {day} is not known here (known since 2020-02-01)."
        raise InvalidQuestion(msg)
    return max(held)[1]
