"""Wire types of pictures of answers: who is drawn where, tied by what, on whose word."""

from collections.abc import Mapping
from datetime import date
from typing import Self

from api.schemas import ActorOut, Wire
from viz.layout import Position
from viz.scene import Scene, SceneLink
from viz.scene_looks import has_arrow


class PlacedOut(Wire):
    """Somebody or something with its place on the drawing.

    ``focus``: it is what was asked about. ``routes`` counts in how many of several routes it is a
    go-between.
    """

    actor: ActorOut
    x: float
    y: float
    focus: bool
    routes: int


class DrawnSaidOut(Wire):
    """One piece of evidence in words, and where it stands."""

    text: str
    source: str
    url: str


class LinkOut(Wire):
    """A tie on the drawing; ``arrow`` says that it leads from tail to head."""

    id: str
    tail: str
    head: str
    label: str
    band: str
    invented: bool
    arrow: bool
    said: tuple[DrawnSaidOut, ...]


class DrawnOut(Wire):
    """A drawing; ``left_out`` nodes did not fit. ``lanes``: it reads from left to right."""

    title: str
    subtitle: str
    as_of: date
    level: str
    nodes: tuple[PlacedOut, ...]
    links: tuple[LinkOut, ...]
    lanes: bool
    notes: tuple[str, ...]
    attribution: tuple[str, ...]
    left_out: int

    @classmethod
    def of(cls, scene: Scene, places: Mapping[str, Position]) -> Self:
        """Write a scene with its places."""
        return cls(
            title=scene.title,
            subtitle=scene.subtitle,
            as_of=scene.as_of,
            level=scene.level.label,
            nodes=tuple(
                PlacedOut(
                    actor=ActorOut.from_domain(node),
                    x=round(places[node.id][0], 1),
                    y=round(places[node.id][1], 1),
                    focus=node.focus,
                    routes=node.routes,
                )
                for node in scene.nodes
            ),
            links=tuple(_link(scene, link) for link in scene.links),
            lanes=scene.has_lanes,
            notes=scene.notes,
            attribution=scene.attribution,
            left_out=scene.left_out,
        )


def _link(scene: Scene, link: SceneLink) -> LinkOut:
    return LinkOut(
        id=link.id,
        tail=link.tail,
        head=link.head,
        label=link.label,
        band=link.band,
        invented=link.invented,
        arrow=has_arrow(scene, link),
        said=tuple(DrawnSaidOut.from_domain(line) for line in link.lines),
    )
