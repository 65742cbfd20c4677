"""Which loader reads what, by the name a person types; every load is one transaction a source."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from api.gaps import with_gaps
from api.load_streams import STREAMED, checked_purpose, files_of, read_stream, source_of
from api.load_tables import PLAIN, Reading, read_file_as_table, shown, table_source
from api.record import fingerprint_of, read_or_note, record, unrecorded
from graph.errors import InputError
from graph.identifiers import fold
from graph.ledger import Ledger
from graph.levels import Level
from graph.model import Kind, Property, Relation
from graph.provenance import Source
from loaders import ep_bodies, ep_members, ep_procedures, ep_shadows, ep_votes
from loaders.archive import read_file, read_records
from loaders.base import Batch, LoadReport, Progress, no_progress
from loaders.ep_bodies import read_bodies
from loaders.ep_members import read_members
from loaders.ep_procedures import read_procedures
from loaders.ep_shadows import read_shadows
from loaders.ep_votes import read_votes
from loaders.known import Known
from loaders.pack import load_pack, pack_files
from loaders.stream import opened
from loaders.tables import FORMS

if TYPE_CHECKING:  # it brings the network client, which no other command needs
    from api.live import Part

STARTER_PACK = "starter-pack"
VOTES = "ep-votes"
CARDS = "vcards"

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
    return (STARTER_PACK, *LOADERS, VOTES, CARDS, *STREAMED, *FORMS)


def load_saved(
    ledger: Ledger,
    name: str,
    path: Path,
    *,
    now: datetime,
    progress: Progress = no_progress,
    allow_shrink: bool = False,
    dry_run: bool = False,
    reading: Reading = PLAIN,
) -> LoadReport:
    """Load a saved copy: a folder, an archive or a file.

    ``reading`` says which column, sheet, encoding and words are meant, where that matters, and
    why names are wanted, where a source gives them for a stated purpose only.

    Raises:
        InputError: there is no such loader.
        InvalidQuestion: a purpose that is none, or for a source that asks for none.
        SourceError: the copy is not there, or not in the form we know.
    """
    purpose = checked_purpose(name, reading.purpose)
    loader = loader_of(ledger, name, path, replace(reading, purpose=purpose))

    def read() -> Batch:
        return loader.read(path, now, progress)

    if dry_run:
        return unrecorded(with_gaps(ledger, read()), *shown(name, path, reading))
    batch = with_gaps(ledger, read_or_note(ledger, loader.source, read, now=now))
    return record(ledger, batch, now=now, allow_shrink=allow_shrink)


def load_path(
    ledger: Ledger,
    name: str,
    path: Path,
    *,
    now: datetime,
    progress: Progress = no_progress,
    allow_shrink: bool = False,
    dry_run: bool = False,
    reading: Reading = PLAIN,
) -> tuple[LoadReport, ...]:
    """Load a saved copy; of a folder for a loader of single files, each file by itself.

    Raises:
        InputError: there is no such loader.
        SourceError: a file is not there or not in the form we know; those before it are loaded.
    """
    many = name in STREAMED and path.is_dir()
    return tuple(
        load_saved(
            ledger,
            name,
            one,
            now=now,
            progress=progress,
            allow_shrink=allow_shrink,
            dry_run=dry_run,
            reading=reading,
        )
        for one in (files_of(name, path) if many else (path,))
    )


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
        reports.append(record(ledger, with_gaps(ledger, batch), now=now))
    return tuple(reports)


def loader_of(ledger: Ledger, name: str, path: Path, reading: Reading = PLAIN) -> Loader:
    """Give the loader of a saved copy.

    Raises:
        InputError: there is no such loader.
    """
    if name in LOADERS:
        return LOADERS[name]
    if name == VOTES:
        return _votes_loader(ledger)
    return _stream_loader(ledger, name, path, reading)


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


def _stream_loader(ledger: Ledger, name: str, path: Path, reading: Reading = PLAIN) -> Loader:
    if name == CARDS:
        return _cards_loader(ledger, path)
    if name not in STREAMED:
        return _table_loader(ledger, name, path, reading)

    def read(path: Path, now: datetime, progress: Progress) -> Batch:
        return read_stream(
            ledger,
            name,
            path,
            now,
            progress,
            keywords=reading.keywords,
            purpose=reading.purpose,
        )

    return Loader(name, STREAMED[name].title, source_of(name, path), read)


def _cards_loader(ledger: Ledger, path: Path) -> Loader:
    """Make the loader of address cards: it needs the known organisations and people.

    The same file name loaded again replaces what it said.
    """
    # Imported here: the library of cards is needed by nothing else.
    from loaders import vcards

    slug = fold(path.name.split(".")[0]).replace(" ", "-")
    source = replace(vcards.SOURCE, id=f"{vcards.SOURCE.id}:{slug}")

    def read(path: Path, now: datetime, progress: Progress) -> Batch:
        said = [item.statement for item in ledger.read(Level.OFFICE)]
        others = [one for one in said if one.source != source.id]
        known, people = Known.of(others), vcards.Acquainted.of(others)
        with opened(path) as stream:
            return vcards.read_cards(stream, known, people, source=source, retrieved_at=now)

    return Loader(CARDS, "Address cards", source, read)


def _table_loader(ledger: Ledger, name: str, path: Path, reading: Reading = PLAIN) -> Loader:
    if name not in FORMS:
        msg = f"There is no loader {name!r}. Expected one of: {', '.join(names())}."
        raise InputError(msg)

    def read(path: Path, now: datetime, progress: Progress) -> Batch:
        return read_file_as_table(ledger, name, path, now, progress, reading)

    return Loader(name, FORMS[name].title, table_source(FORMS[name], path), read)


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
