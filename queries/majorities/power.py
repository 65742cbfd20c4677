"""Formal voting weight: how often each member decides, over all coalitions, as exact numbers.

Banzhaf: ``swings`` counts coalitions that win with a member and lose without it; *absolute* is
that over 2^(n-1), *normalised* over everybody's swings. Coleman: the *power to prevent* is swings
over winning coalitions, *to initiate* over losing ones. Shapley–Shubik: the share of orders of
arrival in which the member turns losing into winning; these sum to exactly 1.

All coalitions count alike: positions, alliances and habits are ignored. That is why this is called
formal voting weight and stands beside, not instead of, what declared positions leave open.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import factorial

from queries.majorities.voting_game import Game, tally

LABEL = "formal voting weight: every coalition counts alike, positions are ignored"


@dataclass(frozen=True, slots=True)
class Power:
    """The indices of one member, exact."""

    swings: int
    absolute: Fraction
    normalised: Fraction
    prevents: Fraction
    initiates: Fraction
    shapley: Fraction


@dataclass(frozen=True, slots=True)
class Powers:
    """The indices of all members, in the game's order, and how many coalitions win."""

    members: tuple[Power, ...]
    winning: int
    coalitions: int


def power(game: Game) -> Powers:
    """Compute every index of every member by counting all coalitions.

    A share of nothing (no coalition wins, none loses, nobody ever decides) is given as 0.
    """
    members = len(game.weights)
    counts = tally(game.weights, game.need)
    of_size = [int(each) for each in counts.of_size]
    winning, coalitions = sum(of_size), 2**members
    swings = []
    for row in counts.with_member:
        held = [int(each) for each in row]
        # Winning sets of size k with the member, less those that win without it already.
        swings.append([held[k] - (of_size[k - 1] - held[k - 1]) for k in range(1, members + 1)])
    total = sum(sum(each) for each in swings)
    orders = [factorial(k) * factorial(members - 1 - k) for k in range(members)]
    return Powers(
        tuple(
            Power(
                swings=sum(each),
                absolute=Fraction(sum(each), 2 ** (members - 1)),
                normalised=_share(sum(each), total),
                prevents=_share(sum(each), winning),
                initiates=_share(sum(each), coalitions - winning),
                shapley=Fraction(
                    sum(count * order for count, order in zip(each, orders, strict=True)),
                    factorial(members),
                ),
            )
            for each in swings
        ),
        winning,
        coalitions,
    )


def _share(part: int, whole: int) -> Fraction:
    return Fraction(part, whole) if whole else Fraction(0)
