"""Long work: started, watched, cancelled, fetched; each job is seen by whom it belongs to.

A job runs in a thread of this process. What is known of it stands in a file of its own, so that
after a restart its owner is told that it was lost, instead of waiting for ever; its result is a
file and stays for a day. Nothing of a job starts again by itself. When somebody is taken out of
the ledger, by whichever process, jobs under way are stopped and all that ended is forgotten.
"""

import json
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from threading import Event, RLock

from api.access import Caller
from api.errors import TooManyJobs, outcome_of
from api.private_files import write_private
from graph.errors import Cancelled, CorridorsError, UnknownEntity
from graph.levels import Level
from loaders.base import Progress

AT_ONCE = 2
MOST_WAITING = 20
MOST_OF_ONE = 5
KEPT = timedelta(hours=24)


class JobState(StrEnum):
    """How a job stands; ``lost``: the program ended before the job did."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    LOST = "lost"


UNDER_WAY = frozenset({JobState.QUEUED, JobState.RUNNING})


@dataclass(frozen=True, slots=True)
class Result:
    """What a job gives: the bytes of a file, its media type and its name."""

    content: bytes
    media_type: str
    name: str


@dataclass(frozen=True, slots=True)
class Job:
    """What is known of a job. ``done`` of ``total`` (None: nobody knows) steps are through."""

    id: str
    owner: str
    kind: str
    level: Level
    state: JobState
    created: datetime
    ended: datetime | None = None
    done: int = 0
    total: int | None = None
    step: str = ""
    problem: str = ""
    problem_status: int = 0
    media_type: str = ""
    name: str = ""


Work = Callable[[Progress], Result]


class Jobs:
    """The jobs of a running service."""

    def __init__(
        self,
        folder: Path,
        clock: Callable[[], datetime],
        taken_out: Callable[[], int] = lambda: 0,
    ) -> None:
        """Name the folder; those that were under way when the program ended are lost.

        ``taken_out`` numbers the last time that somebody was taken out of the ledger.
        """
        self._folder, self._clock, self._taken_out = folder, clock, taken_out
        self._last_out = taken_out()
        self._lock = RLock()
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="job")
        self._stops: dict[str, Event] = {}
        self._jobs = {job.id: job for job in map(_read, sorted(folder.glob("*.json"))) if job}
        for job in list(self._jobs.values()):
            if job.state in UNDER_WAY:
                self._keep(replace(job, state=JobState.LOST, ended=clock()))

    def close(self) -> None:
        """Cancel what runs and wait for it."""
        with self._lock:
            for stop in self._stops.values():
                stop.set()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def start(self, caller: Caller, kind: str, level: Level, work: Work) -> Job:
        """Queue work; gives the job at once.

        Raises:
            TooManyJobs: too many are waiting, of this caller or of all.
            StoreError: its file cannot be written.
        """
        with self._lock:
            self._clear()
            waiting = [job for job in self._jobs.values() if job.state in UNDER_WAY]
            if len(waiting) >= MOST_WAITING + AT_ONCE:
                msg = f"{len(waiting)} jobs are waiting. Try again when some are done."
                raise TooManyJobs(msg)
            if sum(job.owner == caller.id for job in waiting) >= MOST_OF_ONE:
                msg = f"You have {MOST_OF_ONE} jobs under way. Wait for one, or cancel it."
                raise TooManyJobs(msg)
            job = Job(secrets.token_hex(8), caller.id, kind, level, JobState.QUEUED, self._clock())
            self._keep(job)
            self._stops[job.id] = Event()
        self._pool.submit(self._run, job.id, work)
        return job

    def listed(self, caller: Caller, level: Level) -> tuple[Job, ...]:
        """Give the jobs that a caller may see at a level, oldest first."""
        with self._lock:
            self._clear()
            seen = [job for job in self._jobs.values() if _may_see(job, caller, level)]
        return tuple(sorted(seen, key=lambda job: (job.created, job.id)))

    def get(self, identifier: str, caller: Caller, level: Level) -> Job:
        """Give one job.

        Raises:
            UnknownEntity: there is none, or it is another's: which of both is not told.
        """
        with self._lock:
            self._clear()
            job = self._jobs.get(identifier)
        if job is None or not _may_see(job, caller, level):
            raise UnknownEntity(identifier)
        return job

    def cancel(self, identifier: str, caller: Caller, level: Level) -> Job:
        """Ask a job to stop, or remove one that has ended, with its result.

        Raises:
            UnknownEntity: as ``get``.
        """
        job = self.get(identifier, caller, level)
        with self._lock:
            job = self._jobs.get(job.id, job)
            if job.state in UNDER_WAY:
                self._stops[job.id].set()
                if job.state is JobState.QUEUED:
                    job = replace(job, state=JobState.CANCELLED, ended=self._clock())
                    self._keep(job)
            else:
                self._drop(job)
        return job

    def result(self, job: Job) -> Path | None:
        """Give the file of a result; None: there is none."""
        place = self._folder / f"{job.id}.result"
        return place if job.state is JobState.DONE and place.exists() else None

    def _run(self, identifier: str, work: Work) -> None:
        with self._lock:
            job, stop = self._jobs[identifier], self._stops[identifier]
            if job.state is not JobState.QUEUED:
                return
            self._keep(replace(job, state=JobState.RUNNING))
        try:
            result = work(self._progress(identifier, stop))
            self._heed_erasures()
            if stop.is_set():
                self._end(identifier, JobState.CANCELLED)
                return
            write_private(self._folder / f"{identifier}.result", result.content)
            self._end(identifier, JobState.DONE, media_type=result.media_type, name=result.name)
        except Cancelled:
            self._end(identifier, JobState.CANCELLED)
        except CorridorsError as error:
            status = outcome_of(error).status
            self._end(identifier, JobState.FAILED, problem=str(error), problem_status=status)
        except Exception as error:  # the last place where a mistake of ours can be told of
            told = f"A mistake of ours ({type(error).__name__})."
            self._end(identifier, JobState.FAILED, problem=told, problem_status=500)

    def _progress(self, identifier: str, stop: Event) -> Progress:
        def report(done: int, total: int | None, what: str) -> None:
            if stop.is_set():
                msg = "Cancelled."
                raise Cancelled(msg)
            with self._lock:
                job = self._jobs[identifier]
                # In memory only: after a restart it is lost, however far it was.
                self._jobs[identifier] = replace(job, done=done, total=total, step=what)

        return report

    def _end(
        self,
        identifier: str,
        state: JobState,
        *,
        problem: str = "",
        problem_status: int = 0,
        media_type: str = "",
        name: str = "",
    ) -> None:
        with self._lock:
            self._stops.pop(identifier, None)
            ended = replace(
                self._jobs[identifier],
                state=state,
                ended=self._clock(),
                problem=problem,
                problem_status=problem_status,
                media_type=media_type,
                name=name,
            )
            self._keep(ended)

    def _keep(self, job: Job) -> None:
        write_private(self._folder / f"{job.id}.json", _written(job))
        self._jobs[job.id] = job

    def _heed_erasures(self) -> None:
        """Stop and forget all that was made of what was before somebody was taken out."""
        last = self._taken_out()
        with self._lock:
            if last == self._last_out:
                return
            self._last_out = last
            for stop in self._stops.values():
                stop.set()
            for job in list(self._jobs.values()):
                if job.state not in UNDER_WAY:
                    self._drop(job)

    def _clear(self) -> None:
        """Remove what ended more than a day ago, or before somebody was taken out."""
        self._heed_erasures()
        until = self._clock() - KEPT
        for job in list(self._jobs.values()):
            if job.ended is not None and job.ended < until:
                self._drop(job)

    def _drop(self, job: Job) -> None:
        for ending in ("result", "json"):
            (self._folder / f"{job.id}.{ending}").unlink(missing_ok=True)
        self._jobs.pop(job.id, None)


def _may_see(job: Job, caller: Caller, level: Level) -> bool:
    own = job.owner == caller.id or caller.is_admin
    return own and level.sees(job.level)


def _written(job: Job) -> bytes:
    row = asdict(job)
    row["level"] = job.level.label
    row["created"] = job.created.isoformat()
    row["ended"] = job.ended.isoformat() if job.ended else None
    return json.dumps(row, ensure_ascii=False).encode()


def _read(path: Path) -> Job | None:
    try:
        row = json.loads(path.read_bytes())
        return Job(
            **{
                **row,
                "level": Level[row["level"].upper()],
                "state": JobState(row["state"]),
                "created": datetime.fromisoformat(row["created"]),
                "ended": datetime.fromisoformat(row["ended"]) if row["ended"] else None,
            }
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None  # written by another version; it is a day old at most
