"""Keeping the service: tokens and the audit, for admins alone."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Body, Path, Query
from pydantic import BaseModel, ConfigDict, Field

from api.access import Role, needs, parse_role
from api.audit import Audit
from api.dependencies import ServingDep
from api.schemas import Wire
from api.tokens import DEFAULT_DAYS, MOST_DAYS, Token, TokenBook, Wanted
from graph.errors import InvalidQuestion
from graph.levels import parse_level

router = APIRouter(tags=["service"])

_ROLES = "^(viewer|analyst|editor|admin)$"
_LEVELS = "^(public|network|office|protected)$"


class TokenIn(BaseModel):
    """What a new token shall open: never more than whoever makes it may."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, Field(min_length=1, max_length=80)]
    role: Annotated[str, Field(pattern=_ROLES)] = "viewer"
    level: Annotated[str, Field(pattern=_LEVELS)] = "public"
    days: Annotated[int, Field(ge=1, le=MOST_DAYS)] = DEFAULT_DAYS
    questions: Annotated[
        list[Annotated[str, Field(min_length=1, max_length=100)]], Field(max_length=100)
    ] = []


class TokenOut(Wire):
    """What is kept of a token; never its text."""

    id: str
    name: str
    role: str
    level: str
    created: date
    expires: date
    questions: tuple[str, ...]
    revoked: date | None
    last_used: date | None

    @classmethod
    def of(cls, token: Token) -> "TokenOut":
        """Tell of a token."""
        return cls(
            id=token.id,
            name=token.name,
            role=token.role.label,
            level=token.level.label,
            created=token.created,
            expires=token.expires,
            questions=token.questions,
            revoked=token.revoked,
            last_used=token.last_used,
        )


class NewTokenOut(TokenOut):
    """A new token with its text, which is shown this once."""

    token: str


class AuditLineOut(BaseModel):
    """One line of the audit. ``digest`` is a keyed hash of what was asked."""

    seq: int
    at: str
    door: str
    who: str
    action: str
    what: str
    level: str
    status: int
    digest: str
    source: str
    hash: str


TOKEN_EXAMPLES = {
    "colleague": {
        "summary": "A colleague of another organisation, for a year",
        "value": {"name": "partner desk", "role": "viewer", "level": "network", "days": 365},
    }
}


@router.get("/tokens")
@needs(Role.ADMIN)
def tokens(serving: ServingDep) -> list[TokenOut]:
    """List tokens, in order of making, also those that open nothing any more."""
    return [TokenOut.of(one) for one in TokenBook(serving.settings.tokens).listed()]


@router.post("/tokens", status_code=201)
@needs(Role.ADMIN)
def add_token(
    serving: ServingDep, wanted: Annotated[TokenIn, Body(openapi_examples=TOKEN_EXAMPLES)]
) -> NewTokenOut:
    """Make a token. An Idempotency-Key would keep its text for a day, so none is taken here."""
    level, own = parse_level(wanted.level), serving.known_caller.level
    if not own.sees(level):
        msg = f"You see level {own.label}; you cannot open {level.label} to others."
        raise InvalidQuestion(msg)
    asked = Wanted(
        wanted.name, parse_role(wanted.role), level, wanted.days, tuple(wanted.questions)
    )
    made, text = TokenBook(serving.settings.tokens).add(asked, serving.today)
    return NewTokenOut(**TokenOut.of(made).model_dump(), token=text)


@router.delete("/tokens/{id}")
@needs(Role.ADMIN)
def revoke(
    serving: ServingDep, id: Annotated[str, Path(max_length=80, examples=["0a1b2c3d4e5f"])]
) -> TokenOut:
    """Take a token's power away, at once."""
    return TokenOut.of(TokenBook(serving.settings.tokens).revoke(id, serving.today))


@router.get("/audit")
@needs(Role.ADMIN)
def audit(
    serving: ServingDep,
    after: Annotated[int, Query(ge=0, description="Go on after this line.")] = 0,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> list[AuditLineOut]:
    """Show who asked, exported and changed what, oldest first."""
    kept = Audit(serving.settings.audit, serving.settings.key)
    found = (line for line in kept.lines() if line.seq > after)
    return [
        AuditLineOut(
            seq=line.seq,
            at=line.at,
            door=line.deed.door,
            who=line.deed.who,
            action=line.deed.action,
            what=line.deed.what,
            level=line.deed.level,
            status=line.deed.status,
            digest=line.deed.digest,
            source=line.deed.source,
            hash=line.hash,
        )
        for _, line in zip(range(limit), found)  # noqa: B905 - the shorter ends it
    ]
