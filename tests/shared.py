"""Real data in the publishers' formats, beside the repository where they are at hand."""

from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2] / "shared" / "data"

needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the publishers' sample files (../shared/data) are not here"
)
