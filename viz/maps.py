"""Maps: what surrounds somebody, with places, communities and names, out of one level's graph.

Everything is worked out from the graph that is given, which is of one level: neither a place nor
a community's name can tell what that level does not hold.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from graph.model import Kind, Tie
from graph.snapshot import Snapshot
from queries.rosters import Rosters
from viz.called import called
from viz.community_names import community_name
from viz.layout import Position, beside_known, communities, packed
from viz.map_choice import chosen
from viz.map_cut import Cut, change_of, cut
from viz.map_lines import lines_of
from viz.map_model import (
    EVERYTHING,
    Choice,
    Community,
    Map,
    MapPlace,
    MapQuestion,
    MapTie,
    SourceLine,
)
from viz.map_overview import members_with
from viz.scene import label_of

SEED = 1
NAMED_FROM = 4
"""Fewer than this are no community worth a name."""


@dataclass(frozen=True, slots=True)
class _Ground:
    """Where everything stands, and what holds together."""

    places: Mapping[str, Position]
    community: Mapping[str, int]


def map_of(
    snapshot: Snapshot, rosters: Rosters, question: MapQuestion, choice: Choice = EVERYTHING
) -> Map:
    """Cut, place, name and filter a map.

    Raises:
        UnknownEntity: an id that the graph does not hold.
    """
    return chosen(whole_map(snapshot, rosters, question), choice)


def whole_map(snapshot: Snapshot, rosters: Rosters, question: MapQuestion) -> Map:
    """Cut, place and name a map; nothing is filtered and its facets are not counted yet.

    Raises:
        UnknownEntity: an id that the graph does not hold.
    """
    graph = rosters.graph
    inside = question.inside
    members = members_with(rosters, inside, question.as_of, question.deep) if inside else ()
    found = cut(rosters, question, members)
    ids = found.ids
    index = {one: number for number, one in enumerate(ids)}
    ground = _ground(rosters, question, found)
    lines, of_tie = lines_of(snapshot, question, found.ties, index)
    asked = (*question.of, *([inside] if inside else []))
    named = [called(one, graph.entities[one].name) for one in asked]
    return Map(
        title=", ".join(dict.fromkeys(named)),
        as_of=question.as_of,
        since=question.since,
        level=graph.level,
        places=_places(rosters, question, found, ground),
        lines=lines,
        ties=tuple(_tie(tie, of_tie[tie.id], question) for tie in found.ties),
        communities=_communities(rosters, ground, found.ties),
        sources=_sources(rosters, found.ties),
        left_out=found.left_out,
        begun=_begun(rosters, found.ids),
    )


def _ground(rosters: Rosters, question: MapQuestion, found: Cut) -> _Ground:
    """Place the first wave as a whole, and what was opened later beside what is there."""
    first = found.waves[0]
    focus = [one for one in first if one in found.focus]
    ties = _all_days(rosters, first) if question.still else found.ties
    asked = (len(first), _edges(first, ties), SEED, _at(first, focus))
    spots = dict(zip(first, packed(*asked), strict=True))
    community = {
        first[member]: number
        for number, group in enumerate(communities(*asked))
        for member in group
    }
    for wave in found.waves[1:]:
        ids = (*spots, *wave)
        edges = _edges(ids, found.ties)
        for low, high in edges:
            for one, other in ((ids[low], ids[high]), (ids[high], ids[low])):
                if one not in spots and other in community:
                    community.setdefault(one, community[other])
        spots = beside_known(ids, edges, spots)
    return _Ground(spots, community)


def _at(ids: Sequence[str], some: Iterable[str]) -> tuple[int, ...]:
    index = {one: number for number, one in enumerate(ids)}
    return tuple(index[one] for one in some)


def _all_days(rosters: Rosters, ids: Iterable[str]) -> list[Tie]:
    """Give each tie between some, on whatever day it holds, once."""
    there = frozenset(ids)
    return [
        tie
        for one in sorted(there)
        for tie in rosters.of_subject.get(one, ())
        if tie.object in there and tie.object != one
    ]


def _begun(rosters: Rosters, ids: Sequence[str]) -> tuple[tuple[str, int], ...]:
    starts = Counter(tie.period.start for tie in _all_days(rosters, ids))
    months: Counter[str] = Counter()
    for day, count in starts.items():
        if day is not None:
            months[day.isoformat()[:7]] += count
    return tuple(sorted(months.items()))


def _edges(ids: Sequence[str], ties: Iterable[Tie]) -> tuple[tuple[int, int], ...]:
    index = {one: number for number, one in enumerate(ids)}
    pairs = (
        (index[tie.subject], index[tie.object])
        for tie in ties
        if tie.subject in index and tie.object in index and tie.subject != tie.object
    )
    return tuple(sorted({(min(pair), max(pair)) for pair in pairs}))


def _places(
    rosters: Rosters, question: MapQuestion, found: Cut, ground: _Ground
) -> tuple[MapPlace, ...]:
    own: dict[str, list[Tie]] = defaultdict(list)
    near: dict[str, set[str]] = defaultdict(set)
    for tie in found.ties:
        for one, other in ((tie.subject, tie.object), (tie.object, tie.subject)):
            own[one].append(tie)
            near[one].add(other)
    return tuple(
        _place(rosters, question, found, ground, one, own[one], len(near[one]))
        for one in found.ids
    )


def _place(
    rosters: Rosters,
    question: MapQuestion,
    found: Cut,
    ground: _Ground,
    one: str,
    ties: Sequence[Tie],
    degree: int,
) -> MapPlace:
    entity = rosters.graph.entities[one]
    x, y = ground.places[one]
    return MapPlace(
        id=one,
        name=entity.name,
        kind=entity.kind,
        classification=entity.classification,
        invented=entity.invented,
        level=entity.level,
        group=rosters.group(one, question.as_of) if entity.kind is Kind.PERSON else None,
        countries=tuple(sorted(rosters.countries(one, question.as_of))),
        focus=one in found.focus,
        degree=degree,
        beyond=found.beyond[one],
        change=change_of(ties, question.as_of, question.since),
        x=round(x, 1),
        y=round(y, 1),
        community=ground.community.get(one, -1),
    )


def _tie(tie: Tie, line: int, question: MapQuestion) -> MapTie:
    return MapTie(
        id=tie.id,
        line=line,
        subject=tie.subject,
        object=tie.object,
        relation=tie.relation,
        label=label_of(tie),
        period=tie.period,
        evidence_day=_newest(tie),
        level=tie.level,
        sources=tuple(sorted({piece.source for piece in tie.evidence})),
        invented=tie.invented,
        change=change_of([tie], question.as_of, question.since),
    )


def _newest(tie: Tie) -> date:
    return max(piece.day for piece in tie.evidence)


def _communities(rosters: Rosters, ground: _Ground, ties: Iterable[Tie]) -> tuple[Community, ...]:
    members: dict[int, list[str]] = defaultdict(list)
    for one in sorted(ground.community):
        members[ground.community[one]].append(one)
    within: Counter[str] = Counter()
    for tie in ties:
        ends = (tie.subject, tie.object)
        if len({ground.community.get(end, -1) for end in ends}) == 1:
            within.update(ends)
    return tuple(
        Community(number, name_of(rosters, group, within), len(group))
        for number, group in sorted(members.items())
        if len(group) >= NAMED_FROM
    )


def name_of(rosters: Rosters, members: Iterable[str], degree: Mapping[str, int]) -> str:
    """Name a community after whoever of it tells most, the best connected first."""
    entities = rosters.graph.entities
    ranked = sorted(members, key=lambda one: (-degree.get(one, 0), one))
    return community_name([entities[one] for one in ranked], len(ranked))


def _sources(rosters: Rosters, ties: Iterable[Tie]) -> tuple[SourceLine, ...]:
    used = Counter(piece.source for tie in ties for piece in tie.evidence)
    ranked = sorted(used, key=lambda one: (-used[one], one))
    known = [rosters.graph.sources[one] for one in ranked]
    return tuple(
        SourceLine(one.id, one.title, one.publisher, one.licence, one.url, one.invented)
        for one in known
    )
