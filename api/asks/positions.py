"""Who stands where on a file: stated positions with evidence, and estimates from votes apart."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from api.ask import one
from api.questions import Asked, Question
from graph.errors import InvalidQuestion, UnknownEntity
from graph.model import Kind
from graph.store import Cell
from queries.describe import Sheet, asked
from queries.positions.answer import PositionsAnswer, PositionsQuestion, answer
from queries.positions.estimate_results import Estimates
from queries.positions.results import PositionCount, PositionStatement
from queries.positions.scale import Position, parse_position

_ACTORS = (Kind.PERSON, Kind.ORGANIZATION, Kind.AREA)


class Side(StrEnum):
    """Our own position on a file."""

    FOR = "for"
    AGAINST = "against"


@dataclass(frozen=True, slots=True)
class PositionsAsk:
    """The question as people put it."""

    file: str = asked("The file, such as 2025/0059, or its title.")
    actor: str | None = asked(
        "Only this person, group, organisation or country, with all that was ever stated.", None
    )
    body: str = asked("Whose voters are counted by group and country, such as EP or LIBE.", "EP")
    estimate: bool = asked(
        "Also estimate members from reference votes, in tables of their own.", False
    )
    line: tuple[str, ...] = asked(
        "A group's announced line on the file, GROUP=for or GROUP=against; for estimates only.",
        (),
    )
    ours: Side | None = asked(
        "Our own position on the file, which lines are read against; else what is stated of us.",
        None,
    )
    window_days: int | None = asked(
        "Count reference votes of at most so many days before the day; else all before it.",
        None,
        least=1,
        most=36500,
    )


def ask_positions(told: Asked, ask: PositionsAsk) -> PositionsAnswer:
    """Answer who stands where.

    Raises:
        UnknownEntity: the file, the body or the actor is not known; the nearest are named.
        InvalidQuestion: nobody sits in the body, or nothing can be estimated.
    """
    view = told.view
    question = PositionsQuestion(
        dossier=one(view, ask.file, kinds=[Kind.DOSSIER]),
        body=one(view, ask.body, kinds=[Kind.ORGANIZATION]),
        as_of=told.as_of,
        actor=one(view, ask.actor, kinds=_ACTORS) if ask.actor else None,
        estimate=ask.estimate,
        office=_office(told),
        ours=Position(ask.ours) if ask.ours else None,
        lines=dict(_line(text) for text in ask.line),
        window_days=ask.window_days,
    )
    return answer(view.rosters, question)


def _office(told: Asked) -> str | None:
    try:
        return one(told.view, told.office)
    except UnknownEntity:
        return None


def _line(text: str) -> tuple[str, Position]:
    group, found, word = text.partition("=")
    if not found or not group.strip():
        msg = f"line {text!r}: expected GROUP=for or GROUP=against, such as EPP=against."
        raise InvalidQuestion(msg)
    return group.strip(), parse_position(word)


def sheets(found: PositionsAnswer) -> tuple[Sheet, ...]:
    """Lay the answer out; what is stated first, estimates in tables that say so."""
    return tuple(_sheets(found))


def _sheets(found: PositionsAnswer) -> Iterator[Sheet]:
    if found.actor is not None:
        yield from _of_actor(found)
    else:
        yield from _of_all(found)
    if found.estimates is not None:
        yield from _estimated(found.estimates, whole=found.actor is None)


def _of_actor(found: PositionsAnswer) -> Iterator[Sheet]:
    assert found.actor is not None
    named = (found.actor.name, found.actor.id, found.stated.file.name, found.stated.as_of)
    position = _words(found.position or Position.UNKNOWN)
    yield Sheet(
        "Position",
        ("actor", "id", "file", "as of", "position"),
        ((*named, position),),
        found.notes,
    )
    yield Sheet("Statements", _COLUMNS, tuple(_row(one) for one in found.history))
    if found.estimates is not None:
        rows = tuple(
            (
                line.day,
                line.vote.name,
                line.vote.id,
                line.ours.value,
                line.stance.value if line.stance else "missing",
            )
            for line in found.ballots
        )
        yield Sheet("Ballots", ("day", "vote", "id", "ours", "ballot"), rows)


def _of_all(found: PositionsAnswer) -> Iterator[Sheet]:
    stated = found.stated
    rows = []
    for held in stated.held:
        rows.append(_row(held.chosen))
        rows += [_row(other) for other in held.conflicts]
    yield Sheet("Positions", _COLUMNS, tuple(rows), found.notes)
    by_group = (*stated.by_group, stated.total)
    yield Sheet("By group", _COUNTED, tuple(_counts(each) for each in by_group))
    yield Sheet("By country", _COUNTED, tuple(_counts(each) for each in stated.by_country))


_COLUMNS = (
    "actor",
    "id",
    "group",
    "country",
    "position",
    "standing",
    "since",
    "until",
    "evidence",
    "page",
    "url",
    "level",
    "source",
)
_COUNTED = ("of", "voters", *(position.value.replace("_", " ") for position in Position))


def _row(one: PositionStatement) -> tuple[Cell, ...]:
    return (
        one.actor.name,
        one.actor.id,
        one.group,
        one.country,
        _words(one.position),
        one.standing,
        one.period.start,
        one.period.end or one.period.end_kind.value,
        one.evidence,
        one.page,
        one.url,
        one.level,
        ", ".join(one.sources),
    )


def _counts(count: PositionCount) -> tuple[Cell, ...]:
    return (count.name, count.voters, *(number for _, number in count.counts))


def _words(position: Position) -> str:
    return position.value.replace("_", " ")


def _estimated(made: Estimates, *, whole: bool) -> Iterator[Sheet]:
    span = f"{made.first} to {made.last}"
    notes = (f"Reference votes of {span}; our position: {made.ours.value}.", *made.notes)
    if whole:
        yield Sheet(
            "Estimates by group (no positions)",
            ("label", "group", "voters", "mean with us", "above one half", "line", "basis"),
            tuple(
                (
                    each.label,
                    each.group,
                    each.members,
                    each.mean_with_us,
                    each.above_half,
                    _words(each.line.position) if each.line else None,
                    each.line.basis if each.line else None,
                )
                for each in made.groups
            ),
            notes,
        )
        yield Sheet(
            "Reference votes",
            ("day", "vote", "id", "ours", "with us", "against us", "abstained", "absent"),
            tuple(
                (
                    each.day,
                    each.vote.name,
                    each.vote.id,
                    each.ours.value,
                    each.with_us,
                    each.against_us,
                    each.abstained,
                    each.absent,
                )
                for each in made.references
            ),
        )
    yield Sheet(
        "Estimates (no positions)",
        (
            "label",
            "member",
            "id",
            "group",
            "country",
            "with us",
            "low",
            "high",
            "rests on",
            "votes",
            "agreeing",
            "abstained",
            "absent",
            "missing",
            "window",
            "stated",
        ),
        tuple(
            (
                each.label,
                each.member.name,
                each.member.id,
                each.group,
                each.country,
                each.with_us,
                each.low,
                each.high,
                each.method.value,
                each.votes,
                each.agreeing,
                each.abstained,
                each.absent,
                each.missing,
                span,
                _words(each.stated),
            )
            for each in made.members
        ),
        () if whole else notes,
    )


QUESTIONS = (
    Question(
        name="positions",
        title="Who stands where on a file: stated positions with evidence; estimates apart.",
        ask=PositionsAsk,
        result=PositionsAnswer,
        answer=ask_positions,
        sheets=sheets,
        example={"file": "2025/0059", "body": "LIBE"},
    ),
)
