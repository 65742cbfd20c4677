"""What belongs on a map: who surrounds somebody, who was opened or shut, what held on which day.

Works on the ties of each node, never on all ties, so that the size of the graph does not matter.
What it must not do: place, name or filter anything.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from graph.errors import UnknownEntity
from graph.model import Relation, Tie
from queries.rosters import Rosters
from viz.map_model import Change, MapQuestion, Opening
from viz.scene import holds

Beside = Callable[[str], Mapping[str, tuple[Tie, ...]]]
"""Gives the neighbours of a node with the ties to each."""


@dataclass(frozen=True, slots=True)
class Cut:
    """What was cut out: ``waves`` are ids in the order in which they came onto the map.

    ``ties`` hold between them, sorted by id; ``beyond`` counts each one's neighbours elsewhere.
    """

    focus: frozenset[str]
    waves: tuple[tuple[str, ...], ...]
    ties: tuple[Tie, ...]
    beyond: Mapping[str, int]
    left_out: int

    @property
    def ids(self) -> tuple[str, ...]:
        """All ids, sorted."""
        return tuple(sorted(one for wave in self.waves for one in wave))


def change_of(ties: Iterable[Tie], as_of: date, since: date | None) -> Change:
    """Say what became of something that these ties make, from one day to the other."""
    if since is None:
        return Change.STAYED
    ties = list(ties)
    now, then = (any(holds(tie, day) for tie in ties) for day in (as_of, since))
    return Change.APPEARED if now and not then else Change.STAYED if now else Change.VANISHED


def cut(rosters: Rosters, question: MapQuestion, members: Iterable[str] = ()) -> Cut:
    """Cut a map out of a graph; ``members`` are those of the community asked for, if one is.

    Where more than ``most`` would be there, the nearest stay, of these the best connected, of
    these the first by id; what was opened by hand comes after them, under the same bound.

    Raises:
        UnknownEntity: an id that the graph does not hold.
    """
    asked = (*question.of, *question.shut, *(one.of for one in question.opened))
    for name in asked:
        if name not in rosters.graph.entities:
            raise UnknownEntity(name)
    near = _neighbours(rosters, question)
    focus = frozenset(own for one in question.of for own in rosters.versions(one))
    distance = _distances(near, focus, question.steps) | dict.fromkeys(sorted(members), 1)
    ranked = sorted(distance, key=lambda one: (distance[one], -len(near(one)), one))
    waves = [tuple(sorted(ranked[: question.most]))]
    left_out = len(ranked) - len(waves[0])
    for opening in question.opened:
        known = {one for wave in waves for one in wave}
        fresh = _opened(rosters, near, opening, known)
        room = max(question.most - len(known), 0)
        left_out += max(len(fresh) - room, 0)
        waves.append(tuple(sorted(fresh[:room])))
    kept = _without_shut(near, waves, focus, question.shut)
    waves = [tuple(one for one in wave if one in kept) for wave in waves]
    ties = {
        tie.id: tie
        for one in kept
        for other, own in near(one).items()
        if other in kept
        for tie in own
    }
    return Cut(
        focus=focus & kept,
        waves=tuple(waves),
        ties=tuple(ties[one] for one in sorted(ties)),
        beyond={one: sum(other not in kept for other in near(one)) for one in kept},
        left_out=left_out,
    )


def beside(rosters: Rosters, fits: Callable[[Tie], bool]) -> Beside:
    """Give who stands beside a node by ties that fit; each is looked at once."""
    seen: dict[str, Mapping[str, tuple[Tie, ...]]] = {}
    fitting: dict[str, bool] = {}

    def found(one: str) -> Mapping[str, tuple[Tie, ...]]:
        if one not in seen:
            ties: dict[str, list[Tie]] = defaultdict(list)
            for tie in (*rosters.of_subject.get(one, ()), *rosters.of_object.get(one, ())):
                other = tie.object if tie.subject == one else tie.subject
                if tie.id not in fitting:
                    fitting[tie.id] = fits(tie)
                if other != one and fitting[tie.id]:
                    ties[other].append(tie)
            seen[one] = {other: tuple(ties[other]) for other in sorted(ties)}
        return seen[one]

    return found


def around(
    rosters: Rosters, one: str, as_of: date, shown: Iterable[str]
) -> Mapping[Relation, tuple[int, int]]:
    """Count, for each relation, a node's neighbours on a day and those not among ``shown``.

    Raises:
        UnknownEntity: the graph does not hold it.
    """
    if one not in rosters.graph.entities:
        raise UnknownEntity(one)
    there = frozenset(shown)
    near = beside(rosters, lambda tie: holds(tie, as_of))
    others: dict[Relation, set[str]] = defaultdict(set)
    for version in rosters.versions(one):
        for other, ties in near(version).items():
            for tie in ties:
                others[tie.relation].add(other)
    return {each: (len(others[each]), len(others[each] - there)) for each in sorted(others)}


def _neighbours(rosters: Rosters, question: MapQuestion) -> Beside:
    as_of, since = question.as_of, question.since
    if since is None:
        return beside(rosters, lambda tie: holds(tie, as_of))
    return beside(rosters, lambda tie: holds(tie, as_of) or holds(tie, since))


def _distances(near: Beside, focus: frozenset[str], steps: int) -> dict[str, int]:
    distance = dict.fromkeys(sorted(focus), 0)
    frontier = list(distance)
    for step in range(1, steps + 1):
        reached = {other for one in frontier for other in near(one)}
        frontier = sorted(reached - distance.keys())
        distance.update(dict.fromkeys(frontier, step))
    return distance


def _opened(rosters: Rosters, near: Beside, opening: Opening, known: set[str]) -> list[str]:
    """Give the neighbours that an opening adds, the best connected first."""
    wanted = opening.relations
    own = rosters.versions(opening.of)
    fresh = {
        other
        for version in own
        for other, ties in near(version).items()
        if other not in known and (not wanted or any(tie.relation in wanted for tie in ties))
    }
    start = [one for one in own if one not in known]
    return start + sorted(fresh.difference(own), key=lambda one: (-len(near(one)), one))


def _without_shut(
    near: Beside, waves: list[tuple[str, ...]], focus: frozenset[str], shut: tuple[str, ...]
) -> frozenset[str]:
    """Leave what is still reached from the focus without passing through what was shut."""
    there = frozenset(one for wave in waves for one in wave)
    closed = frozenset(shut) & there
    if not closed:
        return there
    # Without a focus (inside a community) only what hangs on the shut node alone goes.
    if not focus & there:
        return frozenset(
            one
            for one in there
            if one in closed or _others(near, one, there) - closed or not _others(near, one, there)
        )
    seen = set(focus & there)
    frontier = [one for one in seen if one not in closed]
    while frontier:
        reached = {o for one in frontier for o in near(one) if o in there} - seen
        seen |= reached
        frontier = [one for one in reached if one not in closed]
    return frozenset(seen)


def _others(near: Beside, one: str, there: frozenset[str]) -> frozenset[str]:
    return frozenset(other for other in near(one) if other in there)
