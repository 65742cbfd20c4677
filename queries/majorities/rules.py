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
    ``share`` is the part that must be exceeded, as (numerator, denominator); with ``at_least`` it
    must be reached. ``and_component`` asks for more than half of all seats in law besides.
    """

    key: str
    title: str
    legal_basis: str
    since: date
    of_component_members: bool
    share: tuple[int, int] = (1, 2)
    at_least: bool = False
    and_component: bool = False

    def needed(self, *, component_members: int, votes_cast: int) -> int:
        """Give the least number of votes for that carries."""
        over, under = self.share
        base = component_members if self.of_component_members else votes_cast
        least = -(-base * over // under) if self.at_least else base * over // under + 1
        return max(least, component_members // 2 + 1) if self.and_component else least


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
    MajorityRule(
        "two-thirds",
        "two thirds of the votes cast, and the majority of the component members",
        "Art. 354(4) TFEU for Art. 7 TEU; Art. 234 TFEU for a motion of censure",
        date(2009, 12, 1),
        of_component_members=False,
        share=(2, 3),
        at_least=True,
        and_component=True,
    ),
)

COMPONENT_MEMBERS = (
    # (since, seats, legal basis); the newest that holds on the day counts.
    (date(2020, 2, 1), 705, "European Council Decision (EU) 2018/937"),
    (date(2024, 7, 16), 720, "European Council Decision (EU) 2023/2061"),
)
"""Seats of the Parliament in law. Decision numbers from general knowledge, to be confirmed."""

QUORUMS = {
    # in plenary or not: the part that must be present, with the legal basis.
    True: ((1, 3), "one third of the component members, Rules of Procedure, to be confirmed"),
    False: ((1, 4), "one quarter of the committee, Rules of Procedure, to be confirmed"),
}
"""Who must be present. A quorum counts only where its lack is established on request."""


def rule_on(key: str, day: date) -> MajorityRule:
    """Give the rule of a key that holds on a day.

    Raises:
        InvalidQuestion: there is none.
    """
    named = [rule for rule in RULES if rule.key == key]
    held = [rule for rule in named if rule.since <= day]
    if not named:
        known = ", ".join(sorted({rule.key for rule in RULES}))
        msg = f"No rule {key!r} is known for the Parliament. Expected one of: {known}."
        raise InvalidQuestion(msg)
    if not held:
        first = min(rule.since for rule in named)
        msg = f"Rule {key!r} is known here since {first}, which is after {day}. Ask a later day."
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


def quorum_of(seats: int, *, in_plenary: bool) -> tuple[int, str]:
    """Give how many must be present, and where that stands."""
    (over, under), basis = QUORUMS[in_plenary]
    return -(-seats * over // under), basis
