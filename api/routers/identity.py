"""Judgements on who is the same: made and withdrawn at level office or above, and listed."""

from typing import Annotated

from fastapi import APIRouter, Body, Response
from pydantic import BaseModel, ConfigDict, Field

from api.access import Role, needs
from api.dependencies import ServingDep, ViewDep
from api.identity import LONGEST_REASON, Ask, Judged, JudgementLine, judge, listed, withdraw
from graph.identity import Verdict
from graph.levels import parse_level

router = APIRouter(tags=["identity"])

_Name = Annotated[str, Field(min_length=1, max_length=300, description="An identifier or a name.")]


class JudgementIn(BaseModel):
    """A decision on two identifiers."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    one: _Name
    other: _Name
    verdict: Verdict
    reason: Annotated[str, Field(max_length=LONGEST_REASON)] = ""
    level: Annotated[
        str | None, Field(description="From which level on it may be known; else office.")
    ] = None


class WithdrawalIn(BaseModel):
    """A judgement to be withdrawn."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    one: _Name
    other: _Name


DECIDE_EXAMPLES = {
    "same": {
        "summary": "A registered organisation is one of the office's list",
        "value": {
            "one": "org:ecre",
            "other": "eu-tr:241870349815-86",
            "verdict": "same",
            "reason": "The register number stands on its web site.",
        },
    }
}
WITHDRAW_EXAMPLES = {
    "pair": {
        "summary": "They count as two again",
        "value": {"one": "org:ecre", "other": "eu-tr:241870349815-86"},
    }
}


@router.get("/judgements")
@needs(Role.VIEWER)
def judgements(view: ViewDep) -> tuple[JudgementLine, ...]:
    """List the judgements in force, sorted by pair; nothing above the level served."""
    return listed(view)


@router.post("/judgements", responses={201: {"model": Judged, "description": "Recorded"}})
@needs(Role.EDITOR)
def decide(
    serving: ServingDep,
    response: Response,
    given: Annotated[JudgementIn, Body(openapi_examples=DECIDE_EXAMPLES)],
) -> Judged:
    """Record a decision: 201 if it is new, 200 if the same was decided before."""
    level = parse_level(given.level) if given.level else None
    ask = Ask(given.one, given.other, given.verdict, given.reason, level)
    done = judge(serving.workspace, ask, at=serving.settings.level, now=serving.clock())
    response.status_code = 201 if done.changed else 200
    return done


@router.post("/judgements/withdraw")
@needs(Role.EDITOR)
def undo(
    serving: ServingDep,
    given: Annotated[WithdrawalIn, Body(openapi_examples=WITHDRAW_EXAMPLES)],
) -> Judged:
    """Withdraw the judgement in force on two; all is as if it had never been made."""
    at, now = serving.settings.level, serving.clock()
    return withdraw(serving.workspace, given.one, given.other, at=at, now=now)
