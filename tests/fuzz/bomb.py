"""Load one file with every loader, each under its own suffix; print refusals and peak memory.

Usage: ``python -m tests.fuzz.bomb FILE FOLDER``. Ends with 1 where a loader takes it, or fails
otherwise than in our words.
"""

import sys
from pathlib import Path

from api.load import STARTER_PACK, names
from graph.errors import CorridorsError
from graph.ledger import Ledger
from tests.fuzz.seeds import copies
from tests.fuzz.targets import load_saved_now
from tools.memory import most_mb


def main() -> None:
    bomb, folder = Path(sys.argv[1]), Path(sys.argv[2])
    refused = 0
    with Ledger.open(folder / "ledger.sqlite") as ledger:
        for name in names():
            if name == STARTER_PACK:
                continue
            for suffix in sorted({Path(one).suffix for copy in copies(name) for one in copy}):
                path = folder / f"bomb{suffix}"
                path.hardlink_to(bomb)
                try:
                    load_saved_now(ledger, name, path)
                except CorridorsError as error:
                    told = str(error)
                    assert len(told) < 2_000, f"{name}: an error of {len(told)} characters"
                else:
                    sys.exit(f"{name} takes {bomb}")
                finally:
                    path.unlink()
            refused += 1
    print(refused, most_mb())


if __name__ == "__main__":
    main()
