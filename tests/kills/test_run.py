import sys

import pytest

from tests.kills.run import rounds

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")


def test_nothing_is_lost_doubled_or_stuck_after_a_few_kills() -> None:
    counts = rounds(12, 7, ("load", "backup", "restore"), loud=False)
    left = {what: count for what, count in counts.items() if "left" in what}
    assert sum(left.values()) == 12
    assert [what for what in left if what.endswith(("WRONG", "part"))] == []
