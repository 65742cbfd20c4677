"""Check the law of levels on many random ledgers: ``python -m tools.level_check --ledgers 200``.

Each ledger is asked every question at a level, and so is the same ledger without the higher
statements; any difference ends the run with exit code 1.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded

from graph.levels import Level
from tests.api.level_law import LEVELS, Batch, Doors, differences, ledgers


def main() -> int:
    """Ask, count, and say what differs."""
    given_ = argparse.ArgumentParser(description=__doc__)
    given_.add_argument("--ledgers", type=int, default=100)
    given_.add_argument("--seed", type=int, default=1)
    wanted = given_.parse_args()
    count: list[int] = []
    problems: list[str] = []
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        doors = Doors(Path(folder))

        @seeded(wanted.seed)
        @settings(
            max_examples=wanted.ledgers,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(ledgers(), LEVELS)
        def check(batches: Sequence[Batch], level: Level) -> None:
            found, asked = differences(doors, batches, level)
            count.append(asked)
            problems.extend(found)

        check()
        doors.close()
    for problem in sorted({one.split("?")[0] + " " + one for one in problems})[:30]:
        print(problem)
    seconds = time.monotonic() - started
    print(
        f"{len(count)} ledgers, {sum(count)} questions each asked of two, "
        f"{len(problems)} differences, {seconds:.0f} s"
    )
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
