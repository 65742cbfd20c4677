"""Databases of servers that this home ever projected to: an erasure must reach every one.

Settings name those in use; what they named before may still hold people. So each is noted before
anything is written there, and struck out when it was emptied, or when somebody says that it is
gone. What it must not do: know an engine, or keep a password.
"""

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from api.private_files import locked, write_private
from graph.errors import InputError, StoreDamaged, StoreUnwritable
from graph.levels import Level, parse_level
from graph.model import MergedGraph
from graph.project import Progress, Projection
from graph.projections import Projections
from graph.store import GraphReader


@dataclass(frozen=True, slots=True, order=True)
class Database:
    """A database by its address, and the level that was projected there."""

    address: str
    level: Level

    @property
    def place(self) -> tuple[str, int, str]:
        """Where it is, however the address is written."""
        parts = urlsplit(self.address)
        return (parts.hostname or "", parts.port or 7687, parts.path.strip("/"))


class DatabaseBook:
    """The list of a home; only its owner reads it."""

    def __init__(self, file: Path) -> None:
        """Remember where the list is; it is made when first needed."""
        self._file = file

    def listed(self) -> tuple[Database, ...]:
        """Give all of them, sorted by address.

        Raises:
            StoreDamaged: the file makes no sense.
        """
        try:
            read = json.loads(self._file.read_text(encoding="utf-8"))
            return tuple(
                sorted(Database(one["address"], parse_level(one["level"])) for one in read)
            )
        except FileNotFoundError:
            return ()
        except (ValueError, KeyError, TypeError, InputError) as error:
            msg = (
                f"{self._file} cannot be read as a list of databases ({error}). Restore it from a "
                "backup: without it an erasure cannot reach all that was projected."
            )
            raise StoreDamaged(msg) from error

    def note(self, databases: Sequence[Database]) -> None:
        """Add some that something is about to be written to.

        Raises:
            StoreUnwritable: it cannot be written down, so nothing may be projected.
        """
        if not set(databases) <= set(self.listed()):
            self._change(lambda known: known | set(databases))

    def forget(self, address: str) -> tuple[Database, ...]:
        """Strike out whatever is at an address; gives what was.

        Raises:
            StoreUnwritable: it cannot be written down.
        """
        place = Database(address, Level.PUBLIC).place
        gone = tuple(one for one in self.listed() if one.place == place)
        if gone:
            self._change(lambda known: known - set(gone))
        return gone

    def _change(self, change: Callable[[set[Database]], set[Database]]) -> None:
        with locked(self._file.with_name(f"{self._file.name}.lock")):
            known = sorted(change(set(self.listed())))
            rows = [{"address": one.address, "level": one.level.label} for one in known]
            write_private(self._file, (json.dumps(rows, indent=2) + "\n").encode())


class Remembered:
    """Projections that note where they are made, and empty what was named before as well.

    ``named`` are the databases of the settings (none: the embedded engine's folders);
    ``emptied`` removes what one database holds of ours, and gives in words what may be left.
    """

    def __init__(
        self,
        inner: Projections,
        book: DatabaseBook,
        named: Sequence[Database],
        emptied: Callable[[Database], Sequence[str]],
    ) -> None:
        """Put the list between the doors and the projections."""
        self._inner = inner
        self._book = book
        self._named = named
        self._emptied = emptied

    def current(self, level: Level) -> Projection | None:
        """Give the projection in service; see ``Projections``."""
        return self._inner.current(level)

    def build(self, graph: MergedGraph, progress: Progress) -> Projection:
        """Build a projection after noting where; see ``Projections``."""
        self._note(graph.level)
        return self._inner.build(graph, progress)

    def open(self, made: Projection) -> GraphReader:
        """Open a projection, which an earlier version may have made unnoted.

        Where the home cannot be written, nobody can note it here, nor build or erase: it is read
        all the same.
        """
        with suppress(StoreUnwritable):
            self._note(made.level)
        return self._inner.open(made)

    def empty(self) -> tuple[str, ...]:
        """Remove all projections, also where the settings no longer name them."""
        left = [*self._inner.empty()]
        in_use = {one.place for one in self._named}
        for one in self._book.listed():
            if one.place in in_use:
                continue
            told = self._emptied(one)
            if told:
                left.append(
                    f"{one.address} (level {one.level.label}), which the settings named before: "
                    f"{' '.join(told)}"
                )
            else:
                self._book.forget(one.address)
        return tuple(left)

    def close(self) -> None:
        """Let go of connections; closing twice does nothing."""
        self._inner.close()

    def _note(self, level: Level) -> None:
        self._book.note([one for one in self._named if one.level is level])
