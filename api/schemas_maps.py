"""Wire types of maps: columns, one entry a place, line or tie; about 80 bytes a place.

What is the same for all stands once. Positions are in units of the map; a place's size follows
from its degree as in the pictures.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Self

from api.schemas import Wire
from graph.model import Classification, Kind, Relation
from graph.period import EndKind
from viz.map_model import Change, Map, MapLine, MapPlace, MapTie


class PlacesOut(Wire):
    """Who and what is on the map, by column; sorted by id.

    ``beyond`` counts neighbours that are not on the map, ``degree`` those that are; ``community``
    is a number of ``communities`` or of a group too small for a name.
    """

    id: tuple[str, ...]
    name: tuple[str, ...]
    kind: tuple[Kind, ...]
    classification: tuple[Classification | None, ...]
    level: tuple[str, ...]
    group: tuple[str | None, ...]
    countries: tuple[tuple[str, ...], ...]
    invented: tuple[bool, ...]
    focus: tuple[bool, ...]
    degree: tuple[int, ...]
    beyond: tuple[int, ...]
    change: tuple[Change, ...]
    x: tuple[float, ...]
    y: tuple[float, ...]
    community: tuple[int, ...]
    shown: tuple[bool, ...]

    @classmethod
    def of(cls, places: Sequence[MapPlace]) -> Self:
        """Turn rows into columns."""
        return cls.model_validate(
            _columns(places, cls.model_fields)
            | {"level": tuple(one.level.label for one in places)}
        )


class LinesOut(Wire):
    """What is drawn, one line a pair; ``low`` and ``high`` are numbers of places."""

    low: tuple[int, ...]
    high: tuple[int, ...]
    band: tuple[str, ...]
    count: tuple[int, ...]
    label: tuple[str, ...]
    invented: tuple[bool, ...]
    change: tuple[Change, ...]
    shown: tuple[bool, ...]

    @classmethod
    def of(cls, lines: Sequence[MapLine]) -> Self:
        """Turn rows into columns."""
        return cls.model_validate(_columns(lines, cls.model_fields))


class TiesOut(Wire):
    """Each tie of a line: ``subject``, ``object`` and ``sources`` are numbers in their lists."""

    id: tuple[str, ...]
    line: tuple[int, ...]
    subject: tuple[int, ...]
    object: tuple[int, ...]
    relation: tuple[Relation, ...]
    label: tuple[str, ...]
    start: tuple[date | None, ...]
    end: tuple[date | None, ...]
    end_kind: tuple[EndKind, ...]
    evidence_day: tuple[date, ...]
    level: tuple[str, ...]
    sources: tuple[tuple[int, ...], ...]
    invented: tuple[bool, ...]
    change: tuple[Change, ...]
    shown: tuple[bool, ...]

    @classmethod
    def of(cls, made: Map) -> Self:
        """Turn rows into columns."""
        place = {one.id: number for number, one in enumerate(made.places)}
        source = {one.id: number for number, one in enumerate(made.sources)}
        ties: tuple[MapTie, ...] = made.ties
        plain = ("id", "line", "relation", "label", "evidence_day", "invented", "change", "shown")
        return cls.model_validate(
            _columns(ties, plain)
            | {
                "subject": tuple(place[one.subject] for one in ties),
                "object": tuple(place[one.object] for one in ties),
                "start": tuple(one.period.start for one in ties),
                "end": tuple(one.period.end for one in ties),
                "end_kind": tuple(one.period.end_kind for one in ties),
                "level": tuple(one.level.label for one in ties),
                "sources": tuple(tuple(source[each] for each in one.sources) for one in ties),
            }
        )


class CommunityOut(Wire):
    """Places that hold together, and how it is called."""

    number: int
    name: str
    size: int


class FacetOut(Wire):
    """One value of a filter: on the map, and seen."""

    value: str
    word: str
    count: int
    shown: int


class MapSourceOut(Wire):
    """A source behind the ties, with its licence."""

    id: str
    title: str
    publisher: str
    licence: str
    url: str
    invented: bool


class MapOut(Wire):
    """A map: places worked out by the server, the same for the same question."""

    title: str
    as_of: date
    since: date | None
    level: str
    places: PlacesOut
    lines: LinesOut
    ties: TiesOut
    communities: tuple[CommunityOut, ...]
    facets: dict[str, tuple[FacetOut, ...]]
    begun: tuple[tuple[str, int], ...]
    sources: tuple[MapSourceOut, ...]
    shown: int
    left_out: int
    notes: tuple[str, ...]

    @classmethod
    def of(cls, made: Map) -> Self:
        """Write a map as columns."""
        return cls(
            title=made.title,
            as_of=made.as_of,
            since=made.since,
            level=made.level.label,
            places=PlacesOut.of(made.places),
            lines=LinesOut.of(made.lines),
            ties=TiesOut.of(made),
            communities=tuple(CommunityOut.from_domain(one) for one in made.communities),
            facets={
                key: tuple(FacetOut.from_domain(one) for one in values)
                for key, values in made.facets.items()
            },
            begun=made.begun,
            sources=tuple(MapSourceOut.from_domain(one) for one in made.sources),
            shown=sum(one.shown for one in made.places),
            left_out=made.left_out,
            notes=made.notes,
        )


class BeyondOut(Wire):
    """Where one could go from a place by one relation: all neighbours, and those not shown yet."""

    relation: Relation
    word: str
    total: int
    beyond: int


def _columns(rows: Sequence[object], names: Iterable[str]) -> dict[str, tuple[object, ...]]:
    return {name: tuple(getattr(row, name) for row in rows) for name in names}
