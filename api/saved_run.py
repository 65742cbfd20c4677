"""Saved questions asked again, with the answer that their own command or address would give."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any  # an answer is of the type its question names

from pydantic import BaseModel

from api.ask import ask_majority, ask_routes
from api.ask_assignment import ask_assignment
from api.asks import plain_sheets
from api.questions import answered, asked_of
from api.saved import SavedQuestion
from api.saved_asks import ask_of, form_of
from api.schemas import AssignmentOut, MajorityOut, RouteAnswerOut
from api.wiring import Workspace
from graph.levels import Level
from queries.describe import Sheet


@dataclass(frozen=True, slots=True)
class Run:
    """Where and for whom a saved question is asked again."""

    workspace: Workspace
    level: Level
    as_of: date
    known_at: datetime | None = None


def run_saved(run: Run, saved: SavedQuestion) -> tuple[Any, tuple[Sheet, ...]]:
    """Ask, and give the answer with its sheets.

    Raises:
        InputError: the parameters cannot be read, or the question cannot be asked.
    """
    form, ask = form_of(saved.question), ask_of(saved)
    if form.question is not None:
        asked = asked_of(run.workspace, run.level, run.as_of, run.known_at)
        return answered(form.question, asked, ask)
    view = run.workspace.view(run.level, run.known_at)
    office = run.workspace.settings.office
    if saved.question == "assign":
        plan = ask_assignment(view, ask, as_of=run.as_of)
        return plan, (plain_sheets.of_assignment(plan),)
    if saved.question == "majority":
        votes = ask_majority(view, ask, office=office, as_of=run.as_of)
        return votes, (plain_sheets.of_majority(votes),)
    routes = ask_routes(view, ask, office=office, as_of=run.as_of)
    return routes, (plain_sheets.of_routes(routes),)


_WIRES: Mapping[str, Callable[[Any], BaseModel]] = {
    "route": RouteAnswerOut.from_domain,
    "assign": AssignmentOut.from_domain,
    "majority": MajorityOut.from_domain,
}


def wire_of(saved: SavedQuestion, answer: Any) -> Any:
    """Give an answer as its own door writes it."""
    make = _WIRES.get(saved.question)
    return make(answer) if make else answer
