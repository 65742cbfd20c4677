"""Projecting: a merged graph becomes a store that analysts query in Cypher.

A projection is built in a folder of its own beside the one in service, and a pointer file is
switched to it when all is on disk. So a build that is killed leaves the old one serving; the next
build removes what is left of it. What it must not do: change what the graph says.

::

    projections/
    ├── public.json         the pointer: which folder serves, with the head it was built from
    ├── public.lock         held by whoever builds
    └── public-41-1/        level, head, number of the attempt
"""

import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, TypeVar

from graph.collector import set_aside
from graph.errors import StoreBusy
from graph.levels import Level
from graph.model import SINGLE_VALUED, Classification, Entity, Kind, MergedGraph, Property, Tie
from graph.provenance import Value
from graph.store import Cell, GraphStore, NodeRow, TieRow

if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[str]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: IO[str]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


FORMAT = 3
"""Raised whenever rows change their form, or the merge its rules: a projection of another format
is built anew."""

LABELS = (*(kind.value for kind in Kind), *(label.value for label in Classification))
"""Every label a node may have; each gets an index on ``uid`` and ``name``."""

Progress = Callable[[int, int | None, str], None]
_Row = TypeVar("_Row", NodeRow, TieRow)
_STEP = 1_000  # rows between two calls of progress
_WORD = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Projection:
    """A finished projection: where it is, what it was built from and how large it is.

    ``place`` is its folder, or its name where a server holds it.
    """

    place: Path
    level: Level
    head: int
    nodes: int
    ties: int


def project(graph: MergedGraph, store: GraphStore, root: Path, progress: Progress) -> Projection:
    """Build a projection of the graph and put it into service.

    ``progress`` is called with (done, total, what); raising from it cancels the build and leaves
    the projection in service as it was.

    Raises:
        StoreBusy: another process builds this level's projection now.
    """
    root.mkdir(parents=True, exist_ok=True)
    with _building(root, graph.level):
        serving = current(root, graph.level)
        _sweep(root, graph.level, store, serving)
        place = _new_place(root, graph)
        try:
            made = build(graph, store, place, progress)
            _switch(root, made)
        except BaseException:
            store.drop(str(place))
            raise
        _sweep(root, graph.level, store, made)
    return made


def build(graph: MergedGraph, store: GraphStore, place: Path, progress: Progress) -> Projection:
    """Write a projection to a place of its own, without putting it into service."""
    total = len(graph.entities) + len(graph.ties)
    # The bridge to the embedded engine asks for full collections: a third of a build's time.
    with set_aside(), store.create(str(place)) as writer:
        nodes = writer.write_nodes(_counted(node_rows(graph), 0, total, "nodes", progress))
        ties = writer.write_ties(_counted(tie_rows(graph), nodes, total, "ties", progress))
        progress(nodes + ties, total, "indexes")
        writer.finish(LABELS)
    progress(nodes + ties, total, "done")
    return Projection(place, graph.level, graph.head, nodes, ties)


def current(root: Path, level: Level) -> Projection | None:
    """Give the projection in service at a level; None where there is none of this format."""
    try:
        read = json.loads((root / f"{level.label}.json").read_text(encoding="utf-8"))
        if read["format"] != FORMAT:
            return None
        found = Projection(root / read["place"], level, read["head"], read["nodes"], read["ties"])
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None  # never switched, or spoilt from outside: it can always be built anew
    return found if found.place.is_dir() else None


# -------------------------------------------------------------------- building


@contextmanager
def _building(root: Path, level: Level) -> Iterator[None]:
    """Hold the level's lock; the system lets go of it also when the process is killed."""
    with (root / f"{level.label}.lock").open("a", encoding="utf-8") as file:
        try:
            _lock(file)
        except OSError as error:
            msg = (
                f"Another process builds the projection at level {level.label} in {root}. "
                "Wait for it to end; until then the older projection serves."
            )
            raise StoreBusy(msg) from error
        yield


def _new_place(root: Path, graph: MergedGraph) -> Path:
    """Name a folder that was never used while the one before it stands."""
    numbers = [int(folder.name.rpartition("-")[2]) for folder in _folders(root, graph.level)]
    return root / f"{graph.level.label}-{graph.head}-{max(numbers, default=0) + 1}"


def _counted(
    rows: Iterable[_Row], before: int, total: int, what: str, progress: Progress
) -> Iterator[_Row]:
    for number, row in enumerate(rows):
        if number % _STEP == 0:
            progress(before + number, total, what)
        yield row


def _switch(root: Path, made: Projection) -> None:
    """Point to the new projection: all at once, and so that it survives a power cut."""
    pointer = root / f"{made.level.label}.json"
    fresh = pointer.with_suffix(".json.new")
    content = {
        "format": FORMAT,
        "place": made.place.name,
        "level": made.level.label,
        "head": made.head,
        "nodes": made.nodes,
        "ties": made.ties,
    }
    with fresh.open("w", encoding="utf-8") as file:
        json.dump(content, file)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(pointer)
    if sys.platform != "win32":
        folder = os.open(root, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _sweep(root: Path, level: Level, store: GraphStore, keep: Projection | None) -> None:
    """Remove the level's other folders: older ones and what killed builds left."""
    for folder in _folders(root, level):
        if keep is None or folder != keep.place:
            try:
                store.drop(str(folder))
            except StoreBusy:
                continue  # still read here: the next build removes it


def _folders(root: Path, level: Level) -> list[Path]:
    ours = re.compile(rf"{level.label}-\d+-\d+")
    return sorted(
        folder for folder in root.iterdir() if folder.is_dir() and ours.fullmatch(folder.name)
    )


# -------------------------------------------------------------------- rows


def node_rows(graph: MergedGraph) -> Iterator[NodeRow]:
    """Give a row for each entity, in the graph's order."""
    aliases = graph.lookup.aliases_of
    for entity in graph.entities.values():
        labels = (entity.kind.value, *(label.value for label in entity.classifications))
        properties = _node_properties(entity)
        if entity.id in aliases:
            properties["aliases"] = [*aliases[entity.id]]
        yield NodeRow(entity.id, entity.kind, labels, properties)


def _node_properties(entity: Entity) -> dict[str, Cell]:
    properties: dict[str, Cell] = {}
    for prop, facts in sorted(entity.properties.items()):
        if prop in SINGLE_VALUED:
            properties[prop.value] = facts[0].value
        else:
            properties[prop.value] = list(dict.fromkeys(_text(fact.value) for fact in facts))
    properties |= {  # an engine must see plain texts, never members of enums
        Property.KIND.value: entity.kind.value,
        Property.CLASSIFICATION.value: entity.classification and entity.classification.value,
        Property.NAME.value: entity.name,
        "level": entity.level.label,
        "invented": entity.invented,
    }
    return properties


def tie_rows(graph: MergedGraph) -> Iterator[TieRow]:
    """Give a row for each tie whose both ends are in the graph, in the graph's order."""
    for tie in graph.ties:
        if tie.subject in graph.entities and tie.object in graph.entities:
            yield TieRow(tie.id, tie.subject, tie.relation, tie.object, _tie_properties(tie))


def _tie_properties(tie: Tie) -> dict[str, Cell]:
    stated = [evidence.as_of for evidence in tie.evidence if evidence.as_of]
    properties: dict[str, Cell] = {
        "role": tie.role,
        "valid_from": tie.period.start,
        "valid_to": tie.period.end,
        "end_kind": tie.period.end_kind.value,
        "level": tie.level.label,
        "sources": [*sorted({evidence.source for evidence in tie.evidence})],
        "records": [*sorted({evidence.record for evidence in tie.evidence})],
        "as_of": max(stated, default=None),
        "evidence_day": max((evidence.day for evidence in tie.evidence), default=None),
        "invented": tie.invented,
        "disagreement": tie.disagreement,
    }
    for key, value in tie.qualifiers:
        name = _WORD.sub("_", key.lower()).strip("_")
        properties[f"qualifier_{name}" if name in (*properties, "uid") else name] = value
    return properties


def _text(value: Value) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
