"""Questions that both doors ask from one description: command, URL, form and notebook cell.

Each module in ``api/asks`` describes the questions of one topic; they are gathered here. A
question added to its module is a command ``corridors NAME`` and an address ``/ask/NAME`` at once.
"""

import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import Any  # a question's type and its answer's differ from one to the next

from api.wiring import View, Workspace
from graph.errors import InvalidQuestion
from graph.levels import Level
from queries.describe import Parameter, ParameterKind, Sheet, parameters

TOPICS: tuple[str, ...] = ("coalition", "council", "measures")
"""Modules of ``api.asks``, each with ``QUESTIONS``."""


def _no_other_level(_: Level) -> View:
    msg = "This question was not given a way to look at another level."
    raise InvalidQuestion(msg)


@dataclass(frozen=True, slots=True)
class Asked:
    """What every question is asked with: the graph, who we are, and the day.

    ``view_below`` gives the graph at a lower level, for what is to be passed on.
    """

    view: View
    office: str
    as_of: date
    view_below: Callable[[Level], View] = _no_other_level


@dataclass(frozen=True, slots=True)
class Question:
    """A named question.

    ``ask`` is a frozen dataclass made with ``queries.describe.asked``; ``answer`` turns it into a
    frozen dataclass of ours, ``sheets`` lays that out as tables, the most important first.
    ``example`` holds parameters that work on the starter pack; a test asks them.
    """

    name: str
    title: str
    ask: type[Any]
    result: type[Any]
    answer: Callable[[Asked, Any], Any]
    sheets: Callable[[Any], tuple[Sheet, ...]]
    example: Mapping[str, object]

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Give the parameters as they are described."""
        return parameters(self.ask)

    def command(self, given: Mapping[str, Any]) -> str:
        """Write the question with some parameters as it is typed in a shell."""
        words = ["corridors", self.name]
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


def below(workspace: Workspace, level: Level) -> Callable[[Level], View]:
    """Give the way to lower levels for whoever asks at a level; never to a higher one."""
    return lambda lower: workspace.view(min(lower, level))


def questions() -> tuple[Question, ...]:
    """Give all questions, topic by topic."""
    found: list[Question] = []
    for topic in TOPICS:
        found += import_module(f"api.asks.{topic}").QUESTIONS
    return tuple(found)
