"""Questions that both doors ask from one description: command, URL, form and notebook cell.

Each module in ``api/asks`` describes the questions of one topic; they are gathered here. A
question added to its module is a command ``corridors NAME`` and an address ``/ask/NAME`` at once.
"""

import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from importlib import import_module
from typing import Any  # a question's type and its answer's differ from one to the next

from api.account import Account
from api.remarks import explained, noted, remarks
from api.wiring import View, Workspace
from graph.errors import InvalidQuestion, NothingProjected
from graph.levels import Level
from graph.store import GraphReader
from queries.describe import Parameter, ParameterKind, Sheet, parameters

TOPICS: tuple[str, ...] = (
    "changes",
    "coalition",
    "council",
    "deadlines",
    "measures",
    "named",
    "positions",
    "review",
    "routes",
    "time",
)
"""Modules of ``api.asks``, each with ``QUESTIONS``."""


def _no_other_level(_: Level, _judged: Level | None) -> View:
    msg = "This question was not given a way to look at another level."
    raise InvalidQuestion(msg)


def _no_account() -> Account:
    msg = "This question was not given a way to look at loads and saved questions."
    raise InvalidQuestion(msg)


def _present_only(_: datetime | None) -> View:
    msg = "This question was not given a way to look at another moment."
    raise InvalidQuestion(msg)


def _no_projection() -> GraphReader:
    msg = "This question was not given a way to read the projection."
    raise InvalidQuestion(msg)


@dataclass(frozen=True, slots=True)
class Asked:
    """What every question is asked with: the graph, who we are, and the day.

    The graph is as known at the moment asked about. ``view_below`` gives it at a lower level, for
    what is to be passed on, and with a second level without judgements on identity above that one;
    ``view_at`` gives it as known at another moment; ``account`` what is known beside it: loads,
    and the questions that were saved; ``reader`` opens the projection at the same level, for
    questions in Cypher.
    """

    view: View
    office: str
    as_of: date
    view_below: Callable[[Level, Level | None], View] = _no_other_level
    view_at: Callable[[datetime | None], View] = _present_only
    account: Callable[[], Account] = _no_account
    reader: Callable[[], GraphReader] = _no_projection


@dataclass(frozen=True, slots=True)
class Question:
    """A named question.

    ``ask`` is a frozen dataclass made with ``queries.describe.asked``; ``answer`` turns it into a
    frozen dataclass of ours, ``sheets`` lays that out as tables, the most important first.
    ``example`` holds parameters that work on the starter pack; a test asks them. ``saved`` gives
    the answer as a text that can be kept in a file and read back, where there is such a form.
    ``handed_on``: others than who asks will read it, so no remark on what was typed joins it, and
    what the remarks say of the data is what the public could find out. ``group`` is the command
    that it stands under, if it is none of its own; ``topic`` what it is listed under.
    """

    name: str
    title: str
    ask: type[Any]
    result: type[Any]
    answer: Callable[[Asked, Any], Any]
    sheets: Callable[[Any], tuple[Sheet, ...]]
    example: Mapping[str, object]
    saved: Callable[[Any], str] | None = None
    handed_on: bool = False
    group: str = ""
    topic: str = ""

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Give the parameters as they are described."""
        return parameters(self.ask)

    def command(self, given: Mapping[str, Any]) -> str:
        """Write the question with some parameters as it is typed in a shell."""
        words = ["corridors", *([self.group] if self.group else []), self.name]
        for place, one in enumerate(self.parameters):
            value = given.get(one.name)
            name = f"--{one.name.replace('_', '-')}"
            if value is None or value == one.default:
                continue
            if one.kind is ParameterKind.FLAG:
                words.append(name if value else f"--no-{name[2:]}")
                continue
            for part in value if one.many else (value,):
                words += [str(part)] if place == 0 and one.required else [name, str(part)]
        return shlex.join(words)


def below(
    workspace: Workspace, level: Level, known_at: datetime | None = None
) -> Callable[[Level, Level | None], View]:
    """Give the way to lower levels for whoever asks at a level; never to a higher one."""
    return lambda lower, judged: workspace.view(min(lower, level), known_at, judged)


def asked_of(
    workspace: Workspace, level: Level, as_of: date, known_at: datetime | None = None
) -> Asked:
    """Give what a question is asked with by whoever may see a level; never more than that.

    Raises:
        NothingProjected: nothing was loaded yet.
        InvalidQuestion: nothing was loaded at that moment.
    """
    return Asked(
        workspace.view(level, known_at),
        workspace.settings.office,
        as_of,
        below(workspace, level, known_at),
        lambda moment: workspace.view(level, moment),
        lambda: Account(workspace, level, known_at),
        lambda: workspace.reader(level),
    )


def answered(question: Question, asked: Asked, ask: Any) -> tuple[Any, tuple[Sheet, ...]]:
    """Ask, and give the answer and its sheets, each with the remarks that every answer carries.

    Raises:
        InputError: as the question does; it says when the data begin, where that is why.
    """
    with explained(asked.view, asked.as_of):
        answer = question.answer(asked, ask)
    if question.handed_on:
        told = _public_remarks(asked)
    else:
        told = remarks(asked.view, asked.as_of, _texts(question, ask))
    answer = noted(answer, told)
    sheets = question.sheets(answer)
    shown = {note for sheet in sheets for note in sheet.notes}
    missing = tuple(remark for remark in told if remark not in shown)
    if sheets and missing:
        sheets = (replace(sheets[0], notes=(*missing, *sheets[0].notes)), *sheets[1:])
    return answer, sheets


def _public_remarks(asked: Asked) -> tuple[str, ...]:
    try:
        return remarks(asked.view_below(Level.PUBLIC, None), asked.as_of)
    except NothingProjected:
        return ()  # nothing is public


def _texts(question: Question, ask: Any) -> tuple[str, ...]:
    """Give everything that was typed into a question."""
    typed: list[str] = []
    for one in question.parameters:
        if one.kind is ParameterKind.TEXT:
            value = getattr(ask, one.name)
            typed += value if one.many else [value] if value else []
    return tuple(typed)


def questions_of(topic: str) -> tuple[Question, ...]:
    """Give the questions of one topic."""
    listed = import_module(f"api.asks.{topic}").QUESTIONS
    return tuple(replace(one, topic=one.topic or topic) for one in listed)


def questions() -> tuple[Question, ...]:
    """Give all questions, topic by topic."""
    return tuple(one for topic in TOPICS for one in questions_of(topic))
