"""Contacts and notes of the office: entered by editors, listed for whoever may see them."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Body, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from api import records, state
from api.access import Role, needs
from api.dependencies import ServingDep, ViewDep
from api.office import LONGEST_NOTE, Entered, NewContact, enter_contact, enter_note
from api.pages import Page, linked
from api.routers.routes import Name
from api.schemas import ActorOut, EvidenceOut, TieOut
from api.schemas_jobs import EnteredOut
from graph.levels import Level, parse_level
from graph.model import Property, Relation
from loaders.table_office import CHANNELS
from queries.finding.search import actor_ref

router = APIRouter(tags=["office"])

Share = Annotated[float | None, Field(ge=0, le=1)]
LevelName = Annotated[
    str,
    Field(pattern="^(public|network|office|protected)$", description="Who may see it."),
]
Code = Annotated[str, Field(pattern="^[a-z]{2}$")]
ENTERED: dict[int | str, dict[str, object]] = {
    201: {"model": EnteredOut, "description": "Entered"},
    200: {"description": "The same stood there already"},
}


class ContactIn(BaseModel):
    """A contact that took place."""

    model_config = ConfigDict(extra="forbid")

    organization: Name
    person: Name
    channel: Annotated[str, Field(pattern=f"^({'|'.join(CHANNELS)})$")]
    day: date
    level: LevelName = "office"
    source: Annotated[str, Field(max_length=500, description="Who says so.")] = ""
    consent: bool | None = None
    languages: Annotated[list[Code], Field(max_length=10)] = []
    intensity: Share = None
    confidence: Share = None


class NoteIn(BaseModel):
    """A note about somebody or something; nothing about clients or anybody's health."""

    model_config = ConfigDict(extra="forbid")

    about: Name
    text: Annotated[str, Field(min_length=1, max_length=LONGEST_NOTE)]
    level: LevelName = "office"


class NoteOut(BaseModel):
    """A note, with what it is about, who says so, and who may see it."""

    about: ActorOut
    text: str
    level: str
    evidence: tuple[EvidenceOut, ...]


CONTACT_EXAMPLES = {
    "meeting": {
        "summary": "A meeting of one of ours with a committee's secretariat",
        "value": {
            "organization": "ECRE",
            "person": "LIBE",
            "channel": "meeting",
            "day": "2026-03-04",
            "level": "office",
        },
    }
}
NOTE_EXAMPLES = {
    "file": {
        "summary": "A note about a file",
        "value": {"about": "2025/0059", "text": "The Council expects a mandate by June."},
    }
}


@router.get("/contacts")
@needs(Role.VIEWER)
def contacts(
    request: Request,
    response: Response,
    view: ViewDep,
    of: Annotated[
        str | None, Query(max_length=300, description="Only of this one.", examples=["ECRE"])
    ] = None,
    after: Page = "",
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> list[TieOut]:
    """List contacts in order of id, a page at a time."""
    chosen = view.index.resolve(of).id if of else None
    ties = view.rosters.ties_of(chosen) if chosen else view.graph.lookup.of(Relation.CONTACT_OF)
    found = sorted(
        (one for one in ties if one.relation is Relation.CONTACT_OF and one.id > after),
        key=lambda one: one.id,
    )
    linked(request, response, [one.id for one in found[: limit + 1]], limit)
    return [state.tie(view, one) for one in found[:limit]]


@router.post("/contacts", status_code=201, responses=ENTERED)
@needs(Role.EDITOR)
def add_contact(
    serving: ServingDep,
    response: Response,
    given: Annotated[ContactIn, Body(openapi_examples=CONTACT_EXAMPLES)],
) -> EnteredOut:
    """Enter a contact that took place."""
    new = NewContact(
        given.organization,
        given.person,
        given.channel,
        given.day,
        parse_level(given.level),
        given.source,
        given.consent,
        tuple(given.languages),
        given.intensity,
        given.confidence,
    )
    return _entered(response, enter_contact(serving.workspace, new, serving.clock()))


@router.get("/notes")
@needs(Role.VIEWER)
def notes(
    serving: ServingDep,
    view: ViewDep,
    about: Annotated[str, Query(min_length=1, max_length=300, examples=["2025/0059"])],
) -> list[NoteOut]:
    """List the notes about somebody or something."""
    found = view.index.resolve(about)
    levels: dict[str, Level] = {}
    for one in records.said(serving.workspace, view, found.id):
        if one.predicate is Property.NOTE:
            level, text = parse_level(one.level), str(one.value)
            levels[text] = min(level, levels.get(text, level))
    return [
        NoteOut(
            about=ActorOut.from_domain(actor_ref(found)),
            text=str(fact.value),
            level=levels.get(str(fact.value), view.graph.level).label,
            evidence=tuple(EvidenceOut.from_domain(piece) for piece in fact.evidence),
        )
        for fact in found.properties.get(Property.NOTE, ())
    ]


@router.post("/notes", status_code=201, responses=ENTERED)
@needs(Role.EDITOR)
def add_note(
    serving: ServingDep,
    response: Response,
    given: Annotated[NoteIn, Body(openapi_examples=NOTE_EXAMPLES)],
) -> EnteredOut:
    """Write a note: a statement of the office, which no load takes away."""
    level: Level = parse_level(given.level)
    made = enter_note(serving.workspace, given.about, given.text, level, serving.clock())
    return _entered(response, made)


def _entered(response: Response, made: Entered) -> EnteredOut:
    response.status_code = 201 if made.is_new else 200
    return EnteredOut(
        subject=made.subject, record=made.record, level=made.level.label, is_new=made.is_new
    )
