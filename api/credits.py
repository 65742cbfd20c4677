"""Whose data an answer rests on: publisher, title, licence and address of each source.

An answer rests on the whole map that was asked, also where it names no source: a count, or that
there is no route. So all sources of that map are named, at the level of whoever asks.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any  # an answer is of the type its question names
from weakref import WeakKeyDictionary

from pydantic import TypeAdapter

from api.private_files import unwritten
from api.questions import Asked, Question
from api.wiring import View, Workspace
from graph.errors import NothingProjected
from graph.ledger import Ledger
from graph.levels import Level
from graph.model import MergedGraph
from graph.provenance import Source

KEY = "credits"
"""The key of an answer in JSON under which its sources stand."""


_NOW: WeakKeyDictionary[Ledger, dict[Level, tuple[int, tuple["Credit", ...]]]] = (
    WeakKeyDictionary()
)


@dataclass(frozen=True, slots=True)
class Credit:
    """One source, as whoever passes an answer on must name it."""

    publisher: str
    title: str
    licence: str
    url: str
    invented: bool


def credits_of(graph: MergedGraph) -> tuple[Credit, ...]:
    """Give the sources of a map, each once, by publisher and title."""
    return _sorted(graph.sources.values())


def _sorted(sources: Iterable[Source]) -> tuple[Credit, ...]:
    found = {
        Credit(one.publisher, one.title, one.licence, one.url, one.invented) for one in sources
    }
    return tuple(sorted(found, key=lambda one: (one.publisher, one.title, one.licence, one.url)))


def credits_for(question: Question, asked: Asked) -> tuple[Credit, ...]:
    """Give the sources of a question's map; of one whose answer others read, the public ones.

    The name of an office's own file tells who keeps it.
    """
    if not question.handed_on:
        return credits_of(asked.view.graph)
    try:
        return credits_of(asked.view_below(Level.PUBLIC, None).graph)
    except NothingProjected:
        return ()


def credits_at(view: View) -> tuple[Credit, ...]:
    """Give the sources of a state of the map."""
    return credits_of(view.graph)


def credits_now(workspace: Workspace, level: Level) -> tuple[Credit, ...]:
    """Give the sources of the map as it stands, without making the map: for Cypher."""
    ledger = workspace.ledger
    head, known = ledger.head(level), _NOW.setdefault(ledger, {})
    if level not in known or known[level][0] != head:
        states = ledger.source_states(level)
        sources = (one.source for one in states if one.statements)
        known[level] = (head, _sorted(sources))
    return known[level][1]


def credited(kind: type[Any], answer: Any, credits_: Iterable[Credit]) -> dict[str, Any]:
    """Give an answer as plain data, with its sources under ``KEY``."""
    plain: dict[str, Any] = TypeAdapter(kind).dump_python(answer, mode="json")
    return {**plain, KEY: TypeAdapter(tuple[Credit, ...]).dump_python(tuple(credits_))}


def credit_lines(credits_: Iterable[Credit]) -> str:
    """Write sources as a text, one a line."""
    lines = ["Made with Corridors from these sources; each keeps its own licence."]
    for one in credits_:
        invented = "INVENTED, describes nobody. " if one.invented else ""
        address = f" {one.url}" if one.url else ""
        lines.append(f"{invented}{one.publisher}: {one.title}. Licence: {one.licence}.{address}")
    return "\n".join(lines) + "\n"


def write_credits(place: Path, credits_: Iterable[Credit]) -> None:
    """Write sources into a file, as JSON where its name says so.

    Raises:
        StoreError: it cannot be written.
    """
    listed = tuple(credits_)
    text = credit_lines(listed)
    if place.suffix == ".json":
        plain = TypeAdapter(tuple[Credit, ...]).dump_python(listed)
        text = json.dumps({KEY: plain}, ensure_ascii=False, indent=2) + "\n"
    try:
        place.write_text(text, encoding="utf-8")
    except OSError as error:
        raise unwritten(place, error) from error
