"""Wire types of the overview: parts as places, the way to them, and what filters count."""

from datetime import date
from typing import Self

from api.schemas import ActorOut, Wire
from api.schemas_maps import FacetOut
from graph.model import MergedGraph
from queries.finding.search import actor_ref
from viz.map_overview import Overview
from viz.overview_scene import part_of
from viz.style import PartKind


class SuperPlaceOut(Wire):
    """A community as one place; ``key`` opens it. ``members`` are the best connected.

    ``seen`` of its ``size`` actors are shown; ``part`` says whether it opens as a map or, too
    large for one, as an overview of its own parts.
    """

    key: str
    name: str
    part: PartKind
    size: int
    seen: int
    members: tuple[ActorOut, ...]
    x: float
    y: float
    radius: float


class SuperLineOut(Wire):
    """How many steps lead from one community to another, and how many of them are shown.

    The ends are numbers of places.
    """

    low: int
    high: int
    count: int
    seen: int


class StationOut(Wire):
    """A part on the way to what is shown: ``key`` and ``deep`` open it.

    ``divides``: it is too large for a map and has parts of its own.
    """

    key: str
    name: str
    size: int
    deep: int
    divides: bool


class OverviewOut(Wire):
    """Everything, or the inside of a part, at once, as communities."""

    title: str
    as_of: date
    level: str
    actors: int
    seen: int
    steps: int
    steps_seen: int
    places: tuple[SuperPlaceOut, ...]
    lines: tuple[SuperLineOut, ...]
    small: int
    alone: int
    way: tuple[StationOut, ...]
    facets: dict[str, tuple[FacetOut, ...]]
    begun: tuple[tuple[str, int], ...]
    notes: tuple[str, ...]
    attribution: tuple[str, ...]

    @classmethod
    def of(cls, made: Overview, graph: MergedGraph) -> Self:
        """Write an overview, its members named."""
        return cls(
            title=made.title,
            as_of=made.as_of,
            level=made.level.label,
            actors=made.actors,
            seen=made.seen,
            steps=made.steps,
            steps_seen=made.steps_seen,
            places=tuple(
                SuperPlaceOut(
                    key=one.key,
                    name=one.name,
                    part=part_of(one),
                    size=one.size,
                    seen=one.seen,
                    members=tuple(
                        ActorOut.from_domain(actor_ref(graph.entities[member]))
                        for member in one.members
                    ),
                    x=one.x,
                    y=one.y,
                    radius=one.radius,
                )
                for one in made.places
            ),
            lines=tuple(SuperLineOut.from_domain(one) for one in made.lines),
            small=made.small,
            alone=made.alone,
            way=tuple(StationOut.from_domain(one) for one in made.way),
            facets={
                key: tuple(FacetOut.from_domain(one) for one in values)
                for key, values in made.facets.items()
            },
            begun=made.begun,
            notes=made.notes,
            attribution=made.attribution,
        )
