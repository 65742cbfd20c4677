"""Several routes drawn together: what they have in common is seen at once."""

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Body, Path, Response
from pydantic import Field

from api.access import Role, needs
from api.ask import ask_routes, route_question
from api.dependencies import Serving, ServingDep
from api.map_files import MAP_FILES
from api.remarks import remarked
from api.routers.maps import MAP_RESPONSES
from api.routers.routes import RouteIn, ask_of
from api.scene_files import scene_file
from api.schemas_picture import DrawnOut
from api.wiring import View
from queries.results import Route, RouteAnswer
from queries.routing.disjoint import DisjointAnswer, disjoint
from queries.routing.diverse import MOST_ALIKE, DiverseAnswer, diverse
from queries.routing.question import MOST_HOPS
from queries.routing.robustness import RobustAnswer, robustness
from viz.answers import SeveralRoutes, of_several
from viz.layout import place
from viz.scene import Scene

router = APIRouter(tags=["routes"])


class How(StrEnum):
    """How the routes are chosen."""

    BEST = "best"
    DIFFERENT = "diverse"
    APART = "disjoint"
    FIRM = "robust"


_SAID = {
    How.BEST: "the best routes",
    How.DIFFERENT: "routes that do not hang on the same people",
    How.APART: "routes that share nobody in between",
    How.FIRM: "the best route and what is left if part of it is lost",
}


class TogetherIn(RouteIn):
    """Whom to reach, from whom, and which routes to draw together."""

    how: How = How.BEST
    alike: Annotated[
        float, Field(ge=0, le=1, description="Of different ones, the share that two may share.")
    ] = MOST_ALIKE


EXAMPLES = {
    "different": {
        "summary": "Routes to one person that do not hang on the same people",
        "value": {"to": ["ep-person:197490"], "k": 4, "how": "diverse"},
    },
    "firm": {
        "summary": "The best route, and the best without each part of it",
        "value": {"to": ["ep-person:197490"], "how": "robust"},
    },
}
_Wanted = Annotated[TogetherIn, Body(openapi_examples=EXAMPLES)]


@router.post("/routes/together")
@needs(Role.VIEWER)
def routes_together(serving: ServingDep, wanted: _Wanted) -> DrawnOut:
    """Draw several routes as one picture: who stands in more than one is counted."""
    scene = _scene(serving, wanted)
    return DrawnOut.of(scene, place(scene))


@router.post("/routes/together/files/{form}", response_class=Response, responses=MAP_RESPONSES)
@needs(Role.VIEWER)
def routes_together_file(
    serving: ServingDep,
    wanted: _Wanted,
    form: Annotated[str, Path(max_length=20, examples=["svg"])],
) -> Response:
    """Give that picture as html, svg, pdf, gexf, graphml, xlsx or csv."""
    scene = _scene(serving, wanted)
    written = scene_file(scene, place(scene), form, today=serving.today)
    kind = MAP_FILES[form]
    return Response(
        written,
        media_type=kind.media_type,
        headers={"Content-Disposition": f'attachment; filename="routes.{kind.suffix}"'},
    )


def _scene(serving: Serving, wanted: TogetherIn) -> Scene:
    view = serving.view(wanted.known_at)
    answer = _answer(serving, view, wanted)
    routes = _routes(answer)
    several = SeveralRoutes(
        answer.sources, answer.targets, answer.as_of, routes, _SAID[wanted.how], answer.notes
    )
    return of_several(view.graph, several)


def _answer(
    serving: Serving, view: View, wanted: TogetherIn
) -> RouteAnswer | DiverseAnswer | DisjointAnswer | RobustAnswer:
    ask, office, day = ask_of(wanted), serving.settings.office, serving.day(wanted.as_of)
    if wanted.how is How.BEST:
        return ask_routes(view, ask, office=office, as_of=day)
    # A flow knows no limit of steps; the other searches need one.
    hops = None if wanted.how is How.APART else ask.max_hops or MOST_HOPS
    question = route_question(view, replace(ask, max_hops=hops), office=office, as_of=day)
    named = (*ask.to, *ask.sources, *ask.avoid)

    def found() -> DiverseAnswer | DisjointAnswer | RobustAnswer:
        if wanted.how is How.DIFFERENT:
            return diverse(view.snapshot, question, wanted.alike)
        if wanted.how is How.APART:
            return disjoint(view.snapshot, question)
        return robustness(view.snapshot, question)

    return remarked(view, day, named, found)


def _routes(
    answer: RouteAnswer | DiverseAnswer | DisjointAnswer | RobustAnswer,
) -> tuple[Route, ...]:
    if not isinstance(answer, RobustAnswer):
        return answer.routes
    backups = (loss.backup for loss in (*answer.people, *answer.steps))
    return _each_once(one for one in (answer.best, *backups) if one is not None)


def _each_once(routes: Iterable[Route]) -> tuple[Route, ...]:
    known = {tuple(actor.id for actor in route.actors): route for route in reversed([*routes])}
    return tuple(reversed(known.values()))
