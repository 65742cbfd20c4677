"""What a map asks and what it answers, in domain terms; how it is drawn stands elsewhere.

A map holds what surrounds somebody (or all of one community) as of a day, and, with a second
day, what appeared and vanished between the two. Places are in units of the map.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from graph.levels import Level
from graph.model import Classification, Kind, Relation
from graph.period import Period
from viz.style import STYLES

MOST_PLACES = 2_000
"""More than this nobody can read, and browsers without a graphics card cannot move."""


class Change(StrEnum):
    """What became of something between two days."""

    STAYED = ""
    APPEARED = "appeared"
    VANISHED = "vanished"


@dataclass(frozen=True, slots=True)
class Opening:
    """A node whose neighbours were asked for too; of some relations only, or (empty) of all."""

    of: str
    relations: frozenset[Relation] = frozenset()


@dataclass(frozen=True, slots=True)
class Choice:
    """What of a map is to be seen. An empty set chooses everything.

    ``kinds`` are classifications or, where there is none, kinds, as ``kind_key`` writes them.
    Groups and countries say nothing of those of whom none is known: these stay. ``levels`` and
    ``bands`` speak of ties; ``evidence_from`` leaves ties of which the newest evidence is as new.
    """

    kinds: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    relations: frozenset[Relation] = frozenset()
    levels: frozenset[Level] = frozenset()
    bands: frozenset[str] = frozenset()
    evidence_from: date | None = None

    @property
    def is_of_ties(self) -> bool:
        """Say whether some ties are left out for what they are themselves."""
        chosen = self.relations or self.levels or self.bands
        return bool(chosen) or self.evidence_from is not None


EVERYTHING = Choice()


@dataclass(frozen=True, slots=True)
class MapQuestion:
    """What to cut out of a graph.

    ``of`` are ids, and ``steps`` how far around them to go; with ``inside`` the whole community of
    that node instead, after ``deep`` divisions. ``opened`` adds neighbours, in the order in which
    they were opened, so that a place once given stays; ``shut`` takes away what hangs on a node
    alone. ``since`` is the second, earlier day. ``still``: places are worked out over all days, so
    that they are the same on each.
    """

    of: tuple[str, ...]
    as_of: date
    steps: int = 1
    most: int = 300
    since: date | None = None
    inside: str | None = None
    deep: int = 1
    opened: tuple[Opening, ...] = ()
    shut: tuple[str, ...] = ()
    still: bool = False


@dataclass(frozen=True, slots=True)
class MapPlace:
    """Somebody or something with a place. ``beyond`` counts neighbours that are not on the map.

    ``degree`` counts those that are. ``community`` numbers the map's communities, -1 for none.
    """

    id: str
    name: str
    kind: Kind
    classification: Classification | None
    invented: bool
    level: Level
    group: str | None
    countries: tuple[str, ...]
    focus: bool
    degree: int
    beyond: int
    change: Change
    x: float
    y: float
    community: int
    shown: bool = True


@dataclass(frozen=True, slots=True)
class MapTie:
    """One tie; ``line`` is the place of its line among the map's lines."""

    id: str
    line: int
    subject: str
    object: str
    relation: Relation
    label: str
    period: Period
    evidence_day: date
    level: Level
    sources: tuple[str, ...]
    invented: bool
    change: Change
    shown: bool = True


@dataclass(frozen=True, slots=True)
class MapLine:
    """What is drawn between two: all their ties as one line, as strong as the step is.

    ``low`` and ``high`` are places in the map's ``places``. ``band`` is empty where no tie can
    carry a request.
    """

    low: int
    high: int
    band: str
    count: int
    label: str
    invented: bool
    change: Change
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Community:
    """Places that hold together; named after their best connected bodies, else people."""

    number: int
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Facet:
    """One value that can be chosen: how many have it on the map, and how many of them are seen."""

    value: str
    word: str
    count: int
    shown: int


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source behind the map's ties."""

    id: str
    title: str
    publisher: str
    licence: str
    url: str
    invented: bool


@dataclass(frozen=True, slots=True)
class Map:
    """A map. ``places`` are sorted by id, ``lines`` by ends, ``ties`` by id.

    ``facets`` are keyed kind, group, country, relation, level, band. ``left_out`` were cut
    because they are too many; ``notes`` say what should be known. ``begun`` counts, for each
    month (``2026-03``), the ties between these places that began in it, on whatever day they end.
    """

    title: str
    as_of: date
    since: date | None
    level: Level
    places: tuple[MapPlace, ...]
    lines: tuple[MapLine, ...]
    ties: tuple[MapTie, ...]
    communities: tuple[Community, ...]
    facets: dict[str, tuple[Facet, ...]] = field(default_factory=dict)
    sources: tuple[SourceLine, ...] = ()
    left_out: int = 0
    notes: tuple[str, ...] = ()
    begun: tuple[tuple[str, int], ...] = ()

    @property
    def has_invented(self) -> bool:
        """Say whether anything in here is invented for demonstration."""
        places, ties = self.places, self.ties
        return any(one.invented for one in places) or any(one.invented for one in ties)

    @property
    def attribution(self) -> tuple[str, ...]:
        """Write publisher, title and licence of each source."""
        return tuple(
            ("INVENTED for demonstration. " if one.invented else "")
            + f"{one.publisher}: {one.title} ({one.licence})"
            for one in self.sources
        )


def kind_key(kind: Kind, classification: Classification | None) -> str:
    """Give what a kind is chosen by: what its style is kept under; a legend has it once."""
    styled = classification is not None and classification in STYLES
    return (classification if styled and classification else kind).value
