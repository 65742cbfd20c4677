"""What the office enters by hand: contacts and notes, each a statement of its own.

The same entry sent twice is one statement. Whoever writes cannot write above the own level: what
the writer could not see again would be lost to the writer.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import date, datetime

from api.free_text import require_no_case
from api.wiring import Workspace
from graph.errors import InvalidQuestion
from graph.identifiers import fold
from graph.levels import Level
from graph.model import Kind, Property
from graph.provenance import OFFICE_RANK, Source, Statement
from loaders.table_facts import Context
from loaders.table_office import read_contact
from loaders.tabular import Row

LONGEST_NOTE = 2_000


def entries(level: Level) -> Source:
    """Give the source of what is entered at a level.

    One a level: when a source was read last is seen by whoever sees anything of it.
    """
    title = f"Contacts and notes entered by hand, level {level.label}"
    return Source(f"office-entries-{level.label}", "The office", title, "", "own", OFFICE_RANK)


@dataclass(frozen=True, slots=True)
class NewContact:
    """A contact of one of ours with somebody, on a day."""

    organization: str
    person: str
    channel: str
    day: date
    level: Level
    source: str = ""
    consent: bool | None = None
    languages: tuple[str, ...] = ()
    intensity: float | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Entered:
    """What was entered: about whom, its record, and whether it was new."""

    subject: str
    record: str
    level: Level
    is_new: bool


def enter_contact(workspace: Workspace, new: NewContact, now: datetime) -> Entered:
    """Record a contact.

    Raises:
        UnknownEntity: one of the two is not known at the writer's level.
        InputError: the row cannot be used, or speaks of a case.
        InvalidQuestion: its level is above the writer's, or its day has not come.
    """
    _require_level(workspace, new.level)
    if new.day > now.date():
        msg = f"{new.day} has not come yet: a contact is entered when it has taken place."
        raise InvalidQuestion(msg)
    require_no_case(new.source, "source")
    index = workspace.view().index
    own = index.resolve(new.organization, {Kind.ORGANIZATION}).id
    other = index.resolve(new.person).id
    cells = {
        "organization": own,
        "person": other,
        "channel": new.channel,
        "date": new.day.isoformat(),
        "intensity": "" if new.intensity is None else str(new.intensity),
        "confidence": "" if new.confidence is None else str(new.confidence),
        "consent": "" if new.consent is None else ("yes" if new.consent else "no"),
        "language": " ".join(new.languages),
        "source": new.source,
        "level": new.level.label,
    }
    context = Context(entries(new.level), {fold(one): one for one in (own, other)})
    (said,) = read_contact(Row("contact", cells), context)
    # A table's record is organisation, person and channel; here each day is an entry of its own.
    said = replace(said, record=_record("contact", own, *cells.values()))
    return entered(workspace, said, now)


def enter_note(
    workspace: Workspace, about: str, text: str, level: Level, now: datetime
) -> Entered:
    """Record a note about somebody or something.

    Raises:
        UnknownEntity: it is not known at the writer's level.
        InputError: the text speaks of a case.
        InvalidQuestion: its level is above the writer's, or the text is empty.
    """
    _require_level(workspace, level)
    words = " ".join(text.split())
    if not words:
        msg = "The note is empty."
        raise InvalidQuestion(msg)
    require_no_case(words, "The note")
    subject = workspace.view().index.resolve(about).id
    said = Statement(
        subject,
        Property.NOTE,
        entries(level).id,
        _record("note", subject, words),
        value=words,
        level=level,
    )
    return entered(workspace, said, now)


def _record(kind: str, subject: str, *content: str) -> str:
    digest = hashlib.sha256("\n".join(content).encode()).hexdigest()
    return f"{kind}|{subject}|{digest[:16]}"


def entered(workspace: Workspace, said: Statement, now: datetime) -> Entered:
    """Record one statement of the office; another one of the same record takes its place."""
    done = workspace.ledger.append(
        entries(said.level), (said,), retrieved_at=now, recorded_at=now, complete=False
    )
    return Entered(said.subject, said.record, said.level, bool(done.appended))


def _require_level(workspace: Workspace, level: Level) -> None:
    own = workspace.settings.level
    if not own.sees(level):
        msg = f"You write at level {own.label} at most, not {level.label}: you could not see it."
        raise InvalidQuestion(msg)
