"""What earlier votes suggest of a member: a beta-binomial estimate, shrunk to group and country.

Each level is a weighted mean of what was counted and of the level above it, the level above
counting as so many ballots (``Shrinkage``)::

    overall  = (yes + 1) / (ballots + 2)
    group    = (yes of the group   + 200 × overall) / (ballots of the group   + 200)
    country  = (yes of its country +  50 × group)   / (ballots of its country +  50)
    member   = (own yes            +  40 × country) / (own ballots            +  40)

where *country* is that of the group's members from one country. The same arithmetic serves two
questions: how often somebody votes our way, and how often as most others of the group do
(*loyalty*). Pure: no graph, no file, no random source.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Shrinkage:
    """What the level above counts for, in ballots: more pulls harder.

    The values were chosen on the roll calls of 2024 alone; see ``docs/positions.md``.
    """

    group: float = 200.0
    country: float = 50.0
    member: float = 40.0


DEFAULT = Shrinkage()


@dataclass(frozen=True, slots=True)
class Cast:
    """One ballot for or against: group and country as of the day of the vote."""

    vote: str
    member: str
    group: str
    country: str
    is_yes: bool


@dataclass(frozen=True, slots=True)
class Estimate:
    """What is estimated of a member, 0–1 exclusive, and every number it is made of.

    ``group_mean`` and ``country_mean`` are the shrunk levels above; ``yes`` of ``ballots`` are
    the member's own. The rate is taken as Beta(``alpha``, ``beta``).
    """

    mean: float
    group_mean: float
    country_mean: float
    yes: int
    ballots: int
    alpha: float
    beta: float

    def interval(self, share: float = 0.9) -> tuple[float, float]:
        """Give the central interval of the rate; it says nothing of a single vote."""
        # Imported here: scipy costs a tenth of a second that most commands need not pay.
        from scipy.special import betaincinv

        tail = (1.0 - share) / 2.0
        low, high = (float(betaincinv(self.alpha, self.beta, q)) for q in (tail, 1.0 - tail))
        return low, high


@dataclass
class Tally:
    """Counted ballots: (yes, all) overall, by group, by country within a group, by member."""

    yes: Counter[tuple[str, ...]] = field(default_factory=Counter)
    ballots: Counter[tuple[str, ...]] = field(default_factory=Counter)

    @classmethod
    def of(cls, cast: Iterable[Cast]) -> "Tally":
        """Count ballots; their order does not matter."""
        tally = cls()
        for one in cast:
            tally.add(one)
        return tally

    def add(self, one: Cast) -> None:
        """Count one ballot."""
        for key in _keys(one.member, one.group, one.country):
            self.ballots[key] += 1
            self.yes[key] += one.is_yes

    def overall(self) -> float:
        """Give the mean of everybody, never quite 0 or 1."""
        return (self.yes[()] + 1) / (self.ballots[()] + 2)

    def share(self, *key: str) -> float:
        """Give the plain share of a group (``"group", name``) or member, one half if none."""
        return (self.yes[key] + 1) / (self.ballots[key] + 2)

    def estimate(
        self, member: str, group: str, country: str, shrinkage: Shrinkage = DEFAULT
    ) -> Estimate:
        """Estimate a member who sits in a group now; own ballots count from whichever group."""
        _, of_group, of_country, own = _keys(member, group, country)
        group_mean = self._shrunk(of_group, self.overall(), shrinkage.group)
        country_mean = self._shrunk(of_country, group_mean, shrinkage.country)
        yes, ballots = self.yes[own], self.ballots[own]
        return Estimate(
            mean=shrunk(yes, ballots, country_mean, shrinkage.member),
            group_mean=group_mean,
            country_mean=country_mean,
            yes=yes,
            ballots=ballots,
            alpha=yes + shrinkage.member * country_mean,
            beta=ballots - yes + shrinkage.member * (1.0 - country_mean),
        )

    def _shrunk(self, key: tuple[str, ...], prior: float, weight: float) -> float:
        return shrunk(self.yes[key], self.ballots[key], prior, weight)


def shrunk(yes: int, ballots: int, prior: float, weight: float) -> float:
    """Give the mean of ``ballots`` of which ``yes``, and of a prior that counts ``weight``."""
    return (yes + weight * prior) / (ballots + weight)


def loyalties(cast: Iterable[Cast]) -> Iterator[Cast]:
    """Turn ballots into agreements with the line: what most *others* of the group voted.

    Who has no others, or others split evenly, agrees and disagrees with nothing: left out.
    """
    listed = tuple(cast)
    balance: Counter[tuple[str, str]] = Counter()
    for one in listed:
        balance[one.vote, one.group] += _sign(one.is_yes)
    for one in listed:
        others = balance[one.vote, one.group] - _sign(one.is_yes)
        if others:
            agrees = one.is_yes == (others > 0)
            yield Cast(one.vote, one.member, one.group, one.country, agrees)


def given_line(loyalty: float, *, line_is_yes: bool) -> float:
    """Give how likely somebody votes yes whose group's line is known, from the loyalty."""
    return loyalty if line_is_yes else 1.0 - loyalty


def _sign(is_yes: bool) -> int:
    return 1 if is_yes else -1


def _keys(member: str, group: str, country: str) -> tuple[tuple[str, ...], ...]:
    return (), ("group", group), ("country", group, country), ("member", member)
