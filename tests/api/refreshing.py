"""A refresh without the command line around it, in this process or as one that is killed.

A child says ``go`` when its work begins and ``done`` at its end.
"""

import subprocess
import sys
from pathlib import Path

from api.live import live_names
from api.load import names
from api.refresh_file import read_entries
from api.refresh_report import Report
from api.refresh_run import refresh_all
from api.refresh_state import utc_now
from api.settings import Settings
from loaders.base import no_progress

ROOT = Path(__file__).parents[2]


def run_here(home: Path, url: str) -> Report:
    """Do what the command does, in this process."""
    settings = Settings(home, ep_api=url)
    entries = read_entries(home / "sources.toml", names(), live_names())
    return refresh_all(settings, entries, False, utc_now, no_progress)


def child(home: Path, url: str) -> subprocess.Popen[str]:
    """Start a child and wait until its work begins."""
    command = [sys.executable, "-m", __name__, str(home), url]
    started = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert started.stdout is not None
    assert started.stdout.readline() == "go\n"
    return started


if __name__ == "__main__":
    print("go", flush=True)  # noqa: T201  # how a child speaks to its parent
    assert not run_here(Path(sys.argv[1]), sys.argv[2]).failed
    print("done", flush=True)  # noqa: T201
