"""Topic *changes*: what is different since a moment, and what that does to saved answers."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from api.asks.changes_sheets import sheets
from api.asks.changes_types import ChangesAnswer, Told
from api.due import due
from api.questions import Asked, Question
from api.saved_figures import Ground, saved_answer
from api.wiring import View
from graph.errors import InputError, InvalidQuestion, UnknownEntity
from graph.model import Kind
from graph.moment import describe_moment, parse_moment, shifted
from queries.changes.comparing import State, changes
from queries.changes.effects import At, Effects, effects
from queries.changes.lines import Line, Wanted, lines
from queries.changes.sources import notes as source_notes
from queries.changes.sources import source_news, summary
from queries.changes.types import Change, Deed, Matter
from queries.describe import asked
from queries.parameter_labels import called

MATTERS = 10
"""Lines of a page: the first are the ones that matter."""

WEEK = 7
"""Days that are looked back over where no moment is named."""

MOST_EFFECTS = 200
"""Pairs of a change and a saved question whose effect is worked out, unless told otherwise."""


@dataclass(frozen=True, slots=True)
class ChangesAsk:
    """What changed, and which part of it is shown."""

    since: str | None = asked(
        "Since when: a day, which means its end in UTC, or a moment, such as 2026-03-04T17:30; "
        "if none, 7 days before the day asked about. From before the first load, only what began "
        "or ended is told.",
        None,
    )
    kind: tuple[Matter, ...] = asked("Only changes about these; all if none.", ())
    deed: tuple[Deed, ...] = asked("Only what became of it so; all if none.", ())
    body: str | None = asked("Only changes that touch this body, or a version of it.", None)
    person: str | None = asked("Only changes that touch this person.", None)
    file: str | None = asked("Only changes that touch this file, such as 2025/0059.", None)
    touching: bool = asked("Only changes that touch the answer of a saved question.", False)
    expand: bool = asked("Each change on a line of its own: fold none.", False)
    only: str | None = asked(
        "Open one line by its key, such as fold:membership/…", None, label="One line of the answer"
    )
    limit: int = asked("How many lines to a page.", MATTERS, least=1, most=1000)
    page: int = asked("Which page, from 1.", 1, least=1)
    effects: int = asked(
        "For how many pairs of a change and a saved question to work out the effect.",
        MOST_EFFECTS,
        least=0,
        most=5000,
    )


@dataclass(frozen=True, slots=True)
class _Back:
    """How far is looked back: to what happened since, and to what became known.

    ``known`` is later than ``since`` where the ledger knows nothing from so early: ``begun``.
    """

    since: datetime
    known: datetime

    @property
    def day(self) -> date:
        """The earlier day."""
        return self.since.date()

    @property
    def begun(self) -> bool:
        """Whether knowledge begins after the moment asked for."""
        return self.known > self.since


def answer_changes(told: Asked, ask: ChangesAsk) -> ChangesAnswer:
    """Compare the graph as known then with the graph as known now, at one level.

    Raises:
        NotADate: ``since`` is no moment.
        InvalidQuestion: it lies after the day asked about, or after the moment of knowledge.
        UnknownEntity: a filter names nobody of either state.
    """
    back = _back(told, ask)
    before, day = told.view_at(back.known), back.day
    found = _compared(told, before, day)
    done, more = _effects(told, before, day, found, ask.effects)
    wanted = Wanted(
        matters=frozenset(ask.kind),
        deeds=frozenset(ask.deed),
        involved=_involved(told.view, before, ask),
        touching=ask.touching,
        only=ask.only,
        expand=ask.expand,
    )
    laid = lines(found, done, wanted)
    return _answer(told, ask, (back, before), found, done, laid, (*_remark(back), *more))


def _back(told: Asked, ask: ChangesAsk) -> _Back:
    """Give the moment to look back to; from before the first load nobody knew anything."""
    week = str(shifted(told.as_of, -WEEK))
    since = parse_moment(ask.since or week, called("since"))
    if told.view.known_at is not None and since > told.view.known_at:
        msg = "since lies after the moment that known-at names. Name an earlier one."
        raise InvalidQuestion(msg)
    if since.date() > told.as_of:
        msg = f"since is {since.date()}, which lies after the day asked about, {told.as_of}."
        raise InvalidQuestion(msg)
    begun = told.account().begun()
    if begun is None or begun <= since:
        return _Back(since, since)
    # The end of that day: what the first loads brought is no change.
    first = parse_moment(str(begun.date()))
    return _Back(since, first if told.view.known_at is None else min(first, told.view.known_at))


def _remark(back: _Back) -> tuple[str, ...]:
    if not back.begun:
        return ()
    return (
        f"The ledger knows from {back.known.date()} on, the day of its first load: of the time "
        "before, only what began or ended is told, as far as a source states the day.",
    )


def _compared(told: Asked, before: View, day: date) -> tuple[Change, ...]:
    then = State(before.graph, day, before.graph.aliases)
    now = State(told.view.graph, told.as_of, told.view.graph.aliases)
    same = before.graph is told.view.graph
    return changes(then, now, None if same else told.account().journal())


def _effects(
    told: Asked, before: View, day: date, found: Sequence[Change], most: int
) -> tuple[Effects, tuple[str, ...]]:
    """Give the effects, and a note on each saved question that cannot be read."""
    grounds = {
        At.BEFORE: Ground(before, told.as_of),
        At.EARLIER: Ground(told.view, day),
        At.NOW: Ground(told.view, told.as_of),
    }
    usable, said = [], []
    for saved in told.account().saved():
        try:
            usable.append(saved_answer(saved, grounds, told.office, told))
        except InputError as error:
            said.append(f"The saved question {saved.name!r} was left out: {error}")
    done = effects(found, usable, most)
    if done.skipped:
        listed = ", ".join(f"{name!r} {count}" for name, count in done.skipped)
        said.append(
            f"Effects not worked out, by saved question: {listed}. "
            "A higher 'effects' works out more."
        )
    return done, tuple(said)


def _answer(
    told: Asked,
    ask: ChangesAsk,
    then: tuple[_Back, View],
    found: Sequence[Change],
    done: Effects,
    laid: Sequence[Line],
    more: tuple[str, ...],
) -> ChangesAnswer:
    back, before = then
    account = told.account()
    sources = {**before.graph.sources, **told.view.graph.sources, **account.never_read()}
    news = source_news(sources, account.loads(), back.known, told.as_of, due(sources))
    counted = Counter((change.matter, change.deed) for change in found)
    start = (ask.page - 1) * ask.limit
    pages = max(1, -(-len(laid) // ask.limit))
    return ChangesAnswer(
        since=back.since,
        as_of=told.as_of,
        summary=summary(
            news,
            len(found),
            describe_moment(back.since),
            describe_moment(back.known) if back.begun else None,
        ),
        total=len(found),
        lines_in_all=len(laid),
        page=ask.page,
        pages=pages,
        lines=tuple(laid[start : start + ask.limit]),
        saved=done.watched,
        counts=tuple(
            Told(matter, deed, counted[matter, deed])
            for matter in Matter
            for deed in Deed
            if counted[matter, deed]
        ),
        sources=news,
        notes=(*source_notes(news), *more),
    )


def _involved(view: View, before: View, ask: ChangesAsk) -> tuple[frozenset[str], ...]:
    """Give, filter by filter, the identifiers of which one must be touched."""
    filters = (
        (ask.body, Kind.ORGANIZATION),
        (ask.person, Kind.PERSON),
        (ask.file, Kind.DOSSIER),
    )
    return tuple(_meant(view, before, name, kind) for name, kind in filters if name)


def _meant(view: View, before: View, name: str, kind: Kind) -> frozenset[str]:
    """Find somebody now or, for who is not there any more, then."""
    try:
        found = view.index.resolve(name, [kind]).id
    except UnknownEntity:
        found = before.index.resolve(name, [kind]).id
    return frozenset((*view.rosters.versions(found), *before.rosters.versions(found)))


SINCE: Mapping[str, object] = MappingProxyType({"since": "2026-11-24", "kind": (Matter.OFFICE,)})

QUESTIONS = (
    Question(
        "changes",
        "What changed since a day: who, what, by which source, and what it does to saved answers.",
        ChangesAsk,
        ChangesAnswer,
        answer_changes,
        sheets,
        SINCE,
    ),
)
