"""The projection: a merged graph written into an engine, beside the old one, switched at the end.

``<root>/<level>.json`` points at the folder in service. A new folder is built where nobody looks
and the pointer is replaced in one step, so a build that dies leaves the old projection serving and
the next build clears what it left. One build runs at a time; the lock is SQLite's, which the
system frees when a process dies. What this must not do: merge, or decide who may see what.
"""

import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from graph.errors import StoreBusy, StoreDamaged
from graph.levels import Level
from graph.model import (
    SINGLE_VALUED,
    Classification,
    Entity,
    Fact,
    Kind,
    MergedGraph,
    Property,
    Tie,
)
from graph.store import Cell, GraphStore, NodeRow, TieRow

Progress = Callable[[int, int | None, str], None]

_LOCK_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Projection:
    """A projection in service: its folder and the ledger's head that it shows."""

    place: Path
    head: int


def current(root: Path, level: Level) -> Projection | None:
    """Give the projection of a level that is in service, or None.

    Raises:
        StoreDamaged: the pointer makes no sense.
    """
    pointer = _pointer(root, level)
    try:
        held = json.loads(pointer.read_text(encoding="utf-8"))
        found = Projection(root / str(held["folder"]), int(held["head"]))
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError) as error:
        msg = f"{pointer} is damaged ({error}). Delete it; the projection is built anew."
        raise StoreDamaged(msg) from error
    return found if found.place.is_dir() else None


def project(graph: MergedGraph, store: GraphStore, root: Path, progress: Progress) -> Path:
    """Write the graph into a new folder, put it in service, and give the folder.

    Where another process has just built the same, that one is taken.

    Raises:
        StoreBusy: another process has been building for very long.
        StoreError: the engine cannot write.
    """
    root.mkdir(parents=True, exist_ok=True)
    with _building(root):
        there = current(root, graph.level)
        if there is not None and there.head == graph.head:
            return there.place
        _clear(root, graph.level, store, keep=there)
        place = root / f"{graph.level.label}-{graph.head}-{os.getpid()}"
        _write(graph, store, place, progress)
        _switch(root, graph, place)
        return place


def _write(graph: MergedGraph, store: GraphStore, place: Path, progress: Progress) -> None:
    total = len(graph.entities) + len(graph.ties)
    with store.create(str(place)) as writer:
        written = writer.write_nodes(node_row(one) for one in graph.entities.values())
        progress(written, total, "projecting")
        written += writer.write_ties(tie_row(tie) for tie in graph.ties)
        progress(written, total, "projecting")
        labels = {label for one in graph.entities.values() for label in _labels(one)}
        writer.finish(sorted(labels))


def node_row(entity: Entity) -> NodeRow:
    """Make the node of an entity: chosen values only, several as a list."""
    properties: dict[str, Cell] = {
        "uid": entity.id,
        "level": entity.level.label,
        "invented": entity.invented,
    }
    for prop, facts in entity.properties.items():
        if prop is Property.KIND:
            continue
        properties[prop.value] = _cells(prop, facts)
    properties["name"] = entity.name
    return NodeRow(entity.id, entity.kind, _labels(entity), properties)


def tie_row(tie: Tie) -> TieRow:
    """Make the relationship of a tie: dates, role, level, sources, qualifiers."""
    properties: dict[str, Cell] = dict(tie.qualifiers)
    properties |= {
        "uid": tie.id,
        "role": tie.role,
        "valid_from": tie.period.start,
        "valid_to": tie.period.end,
        "end_kind": tie.period.end_kind.value,
        "level": tie.level.label,
        "invented": tie.invented,
        "sources": list(dict.fromkeys(piece.source for piece in tie.evidence)),
        "records": list(dict.fromkeys(piece.record for piece in tie.evidence)),
        "evidence_day": max(piece.day for piece in tie.evidence),
    }
    kept = {key: cell for key, cell in properties.items() if cell is not None}
    return TieRow(tie.id, tie.subject, tie.relation, tie.object, kept)


def _labels(entity: Entity) -> tuple[str, ...]:
    kind: Kind = entity.kind
    labels: tuple[Classification, ...] = entity.classifications
    return (kind.value, *(label.value for label in labels))


def _cells(prop: Property, facts: tuple[Fact, ...]) -> Cell:
    if prop in SINGLE_VALUED:
        return _cell(facts[0])
    return [_cell(fact) for fact in facts]


def _cell(fact: Fact) -> Cell:
    value: str | int | float | date = fact.value
    return value


@contextmanager
def _building(root: Path) -> Iterator[None]:
    with closing(sqlite3.connect(root / "build.lock", timeout=_LOCK_SECONDS)) as lock:
        lock.isolation_level = None
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            msg = (
                f"Another process has been building a projection in {root} for more than "
                f"{_LOCK_SECONDS} s. Wait for it, or stop it; routes and pictures work meanwhile."
            )
            raise StoreBusy(msg) from error
        yield


def _clear(root: Path, level: Level, store: GraphStore, keep: Projection | None) -> None:
    """Remove what nobody serves: half-built folders and all but the one in service.

    Builds hold the lock, so a folder that no pointer names belongs to nobody alive.
    """
    for folder in sorted(root.glob(f"{level.label}-*")):
        if keep is None or folder != keep.place:
            try:
                store.drop(str(folder))
            except StoreBusy:
                continue  # read by this process until its reader closes; the next build takes it


def _switch(root: Path, graph: MergedGraph, place: Path) -> None:
    pointer = _pointer(root, graph.level)
    beside = pointer.with_suffix(f".{os.getpid()}.part")
    with beside.open("w", encoding="utf-8") as out:
        json.dump({"folder": place.name, "head": graph.head}, out)
        out.flush()
        os.fsync(out.fileno())
    beside.replace(pointer)


def _pointer(root: Path, level: Level) -> Path:
    return root / f"{level.label}.json"
