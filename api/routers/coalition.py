"""Coalition answers: assignments and majorities."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Body
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict, Field

from api import pictures
from api.access import Role, needs
from api.ask import MajorityAsk, ask_majority
from api.ask_assignment import DEFAULT_SECONDS, AssignAsk, ask_assignment, ask_board
from api.dependencies import ServingDep
from api.routers.routes import Moment, Name
from api.schemas import AssignmentOut, MajorityOut
from api.schemas_board import BoardOut
from queries.results import Stance

router = APIRouter(tags=["coalition"])


class Line(BaseModel):
    """An organisation and a target: a ban, or a line of an earlier answer."""

    model_config = ConfigDict(extra="forbid")

    organization: Name
    target: Name


class Pin(Line):
    """A line that must be: 1 leads, 2 backs up."""

    order: Annotated[int, Field(ge=1, le=2)] = 1


class Couple(BaseModel):
    """Two organisations of which at most one may take part."""

    model_config = ConfigDict(extra="forbid")

    one: Name
    other: Name


Codes = Annotated[list[Name], Field(min_length=1, max_length=30)]
Languages = Annotated[dict[Name, Codes], Field(max_length=500)]


class AssignIn(BaseModel):
    """Whom to approach, and what each organisation can carry (none: all with contacts, 2 each).

    ``pins`` are lines that must be; ``capacities`` stand instead of what some of those who may go
    could take. ``off`` cannot go now; ``keep`` are lines of an earlier answer; ``speaks`` and
    ``languages`` are language codes by organisation and by target; ``needs`` says how many members
    of a network or country must take part, ``most`` how many organisations may. ``seconds`` bounds
    the search where such limits are set.
    """

    model_config = ConfigDict(extra="forbid")

    to: Annotated[list[Name], Field(min_length=1, max_length=200)]
    organizations: Annotated[
        dict[Name, Annotated[int, Field(ge=0, le=1000)]], Field(max_length=200)
    ] = {}
    bans: Annotated[list[Line], Field(max_length=500)] = []
    backup: bool = False
    max_hops: Annotated[int, Field(ge=1, le=4)] = 2
    cold: bool = False
    invented: bool = True
    off: Annotated[list[Name], Field(max_length=200)] = []
    keep: Annotated[list[Line], Field(max_length=1000)] = []
    speaks: Languages = {}
    languages: Languages = {}
    strict_language: bool = False
    even: bool = False
    prices: bool = False
    most: Annotated[int | None, Field(ge=1, le=200)] = None
    needs: Annotated[dict[Name, Annotated[int, Field(ge=1, le=200)]], Field(max_length=20)] = {}
    apart: Annotated[list[Couple], Field(max_length=200)] = []
    seconds: Annotated[float, Field(gt=0, le=60)] = DEFAULT_SECONDS
    pins: Annotated[list[Pin], Field(max_length=500)] = []
    capacities: Annotated[
        dict[Name, Annotated[int, Field(ge=0, le=1000)]], Field(max_length=200)
    ] = {}
    as_of: date | None = None
    known_at: Moment | None = None


class MajorityIn(BaseModel):
    """A body, a rule (simple, component or two-thirds) and the positions that are known.

    ``routes`` joins how we reach the undecided; ``seats`` lists every vote.
    """

    model_config = ConfigDict(extra="forbid")

    body: Name
    positions: Annotated[dict[Name, Stance], Field(max_length=1000)] = {}
    rule: Name = "simple"
    dossier: Name | None = None
    routes: bool = False
    substitutes: bool = False
    seats: bool = False
    as_of: date | None = None
    known_at: Moment | None = None


ASSIGN_EXAMPLES = {
    "file": {
        "summary": "Lead and backup for each shadow rapporteur of a file",
        "value": {
            "to": ["2025/0059"],
            "organizations": {"ECRE": 3, "Amnesty International Limited": 2},
            "backup": True,
        },
    },
    "off": {
        "summary": "One organisation is off sick: which lines move, and what a slot is worth",
        "value": {
            "to": ["2025/0059"],
            "backup": True,
            "off": ["Human Rights Watch"],
            "prices": True,
        },
    },
    "decided": {
        "summary": "One line that must be, one that must not, one organisation that takes more",
        "value": {
            "to": ["2025/0059"],
            "backup": True,
            "pins": [{"organization": "ECRE", "target": "Murielle LAURENT", "order": 1}],
            "bans": [{"organization": "PICUM", "target": "Murielle LAURENT"}],
            "capacities": {"ECRE": 3},
        },
    },
    "few": {
        "summary": "At most five organisations, two of them located in Belgium",
        "value": {"to": ["2025/0059"], "most": 5, "needs": {"Belgium": 2}},
    },
}
MAJORITY_EXAMPLES = {
    "committee": {
        "summary": "LIBE, with the positions of four groups",
        "value": {
            "body": "LIBE",
            "positions": {"S&D": "for", "Greens/EFA": "for", "The Left": "for", "PfE": "against"},
        },
    }
}


@router.post("/assignments")
@needs(Role.VIEWER)
def assignments(
    serving: ServingDep,
    wanted: Annotated[AssignIn, Body(openapi_examples=ASSIGN_EXAMPLES)],
) -> AssignmentOut:
    """Say who of us approaches whom, provably best within the stated limits."""
    view = serving.view(wanted.known_at)
    return AssignmentOut.from_domain(
        ask_assignment(view, assign_ask(wanted), as_of=serving.day(wanted.as_of))
    )


@router.post("/assignments/board")
@needs(Role.VIEWER)
def assignment_board(
    serving: ServingDep,
    wanted: Annotated[AssignIn, Body(openapi_examples=ASSIGN_EXAMPLES)],
) -> BoardOut:
    """Give the plan with every pair, and what pins, bans, absences and capacities cost."""
    view = serving.view(wanted.known_at)
    return BoardOut.from_domain(
        ask_board(view, assign_ask(wanted), as_of=serving.day(wanted.as_of))
    )


@router.post("/assignments/picture", response_class=HTMLResponse)
@needs(Role.VIEWER)
def assignments_picture(
    serving: ServingDep,
    wanted: Annotated[AssignIn, Body(openapi_examples=ASSIGN_EXAMPLES)],
) -> HTMLResponse:
    """Draw who approaches whom as one page to keep, which asks nobody for anything."""
    view = serving.view(wanted.known_at)
    answer = ask_assignment(view, assign_ask(wanted), as_of=serving.day(wanted.as_of))
    return HTMLResponse(
        pictures.of_assignment_answer(
            view, answer, today=serving.today, title="Who approaches whom"
        ),
        headers={"Content-Disposition": 'attachment; filename="coalition.html"'},
    )


@router.post("/majorities")
@needs(Role.VIEWER)
def majorities(
    serving: ServingDep,
    wanted: Annotated[MajorityIn, Body(openapi_examples=MAJORITY_EXAMPLES)],
) -> MajorityOut:
    """Count what a committee or the plenary needs and has, in three cases."""
    ask = MajorityAsk(
        body=wanted.body,
        positions=wanted.positions,
        rule=wanted.rule,
        dossier=wanted.dossier,
        routes=wanted.routes,
        substitutes=wanted.substitutes,
        seats=wanted.seats,
    )
    view = serving.view(wanted.known_at)
    answer = ask_majority(
        view, ask, office=serving.settings.office, as_of=serving.day(wanted.as_of)
    )
    return MajorityOut.from_domain(answer)


def assign_ask(wanted: AssignIn) -> AssignAsk:
    """Turn the request into the question that both doors share."""
    return AssignAsk(
        to=tuple(wanted.to),
        organizations=wanted.organizations,
        bans=tuple((ban.organization, ban.target) for ban in wanted.bans),
        backup=wanted.backup,
        max_hops=wanted.max_hops,
        cold=wanted.cold,
        invented=wanted.invented,
        off=tuple(wanted.off),
        keep=tuple((line.organization, line.target) for line in wanted.keep),
        speaks={name: tuple(codes) for name, codes in wanted.speaks.items()},
        languages={name: tuple(codes) for name, codes in wanted.languages.items()},
        strict_language=wanted.strict_language,
        even=wanted.even,
        prices=wanted.prices,
        most=wanted.most,
        needs=wanted.needs,
        apart=tuple((couple.one, couple.other) for couple in wanted.apart),
        seconds=wanted.seconds,
        pins=tuple((pin.organization, pin.target, pin.order) for pin in wanted.pins),
        capacities=wanted.capacities,
    )
