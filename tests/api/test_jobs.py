import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from api.access import Caller, Role
from api.errors import TooManyJobs
from api.jobs import MOST_OF_ONE, Job, Jobs, JobState, Result, Work
from api.settings import Settings
from graph.errors import InvalidQuestion, UnknownEntity
from graph.levels import Level
from loaders.base import Progress
from tests.api.doors import Clock, bearer, serving, small_home, token_for

ME = Caller("token:1", "me", Role.VIEWER, Level.OFFICE)
OTHER = Caller("token:2", "other", Role.EDITOR, Level.PROTECTED)
ADMIN = Caller("token:3", "admin", Role.ADMIN, Level.PROTECTED)
DONE = Result(b"made", "text/plain", "made.txt")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def board(tmp_path: Path, clock: Clock) -> Iterator[Jobs]:
    made = Jobs(tmp_path / "jobs", clock)
    yield made
    made.close()


def until(board: Jobs, job: Job, is_so: Callable[[Job], bool]) -> Job:
    found = job
    for _ in range(12_000):
        found = board.get(job.id, ADMIN, Level.PROTECTED)
        if is_so(found):
            return found
        time.sleep(0.01)
    raise AssertionError(found)


def ended(job: Job) -> bool:
    return job.ended is not None


def waiting_for(over: threading.Event) -> Work:
    def work(progress: Progress) -> Result:
        for step in range(10_000):
            progress(step, None, "waiting")
            if over.wait(0.01):
                break
        return DONE

    return work


def test_a_job_ends_with_its_result(board: Jobs) -> None:
    job = board.start(ME, "export", Level.OFFICE, lambda _: DONE)
    assert job.state is JobState.QUEUED
    found = until(board, job, ended)
    assert (found.state, found.media_type) == (JobState.DONE, "text/plain")
    place = board.result(found)
    assert place is not None
    assert place.read_bytes() == b"made"
    assert place.stat().st_mode & 0o077 == 0


def test_its_progress_is_seen_and_it_stops_when_told_to(board: Jobs) -> None:
    job = board.start(ME, "wait", Level.OFFICE, waiting_for(threading.Event()))
    until(board, job, lambda one: one.done > 2)
    board.cancel(job.id, ME, Level.OFFICE)
    found = until(board, job, ended)
    assert (found.state, board.result(found)) == (JobState.CANCELLED, None)


def test_one_that_only_waits_is_cancelled_at_once(board: Jobs) -> None:
    over = threading.Event()
    running = [board.start(ME, "wait", Level.OFFICE, waiting_for(over)) for _ in range(2)]
    for one in running:
        until(board, one, lambda job: job.state is JobState.RUNNING)
    queued = board.start(ME, "wait", Level.OFFICE, waiting_for(over))
    assert board.cancel(queued.id, ME, Level.OFFICE).state is JobState.CANCELLED
    over.set()


def test_what_goes_wrong_is_told_in_words_and_a_mistake_of_ours_in_none(board: Jobs) -> None:
    def wrong(_: Progress) -> Result:
        msg = "No such form."
        raise InvalidQuestion(msg)

    def broken(_: Progress) -> Result:
        msg = "secret inside"
        raise RuntimeError(msg)

    said = until(board, board.start(ME, "a", Level.OFFICE, wrong), ended)
    assert (said.state, said.problem, said.problem_status) == (
        JobState.FAILED,
        "No such form.",
        422,
    )
    hidden = until(board, board.start(ME, "b", Level.OFFICE, broken), ended)
    assert hidden.problem_status == 500
    assert "secret" not in hidden.problem


def test_a_job_is_seen_by_its_owner_and_admins_who_see_its_level(board: Jobs) -> None:
    job = board.start(ME, "a", Level.OFFICE, lambda _: DONE)
    for caller, level, sees in (
        (ME, Level.OFFICE, True),
        (ME, Level.NETWORK, False),
        (OTHER, Level.PROTECTED, False),
        (ADMIN, Level.PROTECTED, True),
        (replace(ADMIN, level=Level.PUBLIC), Level.PUBLIC, False),
    ):
        assert bool(board.listed(caller, level)) is sees
        if not sees:
            with pytest.raises(UnknownEntity):
                board.cancel(job.id, caller, level)


def test_nobody_has_more_under_way_than_is_good(board: Jobs) -> None:
    over = threading.Event()
    for _ in range(MOST_OF_ONE):
        board.start(ME, "wait", Level.OFFICE, waiting_for(over))
    with pytest.raises(TooManyJobs, match="under way"):
        board.start(ME, "wait", Level.OFFICE, waiting_for(over))
    board.start(OTHER, "wait", Level.OFFICE, waiting_for(over))
    over.set()


def test_after_a_restart_it_is_lost_and_what_was_done_is_kept(
    board: Jobs, tmp_path: Path, clock: Clock
) -> None:
    over = threading.Event()
    done = until(board, board.start(ME, "a", Level.OFFICE, lambda _: DONE), ended)
    running = board.start(ME, "b", Level.OFFICE, waiting_for(over))
    until(board, running, lambda one: one.state is JobState.RUNNING)
    # As another process finds it that starts after the first was killed.
    later = Jobs(tmp_path / "jobs", clock)
    states = {job.id: job.state for job in later.listed(ME, Level.OFFICE)}
    assert states == {done.id: JobState.DONE, running.id: JobState.LOST}
    assert later.result(later.get(done.id, ME, Level.OFFICE)) is not None
    later.close()
    over.set()


def test_results_go_after_a_day(board: Jobs, tmp_path: Path, clock: Clock) -> None:
    until(board, board.start(ME, "a", Level.OFFICE, lambda _: DONE), ended)
    clock.forward(hours=25)
    assert board.listed(ME, Level.OFFICE) == ()
    assert list((tmp_path / "jobs").iterdir()) == []


def test_an_export_is_a_job_of_whoever_asked_for_it(tmp_path: Path) -> None:
    home = small_home(tmp_path / "home")
    mine, other = token_for(home, Role.ANALYST), token_for(home, Role.ANALYST)
    with serving(Settings(home)) as client:
        begun = client.post("/jobs/exports/turtle", headers=bearer(mine))
        assert begun.status_code == 202
        place = begun.headers["location"]
        assert client.get(place, headers=bearer(other)).status_code == 404
        assert client.delete(place, headers=bearer(other)).status_code == 404
        job = begun.json()
        for _ in range(6_000):
            job = client.get(place, headers=bearer(mine)).json()
            if job["state"] == "done":
                break
            time.sleep(0.02)
        file = client.get(job["result"], headers=bearer(mine))
        at_once = client.get("/exports/turtle", headers=bearer(mine))
        assert file.content == at_once.content
        assert file.headers["content-type"].startswith("text/turtle")
        assert client.get(job["result"], headers=bearer(other)).status_code == 404
        lower = {**bearer(mine), "Corridors-Level": "public"}
        assert client.get(job["result"], headers=lower).status_code == 404
        assert client.delete(place, headers=bearer(mine)).status_code == 200
        assert client.get(place, headers=bearer(mine)).status_code == 404


def test_an_unknown_form_is_refused_before_anything_starts(tmp_path: Path) -> None:
    with serving(Settings(small_home(tmp_path / "home"))) as client:
        answer = client.post("/jobs/exports/pdf")
        assert (answer.status_code, "turtle" in answer.json()["detail"]) == (422, True)
        assert client.get("/jobs").json() == []
        missing = client.post("/jobs/refreshes", json={"only": ["ep-members"]})
        assert missing.status_code in (409, 422)
