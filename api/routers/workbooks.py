"""Tables that are on a page as one workbook, with the sources behind them."""

from typing import Annotated

from fastapi import APIRouter, Body, Response
from pydantic import BaseModel, ConfigDict, Field, model_validator

from api import state
from api.access import Role, needs
from api.dependencies import Serving, ServingDep
from api.workbooks import MEDIA_TYPE, written_xlsx
from queries.describe import Sheet

router = APIRouter(tags=["pages"])

Value = str | int | float | bool | None


class SheetIn(BaseModel):
    """One table."""

    model_config = ConfigDict(extra="forbid")

    title: Annotated[str, Field(min_length=1, max_length=500)]
    columns: Annotated[list[str], Field(min_length=1, max_length=200)]
    rows: Annotated[list[list[Value]], Field(max_length=20_000)]
    notes: Annotated[list[str], Field(max_length=200)] = []

    @model_validator(mode="after")
    def _even(self) -> "SheetIn":
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                msg = f"row {number} has {len(row)} cells, not {len(self.columns)}"
                raise ValueError(msg)
        return self


class WorkbookIn(BaseModel):
    """Tables in their order."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9 ._-]{0,79}$")] = "corridors"
    tables: Annotated[list[SheetIn], Field(min_length=1, max_length=50)]


EXAMPLES = {
    "members": {
        "summary": "One table",
        "value": {
            "name": "members",
            "tables": [{"title": "Members", "columns": ["name", "seats"], "rows": [["LIBE", 75]]}],
        },
    }
}
_FILE: dict[int | str, dict[str, object]] = {
    200: {
        "description": "The workbook, with the sources and licences of the level asked at",
        "content": {MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.post("/workbooks", response_class=Response, responses=_FILE)
@needs(Role.VIEWER)
def workbook(
    serving: ServingDep, wanted: Annotated[WorkbookIn, Body(openapi_examples=EXAMPLES)]
) -> Response:
    """Write tables into a workbook; nothing of them is kept here."""
    tables = [
        Sheet(one.title, tuple(one.columns), tuple(map(tuple, one.rows)), tuple(one.notes))
        for one in wanted.tables
    ]
    return Response(
        written_xlsx([*tables, _sources(serving)]),
        media_type=MEDIA_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{wanted.name}.xlsx"'},
    )


def _sources(serving: Serving) -> Sheet:
    listed = state.sources(serving.workspace.ledger, serving.settings.level, serving.today)
    rows = tuple(
        (
            one.publisher,
            one.title,
            one.licence,
            one.url,
            one.last_success.date() if one.last_success else None,
            one.invented,
        )
        for one in listed
    )
    columns = ("publisher", "title", "licence", "address", "last read", "invented")
    return Sheet("Sources and licences", columns, rows, _told(serving))


def _told(serving: Serving) -> tuple[str, ...]:
    return (
        f"Written on {serving.today} at the level {serving.settings.level.label}. Everything that "
        "is loaded at that level is listed, whether or not the tables draw on it.",
        "Scores rank; they are not probabilities.",
    )
