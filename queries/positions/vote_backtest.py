"""Forecasts of held-out ballots by several methods, each told apart by what it knows.

- *before*: only votes that were known earlier (time split: of strictly earlier days);
- *line*: that, and how most others of the member's group vote in this vote, standing for a line
  that the group has announced;
- *result*: how the others of the group voted in this vote, as a share. No forecast: a bound.

Who has no line (non-attached, alone, or others evenly split) is forecast by the method's
counterpart without one. Pure: what is held out is an argument, so nothing here is random.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from queries.positions.reference_votes import NON_ATTACHED
from queries.positions.vote_estimate import DEFAULT, Cast, Shrinkage, Tally, given_line, loyalties
from queries.positions.vote_measure import Forecast


class Method(StrEnum):
    """One way to forecast a ballot, and, in brackets, what it knows."""

    ESTIMATE = "estimate from votes (before)"
    OWN_SHARE = "own earlier share (before)"
    GROUP_SHARE = "group's earlier share (before)"
    GROUP_MAJORITY = "group's earlier majority (before)"
    GLOBAL_SHARE = "everybody's earlier share (before)"
    GLOBAL_MAJORITY = "everybody's earlier majority (before)"
    LINE = "votes as the group's majority (line)"
    LINE_GROUP = "line and the group's loyalty (line)"
    LINE_MEMBER = "line and the member's loyalty (line)"
    SAME_VOTE = "group's share in the same vote (result)"


@dataclass(frozen=True, slots=True)
class VoteCast:
    """One vote: its day and the votes cast in it."""

    vote: str
    day: date
    cast: tuple[Cast, ...]


Forecasts = dict[Method, list[Forecast]]


def by_time(
    votes: Iterable[VoteCast],
    first_day: date,
    *,
    known: Mapping[date, Collection[str]] | None = None,
    skip_group: str | None = None,
    shrinkage: Shrinkage = DEFAULT,
) -> Forecasts:
    """Forecast every vote from ``first_day`` on from votes of strictly earlier days.

    ``known`` names, for a day, the earlier votes that are looked at (None: all of them);
    members of ``skip_group`` are not forecast.
    """
    listed = sorted(votes, key=lambda one: (one.day, one.vote))
    found: Forecasts = {method: [] for method in Method}
    tallies, loyal, at = Tally(), Tally(), 0
    for day in sorted({one.day for one in listed if one.day >= first_day}):
        if known is None:
            while listed[at].day < day:
                _learn(tallies, loyal, listed[at].cast)
                at += 1
        else:
            tallies, loyal = Tally(), Tally()
            for one in listed:
                if one.day < day and one.vote in known[day]:
                    _learn(tallies, loyal, one.cast)
        for one in listed:
            if one.day == day:
                scored = [each for each in one.cast if each.group != skip_group]
                _forecast(found, scored, one.cast, tallies, loyal, shrinkage)
    return found


def by_mask(
    votes: Iterable[VoteCast],
    masked: Collection[tuple[str, str]],
    shrinkage: Shrinkage = DEFAULT,
) -> Forecasts:
    """Forecast masked ballots (vote, member) from all others, those of the same vote included."""
    found: Forecasts = {method: [] for method in Method}
    tallies, loyal = Tally(), Tally()
    listed = sorted(votes, key=lambda one: (one.day, one.vote))
    seen = {
        one.vote: tuple(each for each in one.cast if (one.vote, each.member) not in masked)
        for one in listed
    }
    for one in listed:
        _learn(tallies, loyal, seen[one.vote])
    for one in listed:
        scored = [each for each in one.cast if (one.vote, each.member) in masked]
        _forecast(found, scored, seen[one.vote], tallies, loyal, shrinkage)
    return found


def oriented(votes: Iterable[VoteCast], group: str) -> tuple[VoteCast, ...]:
    """Turn each vote so that yes is what most of a group voted; votes it split on are left out.

    It stands for an office that knows what its own position is in each vote.
    """
    turned = []
    for one in votes:
        balance = sum(1 if each.is_yes else -1 for each in one.cast if each.group == group)
        if balance:
            cast = (replace(each, is_yes=each.is_yes == (balance > 0)) for each in one.cast)
            turned.append(replace(one, cast=tuple(cast)))
    return tuple(turned)


def _learn(tallies: Tally, loyal: Tally, cast: Sequence[Cast]) -> None:
    for one in cast:
        tallies.add(one)
    for one in loyalties(one for one in cast if one.group != NON_ATTACHED):
        loyal.add(one)


def _forecast(
    found: Forecasts,
    scored: Iterable[Cast],
    same_vote: Sequence[Cast],
    tallies: Tally,
    loyal: Tally,
    shrinkage: Shrinkage,
) -> None:
    yes, every = Counter[str](), Counter[str]()
    for one in same_vote:
        yes[one.group] += one.is_yes
        every[one.group] += 1
    own_cast = {(one.vote, one.member) for one in same_vote}
    for one in scored:
        # Its own ballot is never among what it is forecast from.
        own = (one.vote, one.member) in own_cast
        others_yes = yes[one.group] - (own and one.is_yes)
        others = every[one.group] - own
        for method, said in _said(one, others_yes, others, tallies, loyal, shrinkage):
            found[method].append(Forecast(said, one.is_yes))


def _said(
    one: Cast, others_yes: int, others: int, tallies: Tally, loyal: Tally, shrinkage: Shrinkage
) -> Iterator[tuple[Method, float]]:
    made = tallies.estimate(one.member, one.group, one.country, shrinkage)
    overall = tallies.overall()
    of_group = tallies.share("group", one.group)
    yield Method.ESTIMATE, made.mean
    yield Method.OWN_SHARE, tallies.share("member", one.member)
    yield Method.GROUP_SHARE, of_group
    yield Method.GROUP_MAJORITY, float(of_group > 0.5)
    yield Method.GLOBAL_SHARE, overall
    yield Method.GLOBAL_MAJORITY, float(overall > 0.5)
    yield Method.SAME_VOTE, others_yes / others if others else of_group
    if one.group == NON_ATTACHED or others_yes * 2 == others:
        yield Method.LINE, float(of_group > 0.5)
        yield Method.LINE_GROUP, of_group
        yield Method.LINE_MEMBER, made.mean
        return
    line = others_yes * 2 > others
    loyalty = loyal.estimate(one.member, one.group, one.country, shrinkage).mean
    yield Method.LINE, float(line)
    yield Method.LINE_GROUP, given_line(loyal.share("group", one.group), line_is_yes=line)
    yield Method.LINE_MEMBER, given_line(loyalty, line_is_yes=line)
