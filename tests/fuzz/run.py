"""Many broken inputs for everything that reads: ``python -m tests.fuzz.run --inputs 100000``.

Prints, a target: how many inputs, how many were taken, how many refused with one of our errors,
how many were faults; seconds, the slowest input, and the process's peak memory. A fault's input
is written to ``--keep``, with its seed. Ends with 1 where there was any.
"""

import argparse
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from graph.errors import CorridorsError
from tests.fuzz.mutate import mutate
from tests.fuzz.seeds import Copy
from tests.fuzz.targets import Target, targets
from tools.memory import most_mb

HANGS_S = 20
"""An input that takes longer is a fault."""


class Hangs(BaseException):
    """Raised by the clock in whatever is running; no target may catch it."""


@dataclass
class Outcome:
    """What became of the inputs of one target; ``faults`` as words, with their seeds."""

    taken: int = 0
    refused: int = 0
    slowest: float = 0.0
    faults: list[str] = field(default_factory=list)


def attack(
    target: Target,
    inputs: int,
    place: Path,
    seed: int = 0,
    keep: Path | None = None,
    hangs_s: int = HANGS_S,
) -> Outcome:
    """Give a target so many broken copies; the same seed gives the same."""
    outcome = Outcome()
    # Without a handler of ours the clock would end the whole process, without a word.
    signal.signal(signal.SIGALRM, _hangs)
    every = [content for copy in target.sound for content in copy.values()]
    for number in range(inputs):
        copy = broken(target.sound, every, random.Random(f"{target.name}/{seed}/{number}"))
        started = time.perf_counter()
        fault = _try(lambda copy=copy: target.run(copy, place), outcome, hangs_s)  # type: ignore[misc]
        outcome.slowest = max(outcome.slowest, time.perf_counter() - started)
        if fault is not None:
            outcome.faults.append(f"{target.name} seed {seed} number {number}: {fault}")
            if keep is not None:
                _keep(copy, keep / f"{target.name.replace(' ', '-')}-{seed}-{number}")
    return outcome


def broken(sound: Sequence[Copy], every: Sequence[bytes], rng: random.Random) -> Copy:
    """Break one file of one copy; now and then one is missing, or holds anything."""
    copy = dict(rng.choice(sound))
    name = rng.choice(sorted(copy))
    if len(copy) > 1 and rng.random() < 0.05:
        del copy[name]
        return copy
    if rng.random() < 0.02:
        copy[name] = rng.randbytes(rng.randrange(300))
        return copy
    copy[name] = mutate(copy[name], every, rng)
    return copy


def _try(run: Callable[[], None], outcome: Outcome, hangs_s: int) -> str | None:
    signal.alarm(hangs_s)
    try:
        run()
    except CorridorsError:
        outcome.refused += 1
    except Hangs:
        return f"takes more than {hangs_s} s"
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        return f"{type(error).__name__}: {error}"[:300]
    else:
        outcome.taken += 1
    finally:
        signal.alarm(0)
    return None


def _keep(copy: Copy, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in copy.items():
        (folder / name).write_bytes(content)


def _hangs(number: int, frame: FrameType | None) -> None:
    raise Hangs


def main() -> None:
    """Run as asked on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=100_000, help="over all targets")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", help="targets whose name holds this")
    parser.add_argument("--keep", type=Path, help="folder for inputs that are faults")
    given = parser.parse_args()
    chosen = [one for one in targets() if not given.only or given.only in one.name]
    each = -(-given.inputs // len(chosen))
    print(
        f"{'target':26}{'inputs':>8}{'taken':>8}{'refused':>8}{'faults':>7}{'s':>7}{'worst':>8}{'MB':>6}"
    )
    total = faults = 0
    for target in chosen:
        with tempfile.TemporaryDirectory(dir=_quick()) as folder:
            started = time.perf_counter()
            outcome = attack(target, each, Path(folder), given.seed, given.keep)
            took = time.perf_counter() - started
        total += each
        faults += len(outcome.faults)
        figures = f"{each:>8}{outcome.taken:>8}{outcome.refused:>8}{len(outcome.faults):>7}"
        print(
            f"{target.name:26}{figures}{took:>7.0f}{outcome.slowest:>8.2f}{most_mb():>6.0f}",
            flush=True,
        )
        for fault in outcome.faults[:5]:
            print(f"    {fault}", flush=True)
    print(f"{total:,} inputs, {faults} faults, at most {most_mb():.0f} MB")
    sys.exit(1 if faults else 0)


def _quick() -> str | None:
    memory = Path("/dev/shm")  # a folder in memory, where the system has one
    return str(memory) if memory.is_dir() else None


if __name__ == "__main__":
    main()
