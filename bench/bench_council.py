"""Times of voting power, minimal sets and scenarios, beside plain counting in the same run.

Usage: ``python -m bench.bench_council [states of the brute force]``. Prints milliseconds; the
brute force over all coalitions runs once, by numpy in blocks. Nothing is asserted but that both
count alike.
"""

import statistics
import sys
import time
from collections.abc import Callable
from datetime import date

import numpy as np

from queries.majorities.council_rules import council_rule_on, thresholds
from queries.majorities.poisson_binomial import at_least, decides
from queries.majorities.power import power
from queries.majorities.voting_game import Game, cheapest_minimal, count_minimal

DAY = date(2026, 6, 1)
PEOPLE = (
    82521653,
    66989083,
    60589445,
    46528024,
    37972964,
    19644350,
    17081507,
    11351727,
    10768193,
    10578820,
    10309573,
    9995153,
    9797561,
    8772865,
    7101859,
    5748769,
    5503297,
    5435343,
    4784383,
    4154213,
    2847904,
    2065895,
    1950116,
    1315635,
    854802,
    590667,
    460297,
)
"""Inhabitants of 27 states on 1 January 2017, Eurostat."""

BLOCK_BITS = 20


def main() -> None:
    states = int(sys.argv[1]) if len(sys.argv) > 1 else 27
    for rule in ("qmv", "reinforced", "simple"):
        timed(f"power, 27 states, {rule}", lambda rule=rule: power(game(rule, PEOPLE)), 30)
    timed("power, 25 of 27 take part", lambda: power(game("qmv", PEOPLE[:25], part=True)), 30)
    compare(states)
    rng = np.random.default_rng(1)
    open_game, costs = game("qmv", PEOPLE), rng.integers(100_000, 4_605_170, 27).tolist()
    for name, played in (("winning", open_game), ("blocking", open_game.blocking())):
        timed(
            f"count minimal {name} sets, 27 open",
            lambda g=played: count_minimal(g, (), range(27)),
            9,
        )
        timed(
            f"10 cheapest {name} sets, 27 open",
            lambda g=played: cheapest_minimal(g, (), range(27), costs, 10),
            9,
        )
    for voters, needed in ((75, 38), (718, 361)):
        chances = rng.uniform(0.2, 0.8, voters)
        draws = rng.uniform(0.2, 0.8, (1000, voters))
        timed(
            f"majority of {voters}, exact", lambda c=chances, n=needed: at_least(c[None, :], n), 9
        )
        timed(f"who decides, {voters}", lambda c=chances, n=needed: decides(c, n), 9)
        timed(f"1000 draws of {voters}", lambda d=draws, n=needed: at_least(d, n), 3)


def game(rule: str, weights: tuple[int, ...], *, part: bool = False) -> Game:
    tests = thresholds(council_rule_on(rule, DAY), weights, all_take_part=not part)
    return Game(weights, tests.need)


def timed(what: str, call: Callable[[], object], times: int) -> float:
    call()
    spent = []
    for _ in range(times):
        started = time.perf_counter()
        call()
        spent.append((time.perf_counter() - started) * 1e3)
    spent.sort()
    middle = statistics.median(spent)
    print(f"  {what}: p50 {middle:.2f} ms, p95 {spent[int(len(spent) * 0.95)]:.2f} ms")
    return middle


def compare(states: int) -> None:
    """Count all coalitions of some states one by one, and say how much longer that takes."""
    played = game("qmv", PEOPLE[:states], part=states < 27)
    ours = timed(f"power, {states} states", lambda: power(played), 9)
    started = time.perf_counter()
    swings, winning = brute_force(played)
    spent = (time.perf_counter() - started) * 1e3
    found = power(played)
    alike = winning == found.winning and swings == [one.swings for one in found.members]
    print(f"  brute force over 2^{states}, numpy: {spent:.0f} ms, {spent / ours:.0f} times ours")
    print(f"  same counts: {alike}")
    if not alike:
        sys.exit("The two ways of counting differ.")


def brute_force(played: Game) -> tuple[list[int], int]:
    """Count swings of each state by visiting every coalition."""
    members = len(played.weights)
    low = min(BLOCK_BITS, members)
    sums, sizes = np.zeros(1, np.int64), np.zeros(1, np.int8)
    for weight in played.weights[:low]:
        sums, sizes = np.concatenate([sums, sums + weight]), np.concatenate([sizes, sizes + 1])
    need, winning = np.array(played.need), 0
    held = [0] * members
    for high in range(1 << (members - low)):
        chosen = [low + at for at in range(members - low) if high >> at & 1]
        weight = sums + sum(played.weights[one] for one in chosen)
        wins = weight >= need[sizes + len(chosen)]
        count = int(np.count_nonzero(wins))
        winning += count
        for one in range(low):
            held[one] += int(np.count_nonzero(wins.reshape(-1, 2, 1 << one)[:, 1]))
        for one in chosen:
            held[one] += count
    # With support never harming, a member's swings are the wins with it less those without.
    return [2 * each - winning for each in held], winning


if __name__ == "__main__":
    main()
