"""What a refresh remembers from one run to the next: when each source was read last, and how.

One small file beside the ledger, switched by rename after each source. Whoever loses it only reads
everything once more. A moment that lies ahead of the clock counts as none: a clock that was set
back must not put a source off for ever.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from api.refresh_file import Entry
from graph.errors import StoreError

SOONEST_RETRY = timedelta(hours=1)
"""How soon after a failure a timer tries again, unless the source is read more often anyway."""

WHOLE_EVERY = timedelta(days=7)
"""How often all is asked for, also where a publisher says what changed."""

RESUME_WITHIN = timedelta(hours=6)
"""For how long after its start a run that was cut off is gone on with."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known of one source; moments are ISO texts, empty where there was none.

    ``begun`` is set while a source is being read, ``whole`` when all of it was asked for last.
    """

    success: str = ""
    whole: str = ""
    failure: str = ""
    begun: str = ""
    why: str = ""


@dataclass
class State:
    """The memories by entry name, and where they are kept."""

    place: Path
    memories: dict[str, Memory] = field(default_factory=dict)

    @classmethod
    def read(cls, place: Path) -> "State":
        """Read what is there; a file that makes no sense counts as none."""
        try:
            parsed = json.loads(place.read_bytes())
            memories = {str(name): Memory(**fields) for name, fields in parsed.items()}
        except (OSError, ValueError, TypeError, AttributeError):
            memories = {}
        return cls(place, memories)

    def of(self, entry: Entry) -> Memory:
        """Give what is known of an entry."""
        return self.memories.get(entry.name, Memory())

    def begin(self, entry: Entry, now: datetime) -> None:
        """Note that an entry is being read; an unfinished start that is not old stays."""
        memory = self.of(entry)
        if not resumed(memory, now):
            self._keep(entry, replace(memory, begun=now.isoformat()))

    def succeed(self, entry: Entry, now: datetime, *, whole: bool) -> None:
        """Note that an entry was read."""
        all_of_it = now.isoformat() if whole else self.of(entry).whole
        self._keep(entry, Memory(success=now.isoformat(), whole=all_of_it))

    def fail(self, entry: Entry, now: datetime, why: str) -> None:
        """Note that an entry could not be read; what it had begun can be gone on with."""
        self._keep(entry, replace(self.of(entry), failure=now.isoformat(), why=why))

    def last(self) -> datetime | None:
        """Give the moment of the last success of any source."""
        moments = [_moment(one.success) for one in self.memories.values()]
        return max((one for one in moments if one), default=None)

    def _keep(self, entry: Entry, memory: Memory) -> None:
        self.memories[entry.name] = memory
        content: Mapping[str, object] = {name: asdict(one) for name, one in self.memories.items()}
        beside = self.place.with_name(self.place.name + ".new")
        try:
            self.place.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(json.dumps(content, indent=1, sort_keys=True), "utf-8")
            beside.replace(self.place)
        except OSError as error:
            msg = f"{self.place} cannot be written ({error.strerror or error})."
            raise StoreError(msg) from error


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an entry is due, and why, in words."""

    due: bool
    why: str


def verdict(entry: Entry, memory: Memory, now: datetime) -> Verdict:
    """Say whether an entry is due now."""
    success, failure = _past(memory.success, now), _past(memory.failure, now)
    if success and now - success < entry.every and (not failure or failure <= success):
        return Verdict(False, f"read {_ago(now - success)} ago, every {_ago(entry.every)}")
    retry = min(entry.every, SOONEST_RETRY)
    if failure and now - failure < retry:
        return Verdict(False, f"failed {_ago(now - failure)} ago; again in {_ago(retry)}")
    if resumed(memory, now):
        return Verdict(True, "was cut off and goes on")
    if failure:
        return Verdict(True, f"failed {_ago(now - failure)} ago")
    if success:
        return Verdict(True, f"read {_ago(now - success)} ago, every {_ago(entry.every)}")
    return Verdict(
        True, "never read, or the clock was set back" if memory.success else "never read"
    )


def resumed(memory: Memory, now: datetime) -> datetime | None:
    """Give when a run began that was cut off and may be gone on with."""
    begun = _past(memory.begun, now)
    return begun if begun and now - begun < RESUME_WITHIN else None


def since(memory: Memory, now: datetime) -> datetime | None:
    """Give since when changes are to be asked for; None: all of it is due."""
    success, whole = _past(memory.success, now), _past(memory.whole, now)
    if not success or not whole or now - whole >= WHOLE_EVERY:
        return None
    return success


def _past(text: str, now: datetime) -> datetime | None:
    moment = _moment(text)
    return moment if moment and moment <= now else None


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except (ValueError, TypeError):
        return None
    return moment if moment.tzinfo else None


def _ago(span: timedelta) -> str:
    seconds = int(span.total_seconds())
    for unit, name in ((86_400, "d"), (3_600, "h"), (60, "min")):
        if seconds >= unit:
            return f"{seconds // unit} {name}"
    return f"{seconds} s"


def utc_now() -> datetime:
    """Give the moment, in UTC."""
    return datetime.now(UTC)
