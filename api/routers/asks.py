"""Addresses made from described questions: ``/ask`` lists them, ``/ask/NAME`` answers one."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse, PlainTextResponse, Response
from pydantic import BaseModel, ConfigDict, Field, create_model

from api.access import Role, needs
from api.answer_tables import tables_of
from api.credits import credited, credits_for
from api.dependencies import AsOf, KnownAt, ServingDep
from api.questions import Question, answered
from api.schemas import QuestionOut
from api.sheets import chosen, written_csv
from queries.describe import Parameter

TABLES = "application/vnd.corridors.tables+json"
CONTENT = {
    "text/csv": {"schema": {"type": "string"}},
    TABLES: {"schema": {"$ref": "#/components/schemas/TablesOut"}},
}
MOST_VALUES = 200


def router_of(asked: Sequence[Question]) -> APIRouter:
    """Make the addresses of some questions."""
    router = APIRouter(tags=["questions"])

    @router.get("/ask")
    @needs(Role.VIEWER)
    def listed() -> list[QuestionOut]:
        """List the questions that can be asked, with their parameters."""
        return [QuestionOut.from_domain(question) for question in asked]

    for question in asked:
        answer = _endpoint(question)
        answer.__doc__ = question.title
        router.get(
            f"/ask/{question.name}",
            name=question.name,
            response_model=question.result,
            responses={200: {"content": CONTENT}},
        )(needs(Role.VIEWER)(answer))
    return router


def _endpoint(question: Question) -> Callable[..., Any]:
    wanted_type = parameters_model(question)

    def answer(
        serving: ServingDep,
        wanted: Annotated[wanted_type, Query()],  # type: ignore[valid-type]  # made from the description
    ) -> Any:
        given = wanted.model_dump()  # type: ignore[attr-defined]  # a pydantic model
        as_of, known_at = given.pop("as_of"), given.pop("known_at")
        as_csv, sheet, as_tables = given.pop("csv"), given.pop("sheet"), given.pop("tables")
        ask = question.ask(**{name: _plain(value) for name, value in given.items()})
        asked = serving.asked(as_of, known_at)
        found, sheets = answered(question, asked, ask)
        if as_csv:
            text = written_csv(chosen(sheets, sheet))
            return PlainTextResponse(text, media_type="text/csv; charset=utf-8")
        if as_tables:
            laid = tables_of(
                question,
                given,
                sheets,
                as_of=serving.day(as_of),
                level=serving.settings.level.label,
                when={"as_of": as_of, "known_at": known_at},
            )
            return Response(laid.model_dump_json(), media_type=TABLES)
        # A response of its own: the declared type, which says what is asked, has no credits.
        return JSONResponse(credited(question.result, found, credits_for(question, asked)))

    return answer


def parameters_model(question: Question) -> type[BaseModel]:
    """Make the type that checks a question's parameters, the day and the form of the answer."""
    described: dict[str, Any] = {
        one.name: (_wire_type(one), _wire_field(one, question.example.get(one.name)))
        for one in question.parameters
    }
    described["as_of"] = (AsOf, None)
    described["known_at"] = (KnownAt, None)
    described["csv"] = (bool, Field(default=False, description="One table as CSV."))
    described["sheet"] = (str | None, Field(default=None, description="Which table, for CSV."))
    described["tables"] = (bool, Field(default=False, description="All tables as JSON."))
    name = f"{question.name.replace('-', ' ').title().replace(' ', '')}Ask"
    return create_model(name, __config__=ConfigDict(extra="forbid"), **described)


def _wire_type(one: Parameter) -> Any:
    if one.many:
        return list[one.value_type]  # type: ignore[name-defined]  # a type known at run time
    return one.value_type if one.required or one.default is not None else one.value_type | None


def _wire_field(one: Parameter, example: object) -> Any:
    limits: dict[str, Any] = {"ge": one.least, "le": one.most}
    if one.many:
        limits = {"max_length": MOST_VALUES, "min_length": 1 if one.required else None}
    default = ... if one.required else (list(one.default or ()) if one.many else one.default)  # type: ignore[call-overload]  # a tuple
    shown = list(example) if isinstance(example, tuple) else example
    examples = None if shown is None else [shown]
    return Field(default=default, description=one.text, examples=examples, **limits)


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
