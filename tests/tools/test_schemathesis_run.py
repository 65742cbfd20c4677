"""A short run of schemathesis over some of the API, where it is installed."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(
    shutil.which("schemathesis") is None, reason="schemathesis is not installed (no dependency)"
)
def test_some_of_the_api_keeps_to_its_description() -> None:
    command = ["tools/schemathesis_run.py", "--examples", "2", "--only", "^/(jobs|tokens|notes)"]
    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-3000:]
