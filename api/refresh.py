"""All configured sources, one after the other, each on its own: what fails hurts no other.

A source is read aside (in a thread) and recorded here, in a transaction of its own: one that hangs
beyond its limit is left behind, and nothing of it is ever recorded. What others need comes first.
"""

import queue
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from api.gaps import with_gaps
from api.live import Part, Reach, Wish, live_parts
from api.load import LOADERS, STARTER_PACK, VOTES, load_starter_pack, loader_of
from api.load_streams import STREAMED, files_of
from api.loads.base import Address
from api.record import read_or_note, record
from api.refresh_file import Entry
from api.refresh_outcome import Outcome
from api.refresh_state import State, resumed, since
from graph.errors import Cancelled, CorridorsError, SourceUnavailable
from graph.ledger import Ledger
from loaders.base import Batch, LoadReport, Progress
from loaders.polite import Clock

_LISTS = frozenset({"organizations", "starter-pack"})
_KNOWN = _LISTS | {"register-names", "transparency-register"}
_SITTING = frozenset({"ep-members", "ep-procedures", "reference-votes", "starter-pack"})
AFTER: Mapping[str, frozenset[str]] = {
    "ep-bodies": frozenset({"ep-members"}),
    "ep-procedures": frozenset({"ep-shadows"}),
    "ep-votes": _SITTING,
    "ep-roll-calls": _SITTING,
    "ep-vote-lists": _SITTING,
    "ep-decisions": _SITTING,
    "ep-procedure-decisions": _SITTING,
    "howtheyvote": _SITTING,
    "ep-meetings": _KNOWN | {"ep-members"},
    "integrity-watch": _KNOWN | {"ep-members"},
    "commission-meetings": _KNOWN | {"eu-corporate-bodies", "eu-corporate-bodies-full"},
    "fts": _KNOWN | {"eu-corporate-bodies", "eu-corporate-bodies-full"},
    "transparency-register": _LISTS,
    "register-names": _LISTS,
    "eu-corporate-bodies": _LISTS,
    "eu-corporate-bodies-full": _LISTS,
    "eu-whoiswho": _LISTS | {"eu-corporate-bodies", "eu-corporate-bodies-full"},
    "institutional-mailboxes": _LISTS | {"eu-corporate-bodies", "eu-corporate-bodies-full"},
    "memberships": _LISTS,
    "centres": _LISTS,
    "signatures": _LISTS,
    "dialogues": _LISTS,
    "contacts": _LISTS | {"ep-members"},
    "vcards": _LISTS | {"ep-members"},
    "positions": _LISTS,
}
"""Which loaders read better once others have been read."""

_LISTEN = 0.2
"""Seconds: how long an interrupt may have to wait for us, where the system cannot wake us."""

_Step = Callable[[], tuple[LoadReport, ...]]

_UNFINISHED = (".part", ".tmp", ".crdownload", ".json.new")


def ordered(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Give entries in their order, but none before those that it needs."""
    waiting, placed = list(entries), list[Entry]()
    while waiting:
        left = {one.loader for one in waiting}
        ready = (one for one in waiting if not AFTER.get(one.loader, frozenset()) & left)
        first = next(ready, waiting[0])
        waiting.remove(first)
        placed.append(first)
    return tuple(placed)


@dataclass(frozen=True, slots=True)
class Runner:
    """What a run needs: the ledger, the state, how publishers are reached, and the clock's time.

    ``now`` gives the moment, in UTC.
    """

    ledger: Ledger
    state: State
    cache: Path
    ep_api: str
    now: Callable[[], datetime]

    def run(self, entries: Sequence[Entry], progress: Progress) -> Iterator[Outcome]:
        """Refresh each, in order, and give its outcome when it is known."""
        for entry in ordered(entries):
            yield self._one(entry, progress)

    def _one(self, entry: Entry, progress: Progress) -> Outcome:
        started, moment = time.monotonic(), self.now()
        changed_since = since(self.state.of(entry), moment)
        self.state.begin(entry, moment)
        reports: list[LoadReport] = []
        failures: list[str] = []
        stop = threading.Event()
        try:
            for step in self._steps(entry, moment, started, stop, progress):
                try:
                    reports.extend(step())
                except CorridorsError as error:
                    failures.append(str(error))
                except Exception as error:  # a mistake of ours in one loader must not stop others
                    failures.append(f"unexpected {type(error).__name__}: {error}")
        finally:
            stop.set()
        why = " ".join(failures)
        if why:
            self.state.fail(entry, self.now(), why)
        else:
            self.state.succeed(entry, self.now(), whole=changed_since is None)
        seconds = round(time.monotonic() - started, 1)
        return Outcome(entry.name, entry.loader, tuple(reports), seconds, why)

    def _steps(
        self,
        entry: Entry,
        moment: datetime,
        started: float,
        stop: threading.Event,
        progress: Progress,
    ) -> tuple[_Step, ...]:
        """Give what is to be done for an entry; what fails beforehand is a step that fails."""
        if entry.loader == STARTER_PACK:
            return (partial(load_starter_pack, self.ledger, now=moment, progress=progress),)
        try:
            parts = self._parts(entry, moment, _stoppable(stop))
        except CorridorsError as error:
            return (partial(_fail, error),)
        deadline = started + entry.limit.total_seconds()
        aside = partial(_aside, entry=entry, deadline=deadline, stop=stop, progress=progress)
        return tuple(partial(self._record, entry, part, moment, aside) for part in parts)

    def _record(
        self, entry: Entry, part: Part, moment: datetime, aside: Callable[[Part], Batch]
    ) -> tuple[LoadReport, ...]:
        batch = read_or_note(self.ledger, part.source, partial(aside, part), now=moment)
        told = with_gaps(self.ledger, batch)
        return (record(self.ledger, told, now=moment, allow_shrink=entry.shrink),)

    def _parts(self, entry: Entry, moment: datetime, clock: Clock) -> tuple[Part, ...]:
        if entry.path is not None:
            return tuple(
                _saved_part(self.ledger, entry, path, moment) for path in _files(entry, entry.path)
            )
        memory = self.state.of(entry)
        begun, changed = resumed(memory, moment), since(memory, moment)
        address = None
        if entry.address and entry.save_as:
            address = Address(entry.address, entry.save_as)
        return live_parts(
            self.ledger,
            entry.loader,
            Reach(self.cache, self.ep_api, clock, begun.timestamp() if begun else None),
            Wish(
                changed.date() if changed else None,
                entry.dossiers,
                address,
                entry.reading.keywords,
            ),
            moment,
        )


def _aside(
    part: Part, *, entry: Entry, deadline: float, stop: threading.Event, progress: Progress
) -> Batch:
    """Read a part in a thread, and wait for it until the deadline.

    Raises:
        SourceUnavailable: the time is up.
        CorridorsError: as the reading raised it.
    """
    heard: queue.SimpleQueue[Batch | BaseException | tuple[int, int | None, str]]
    heard = queue.SimpleQueue()

    def tell(done: int, total: int | None, what: str) -> None:
        if stop.is_set():
            msg = "The refresh has gone on without this source."
            raise Cancelled(msg)
        heard.put((done, total, what))

    def work() -> None:
        try:
            heard.put(part.read(tell))
        except BaseException as error:  # whatever it is, it is raised where somebody waits
            heard.put(error)

    threading.Thread(target=work, daemon=True, name=f"refresh {entry.name}").start()
    while time.monotonic() < deadline:
        try:
            message = heard.get(timeout=_LISTEN)
        except queue.Empty:
            continue
        if isinstance(message, Batch):
            return message
        if isinstance(message, BaseException):
            raise message
        progress(message[0], message[1], f"{entry.name}: {message[2]}")
    stop.set()
    msg = f"{entry.name} took longer than its limit of {entry.limit}; it was left."
    raise SourceUnavailable(msg)


def _stoppable(stop: threading.Event) -> Clock:
    """Give a clock whose waiting ends when nobody waits for the result any more."""

    def sleep(seconds: float) -> None:
        if stop.wait(seconds):
            msg = "The refresh has gone on without this source."
            raise Cancelled(msg)

    return Clock(time.monotonic, sleep)


def _fail(error: CorridorsError) -> tuple[LoadReport, ...]:
    raise error


def _files(entry: Entry, path: Path) -> tuple[Path, ...]:
    """Give the files of an entry: of a folder all that are whole, sorted, for loaders of a file.

    Raises:
        SourceUnavailable: there is nothing.
    """
    if not path.exists():
        msg = f"{path} is not there. Is the share connected?"
        raise SourceUnavailable(msg)
    if not path.is_dir() or entry.loader in LOADERS or entry.loader == VOTES:
        return (path,)
    if entry.loader in STREAMED and STREAMED[entry.loader].order:
        return files_of(entry.loader, path)
    found = tuple(
        one
        for one in sorted(path.iterdir())
        if one.is_file()
        and not one.is_symlink()
        and not one.name.startswith((".", "~"))
        and not one.name.endswith(_UNFINISHED)
    )
    if not found:
        msg = f"{path} holds no file. Expected tables for {entry.loader}."
        raise SourceUnavailable(msg)
    return found


def _saved_part(ledger: Ledger, entry: Entry, path: Path, moment: datetime) -> Part:
    loader = loader_of(ledger, entry.loader, path, entry.reading)

    def read(progress: Progress) -> Batch:
        with _settled(path):
            return loader.read(path, moment, progress)

    return Part(loader.source, read)


@contextmanager
def _settled(path: Path) -> Iterator[None]:
    """Refuse a file that somebody writes while it is read.

    Raises:
        SourceUnavailable: it is another one afterwards.
    """
    before = _seen(path)
    yield
    if _seen(path) != before:
        msg = f"{path} changed while it was read. It is read again next time."
        raise SourceUnavailable(msg)


def _seen(path: Path) -> tuple[int, int] | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_size, stat.st_mtime_ns
