"""The command as a timer runs it, killed at any moment; a server of ours stands for publishers.

``CORRIDORS_TEST_KILLS`` asks for more kills than the suite's own few.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from api.cli import main
from api.load_streams import source_of
from api.refresh_state import State
from graph.ledger import Ledger
from graph.levels import Level
from graph.provenance import Statement
from tests.api.refreshing import ROOT, child, run_here
from tests.loaders.ep_records import answer, mandate, membership, person
from tests.loaders.source_files import full_list, listed
from tests.loaders.web import Replay, Reply, always, serving

KILLS = int(os.environ.get("CORRIDORS_TEST_KILLS", "10"))
LISTS, ROWS = 4, 150
BODY = b"".join(full_list(*(listed(number=str(9000 + row)) for row in range(ROWS))).chunks)
PACE = 0.02
RUNNING, SOME_FAILED = 7, 6

Refresh = Callable[..., tuple[int, str, str]]


@pytest.fixture
def replay() -> Iterator[Replay]:
    with serving() as state:
        yield state


def command(home: Path, replay: Replay, *more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "api.cli", "--home", str(home), "refresh", *more],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={"PATH": "/usr/bin:/bin", "CORRIDORS_EP_API": replay.url, "COLUMNS": "80"},
    )


@pytest.fixture
def refresh(
    replay: Replay, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Refresh:
    """The command in this process: exit code, output, errors."""
    monkeypatch.setenv("CORRIDORS_EP_API", replay.url)
    monkeypatch.setenv("COLUMNS", "80")

    def run(home: Path, *more: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(["--home", str(home), "refresh", *more])
        said = capsys.readouterr()
        code = ended.value.code or 0
        assert isinstance(code, int)
        return code, said.out, said.err

    return run


def resumable(body: bytes, pace: float) -> Callable[[int, dict[str, str]], Reply]:
    """Serve a file slowly, with ranges."""

    def serve(_: int, headers: dict[str, str]) -> Reply:
        time.sleep(pace)
        if headers.get("If-None-Match") == '"v1"':
            return 304, {}, b""
        said = {"ETag": '"v1"'}
        if headers.get("If-Range") == '"v1"':
            start = int(headers["Range"].removeprefix("bytes=").removesuffix("-"))
            said["Content-Range"] = f"bytes {start}-{len(body) - 1}/{len(body)}"
            return 206, said, body[start:]
        return 200, said, body

    return serve


def configure(home: Path, replay: Replay, pace: float = 0.0) -> None:
    """Write sources.toml with small lists, and the Parliament's API with a few members."""
    home.mkdir(exist_ok=True)
    sections = ['[ep-members]\nlive = true\nevery = "1 day"\n']
    for number in range(LISTS):
        replay.script[f"/{number}"] = resumable(BODY, pace)
        sections.append(
            f'[list-{number}]\nloader = "ep-directory"\nlive = true\n'
            f'address = "{replay.url}/{number}"\nsave_as = "list-{number}.xml"\n'
        )
    (home / "sources.toml").write_text("\n".join(sections), "utf-8")
    people = {number: person(number, mandate(), membership(1, "org/7")) for number in range(1, 7)}
    members: list[dict[str, object]] = [{"identifier": str(number)} for number in people]
    replay.script["/meps"] = always(200, answer(*members))
    replay.script["/meps/feed"] = always(204)
    for number, record in people.items():
        replay.script[f"/meps/{number}"] = always(200, answer(record))


def said(home: Path) -> list[Statement]:
    with Ledger.open(home / "ledger.sqlite", create=False) as ledger:
        return sorted(
            (item.statement for item in ledger.history(Level.PROTECTED)),
            key=lambda one: one.digest,
        )


def test_recommended_file_plan_run_and_rest(
    tmp_path: Path, replay: Replay, refresh: Refresh
) -> None:
    home = tmp_path / "home"
    assert refresh(home, "--init")[0] == 0
    code, plan, _ = refresh(home, "--dry-run")
    assert (code, "runs ep-members: never read" in " ".join(plan.split())) == (0, True)
    configure(home, replay)
    code, out, _ = refresh(home)
    assert code == 0
    assert max(map(len, out.splitlines())) <= 80
    assert len(out.splitlines()) <= 24
    asked = len(replay.asked)
    code, out, _ = refresh(home)
    assert (code, f"{LISTS + 1} not due" in out, len(replay.asked)) == (0, True, asked)
    code, out, _ = refresh(home, "--only", "list-1", "--json")
    (outcome,) = json.loads(out)["refresh"]["outcomes"]
    assert (outcome["name"], outcome["reports"][0]["status"]) == ("list-1", "unchanged")


def test_failure_has_its_code_and_quiet_says_nothing_else(
    tmp_path: Path, replay: Replay, refresh: Refresh
) -> None:
    configure(tmp_path, replay)
    replay.script["/2"] = always(404)
    code, out, err = refresh(tmp_path, "--quiet")
    assert (code, out) == (SOME_FAILED, "")
    assert err.startswith("list-2: ")
    replay.script["/2"] = always(200, BODY)
    assert refresh(tmp_path, "--quiet", "--all") == (0, "", "")


def test_second_refresh_gives_way_at_once(
    tmp_path: Path, replay: Replay, refresh: Refresh
) -> None:
    configure(tmp_path, replay, pace=3.0)
    with command(tmp_path, replay) as first:
        while not replay.asked:
            time.sleep(0.01)
        code, _, err = refresh(tmp_path)
        assert (code, f"process {first.pid}" in err) == (RUNNING, True)
        first.send_signal(signal.SIGINT)
        _, err = first.communicate(timeout=600)
        assert (first.returncode, "Cancelled" in err) == (130, True)
    configure(tmp_path, replay)
    assert refresh(tmp_path)[0] == 0


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_killed_at_any_moment_the_next_run_completes(tmp_path: Path, replay: Replay) -> None:
    expected, seconds = undisturbed(tmp_path / "whole", replay)
    assert len(expected) > LISTS * ROWS
    chance = random.Random(4)
    left = []
    for number in range(KILLS):
        home = tmp_path / str(number)
        configure(home, replay, PACE)
        with child(home, replay.url) as running:
            time.sleep(chance.uniform(0.0, 1.0) * seconds)
            running.kill()
            running.communicate()
        memories = State.read(home / "refresh.json").memories
        finished = {name for name, memory in memories.items() if memory.success}
        left.append(len(finished))
        replay.asked.clear()
        assert not run_here(home, replay.url).failed
        again = {f"list-{path.strip('/')}" for path in replay.asked}
        assert again.isdisjoint(finished)
        assert said(home) == expected
        assert not list(home.rglob("*.part"))
    assert [count for count in left if 0 < count <= LISTS]  # or no kill came in the middle


def undisturbed(home: Path, replay: Replay) -> tuple[list[Statement], float]:
    """Give what a child that may finish says, and how many seconds its work takes."""
    configure(home, replay, PACE)
    with child(home, replay.url) as running:
        began = time.monotonic()
        out, _ = running.communicate(timeout=600)
        seconds = time.monotonic() - began
        assert (running.returncode, out) == (0, "done\n")
    return said(home), seconds


def test_source_of_a_saved_name_is_the_live_one() -> None:
    """What is loaded from a copy and what is refreshed must replace each other."""
    assert source_of("ep-directory", Path("directory-term9.xml.gz")) == source_of(
        "ep-directory", Path("directory-term9.xml")
    )
