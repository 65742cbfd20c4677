"""Saved questions answered as one number each, also as if some ties never held.

``route``: the best route's score in points of 100 (with *each*, the mean over the targets; 0 where
there is no route). ``assign``: the worth of the assignment in points of what full coverage at
score 1 would be worth, lead and backup alike. ``majority``: the margin of the middle case, a
vote a point. Other questions have no number; of them is told whether the answer differs.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Any  # answers are of the type that their question names

from pydantic import JsonValue, TypeAdapter

from api.ask import MajorityAsk, RouteAsk, ask_majority, ask_routes, one
from api.ask_assignment import AssignAsk, ask_assignment
from api.questions import Asked
from api.saved import SavedQuestion
from api.saved_asks import Form, ask_of, form_of, words_of
from api.saved_matters import may_matter
from api.wiring import View
from graph.errors import CorridorsError, InputError, QueryFailed
from graph.model import Kind, Relation, Tie
from queries.changes.effects import At, Figure, Ids, SavedAnswer
from queries.results import Assignment, MajorityAnswer, Route
from queries.rosters import Rosters

NOBODY: Ids = frozenset()


@dataclass(frozen=True, eq=False)
class Ground:
    """A view on a day, and the same view without some of its ties."""

    view: View
    day: date

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Where each tie stands in the snapshot's table, by id."""
        return {tie.id: place for place, tie in enumerate(self.view.snapshot.table.ties)}

    def without(self, hidden: Ids) -> View:
        """Give the view as if some ties never held."""
        lost = self.view.graph.lookup.ties(hidden)
        if not lost:
            return self.view
        rows = [self.places[tie.id] for tie in lost if tie.id in self.places]
        # Who holds contacts is read off the graph; nothing else that is asked here is.
        contacts = any(tie.relation is Relation.CONTACT_OF for tie in lost)
        graph = self.view.graph
        if contacts:
            graph = replace(graph, ties=tuple(tie for tie in graph.ties if tie.id not in hidden))
        rosters = self.view.rosters
        return replace(
            self.view,
            snapshot=self.view.snapshot.without(rows) if rows else self.view.snapshot,
            rosters=Rosters(
                graph,
                _patched(rosters.of_subject, ((tie.subject, tie) for tie in lost)),
                _patched(rosters.of_object, ((tie.object, tie) for tie in lost)),
            ),
        )


def saved_answer(
    saved: SavedQuestion, grounds: Mapping[At, Ground], office: str, asked: Asked
) -> SavedAnswer:
    """Give a saved question as effects are computed from it; equal states are asked once.

    Raises:
        InputError: its parameters cannot be read.
    """
    form, known = form_of(saved.question), dict[tuple[int, date, Ids], Figure]()
    asks = {at: ask_of(_as_named(saved, ground, grounds)) for at, ground in grounds.items()}

    def answer(at: At, hidden: Ids) -> Figure:
        ground = grounds[at]
        key = (id(ground.view.graph), ground.day, hidden)
        if key not in known:
            known[key] = figure(form, asks[at], ground, office, asked, hidden)
        return known[key]

    words = f"{saved.question} {words_of(saved)}".strip()
    return SavedAnswer(saved.name, words, answer, may_matter(form.name))


def _as_named(saved: SavedQuestion, own: Ground, grounds: Mapping[At, Ground]) -> SavedQuestion:
    """Put identifiers for names by which somebody is called only in another of the states.

    So a question saved under an old name, or a new one, means the same person in both.
    """
    others = [one.view for one in grounds.values() if one.view.graph is not own.view.graph]

    def named(text: str) -> str:
        if own.view.index.named(text):
            return text
        graph = own.view.graph
        meant = {
            graph.aliases.get(entity.id, entity.id)
            for other in others
            for entity in other.index.named(text)
        }
        there = sorted(meant & graph.entities.keys())
        return there[0] if len(there) == 1 else text

    def renamed(value: JsonValue) -> JsonValue:
        if isinstance(value, str):
            return named(value)
        if isinstance(value, list):
            return [renamed(each) for each in value]
        if isinstance(value, dict):
            return {named(key): renamed(each) for key, each in value.items()}
        return value

    return replace(
        saved, parameters={key: renamed(each) for key, each in saved.parameters.items()}
    )


def figure(
    form: Form, ask: Any, ground: Ground, office: str, asked: Asked, hidden: Ids = NOBODY
) -> Figure:
    """Answer a question as one number; where it cannot be answered, that is the answer."""
    view = ground.without(hidden)
    try:
        if form.question is not None:
            return _described(form, ask, view, ground.day, asked)
        return _FIGURES[form.name](view, ask, ground.day, office, bool(hidden))
    except (InputError, QueryFailed) as error:
        number = None if form.question is not None else 0
        return Figure(False, number, _refusal(error), digest=str(error))


def _route(view: View, ask: RouteAsk, day: date, office: str, alone: bool) -> Figure:
    only_best = alone and not ask.each and ask.load is None
    answer = ask_routes(view, replace(ask, k=1) if only_best else ask, office=office, as_of=day)
    best: dict[str, float] = {}
    for route in answer.routes:
        target = route.actors[-1].id if ask.each else ""
        best[target] = max(best.get(target, 0.0), route.score)
    asked_of = len(answer.targets) if ask.each else 1
    score = sum(best.values()) / max(1, asked_of)
    people = {one.id for route in answer.routes for one in route.actors}
    return Figure(
        possible=bool(answer.routes),
        hundredths=round(10_000 * score),
        shown=f"{100 * score:.1f} points" if answer.routes else "no route",
        people=frozenset({*people, *(one.id for one in answer.targets), *_via(answer.routes)}),
        ties=_ties(answer.routes),
        digest=repr([[one.id for one in route.actors] for route in answer.routes]),
    )


def _assign(view: View, ask: AssignAsk, day: date, office: str, alone: bool) -> Figure:
    answer: Assignment = ask_assignment(view, replace(ask, prices=False), as_of=day)
    missing = sum(gap.missing for gap in answer.gaps)
    demand = len(answer.approaches) + missing
    routes = [line.route for line in answer.approaches if line.route]
    ends = {each.id for line in answer.approaches for each in (line.organization, line.target)}
    between = {each.id for route in routes for each in route.actors}
    return Figure(
        possible=not missing,
        hundredths=round(10_000 * answer.objective / demand) if demand else 0,
        shown=f"{len(answer.approaches)} of {demand} approaches, worth {answer.objective:.2f}",
        people=frozenset(
            {*ends, *between, *_via(routes), *(gap.target.id for gap in answer.gaps)}
        ),
        ties=_ties(routes),
        digest=repr([(line.organization.id, line.target.id) for line in answer.approaches]),
    )


def _majority(view: View, ask: MajorityAsk, day: date, office: str, alone: bool) -> Figure:
    answer: MajorityAnswer = ask_majority(
        view, replace(ask, routes=False), office=office, as_of=day
    )
    body = one(view, ask.body, kinds=[Kind.ORGANIZATION])
    dossier = one(view, ask.dossier, kinds=[Kind.DOSSIER]) if ask.dossier else ""
    seats = view.rosters.seats(body, day)
    counted = (Relation.MEMBER_OF, Relation.STANDS_ON)
    ties = {seat.tie.id for seat in seats}
    for seat in [] if alone else seats:
        ties |= {
            tie.id
            for tie in view.rosters.of_subject.get(seat.person, ())
            if tie.relation in counted
            and tie.period.contains(day)
            and tie.object in (body, dossier)
        }
    margin = answer.middle.votes_for - answer.middle.needed
    return Figure(
        possible=answer.middle.passes,
        hundredths=100 * margin,
        shown=f"{margin:+d} votes in the middle case, {answer.middle.needed} needed",
        people=frozenset({body, *([dossier] if dossier else []), *(s.person for s in seats)}),
        ties=frozenset(ties),
        digest=repr((answer.low, answer.middle, answer.high)),
    )


_FIGURES: Mapping[str, Callable[[View, Any, date, str, bool], Figure]] = {
    "route": _route,
    "assign": _assign,
    "majority": _majority,
}


def _described(form: Form, ask: Any, view: View, day: date, asked: Asked) -> Figure:
    question = form.question
    assert question is not None
    answer = question.answer(replace(asked, view=view, as_of=day), ask)
    if "notes" in {each.name for each in fields(answer)}:
        answer = replace(answer, notes=())
    written = TypeAdapter(question.result).dump_json(answer)
    digest = sha256(written).hexdigest()
    return Figure(True, None, f"answer {digest[:8]}", digest=digest)


def _ties(routes: Iterable[Route]) -> Ids:
    return frozenset(
        name
        for route in routes
        for hop in route.hops
        for line in hop.evidence
        for name in line.tie_ids
    )


def _via(routes: Iterable[Route]) -> set[str]:
    return {
        line.via.id for route in routes for hop in route.hops for line in hop.evidence if line.via
    }


def _patched(
    index: Mapping[str, tuple[Tie, ...]], lost: Iterable[tuple[str, Tie]]
) -> Mapping[str, tuple[Tie, ...]]:
    changed: dict[str, set[str]] = {}
    for end, tie in lost:
        changed.setdefault(end, set()).add(tie.id)
    made = dict(index)
    for end, names in changed.items():
        made[end] = tuple(tie for tie in made.get(end, ()) if tie.id not in names)
    return made


def _refusal(error: CorridorsError) -> str:
    first = str(error).split(". ", 1)[0].rstrip(".")
    return f"cannot be answered: {first}"
