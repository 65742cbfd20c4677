"""Rules of majority in the Council, as dated data with their legal basis.

Texts were not at hand when this was written, but for Art. 238(3) TFEU: the other thresholds follow
the Treaties from general knowledge and are to be confirmed there before a vote hangs on them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from graph.errors import InvalidQuestion


@dataclass(frozen=True, slots=True)
class CouncilRule:
    """One rule, with the day from which it holds.

    At least ``members_pct`` of the members must support, or with ``more_than`` more than that;
    they must hold at least ``population_pct`` of the population (None: no such test). With
    ``blocking_clause`` fewer opponents than a blocking minority's least number never block.
    ``partial_basis`` is where the rule stands for votes in which not all take part (None: none
    is known). ``abstention_supports`` where an abstention does not stand in the way.
    """

    key: str
    title: str
    legal_basis: str
    partial_basis: str | None
    since: date
    members_pct: int
    population_pct: int | None
    more_than: bool = False
    blocking_clause: bool = False
    abstention_supports: bool = False


@dataclass(frozen=True, slots=True)
class Thresholds:
    """A rule worked out for some members and their populations.

    ``members`` and ``population`` are the least numbers that carry (None: no test of population).
    Fewer opponents than ``blocking_members`` never block (None: no such clause). ``need`` gives
    for each number of supporters, 0 to all, the least population with which they carry; one more
    than everybody's where they never do.
    """

    members: int
    population: int | None
    blocking_members: int | None
    need: tuple[int, ...]


RULES = (
    CouncilRule(
        "qmv",
        "qualified majority, on a proposal of the Commission or the High Representative",
        "Art. 16(4) TEU",
        "Art. 238(3)(a) TFEU",
        date(2014, 11, 1),
        members_pct=55,
        population_pct=65,
        blocking_clause=True,
    ),
    CouncilRule(
        "reinforced",
        "qualified majority without such a proposal",
        "Art. 238(2) TFEU",
        "Art. 238(3)(b) TFEU",
        date(2014, 11, 1),
        members_pct=72,
        population_pct=65,
    ),
    CouncilRule(
        "simple",
        "majority of the component members",
        "Art. 238(1) TFEU",
        None,
        date(2009, 12, 1),
        members_pct=50,
        population_pct=None,
        more_than=True,
    ),
    CouncilRule(
        "unanimity",
        "unanimity; an abstention does not prevent it",
        "Art. 238(4) TFEU",
        "Art. 238(4) and Art. 330 TFEU",
        date(2009, 12, 1),
        members_pct=100,
        population_pct=None,
        abstention_supports=True,
    ),
)

BLOCKING_MEMBERS = 4
"""The least members of a blocking minority where all take part: Art. 16(4) TEU."""

NICE_ON_REQUEST_UNTIL = date(2017, 3, 31)
"""Until then one member could ask for the weighted votes of Nice: Art. 3(2) of Protocol 36."""

IRELAND = "country:IRL"
JUSTICE_AND_HOME_AFFAIRS = (
    ("country:DNK", "Protocol 22: takes no part"),
    (IRELAND, "Protocol 21: takes no part unless it opts in"),
)
"""Who stays out of measures under Title V of Part Three TFEU. From general knowledge."""

LEFT = (("country:GBR", date(2020, 1, 31)),)
"""States that left, with their last day in the Council."""


def council_rule_on(key: str, day: date) -> CouncilRule:
    """Give the rule of a key that holds on a day.

    Raises:
        InvalidQuestion: there is none, or the day lies before it.
    """
    named = [rule for rule in RULES if rule.key == key]
    if not named:
        known = ", ".join(rule.key for rule in RULES)
        msg = f"No rule {key!r} is known for the Council. Expected one of: {known}."
        raise InvalidQuestion(msg)
    held = [rule for rule in named if rule.since <= day]
    if not held:
        first = min(rule.since for rule in named)
        msg = f"Rule {key!r} is known here since {first}, which is after {day}. Ask a later day."
        raise InvalidQuestion(msg)
    return max(held, key=lambda rule: rule.since)


def basis_of(rule: CouncilRule, *, all_take_part: bool) -> str:
    """Give where the rule stands for a vote of all, or of some.

    Raises:
        InvalidQuestion: the rule counts all members, so nobody can be left out.
    """
    if all_take_part:
        return rule.legal_basis
    if rule.partial_basis is None:
        msg = (
            f"Rule {rule.key!r} ({rule.legal_basis}) counts all members of the Council. "
            "Leave nobody out, or choose another rule."
        )
        raise InvalidQuestion(msg)
    return rule.partial_basis


def thresholds(rule: CouncilRule, weights: Sequence[int], *, all_take_part: bool) -> Thresholds:
    """Work a rule out for members with these populations, in whole numbers.

    Raises:
        InvalidQuestion: there are no members.
    """
    if not weights:
        msg = "Nobody takes part in this vote. Leave out fewer states."
        raise InvalidQuestion(msg)
    count, total = len(weights), sum(weights)
    members = -(-rule.members_pct * count // 100)
    if rule.more_than:
        members = rule.members_pct * count // 100 + 1
    percent = rule.population_pct
    population = None if percent is None else -(-percent * total // 100)
    blocking = None
    if rule.blocking_clause:
        blocking = BLOCKING_MEMBERS if all_take_part else fewest_above(weights, 35) + 1
    need = []
    for supporters in range(count + 1):
        attained = blocking is not None and count - supporters < blocking
        least = 0 if attained else (population or 0) if supporters >= members else total + 1
        need.append(least)
    return Thresholds(members, population, blocking, tuple(need))


def fewest_above(weights: Sequence[int], percent: int) -> int:
    """Give the least number of members that together hold more than a percentage."""
    total, held = sum(weights), 0
    for count, weight in enumerate(sorted(weights, reverse=True), 1):
        held += weight
        if 100 * held > percent * total:
            return count
    return len(weights)
