"""The export of another office, as sources of our own ledger.

Publisher: the office that passes it on. Licence: each source in it keeps its own. Known flaws: of
the two days of reading that an export holds (first and last), only the last arrives.

Each source of the other office becomes a source here, under that office's name. None arrives more
trusted than stated: its rank is at most the one given, so that nobody's corrections overrule ours;
its level is at least the one given, what was *protected* there stays so, and what was *office*
there never becomes public. What is invented stays invented. What it must not do: read a file.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from graph.errors import InputError
from graph.exchange.carried import Carried
from graph.identifiers import fold
from graph.levels import Level
from graph.mentions import texts_of
from graph.provenance import OFFICE_RANK, Recorded, Source, Statement
from loaders.base import Batch, Count, Rejection
from loaders.client_words import advice, speaks_of_case

RANK = 30
"""Highest rank that an imported source has, unless another is stated: below every publisher."""

_REFUSED = {
    ".rdf": "RDF/XML",
    ".owl": "RDF/XML",
    ".xml": "XML",
    ".gexf": "GEXF",
    ".graphml": "GraphML",
}
_SUFFIXES = {
    ".ttl": "turtle",
    ".jsonld": "json-ld",
    ".nt": "ntriples",
    ".popolo.json": "popolo",
    ".ftm.json": "ftm",
    ".ftm": "ftm",
    ".jsonl": "ftm",
    ".ndjson": "ftm",
}


@dataclass(frozen=True, slots=True)
class Passing:
    """Who passes an export on, and what it is taken for here."""

    office: str
    level: Level = Level.NETWORK
    rank: int = RANK

    def __post_init__(self) -> None:
        """Refuse a name without letters, and the rank of the office's own word."""
        if not self.slug:
            raise InputError(f"{self.office!r} is no name of an office. Give --office NAME.")
        if not 0 <= self.rank < OFFICE_RANK:
            msg = f"A rank of {self.rank} is not possible: 0 to {OFFICE_RANK - 1}, ours is above."
            raise InputError(msg)

    @property
    def slug(self) -> str:
        """The name as identifiers hold it."""
        words = "".join(char if char.isalnum() else " " for char in fold(self.office)).split()
        return "-".join(words)

    def arriving(self, level: Level) -> Level:
        """Give the level here of what had a level there."""
        if level is Level.PROTECTED:
            return level
        return max(self.level, min(level, Level.NETWORK))

    def source(self, there: Source) -> Source:
        """Describe a source of theirs as one of ours."""
        return replace(
            there,
            id=f"{self.prefix}{there.id}",
            publisher=f"{there.publisher} (passed on by {self.office})",
            rank=min(there.rank, self.rank),
        )

    @property
    def prefix(self) -> str:
        """What identifiers of all sources of this office begin with."""
        return f"from:{self.slug}:"


def form_of(name: str, head: str) -> str:
    """Say in which form a file is written, by its name, else by how it begins.

    Raises:
        InputError: it is XML of some sort, which is not read (it can carry entities), or unknown.
    """
    low = name.casefold().removesuffix(".gz")
    start = head.lstrip("\ufeff \t\r\n")
    refused = next((what for suffix, what in _REFUSED.items() if low.endswith(suffix)), None)
    if refused or start.startswith(("<?xml", "<!DOCTYPE", "<!ENTITY", "<rdf:RDF", "<gexf")):
        msg = (
            f"{name} is {refused or 'XML'}, which is not read: it can hide entities, and networks "
            "lose facts. Ask for Turtle, JSON-LD, N-Triples, Popolo or FollowTheMoney."
        )
        raise InputError(msg)
    by_name = next((form for suffix, form in _SUFFIXES.items() if low.endswith(suffix)), None)
    found = by_name or _by_content(start)
    if found is None:
        msg = f"{name}: no form of export looks like this. Expected one of: {', '.join(_SUFFIXES)}"
        raise InputError(msg)
    return found


def read_carried_batches(
    given: Carried, passing: Passing, *, now: datetime, withdrawn: Collection[Source] = ()
) -> Iterator[Batch]:
    """Give one batch a source of an export, and an empty one for each source it no longer has.

    ``withdrawn`` are the sources of the same office in our ledger.

    Raises:
        InputError: a statement names a source that the export does not describe.
    """
    said: dict[str, list[Recorded]] = {name: [] for name in given.graph.sources}
    for item in given.recorded():
        if item.statement.source not in said:
            raise InputError(f"A statement names the source {item.statement.source!r}, unlisted.")
        said[item.statement.source].append(item)
    for name in sorted(said):
        yield _batch(passing.source(given.graph.sources[name]), said[name], passing, now)
    newest = newest_of(given, now)
    here = {passing.source(one).id for one in given.graph.sources.values()}
    for source in sorted(withdrawn, key=lambda one: one.id):
        if source.id.startswith(passing.prefix) and source.id not in here:
            note = f"The newer export of {passing.office} has nothing of this source any more."
            yield Batch(source, (), newest, complete=True, notes=(note,))


def newest_of(given: Carried, now: datetime) -> datetime:
    """Give the last moment at which the other office read anything of an export."""
    moments = (item.confirmed_at for item in given.recorded())
    return max((one for one in moments if one <= now), default=now)


def _batch(source: Source, items: list[Recorded], passing: Passing, now: datetime) -> Batch:
    """Make a batch whose day of reading is theirs, never ours: passing on confirms nothing."""
    moments = [item.confirmed_at for item in items if item.confirmed_at <= now]
    last = max(moments, default=now)
    kept = [item for item in items if not item.statement.denied]
    unfit = {item.seq: sort for item in kept if (sort := _case(item.statement))}
    rejections = tuple(
        Rejection(f"statement {item.seq} of {source.id}", advice(unfit[item.seq]))
        for item in kept
        if item.seq in unfit
    )
    kept = [item for item in kept if item.seq not in unfit]
    levels = Counter(item.statement.level.label for item in kept)
    counts = [Count(f"statements, {name} there", None, levels[name]) for name in sorted(levels)]
    notes = []
    denials = len(items) - len(kept) - len(unfit)
    if denials:
        notes.append(f"{denials} denials were not taken: only this office's own deny anything.")
    return Batch(
        source=source,
        statements=tuple(_statement(item, source, passing, last) for item in kept),
        retrieved_at=last,
        complete=True,
        counts=tuple(counts),
        rejections=rejections,
        notes=tuple(notes),
    )


def _case(said: Statement) -> str | None:
    """Say of what a text speaks that has no place here; what is public there was published."""
    if said.level is Level.PUBLIC:
        return None
    return next((sort for text in texts_of(said) if (sort := speaks_of_case(text))), None)


def _statement(item: Recorded, source: Source, passing: Passing, last: datetime) -> Statement:
    said, confirmed = item.statement, item.confirmed_at
    # Read there longer ago than the newest of its source: its own day must not be lost.
    older = said.as_of or (None if confirmed >= last else confirmed.date())
    return replace(said, source=source.id, level=passing.arriving(said.level), as_of=older)


def _by_content(start: str) -> str | None:
    line = start.split("\n", 1)[0]
    if start.startswith(("@prefix", "PREFIX", "# Corridors")):
        return "turtle"
    if start.startswith(("<urn:", "<http")):
        return "ntriples"
    if start.startswith("["):
        return "json-ld"
    if start.startswith("{"):
        if '"schema"' in line and '"properties"' in line:
            return "ftm"
        return "json-ld" if '"@context"' in start or '"@graph"' in start else "popolo"
    return None
