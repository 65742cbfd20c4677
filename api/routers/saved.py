"""Questions that are kept: listed, saved, asked again, forgotten."""

import shlex
from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any  # an answer is of the type its question names

from fastapi import APIRouter, Body
from fastapi import Path as InPath
from pydantic import BaseModel, ConfigDict, Field, JsonValue

from api.access import Role, needs
from api.answer_tables import SheetOut, TablesOut, written_when
from api.dependencies import AsOf, KnownAt, Serving, ServingDep, moment_known
from api.saved import LONGEST_NAME, SavedQuestions
from api.saved_asks import form_of, read_parameters
from api.saved_run import Run, run_saved, wire_of
from api.schemas import SavedOut

router = APIRouter(tags=["saved questions"])

SavedName = Annotated[
    str, InPath(min_length=1, max_length=LONGEST_NAME, examples=["routes to the file"])
]


class SavedIn(BaseModel):
    """A question by name, with its parameters by the names of its fields."""

    model_config = ConfigDict(extra="forbid")

    question: Annotated[str, Field(min_length=1, max_length=50)]
    parameters: dict[str, JsonValue] = {}


EXAMPLES = {
    "route": {
        "summary": "A route to watch",
        "value": {"question": "route", "parameters": {"to": ["2025/0059"], "avoid": ["ECRE"]}},
    },
    "majority": {
        "summary": "A majority to watch",
        "value": {
            "question": "majority",
            "parameters": {"body": "LIBE", "positions": {"EPP": "against", "S&D": "for"}},
        },
    },
}


@router.get("/saved")
@needs(Role.VIEWER)
def listed(serving: ServingDep) -> Sequence[SavedOut]:
    """List the questions that are kept, by name."""
    return [SavedOut.from_domain(one) for one in _kept(serving).listed()]


@router.put("/saved/{name}")
@needs(Role.EDITOR)
def put(
    serving: ServingDep,
    name: SavedName,
    wanted: Annotated[SavedIn, Body(openapi_examples=EXAMPLES)],
) -> SavedOut:
    """Keep a question under a name, in place of one that is there."""
    read_parameters(form_of(wanted.question), wanted.parameters)
    kept = _kept(serving).put(name, wanted.question, wanted.parameters, serving.clock())
    return SavedOut.from_domain(kept)


@router.delete("/saved/{name}")
@needs(Role.EDITOR)
def forget(serving: ServingDep, name: SavedName) -> SavedOut:
    """Keep a question no longer."""
    return SavedOut.from_domain(_kept(serving).forget(name))


@router.get("/saved/{name}/answer", response_model=None)
@needs(Role.VIEWER)
def again(
    serving: ServingDep, name: SavedName, as_of: AsOf = None, known_at: KnownAt = None
) -> Any:
    """Ask a kept question again; the answer is that of its own address."""
    found = _kept(serving).get(name)
    answer, _ = run_saved(_run(serving, as_of, known_at), found)
    return wire_of(found, answer)


@router.get("/saved/{name}/tables")
@needs(Role.VIEWER)
def again_as_tables(
    serving: ServingDep, name: SavedName, as_of: AsOf = None, known_at: KnownAt = None
) -> TablesOut:
    """Ask a kept question again, for its answer as tables."""
    found = _kept(serving).get(name)
    _, sheets = run_saved(_run(serving, as_of, known_at), found)
    return TablesOut(
        question=found.question,
        title=found.name,
        as_of=serving.day(as_of),
        level=serving.settings.level.label,
        command=shlex.join(("corridors", "again", found.name))
        + written_when({"as_of": as_of, "known_at": known_at}),
        tables=tuple(SheetOut.from_domain(sheet) for sheet in sheets),
    )


def _run(serving: Serving, as_of: date | None, known_at: str | None) -> Run:
    moment = moment_known(known_at)
    return Run(serving.workspace, serving.settings.level, serving.day(as_of), moment)


def _kept(serving: Serving) -> SavedQuestions:
    return SavedQuestions(serving.settings.home, serving.settings.level)
