"""Who stands where on a file, in one answer: what is stated and, if asked, estimates apart."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from graph.errors import InvalidQuestion, UnknownEntity
from queries.finding.search import actor_ref
from queries.positions.estimate_results import Estimates
from queries.positions.member_estimates import EstimateQuestion, estimates
from queries.positions.reference_votes import BallotLine, Window, ballots_of
from queries.positions.results import PositionStatement, StatedPositions
from queries.positions.scale import Position
from queries.positions.stated import history, positions
from queries.results import ActorRef
from queries.rosters import Rosters


@dataclass(frozen=True, slots=True)
class PositionsQuestion:
    """Who stands where on ``dossier`` on ``as_of``? The voters of ``body`` are counted (ids).

    ``actor`` (an id) narrows everything listed to one. ``estimate`` adds estimates; the fields
    after it are those of ``EstimateQuestion``.
    """

    dossier: str
    body: str
    as_of: date
    actor: str | None = None
    estimate: bool = False
    office: str | None = None
    ours: Position | None = None
    lines: Mapping[str, Position] = field(default_factory=dict)
    window_days: int | None = None


@dataclass(frozen=True, slots=True)
class PositionsAnswer:
    """Stated positions, and estimates where they were asked for (None: they were not).

    With an ``actor``: ``position`` is what decides (unknown where nothing does), ``history`` all
    that was ever stated, newest first, and ``ballots`` the actor's in the reference votes.
    """

    stated: StatedPositions
    actor: ActorRef | None
    position: Position | None
    history: tuple[PositionStatement, ...]
    ballots: tuple[BallotLine, ...]
    estimates: Estimates | None
    notes: tuple[str, ...] = ()


def answer(rosters: Rosters, question: PositionsQuestion) -> PositionsAnswer:
    """Say who stands where.

    Raises:
        UnknownEntity: the file, the body or the actor is not in the graph.
        InvalidQuestion: nobody is known to sit in the body, or nothing can be estimated.
    """
    if not question.estimate and (question.lines or question.window_days or question.ours):
        msg = "Lines, window and ours shape estimates. Ask for them too, or leave these out."
        raise InvalidQuestion(msg)
    whole = positions(rosters, question.dossier, question.body, question.as_of)
    made = estimates(rosters, _estimated(question)) if question.estimate else None
    if question.actor is None:
        return PositionsAnswer(whole, None, None, (), (), made, whole.notes)
    return _of_actor(rosters, question, question.actor, whole, made)


def _of_actor(
    rosters: Rosters,
    question: PositionsQuestion,
    actor: str,
    whole: StatedPositions,
    made: Estimates | None,
) -> PositionsAnswer:
    if actor not in rosters.graph.entities:
        raise UnknownEntity(actor)
    held = tuple(one for one in whole.held if one.chosen.actor.id == actor)
    window = Window(question.as_of, question.window_days)
    own: tuple[BallotLine, ...] = ()
    if made is not None:
        own = ballots_of(rosters, question.dossier, actor, window)
        listed = tuple(one for one in made.members if one.member.id == actor)
        made = replace(made, members=listed)
    return PositionsAnswer(
        stated=replace(whole, held=held),
        actor=actor_ref(rosters.graph.entities[actor]),
        position=held[0].position if held else Position.UNKNOWN,
        history=history(rosters, question.dossier, actor, question.as_of),
        ballots=own,
        estimates=made,
        notes=whole.notes,
    )


def _estimated(question: PositionsQuestion) -> EstimateQuestion:
    return EstimateQuestion(
        dossier=question.dossier,
        body=question.body,
        as_of=question.as_of,
        office=question.office,
        ours=question.ours,
        lines=question.lines,
        window_days=question.window_days,
    )
