"""Somebody's rights in their data: who is meant, all that is kept of them, erasing it.

People only: an organisation has no such right, and what is said of it is not erased here. What it
must not do: print or serve; the doors do that.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from api.emptying import empty_made, go_on_emptying
from api.home_files import clear_own, derived, remove_derived
from api.wiring import Workspace
from graph.errors import InputError, InvalidQuestion, NothingProjected, StoreBusy, UnknownEntity
from graph.ledger import Traces
from graph.ledger_erasure import refuse_reason
from graph.levels import Level
from graph.mentions import Wanted, tail_of, without
from graph.model import Kind, Property
from graph.provenance import Recorded, Value

_AFTER = (
    "Backups and exports made before still hold them: tell whoever has one. A backup of this "
    "ledger that is restored here loses them again by itself.",
    "Files that were loaded are not ours to change: take the row out of your own tables; as long "
    "as it stands there it is read and not taken.",
)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many statements of one source."""

    source: str
    statements: int


@dataclass(frozen=True, slots=True)
class ErasureOut:
    """What goes, or went. ``done`` is off where it was only asked for.

    ``names`` and ``identifiers`` are shown before, and empty after; ``left`` are files of the home
    that name them and that only a person can change. ``still_held`` says which servers could not
    be emptied: while there is one the erasure is not complete, and every start goes on with it.
    """

    done: bool
    identifiers: tuple[str, ...]
    names: tuple[str, ...]
    statements: int
    by_source: tuple[Counted, ...]
    mentions: int
    accounts: int
    derived: tuple[str, ...]
    cleared: tuple[str, ...]
    left: tuple[str, ...]
    sources_to_rename: tuple[str, ...]
    still_held: tuple[str, ...] = ()
    notes: tuple[str, ...] = _AFTER


@dataclass(frozen=True, slots=True)
class StatementOut:
    """One statement about or touching somebody, with all that is known of it."""

    seq: int
    subject: str
    predicate: str
    value: Value | None
    object: str | None
    role: str | None
    period: str
    as_of: date | None
    record: str
    qualifiers: tuple[tuple[str, str], ...]
    denied: bool
    level: str
    seen_by: str
    source: str
    recorded_at: datetime
    last_confirmed_at: datetime
    no_longer_stated_since: datetime | None


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source, as the one who asks must be told it."""

    id: str
    publisher: str
    title: str
    url: str
    licence: str


@dataclass(frozen=True, slots=True)
class SubjectOut:
    """Everything kept of one person, on a day."""

    identifiers: tuple[str, ...]
    names: tuple[str, ...]
    made_at: datetime
    restricted_since: str | None
    statements: tuple[StatementOut, ...]
    mentioned_in: tuple[StatementOut, ...]
    sources: tuple[SourceLine, ...]
    notes: tuple[str, ...]


_SEEN_BY = {
    Level.PUBLIC: "everybody to whom a map is shown",
    Level.NETWORK: "the organisations of the network",
    Level.OFFICE: "the office",
    Level.PROTECTED: "those in the office who may see protected entries",
}
_RIGHTS = (
    "Wrong? A correction by the office wins over every source and stays: `corridors load "
    "corrections`. To be left out of every answer until that is settled: `corridors restrict`. "
    "To be erased for good: `corridors erase`.",
)


def identify(workspace: Workspace, person: str) -> str:
    """Give the identifier of the person meant, by identifier or name, at whatever level.

    Raises:
        UnknownEntity: nobody is called that.
        InputError: it is no person, or several may be meant.
    """
    kinds = {
        item.statement.value
        for item in workspace.ledger.traces([person]).going
        if item.statement.subject == person and item.statement.predicate is Property.KIND
    }
    if kinds:
        if Kind.PERSON.value not in kinds:
            msg = f"{person} is no person ({', '.join(sorted(map(str, kinds)))})."
            raise InputError(f"{msg} Only what is kept of people is exported or erased here.")
        return person
    if ":" in person and workspace.ledger.traces([person]).going:
        return person  # statements name them, and nothing describes them
    try:
        return workspace.view(Level.PROTECTED).index.resolve(person, {Kind.PERSON}).id
    except NothingProjected:
        raise UnknownEntity(person) from None


def plan_erasure(workspace: Workspace, person: str) -> ErasureOut:
    """Say what erasing somebody would take out; nothing is changed."""
    traces = workspace.ledger.traces([identify(workspace, person)])
    return _told(workspace, traces, done=False)


def confirmation_of(workspace: Workspace, person: str) -> str:
    """Name exactly what erasing somebody would take out now, without telling it."""
    return _confirmation(workspace.ledger.traces([identify(workspace, person)]))


def erase(
    workspace: Workspace,
    person: str,
    reason: str,
    now: datetime,
    *,
    confirmation: str | None = None,
) -> ErasureOut:
    """Erase somebody everywhere in this home, for good.

    Raises:
        UnknownEntity, InputError: see ``identify``; or the reason is missing or names them.
        InvalidQuestion: ``confirmation`` is given and stands for something else.
        StoreBusy: another process writes or reads; what it says is to be done.
    """
    subject = identify(workspace, person)
    traces = workspace.ledger.traces([subject])
    if confirmation is not None and confirmation != _confirmation(traces):
        msg = (
            "The confirmation is not that of what is kept of them now. Nothing was changed: ask "
            "for the plan again, and read it."
        )
        raise InvalidQuestion(msg)
    refuse_reason(reason, traces)  # before anything is removed
    told = _told(workspace, traces, done=True)
    workspace.forget()
    home = workspace.settings.home
    # Before and after: a server may make one of them anew meanwhile, and a kill in between must
    # not leave a picture of somebody whom nobody can ask for any more.
    remove_derived(home)
    clear_own(home, _change(traces), write=True)
    try:
        workspace.ledger.erase([subject], reason=reason, at=now)
    except StoreBusy:  # erased, and old bytes wait for whoever reads: what was made goes now
        go_on_emptying(home, workspace.ledger, workspace.projections)
        raise
    left = empty_made(home, workspace.ledger, workspace.projections)
    return replace(told, done=True, still_held=left)


def subject_export(workspace: Workspace, person: str, now: datetime) -> SubjectOut:
    """Give everything kept of somebody: closed, restricted and protected statements too."""
    traces = workspace.ledger.traces([identify(workspace, person)])
    mentions = tuple(item for item, _ in traces.changing)
    used = {item.statement.source for item in (*traces.going, *mentions)}
    known = workspace.ledger.sources()
    limits = workspace.ledger.restrictions()
    since = [limits[one][0] for one in traces.identifiers if one in limits]
    return SubjectOut(
        identifiers=traces.identifiers,
        names=_names(traces),
        made_at=now,
        restricted_since=min(since, default=None),
        statements=tuple(map(_statement, traces.going)),
        mentioned_in=tuple(map(_statement, mentions)),
        sources=tuple(
            SourceLine(one.id, one.publisher, one.title, one.url, one.licence)
            for one in known.values()
            if one.id in used
        ),
        notes=_RIGHTS,
    )


def _confirmation(traces: Traces) -> str:
    told = (
        traces.identifiers,
        [item.seq for item in traces.going],
        [item.seq for item, _ in traces.changing],
    )
    return hashlib.sha256(repr(told).encode()).hexdigest()[:32]


def _told(workspace: Workspace, traces: Traces, *, done: bool) -> ErasureOut:
    home = workspace.settings.home
    cleared, left = clear_own(home, _change(traces), write=False)
    counts = Counter(item.statement.source for item in traces.going)
    return ErasureOut(
        done=done,
        identifiers=() if done else traces.identifiers,
        names=() if done else _names(traces),
        statements=len(traces.going),
        by_source=tuple(Counted(name, counts[name]) for name in sorted(counts)),
        mentions=len(traces.changing),
        accounts=len(traces.accounts),
        derived=tuple(str(place.relative_to(home)) for place in derived(home)),
        cleared=tuple(cleared),
        left=tuple(left),
        sources_to_rename=() if done else traces.sources,
    )


def _change(traces: Traces) -> "_Change":
    return _Change(traces.identifiers, traces.names)


class _Change:
    """Gives a text without some people."""

    def __init__(self, identifiers: Iterable[str], names: Iterable[str]) -> None:
        known, called = frozenset(identifiers), frozenset(names)
        tails = frozenset(tail for one in known if (tail := tail_of(one)))
        self._wanted = Wanted(called.__contains__, known.__contains__, tails.__contains__)

    def __call__(self, text: str) -> str:
        return without(text, self._wanted, tails=False)


def _names(traces: Traces) -> tuple[str, ...]:
    found = {
        str(item.statement.value)
        for item in traces.going
        if item.statement.predicate in (Property.NAME, Property.OTHER_NAME)
        and item.statement.subject in traces.identifiers
    }
    return tuple(sorted(found))


def _statement(item: Recorded) -> StatementOut:
    said = item.statement
    return StatementOut(
        seq=item.seq,
        subject=said.subject,
        predicate=said.predicate.value,
        value=said.value,
        object=said.object,
        role=said.role,
        period=said.period.describe(),
        as_of=said.as_of,
        record=said.record,
        qualifiers=said.qualifiers,
        denied=said.denied,
        level=said.level.label,
        seen_by=_SEEN_BY[said.level],
        source=said.source,
        recorded_at=item.recorded_at,
        last_confirmed_at=item.confirmed_at,
        no_longer_stated_since=item.closed_at,
    )
