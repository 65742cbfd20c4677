"""The HTTP application: ``create_app(settings)`` puts routes, access and errors together."""

from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import cache, partial
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute

from api.access import Role, needs
from api.dependencies import Serving
from api.door import Door
from api.emptying import last_taken_out
from api.errors import outcome_of
from api.faults import faults_told
from api.gate import gate_of, require_safe_bind
from api.jobs import Jobs
from api.openapi import described, operation_id
from api.operations import operations
from api.problems import problem, titled
from api.questions import Question, questions
from api.readying import ready_beside
from api.routers import (
    asks,
    coalition,
    console,
    credits,
    entities,
    exports,
    files,
    forms,
    identity,
    jobs,
    maps,
    office,
    overview,
    pages,
    queries,
    records,
    routes,
    saved,
    service,
    subjects,
    together,
    workbench,
    workbooks,
)
from api.settings import Settings
from api.wiring import Workspace
from graph.errors import CorridorsError, UnknownEntity

DESCRIPTION = """Plan advocacy routes and coalition actions.

Scores rank; they are never probabilities. Everything carries its sources. Errors are problem
details (RFC 9457). Every operation says the role that it needs (`x-role`); what a caller may see
is the level of the token. Every GET answer has an ETag."""

FIXED = (
    entities,
    records,
    credits,
    identity,
    routes,
    together,
    coalition,
    queries,
    exports,
    office,
    jobs,
    overview,
    maps,
    service,
    subjects,
    saved,
    pages,
    workbench,
    console,
    files,
    workbooks,
)


def create_app(
    settings: Settings,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    asked: Sequence[Question] | None = None,
    ready: bool = False,
) -> FastAPI:
    """Make the application; its workspace opens when it starts.

    ``asked`` are the described questions that it answers: all of ours if None. ``ready``: what
    the first question needs is made when it starts, not when it is asked.

    Raises:
        InputError: the settings would serve beyond this machine without a token, or the file of
            the issuer cannot be used.
    """
    require_safe_bind(settings, clock().date())

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        with Workspace(settings) as workspace:
            board = Jobs(settings.jobs, clock, partial(last_taken_out, workspace.ledger))
            app.state.serving = Serving(settings, workspace, clock, board)
            known_operations()
            if ready:
                ready_beside(workspace, clock)
            try:
                yield
            finally:
                board.close()

    app = _Described(
        title="Corridors",
        version="0.1.0",
        description=DESCRIPTION,
        lifespan=lifespan,
        # The framework's own documentation pages load their code from public servers, and its own
        # route for the description declares no role.
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        generate_unique_id_function=operation_id,
    )
    # The framework reads routes when they are first asked for, which takes a third of a second.
    known_operations = cache(lambda: operations(app.routes))
    app.add_middleware(
        Door, settings=settings, gate=gate_of(settings), clock=clock, known=known_operations
    )
    app.get("/openapi.json", include_in_schema=False)(_description)
    app.router.routes += [*_fixed(), *(_ours_to_ask() if asked is None else _to_ask(asked))]
    app.exception_handler(CorridorsError)(_ours)
    app.exception_handler(RequestValidationError)(_invalid)
    app.exception_handler(HTTPException)(_http)
    return app


@cache
def _fixed() -> tuple[BaseRoute, ...]:
    """Give the routes that are there whatever can be asked.

    To make routes takes longer than all else of an application, and they know nothing of it, so
    all applications of a process have the same.
    """
    return _included(module.router for module in FIXED)


@cache
def _ours_to_ask() -> tuple[BaseRoute, ...]:
    """Give the routes of all our questions."""
    return _to_ask(questions())


def _to_ask(known: Sequence[Question]) -> tuple[BaseRoute, ...]:
    return _included((asks.router_of(known), forms.router_of(known)))


def _included(routers: Iterable[APIRouter]) -> tuple[BaseRoute, ...]:
    whole = APIRouter(generate_unique_id_function=operation_id)
    for router in routers:
        whole.include_router(router)
    return tuple(whole.routes)


class _Described(FastAPI):
    """An application whose description says roles and problems."""

    def openapi(self) -> dict[str, Any]:
        """Give the description."""
        return described(self)


@needs(Role.VIEWER)
def _description(request: Request) -> JSONResponse:
    return JSONResponse(request.app.openapi())


async def _ours(_: Request, error: Exception) -> Response:
    assert isinstance(error, CorridorsError)
    outcome = outcome_of(error)
    nearest = error.nearest if isinstance(error, UnknownEntity) else ()
    headers = {"Retry-After": "5"} if outcome.status in (429, 503) else None
    return problem(outcome.status, outcome.title, str(error), nearest, headers)


async def _invalid(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return problem(422, "Input cannot be used", faults_told(error.errors()))


async def _http(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    status = error.status_code
    return problem(status, titled(status), str(error.detail), headers=error.headers)
