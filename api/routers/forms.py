"""Forms made from described questions: ``/questions`` lists them, ``/questions/NAME`` asks one.

Plain HTML without scripts: every answer is an address, and prints. What a form cannot say is said
on the page, with what was typed still in it.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any  # a parameter's value is of the type that its description names

from fastapi import APIRouter, Path, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader
from pydantic import ValidationError
from starlette.datastructures import QueryParams

from api.access import Role, needs
from api.answer_tables import written_when
from api.dependencies import ServingDep
from api.errors import outcome_of
from api.faults import faults_told
from api.questions import Question, answered
from api.routers.asks import parameters_model
from api.sheets import shown
from graph.errors import CorridorsError, UnknownEntity
from queries.describe import Sheet

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
QuestionName = Annotated[str, Path(max_length=100, examples=["messengers"])]
_pages = Environment(loader=PackageLoader("api"), autoescape=True)
_pages.filters["shown"] = shown


def router_of(known: Sequence[Question]) -> APIRouter:
    """Make the pages of some questions."""
    router = APIRouter(tags=["pages"])

    @router.get("/questions", response_class=HTMLResponse)
    @needs(Role.VIEWER)
    def listed() -> HTMLResponse:
        """List the questions that can be asked."""
        return _page("questions.html.j2", questions=known)

    @router.get("/questions/{name}", response_class=HTMLResponse)
    @needs(Role.VIEWER)
    def form(serving: ServingDep, request: Request, name: QuestionName) -> HTMLResponse:
        """Show a question's form; with parameters, its answer as tables below."""
        question = next((one for one in known if one.name == name), None)
        if question is None:
            raise UnknownEntity(name, [one.name for one in known])
        return _form(serving, question, request.query_params)

    return router


def _form(serving: ServingDep, question: Question, params: QueryParams) -> HTMLResponse:
    typed = _typed(question, params)
    sheets: Sequence[Sheet] = ()
    problem, command, status = "", "", 200
    if params:
        try:
            asked, day, known_at = _asked(question, typed)
            _, sheets = answered(question, serving.asked(day, known_at), question.ask(**asked))
            command = question.command(asked) + written_when(typed)
        except ValidationError as error:
            problem, status = faults_told(error.errors()), 422
        except CorridorsError as error:
            problem, status = str(error), outcome_of(error).status
    return _page(
        "question.html.j2",
        status,
        question=question,
        typed={key: _written(value) for key, value in typed.items()},
        as_of=serving.today,
        sheets=sheets,
        problem=problem,
        command=command,
        query=_query(typed),
    )


def _typed(question: Question, params: QueryParams) -> dict[str, Any]:
    """Read what a form sends: several values a line each, and nothing for an empty field."""
    many = {one.name for one in question.parameters if one.many}
    typed: dict[str, Any] = {}
    for name, text in params.multi_items():
        values = [line.strip() for line in text.splitlines() if line.strip()]
        if name in many:
            typed.setdefault(name, []).extend(values)
        elif values:
            typed[name] = values[0]
    return {name: value for name, value in typed.items() if value != []}


def _asked(
    question: Question, typed: Mapping[str, Any]
) -> tuple[dict[str, Any], date | None, str | None]:
    """Check what was typed; gives the parameters, the day and the moment asked about."""
    given = parameters_model(question).model_validate(typed).model_dump()
    asked = {
        one.name: tuple(given[one.name]) if one.many else given[one.name]
        for one in question.parameters
    }
    return asked, given["as_of"], given["known_at"]


def _written(value: object) -> str:
    return "\n".join(value) if isinstance(value, list) else str(value)


def _query(typed: Mapping[str, Any]) -> str:
    """Write what was typed as the query of the same question's address for programs."""
    pairs = [
        (name, part)
        for name, value in typed.items()
        for part in (value if isinstance(value, list) else [value])
    ]
    return str(QueryParams(pairs))


def _page(template: str, status: int = 200, **values: object) -> HTMLResponse:
    text = _pages.get_template(template).render(**values)
    return HTMLResponse(text, status, headers={"Content-Security-Policy": POLICY})
