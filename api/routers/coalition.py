"""Coalition answers: assignments and majorities."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Body
from pydantic import BaseModel, ConfigDict, Field

from api.ask import AssignAsk, MajorityAsk, ask_assignment, ask_majority
from api.dependencies import ServingDep
from api.routers.routes import Moment, Name
from api.schemas import AssignmentOut, MajorityOut
from queries.results import Stance

router = APIRouter(tags=["coalition"])


class Ban(BaseModel):
    """An organisation that must not approach a target."""

    model_config = ConfigDict(extra="forbid")

    organization: Name
    target: Name


class AssignIn(BaseModel):
    """Whom to approach, and what each organisation can carry (none: all with contacts, 2 each)."""

    model_config = ConfigDict(extra="forbid")

    to: Annotated[list[Name], Field(min_length=1, max_length=200)]
    organizations: Annotated[
        dict[Name, Annotated[int, Field(ge=0, le=1000)]], Field(max_length=200)
    ] = {}
    bans: Annotated[list[Ban], Field(max_length=500)] = []
    backup: bool = False
    max_hops: Annotated[int, Field(ge=1, le=4)] = 2
    cold: bool = False
    invented: bool = True
    as_of: date | None = None
    known_at: Moment | None = None


class MajorityIn(BaseModel):
    """A body, a rule and the positions that are known."""

    model_config = ConfigDict(extra="forbid")

    body: Name
    positions: Annotated[dict[Name, Stance], Field(max_length=1000)] = {}
    rule: Name = "simple"
    dossier: Name | None = None
    routes: bool = False
    substitutes: bool = False
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
    }
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
def assignments(
    serving: ServingDep,
    wanted: Annotated[AssignIn, Body(openapi_examples=ASSIGN_EXAMPLES)],
) -> AssignmentOut:
    """Say who of us approaches whom, provably best within the stated limits."""
    ask = AssignAsk(
        to=tuple(wanted.to),
        organizations=wanted.organizations,
        bans=tuple((ban.organization, ban.target) for ban in wanted.bans),
        backup=wanted.backup,
        max_hops=wanted.max_hops,
        cold=wanted.cold,
        invented=wanted.invented,
    )
    view = serving.view(wanted.known_at)
    return AssignmentOut.from_domain(ask_assignment(view, ask, as_of=serving.day(wanted.as_of)))


@router.post("/majorities")
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
    )
    view = serving.view(wanted.known_at)
    answer = ask_majority(
        view, ask, office=serving.settings.office, as_of=serving.day(wanted.as_of)
    )
    return MajorityOut.from_domain(answer)
