"""What is drawn, and nothing about how: nodes, links, cards in words, notes and sources.

A scene is cut from a graph at one level, as of one day; ties that do not hold on the day are not
in it. What this must not do: choose colours or places, or load data.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from graph.errors import UnknownEntity
from graph.levels import Level
from graph.lookup import Lookup
from graph.model import (
    Classification,
    Entity,
    Evidence,
    Kind,
    MergedGraph,
    Property,
    Relation,
    Tie,
)
from queries.role_words import tie_words
from viz.style import PartKind

MOST_NODES = 2_000
"""More than this nobody can read, and browsers without a graphics card cannot move."""


class Highlight(StrEnum):
    """Why a link stands out."""

    NONE = "none"
    ROUTE = "route"
    LEAD = "lead"
    BACKUP = "backup"
    MISSING = "missing"
    APPEARED = "appeared"
    VANISHED = "vanished"


@dataclass(frozen=True, slots=True)
class Line:
    """One piece of evidence in words: the sentence, its date, and where it stands.

    ``url`` is a page of the source, if any; only web addresses become links.
    """

    text: str
    source: str
    url: str


@dataclass(frozen=True, slots=True)
class SceneNode:
    """Somebody or something on the map. ``lane`` orders routes from left to right.

    ``community`` is the name of what it belongs to, ``change`` what became of it between two
    days; what a filter left out is ``faded``. ``routes`` counts in how many of several routes it
    is a go-between. A place of an overview is a ``part`` of some ``size``, of which ``seen`` are
    in sight, and has a ``radius`` of its own.
    """

    id: str
    name: str
    kind: Kind
    classification: Classification | None
    invented: bool
    facts: tuple[tuple[str, str], ...]
    lane: int | None = None
    focus: bool = False
    community: str = ""
    faded: bool = False
    change: str = ""
    routes: int = 0
    part: PartKind | None = None
    size: int = 0
    seen: int = 0
    radius: float = 0.0

    @property
    def is_shared(self) -> bool:
        """Say whether several routes lead through it."""
        return self.routes > 1


@dataclass(frozen=True, slots=True)
class SceneLink:
    """A tie on the map; parallel ties stay apart. ``label`` is short, ``lines`` say it in full.

    ``count`` is how many steps it stands for; what is not ``directed`` has no arrow.
    """

    id: str
    tail: str
    head: str
    label: str
    lines: tuple[Line, ...]
    invented: bool
    highlight: Highlight = Highlight.NONE
    band: str = ""
    faded: bool = False
    count: int = 1
    directed: bool = True


@dataclass(frozen=True, slots=True)
class Card:
    """A block of text beside the map: a title and its steps, each with its small print."""

    title: str
    remark: str
    steps: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything on one page. ``nodes`` and ``links`` are sorted by id; ``left_out`` were cut.

    ``arrows``: each tie is drawn with its direction and what it is, not only those that stand out.
    """

    title: str
    subtitle: str
    as_of: date
    level: Level
    nodes: tuple[SceneNode, ...]
    links: tuple[SceneLink, ...]
    cards: tuple[Card, ...] = ()
    notes: tuple[str, ...] = ()
    attribution: tuple[str, ...] = ()
    left_out: int = 0
    arrows: bool = False

    @property
    def has_invented(self) -> bool:
        """Say whether anything in here is invented for demonstration."""
        nodes, links = self.nodes, self.links
        return any(node.invented for node in nodes) or any(link.invented for link in links)

    @property
    def has_lanes(self) -> bool:
        """Say whether the scene reads from left to right."""
        return any(node.lane is not None for node in self.nodes)


def neighbourhood(
    graph: MergedGraph,
    focus: Collection[str],
    *,
    as_of: date,
    steps: int = 1,
    most: int = 150,
) -> Scene:
    """Cut what lies within some steps of the focus, as of a day.

    Where more than ``most`` would be drawn, the nearest stay, of these the best connected, of
    these the first by id; the scene says how many were left out.

    Raises:
        UnknownEntity: a focus id that the graph does not hold.
    """
    for one in focus:
        if one not in graph.entities:
            raise UnknownEntity(one)
    focus = _with_versions(graph, focus)
    beside = _Beside(graph.lookup, as_of)
    distance = _distances(beside, focus, steps)
    kept = _nearest(beside, distance, most)
    ties = [tie for tie in graph.lookup.between(kept) if holds(tie, as_of)]
    names = ", ".join(dict.fromkeys(graph.entities[one].name for one in sorted(focus)))
    return Scene(
        title=names,
        subtitle=f"Everything within {steps} step{'s' if steps > 1 else ''}, as of {as_of}",
        as_of=as_of,
        level=graph.level,
        nodes=tuple(
            node_of(graph.entities[one], as_of, focus=one in focus) for one in sorted(kept)
        ),
        links=tuple(link_of(graph, tie) for tie in ties),
        attribution=attribution(graph, ties),
        left_out=len(distance) - len(kept),
    )


def node_of(
    entity: Entity, as_of: date, *, lane: int | None = None, focus: bool = False
) -> SceneNode:
    """Make a node with its facts in words, each with source and age."""
    facts = [("Identifier", entity.id)]
    for prop in sorted(entity.properties, key=lambda one: one.value):
        if prop in _SHOWN:
            for fact in entity.properties[prop][:3]:
                facts.append((_SHOWN[prop], f"{fact.value} ({_when(fact.evidence, as_of)})"))
    return SceneNode(
        id=entity.id,
        name=entity.name,
        kind=entity.kind,
        classification=entity.classification,
        invented=entity.invented,
        facts=tuple(facts),
        lane=lane,
        focus=focus,
    )


def link_of(graph: MergedGraph, tie: Tie, highlight: Highlight = Highlight.NONE) -> SceneLink:
    """Make a link of one tie, its evidence in words."""
    label = label_of(tie)
    text = f"{label}: {tie.period.describe()}"
    return SceneLink(
        id=tie.id,
        tail=tie.subject,
        head=tie.object,
        label=label,
        lines=tuple(
            Line(f"{text}; evidence of {piece.day}", title, url)
            for piece in tie.evidence
            for title, url in [_source(graph, piece)]
        ),
        invented=tie.invented,
        highlight=highlight,
    )


def label_of(tie: Tie) -> str:
    """Name a tie in a few words: what somebody is in what, or the channel of a contact."""
    return tie_words(tie.relation, tie.role)


def attribution(graph: MergedGraph, ties: Iterable[Tie]) -> tuple[str, ...]:
    """List publishers and licences behind some ties, the most used first."""
    used = Counter(piece.source for tie in ties for piece in tie.evidence)
    return source_lines(graph, sorted(used, key=lambda one: (-used[one], one)))


def source_lines(graph: MergedGraph, sources: Iterable[str]) -> tuple[str, ...]:
    """Write publisher, title and licence of sources, each once."""
    lines = []
    for one in sources:
        source = graph.sources[one]
        invented = "INVENTED for demonstration. " if source.invented else ""
        lines.append(f"{invented}{source.publisher}: {source.title} ({source.licence})")
    return tuple(dict.fromkeys(lines))


def holds(tie: Tie, day: date) -> bool:
    """Say whether a tie counts on a day: a contact counts from its day on, and fades."""
    if tie.relation is Relation.CONTACT_OF:
        return tie.period.start is None or tie.period.start <= day
    return tie.period.contains(day)


def _with_versions(graph: MergedGraph, focus: Collection[str]) -> frozenset[str]:
    """Add the versions of lasting bodies: whoever asks for a committee means its members."""
    versions = {
        tie.subject
        for one in focus
        for tie in graph.lookup.of_object.get(one, ())
        if tie.relation is Relation.VERSION_OF
    }
    return frozenset(focus) | versions


class _Beside(dict[str, frozenset[str]]):
    """Who stands beside somebody on a day, looked up when first asked."""

    def __init__(self, lookup: Lookup, day: date) -> None:
        super().__init__()
        self._lookup, self._day = lookup, day

    def __missing__(self, one: str) -> frozenset[str]:
        heads = (
            tie.object for tie in self._lookup.of_subject.get(one, ()) if holds(tie, self._day)
        )
        tails = (
            tie.subject for tie in self._lookup.of_object.get(one, ()) if holds(tie, self._day)
        )
        self[one] = frozenset((*heads, *tails))
        return self[one]


def _distances(
    beside: Mapping[str, frozenset[str]], focus: Collection[str], steps: int
) -> dict[str, int]:
    distance = dict.fromkeys(sorted(focus), 0)
    frontier = list(distance)
    for step in range(1, steps + 1):
        reached = {other for one in frontier for other in beside[one]}
        frontier = sorted(reached - distance.keys())
        distance.update(dict.fromkeys(frontier, step))
    return distance


def _nearest(
    beside: Mapping[str, frozenset[str]], distance: Mapping[str, int], most: int
) -> frozenset[str]:
    """Give the nearest, of those equally far the best connected, of these the first by id."""
    kept: list[str] = []
    for step in range(max(distance.values(), default=0) + 1):
        ring = [one for one, far in distance.items() if far == step]
        room = most - len(kept)
        if len(ring) > room:  # only here does it matter who is better connected
            ring = sorted(ring, key=lambda one: (-len(beside[one]), one))[:room]
        kept += ring
    return frozenset(kept)


def _source(graph: MergedGraph, piece: Evidence) -> tuple[str, str]:
    source = graph.sources[piece.source]
    return f"{source.publisher}: {source.title}", source.url


def _when(evidence: tuple[Evidence, ...], as_of: date) -> str:
    newest = max(piece.day for piece in evidence)
    return f"{newest}, {(as_of - newest).days} days old" if newest <= as_of else f"{newest}"


_SHOWN = {
    Property.IDENTIFIER: "Reference",
    Property.ACRONYM: "Acronym",
    Property.ORIGINAL_NAME: "Original script",
    Property.TITLE: "Title",
    Property.STAGE: "Stage",
    Property.PROCEDURE_TYPE: "Procedure",
    Property.CITY: "City",
    Property.DESCRIPTION: "Description",
    Property.NOTE: "Note",
    Property.SIZE_NOTE: "Size",
    Property.DEADLINE: "Deadline",
    Property.POPULATION_SHARE_PCT: "Share of population, %",
}
