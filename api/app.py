"""The HTTP application: ``create_app(settings)`` puts routes, access and errors together."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from api.access import guard
from api.dependencies import Serving
from api.errors import outcome_of
from api.problems import PROBLEM_JSON, problem
from api.questions import Question, questions
from api.routers import (
    asks,
    coalition,
    entities,
    forms,
    identity,
    pages,
    queries,
    routes,
    saved,
)
from api.schemas import Problem
from api.settings import Settings, require_safe_bind
from api.wiring import Workspace
from graph.errors import CorridorsError, UnknownEntity

DESCRIPTION = """Plan advocacy routes and coalition actions.

Scores rank; they are never probabilities. Everything carries its sources. Errors are problem
details (RFC 9457)."""

PROBLEMS: dict[int | str, dict[str, object]] = {
    status: {"model": Problem, "content": {PROBLEM_JSON: {}}, "description": text}
    for status, text in (
        (400, "The engine could not answer"),
        (401, "A token is needed"),
        (403, "Refused"),
        (404, "Unknown entity"),
        (409, "Nothing loaded yet"),
        (422, "Input cannot be used"),
        (503, "Busy"),
    )
}


def create_app(
    settings: Settings,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    asked: Sequence[Question] | None = None,
) -> FastAPI:
    """Make the application; its workspace opens when it starts.

    ``asked`` are the described questions that it answers: all of ours if None.

    Raises:
        InputError: the settings would serve beyond this machine without a token.
    """
    require_safe_bind(settings)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        with Workspace(settings) as workspace:
            app.state.serving = Serving(settings, workspace, clock)
            yield

    app = FastAPI(
        title="Corridors",
        version="0.1.0",
        description=DESCRIPTION,
        lifespan=lifespan,
        # The framework's own documentation pages load their code from public servers.
        docs_url=None,
        redoc_url=None,
        responses=PROBLEMS,
    )
    app.middleware("http")(guard(settings, problem))
    known = questions() if asked is None else asked
    described = (asks.router_of(known), forms.router_of(known))
    fixed = (entities, identity, routes, coalition, queries, pages, saved)
    for router in (*(module.router for module in fixed), *described):
        app.include_router(router)
    app.exception_handler(CorridorsError)(_ours)
    app.exception_handler(RequestValidationError)(_invalid)
    app.exception_handler(HTTPException)(_http)
    return app


async def _ours(_: Request, error: Exception) -> Response:
    assert isinstance(error, CorridorsError)
    outcome = outcome_of(error)
    nearest = error.nearest if isinstance(error, UnknownEntity) else ()
    return problem(outcome.status, outcome.title, str(error), nearest)


async def _invalid(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    told = [
        f"{'.'.join(str(part) for part in item['loc'])}: {item['msg']}" for item in error.errors()
    ]
    return problem(422, "Input cannot be used", "; ".join(told[:10]))


async def _http(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return problem(error.status_code, "Not here", str(error.detail))
