"""Times of exact covers: the fewest of 60 messengers who reach 720 or 75 targets twice.

Usage: ``python bench/bench_covering.py``. Targets are reached by few or many, by a power law, as
on a real map; *even* targets are all reached by the same share, which is the hard case. Prints
medians and 95th percentiles of seeded random instances, how many are proven, and how many more a
greedy choice takes. Everything measured on is invented.
"""

import random
import statistics
import time

from queries.coalitions.covering import greedy_cover, smallest_cover

MESSENGERS, DEMAND, INSTANCES = 60, 2, 10


def main() -> None:
    for targets, share, even in (
        (720, 0.2, False),
        (720, 0.1, False),
        (75, 0.2, False),
        (75, 0.1, False),
        (75, 0.2, True),
    ):
        spent, more, proven = [], [], 0
        for seed in range(INSTANCES if not even else 3):
            cover, demand = instance(seed, targets, share, even=even)
            began = time.perf_counter()
            found = smallest_cover(cover, demand)
            spent.append((time.perf_counter() - began) * 1e3)
            more.append(len(greedy_cover(cover, demand)) - len(found.sets))
            proven += found.at_least == len(found.sets)
        tail = statistics.quantiles(spent, n=20)[-1]
        print(
            f"{targets} targets, {share:.0%}{' even' if even else ''}: "
            f"p50 {statistics.median(spent):.0f} ms, p95 {tail:.0f} ms; {proven} of {len(spent)} "
            f"proven; greedy takes {min(more)} to {max(more)} more"
        )


def instance(
    seed: int, targets: int, share: float, *, even: bool
) -> tuple[list[frozenset[int]], list[int]]:
    rng = random.Random(seed)
    shares = [
        share if even else min(1.0, share * rng.paretovariate(1.4) / 3.5) for _ in range(targets)
    ]
    cover = [
        frozenset(place for place in range(targets) if rng.random() < shares[place])
        for _ in range(MESSENGERS)
    ]
    able = [sum(place in held for held in cover) for place in range(targets)]
    return cover, [min(DEMAND, each) for each in able]


if __name__ == "__main__":
    main()
