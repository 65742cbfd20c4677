"""Which loader reads what, by the name a person types; every load is one transaction a source."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from api.load_streams import STREAMED, read_stream, source_of
from api.record import fingerprint_of, read_or_note, record
from graph.errors import InputError
from graph.identifiers import fold
from graph.ledger import Ledger
from graph.levels import Level
from graph.model import Kind, Property, Relation
from graph.provenance import Source
from loaders import ep_bodies, ep_members, ep_procedures, ep_shadows, ep_votes
from loaders.archive import Record, read_file, read_records
from loaders.base import Batch, LoadReport, LoadStatus, Progress, no_progress
from loaders.ep_bodies import read_bodies
from loaders.ep_members import read_members
from loaders.ep_procedures import read_procedures
from loaders.ep_shadows import read_shadows
from loaders.ep_votes import read_votes
from loaders.pack import load_pack, pack_files
from loaders.tables import FORMS, Form, read_table

if TYPE_CHECKING:  # it brings the network client, which no other command needs
    from api.live import Part

STARTER_PACK = "starter-pack"
VOTES = "ep-votes"

_Reader = Callable[[Path, datetime, Progress], Batch]


@dataclass(frozen=True, slots=True)
class Loader:
    """A loader that reads a saved copy: its name, what it reads, its source."""

    name: str
    title: str
    source: Source
    read: _Reader


def _members(path: Path, now: datetime, progress: Progress) -> Batch:
    return read_members(read_records(path), retrieved_at=now, progress=progress)


def _bodies(path: Path, now: datetime, progress: Progress) -> Batch:
    records = read_records(path) if path.is_dir() else iter([read_file(path)])
    return read_bodies(records, retrieved_at=now, complete=False, progress=progress)


def _procedures(path: Path, now: datetime, progress: Progress) -> Batch:
    return read_procedures(read_records(path), retrieved_at=now, progress=progress)


def _shadows(path: Path, now: datetime, progress: Progress) -> Batch:
    return read_shadows(read_file(path), retrieved_at=now, progress=progress)


LOADERS = {
    loader.name: loader
    for loader in (
        Loader("ep-members", "Members of the Parliament", ep_members.SOURCE, _members),
        Loader("ep-bodies", "Bodies of the Parliament", ep_bodies.SOURCE, _bodies),
        Loader("ep-procedures", "Procedures", ep_procedures.SOURCE, _procedures),
        Loader("ep-shadows", "Shadow rapporteurs", ep_shadows.SOURCE, _shadows),
    )
}


def names() -> tuple[str, ...]:
    """Give every name that ``load`` takes."""
    return (STARTER_PACK, *LOADERS, VOTES, *STREAMED, *FORMS)


def load_saved(
    ledger: Ledger,
    name: str,
    path: Path,
    *,
    now: datetime,
    progress: Progress = no_progress,
    allow_shrink: bool = False,
    dry_run: bool = False,
) -> LoadReport:
    """Load a saved copy: a folder, an archive or a file.

    Raises:
        InputError: there is no such loader.
        SourceError: the copy is not there, or not in the form we know.
    """
    loader = loader_of(ledger, name, path)

    def read() -> Batch:
        return loader.read(path, now, progress)

    if dry_run:
        return _dry(read())
    batch = read_or_note(ledger, loader.source, read, now=now)
    return record(ledger, batch, now=now, allow_shrink=allow_shrink)


def load_live(
    ledger: Ledger, parts: "Sequence[Part]", *, now: datetime, progress: Progress = no_progress
) -> tuple[LoadReport, ...]:
    """Ask the publisher and load what came, each part in a transaction of its own.

    Only the records that came are compared, unless a part is all that its source has.

    Raises:
        SourceError: the source is away, or answers in another form.
    """
    reports = []
    for part in parts:
        batch = read_or_note(ledger, part.source, partial(part.read, progress), now=now)
        reports.append(record(ledger, batch, now=now))
    return tuple(reports)


def loader_of(ledger: Ledger, name: str, path: Path) -> Loader:
    """Give the loader of a saved copy.

    Raises:
        InputError: there is no such loader.
    """
    if name in LOADERS:
        return LOADERS[name]
    return _votes_loader(ledger) if name == VOTES else _stream_loader(ledger, name, path)


def load_starter_pack(
    ledger: Ledger, *, now: datetime, progress: Progress = no_progress
) -> tuple[LoadReport, ...]:
    """Load the starter pack; what is in the ledger already is not even read."""
    known = {
        state.source.id: fingerprint_of(state.last_success.account)
        for state in ledger.source_states(Level.PROTECTED)
        if state.last_success
    }
    if all(known.get(item.source.id) == item.sha256 for item in pack_files()):
        return ()
    return tuple(
        record(ledger, batch, now=now, fingerprint=item.sha256, allow_shrink=True)
        for item, batch in load_pack(progress)
    )


def table_source(form: Form, path: Path) -> Source:
    """Give the source of one table: the same file name loaded again replaces what it said."""
    stem = path.name.split(".")[0]
    own = form.source
    return replace(
        own, id=f"{own.id}:{fold(stem).replace(' ', '-')}", title=f"{own.title}: {stem}"
    )


def _stream_loader(ledger: Ledger, name: str, path: Path) -> Loader:
    if name not in STREAMED:
        return _table_loader(ledger, name, path)

    def read(path: Path, now: datetime, progress: Progress) -> Batch:
        return read_stream(ledger, name, path, now, progress)

    return Loader(name, STREAMED[name].title, source_of(name, path), read)


def _table_loader(ledger: Ledger, name: str, path: Path) -> Loader:
    if name not in FORMS:
        msg = f"There is no loader {name!r}. Expected one of: {', '.join(names())}."
        raise InputError(msg)
    form, source = FORMS[name], table_source(FORMS[name], path)

    def read(path: Path, now: datetime, progress: Progress) -> Batch:
        known = dict(_known_names(ledger))
        return read_table(
            form, _file(path), retrieved_at=now, source=source, known=known, progress=progress
        )

    return Loader(name, form.title, source, read)


def _votes_loader(ledger: Ledger) -> Loader:
    """Make the loader of ballots: it needs the chosen votes and the known people."""

    def read(path: Path, now: datetime, progress: Progress) -> Batch:
        chosen, people = _chosen_votes(ledger)
        records = [*read_records(path, ".json"), *read_records(path, ".csv")]
        return read_votes(records, chosen, people, retrieved_at=now, progress=progress)

    return Loader(VOTES, "Roll-call votes", ep_votes.SOURCE, read)


def _chosen_votes(ledger: Ledger) -> tuple[dict[str, Level], set[str]]:
    """Give the reference votes with the lowest level that knows of each, and all persons."""
    chosen: dict[str, Level] = {}
    people = set()
    for item in ledger.read(Level.PROTECTED):
        one = item.statement
        if one.predicate is Relation.REFERENCE_FOR and not one.denied:
            chosen[one.subject] = min(one.level, chosen.get(one.subject, one.level))
        elif one.predicate is Property.KIND and one.value == Kind.PERSON.value:
            people.add(one.subject)
    return chosen, people


def _file(path: Path) -> Record:
    place, content = read_file(path)
    return Path(place).name, content


def _known_names(ledger: Ledger) -> Iterator[tuple[str, str]]:
    """Give names, keys and acronyms of organisations, so that a new table finds them."""
    naming = (Property.NAME, Property.ACRONYM, Property.OTHER_NAME)
    for item in ledger.read(Level.PROTECTED):
        one = item.statement
        if one.subject.startswith("org:"):
            if one.predicate in naming:
                yield fold(str(one.value)), one.subject
            elif one.predicate is Property.KIND and one.value == Kind.ORGANIZATION.value:
                yield fold(one.subject.removeprefix("org:")), one.subject


def _dry(batch: Batch) -> LoadReport:
    return LoadReport(
        source=batch.source.id,
        status=LoadStatus.UNCHANGED,
        read=len(batch.statements),
        appended=0,
        unchanged=0,
        closed=0,
        seconds=0.0,
        counts=batch.counts,
        rejections=batch.rejections,
        notes=(*batch.notes, "Dry run: nothing was written."),
    )
