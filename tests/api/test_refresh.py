"""Refreshes over a server of ours; every file is made by us in the publishers' forms."""

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from api.cli_refresh import CANCELLED, RUNNING, SOME_FAILED
from api.live import live_names
from api.load import names
from api.refresh import AFTER, Runner, ordered
from api.refresh_file import KEYS, Entry
from api.refresh_lock import only_one
from api.refresh_outcome import Outcome
from api.refresh_report import Report, lines
from api.refresh_state import State
from graph.errors import StoreBusy
from graph.ledger import Ledger
from loaders.base import LoadReport, LoadStatus, Rejection, no_progress
from tests.loaders.source_files import full_list, listed
from tests.loaders.web import Replay, always, serving

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
LIST = b"".join(full_list(listed()).chunks)


@pytest.fixture
def replay() -> Iterator[Replay]:
    with serving() as state:
        yield state


@pytest.fixture
def runner(tmp_path: Path) -> Iterator[Runner]:
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        state = State.read(tmp_path / "refresh.json")
        yield Runner(ledger, state, tmp_path / "cache", "http://127.0.0.1:9/", lambda: NOW)


def listing(replay: Replay, number: int, body: bytes = LIST) -> Entry:
    replay.script[f"/{number}"] = always(200, body)
    return Entry(
        f"list {number}",
        "ep-directory",
        live=True,
        address=f"{replay.url}/{number}",
        save_as=f"list-{number}.xml",
    )


def run(runner: Runner, *entries: Entry) -> list[Outcome]:
    return list(runner.run(entries, no_progress))


def test_one_that_fails_hurts_no_other(replay: Replay, runner: Runner) -> None:
    good, bad, last = (listing(replay, number) for number in (1, 2, 3))
    replay.script["/2"] = always(200, b"<html>maintenance</html>")
    outcomes = run(runner, good, bad, last)
    assert [one.failed for one in outcomes] == [False, True, False]
    assert "a web page" in outcomes[1].why
    states = {one.source: one.status for one in runner.ledger.loads()}
    assert states == {
        "ep-directory:list-1": "success",
        "ep-directory:list-2": "failed",
        "ep-directory:list-3": "success",
    }


def test_one_that_hangs_is_left_at_its_limit(replay: Replay, runner: Runner) -> None:
    slow = replace(listing(replay, 1), limit=timedelta(seconds=0.5))
    go = threading.Event()

    def hang(*_: object) -> tuple[int, dict[str, str], bytes]:
        go.wait(200)
        return 200, {}, LIST

    replay.script["/1"] = hang
    started = time.monotonic()
    outcomes = run(runner, slow, listing(replay, 2))
    took = time.monotonic() - started
    go.set()
    assert [one.failed for one in outcomes] == [True, False]
    assert "longer than its limit" in outcomes[0].why
    assert took < 100  # the hanging answer alone would take longer
    states = {one.source: one.status for one in runner.ledger.loads()}
    assert states["ep-directory:list-1"] == "unavailable"


def test_mistake_of_ours_in_one_loader_stops_no_other(replay: Replay, runner: Runner) -> None:
    def mistaken(_: int, __: int | None, what: str) -> None:
        if what.startswith("list 1"):
            raise ZeroDivisionError

    outcomes = list(runner.run([listing(replay, 1), listing(replay, 2)], mistaken))
    assert [one.failed for one in outcomes] == [True, False]
    assert "unexpected ZeroDivisionError" in outcomes[0].why


def test_address_without_anybody_is_unavailable_within_the_limit(runner: Runner) -> None:
    entry = Entry("members", "ep-members", live=True, limit=timedelta(seconds=1))
    (outcome,) = run(runner, entry)
    assert outcome.failed
    assert runner.ledger.loads()[-1].status == "unavailable"


def test_second_refresh_appends_nothing(replay: Replay, runner: Runner) -> None:
    entries = [listing(replay, number) for number in (1, 2)]
    run(runner, *entries)
    again = run(runner, *entries)
    assert [one.reports[0].appended for one in again] == [0, 0]
    assert all(one.reports[0].status is LoadStatus.UNCHANGED for one in again)


def table(folder: Path, name: str, key: str) -> Path:
    folder.mkdir(exist_ok=True)
    place = folder / name
    place.write_text(
        f"key,name,kind,transparency_register_id,source,level\n{key},{key.title()},ngo,,us,office\n"
    )
    return place


def test_folder_is_read_file_by_file_and_what_is_unfinished_is_left(
    runner: Runner, tmp_path: Path
) -> None:
    share = tmp_path / "share"
    for name in ("b.csv", "a.csv", ".hidden.csv", "~$a.csv", "c.csv.part"):
        table(share, name, name.strip("~$.")[0] + "-friends")
    (share / "sub").mkdir()
    (outcome,) = run(runner, Entry("ours", "organizations", path=share))
    assert [one.source.rsplit(":", 1)[-1] for one in outcome.reports] == ["a", "b"]


def test_broken_file_of_a_folder_stops_no_other_file(runner: Runner, tmp_path: Path) -> None:
    share = tmp_path / "share"
    table(share, "b.csv", "b-friends")
    (share / "a.csv").write_bytes(b"\x00\xff nothing")
    (outcome,) = run(runner, Entry("ours", "organizations", path=share))
    assert outcome.failed
    assert len(outcome.reports) == 1


@pytest.mark.parametrize("there", [True, False])
def test_share_that_is_empty_or_away_is_said(runner: Runner, tmp_path: Path, there: bool) -> None:
    share = tmp_path / "share"
    if there:
        share.mkdir()
    (outcome,) = run(runner, Entry("ours", "organizations", path=share))
    assert ("holds no file" if there else "Is the share connected?") in outcome.why


def test_what_others_need_comes_first() -> None:
    names = ("commission-meetings", "contacts", "ep-bodies", "transparency-register", "ep-members")
    placed = [one.loader for one in ordered([Entry(name, name) for name in names])]
    assert placed == [
        "transparency-register",
        "commission-meetings",
        "ep-members",
        "contacts",
        "ep-bodies",
    ]


def test_order_names_loaders_that_there_are() -> None:
    assert set(AFTER) | set().union(*AFTER.values()) <= set(names())


def test_second_refresh_is_told_who_runs(tmp_path: Path) -> None:
    place = tmp_path / "refresh.lock"
    busy = pytest.raises(StoreBusy, match=r"process \d+, since 2026-11-24T09:00:00")
    with only_one(place, NOW), busy, only_one(place, NOW):
        raise AssertionError
    with only_one(place, NOW):
        assert json.loads(place.read_bytes())["since"] == NOW.isoformat()


@pytest.mark.parametrize("left", [b"", b"{", b'{"pid": 1, "since": "2020-01-01T00:00:00"}'])
def test_file_left_behind_locks_nobody_out(tmp_path: Path, left: bytes) -> None:
    place = tmp_path / "refresh.lock"
    place.write_bytes(left)
    with only_one(place, NOW):
        assert b'"pid"' in place.read_bytes()


def outcome(number: int, why: str = "") -> Outcome:
    report = LoadReport(
        "x",
        LoadStatus.SUCCESS,
        9,
        number % 2,
        123_456,
        9_999,
        1.0,
        rejections=(Rejection("a", "b"),),
    )
    return Outcome(f"a source with quite a long name {number}", "x", (report,), 1234.5, why)


@pytest.mark.parametrize("count", [0, 1, 16, 17, 40])
def test_summary_fits_a_screen(count: int) -> None:
    outcomes = tuple(outcome(at, "gone " * 99 if at % 5 == 3 else "") for at in range(count))
    resting = (("other", "read 3 min ago"),)
    for report in (Report(outcomes, resting, NOW), Report(outcomes, (), None)):
        written = list(lines(report))
        assert 1 <= len(written) <= 24
        assert max(map(len, written)) <= 80


def test_line_of_a_failure_names_the_host_only() -> None:
    gone = outcome(1, "https://example.org/a/long/way?to=it answered 404. Look.")
    (line,) = [one for one in lines(Report((gone,), (), None)) if "failed: " in one]
    assert "failed: example.org answered 404." in line


def test_failures_are_shown_even_where_not_all_fit() -> None:
    outcomes = tuple(outcome(at, "gone" if at in (5, 39) else "") for at in range(40))
    written = "\n".join(lines(Report(outcomes, (), NOW)))
    assert written.count("failed: gone") == 2
    assert "2 of 40 failed" in written
    assert "corridors changes --since 2026-11-24T09:00" in written


def test_page_names_every_key_code_and_live_loader() -> None:
    page = (Path(__file__).parents[2] / "docs/refresh.md").read_text("utf-8")
    terms = [*KEYS, *live_names()]
    assert [term for term in terms if f"`{term}`" not in page] == []
    assert [code for code in (SOME_FAILED, RUNNING, CANCELLED) if f"| {code} |" not in page] == []
