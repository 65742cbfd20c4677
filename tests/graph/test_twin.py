"""Which twin runs, and that nobody pays for the compiler who does not need it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.twin import WORTH_COMPILED, Twin, is_compiled, use


@pytest.fixture(autouse=True)
def _auto() -> Iterator[None]:
    """Leave the choice of twin as it was."""
    yield
    use(Twin.AUTO)


@pytest.mark.parametrize(
    ("twin", "arcs", "expected"),
    [
        (Twin.AUTO, 10, False),
        (Twin.AUTO, WORTH_COMPILED, True),
        (Twin.PLAIN, WORTH_COMPILED, False),
        (Twin.COMPILED, 10, True),
    ],
)
def test_twin_is_chosen_by_setting_or_size(twin: Twin, arcs: int, expected: bool) -> None:
    use(twin)
    assert is_compiled(arcs) is expected


def test_search_of_a_small_graph_does_not_load_the_compiler() -> None:
    code = (
        "import sys\nfrom tests.queries.test_kernels import middle_sized\n"
        "assert middle_sized(1).solve()\nprint('numba' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": os.pathsep.join(sys.path)},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        check=True,
    )
    assert done.stdout.strip() == b"False"
