"""An overview as a scene, so that every file of a picture can be made of it too."""

from collections.abc import Mapping

from graph.model import Kind
from viz.layout import Position
from viz.map_overview import Overview, SuperPlace
from viz.scene import Scene, SceneLink, SceneNode
from viz.style import PartKind


def scene_of_overview(made: Overview, names: Mapping[str, str], *, fade: bool = False) -> Scene:
    """Make the scene of an overview; ``names`` names every actor that it mentions.

    What filters leave out is not in it, or with ``fade`` faintly.
    """
    kept = [n for n, one in enumerate(made.places) if one.seen or fade]
    there = frozenset(kept)
    filtered = made.seen < made.actors
    hidden = (
        (f"Filters leave {made.seen:,} of {made.actors:,} actors in sight.",) if filtered else ()
    )
    left = tuple(
        text
        for count, text in (
            (made.small, f"{made.small:,} actors are in communities too small to stand alone."),
            (made.alone, f"{made.alone:,} actors have no tie on the day and are in no community."),
        )
        if count
    )
    way = " → ".join(one.name for one in made.way[:-1])
    within = f" Within: {way}." if way else ""
    return Scene(
        title=made.title,
        subtitle=f"{made.actors:,} actors in {len(made.places)} communities, "
        f"{made.steps:,} pairs of them tied, as of {made.as_of}.{within}".removesuffix("."),
        as_of=made.as_of,
        level=made.level,
        nodes=tuple(
            sorted((_node(made.places[n], names) for n in kept), key=lambda node: node.id)
        ),
        links=tuple(
            SceneLink(
                id=f"{made.places[line.low].key}>{made.places[line.high].key}",
                tail=made.places[line.low].key,
                head=made.places[line.high].key,
                label=_pairs(line.seen, line.count),
                lines=(),
                invented=False,
                faded=not line.seen,
                count=line.seen or line.count,
                directed=False,
            )
            for line in made.lines
            if {line.low, line.high} <= there and (line.seen or fade)
        ),
        notes=(*made.notes, *hidden, *left),
        attribution=made.attribution,
    )


def spots_of(made: Overview) -> dict[str, Position]:
    """Give where each part stands, by its key."""
    return {one.key: (one.x, one.y) for one in made.places}


def part_of(one: SuperPlace) -> PartKind:
    """Say what a place of an overview stands for."""
    if one.divides:
        return PartKind.DIVIDED
    return PartKind.GATHERED if one.gathered else PartKind.COMMUNITY


def _node(one: SuperPlace, names: Mapping[str, str]) -> SceneNode:
    size = f"{one.seen} of {one.size}" if one.seen < one.size else str(one.size)
    members = ", ".join(names[member] for member in one.members)
    return SceneNode(
        id=one.key,
        name=one.name,
        kind=Kind.CONCEPT,
        classification=None,
        invented=False,
        facts=(("Actors", size), ("Best connected", members)),
        faded=not one.seen,
        part=part_of(one),
        size=one.size,
        seen=one.seen,
        radius=one.radius,
    )


def _pairs(seen: int, count: int) -> str:
    word = "pair tied" if count == 1 else "pairs tied"
    return f"{count:,} {word}" if seen == count else f"{seen:,} of {count:,} {word}"
