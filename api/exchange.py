"""Exports written, and those of other offices loaded: files around ``graph.exchange``."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from api.record import record, unrecorded
from api.renumber import renumbered
from api.wiring import Workspace
from graph.errors import InputError, SourceChanged
from graph.exchange.carried import Carried, carried
from graph.exchange.ftm import beyond_ftm, read_ftm, write_ftm
from graph.exchange.holding import Holding, holding_of
from graph.exchange.parts import read_object
from graph.exchange.popolo import OURS, beyond_popolo, from_document, is_ours, write_popolo
from graph.ledger import Ledger
from graph.levels import Level
from graph.merge import merge
from graph.model import MergedGraph
from graph.provenance import Recorded, Source
from graph.redaction import NOTHING, Part, redact
from loaders.base import Batch, LoadReport
from loaders.exchange import Passing, form_of, newest_of, read_carried_batches
from loaders.ftm import read_foreign_ftm
from loaders.popolo import read_foreign_popolo
from loaders.strangers import Strangers
from loaders.stream import lines, opened

EXCHANGE = "exchange"
"""The name that ``load`` takes."""

MOST_BYTES = 256 * 1024 * 1024
"""Largest file that is read at once."""

SUFFIXES = {
    ".popolo.json": "popolo",
    ".ftm.json": "ftm",
    ".ttl": "turtle",
    ".jsonld": "json-ld",
    ".nt": "ntriples",
    ".graphml": "graphml",
    ".gexf": "gexf",
}
"""What is written, by the end of the file's name."""

_NETWORKS = ("graphml", "gexf")
_RDF = ("turtle", "json-ld", "ntriples")
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Exported:
    """An export as text, its graph, in words what its form has no place for, and what it holds."""

    text: str
    graph: MergedGraph
    beyond: tuple[str, ...]
    holding: Holding


def written_form(name: str, form: str | None) -> str:
    """Choose the form of an export by its name, unless one is given.

    Raises:
        InputError: neither says one.
    """
    low = name.casefold()
    found = next((one for suffix, one in SUFFIXES.items() if low.endswith(suffix)), "")
    chosen = form or found
    if chosen not in SUFFIXES.values():
        known = ", ".join(SUFFIXES)
        msg = f"{name}: no form of export ends like this. Expected one of {known}, or --format."
        raise InputError(msg)
    return chosen


def make_export(
    workspace: Workspace, level: Level, form: str, parts: frozenset[Part] = NOTHING
) -> Exported:
    """Write the graph at a level, with every statement behind it where the form can carry it.

    ``parts`` are left out: of the statements, before they are merged.
    """
    graph = workspace.view(level).graph
    said: Iterable[Recorded] = workspace.ledger.read(level)
    if parts:
        left = redact(said, workspace.ledger.sources(), parts)
        graph, said = merge(left.statements, left.sources, level, graph.head), left.statements
    graph, statements = renumbered(graph, said)
    holding = holding_of(graph, statements, parts)
    given = replace(carried(graph, statements), holding=holding)
    text, beyond = written(given, form)
    return Exported(text, graph, beyond, holding)


def written(given: Carried, form: str) -> tuple[str, tuple[str, ...]]:
    """Write what is carried in a form, and say in words what that form has no place for."""
    graph, holding = given.graph, given.holding
    # Imported here: rdflib and networkx are needed by no other command.
    if form in _NETWORKS:
        from graph.networks import write_network

        lost = (
            f"{len(given.rest)} statements that the merge let go, other classifications, "
            "qualifiers, records and what other sources say instead are not in a network",
        )
        return write_network(graph, form, holding), lost
    if form in _RDF:
        from graph.rdf.files import write_rdf

        return write_rdf(graph, form, given.rest, holding), ()
    write, beyond = {"popolo": (write_popolo, beyond_popolo), "ftm": (write_ftm, beyond_ftm)}[form]
    words = tuple(
        f"{count} × {what}: no own word there, carried in the block {OURS!r}"
        for what, count in beyond(graph)
    )
    return write(given), words


def load_exchange(
    ledger: Ledger,
    path: Path,
    passing: Passing,
    *,
    now: datetime,
    allow_shrink: bool = False,
    dry_run: bool = False,
) -> tuple[LoadReport, ...]:
    """Load a file that another office or organisation passed on: one report a source in it.

    Raises:
        InputError: the file is in no form that is read, or asks for something outside.
        SourceError: it is not there, cannot be unpacked, or would withdraw most of a source.
    """
    given = _read(path, passing, now)
    if isinstance(given, Batch):
        batches: tuple[Batch, ...] = (given,)
    else:
        if not allow_shrink:
            _refuse_older(ledger, given, passing, now)
        known = tuple(ledger.sources().values())
        batches = tuple(read_carried_batches(given, passing, now=now, withdrawn=known))
    if dry_run:
        return tuple(map(unrecorded, batches))
    return tuple(record(ledger, one, now=now, allow_shrink=allow_shrink) for one in batches)


def _read(path: Path, passing: Passing, now: datetime) -> Carried | Batch:
    """Read a file: an export of Corridors, or one batch of somebody else's statements."""
    form = form_of(path.name, _head(path))
    if form == "ftm":
        return _ftm(path, passing, now)
    if form == "popolo":
        document = read_object(_text(path), path.name)
        if is_ours(document):
            return from_document(document)
        return read_foreign_popolo(document, _strangers(form, passing, now))
    from graph.rdf.files import read_carried  # imported here: see ``make_export``

    return read_carried(_text(path), form, path.name)


def _refuse_older(ledger: Ledger, given: Carried, passing: Passing, now: datetime) -> None:
    """Stop where an older file would undo what a newer one of the same office said.

    Raises:
        SourceChanged: it would.
    """
    theirs = {passing.source(one).id for one in given.graph.sources.values()}
    moments = [
        state.last_success.retrieved_at
        for state in ledger.source_states(Level.PROTECTED)
        if state.source.id in theirs and state.last_success and state.last_success.retrieved_at
    ]
    newest, known = newest_of(given, now), max(moments, default=None)
    if known is not None and newest < known:
        msg = (
            f"This export of {passing.office} was last read {newest.date()}; one from "
            f"{known.date()} is loaded already. Nothing was changed. If the older is meant, "
            "repeat the load and allow it to shrink."
        )
        raise SourceChanged(msg)


def _ftm(path: Path, passing: Passing, now: datetime) -> Carried | Batch:
    def each() -> Iterator[str]:
        with opened(path) as stream:
            yield from lines(stream)

    first = next((line for line in each() if line.strip()), "")
    if first and read_object(first, f"{path.name} line 1").has(OURS):
        return read_ftm(each(), path.name)
    return read_foreign_ftm(each, path.name, _strangers("ftm", passing, now))


def _strangers(form: str, passing: Passing, now: datetime) -> Strangers:
    """Make a source of its own for a file that no Corridors wrote."""
    source = Source(
        id=f"{passing.prefix}{form}",
        publisher=passing.office,
        title=f"{form} file of {passing.office}",
        url="",
        licence=f"as {passing.office} states",
        rank=passing.rank,
    )
    return Strangers(source, passing.level, now, f"x-{passing.slug}")


def _head(path: Path) -> str:
    with opened(path) as stream:
        first = next(iter(stream.chunks), b"")
    return first[:_HEAD].decode("utf-8", "replace")


def _text(path: Path) -> str:
    with opened(path, MOST_BYTES) as stream:
        content = b"".join(stream.chunks)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        msg = f"{path.name} is no UTF-8 text (byte {error.start}). Export it again."
        raise SourceChanged(msg) from error


def refuse_unshaped(form: str) -> None:
    """Refuse a form that has no shapes to be checked against.

    Raises:
        InputError: it has none.
    """
    if form not in _RDF:
        msg = f"Only {', '.join(_RDF)} are checked against shapes; {form} is not."
        raise InputError(msg)


def check_file(path: Path, form: str) -> tuple[int, tuple[str, ...]]:
    """Check an export in RDF against the shapes: its triples, and in words what is wrong.

    Raises:
        InputError: the form has no shapes, or the file cannot be read.
    """
    refuse_unshaped(form)
    from graph.rdf.shapes import check_text

    report = check_text(_text(path), form, path.name)
    return report.triples, tuple(one.describe() for one in report.violations)
