"""Files with those who work on them: where most of the office's questions begin."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query

from api.access import Role, needs
from api.dependencies import AsOf, ServingDep, ViewDep
from api.schemas import ActorOut, Wire
from graph.model import Classification, Entity, Property
from queries.finding.search import actor_ref

router = APIRouter(tags=["entities"])


class FileOut(Wire):
    """A file by its number (as Brussels writes it), and how many known rapporteurs it has."""

    actor: ActorOut
    number: str
    rapporteurs: int
    as_of: date


@router.get("/files")
@needs(Role.VIEWER)
def files(
    serving: ServingDep,
    view: ViewDep,
    as_of: AsOf = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 30,
) -> tuple[FileOut, ...]:
    """List files with a known rapporteur or shadow on a day, the newest number first."""
    day = serving.day(as_of)
    counted = (
        (_number(entity), entity, len(view.rosters.rapporteurs(entity.id, day)))
        for entity in view.graph.lookup.classified(Classification.PROCEDURE)
    )
    known = sorted((one for one in counted if one[2]), key=lambda one: one[1].id, reverse=True)
    return tuple(
        FileOut(
            actor=ActorOut.from_domain(actor_ref(entity)),
            number=number,
            rapporteurs=count,
            as_of=day,
        )
        for number, entity, count in known[:limit]
    )


def _number(entity: Entity) -> str:
    facts = entity.properties.get(Property.IDENTIFIER, ())
    return str(facts[0].value) if facts else entity.id
