"""Finding in a graph without reading all of it: ties by end, sort and id, entities by sort.

Made once for a graph, part by part, when first asked; see ``MergedGraph.lookup``. Everything keeps
the graph's own order: entities and ties by id.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from graph.model import Classification, Entity, Kind, Relation, Tie

_Thing = TypeVar("_Thing")
_Key = TypeVar("_Key", bound=Hashable)


class Lookup:
    """Indexes over one graph; ask the graph for it.

    It holds the graph's parts and not the graph: in a ring, a graph of which nobody knows any more
    would stay until the collector comes by.
    """

    def __init__(
        self,
        entities: "Mapping[str, Entity]",
        ties: "tuple[Tie, ...]",
        aliases: Mapping[str, str],
    ) -> None:
        """Make nothing yet."""
        self._entities, self._ties, self._aliases = entities, ties, aliases

    @cached_property
    def of_subject(self) -> "Mapping[str, tuple[Tie, ...]]":
        """Ties by the one they start at."""
        return _by(self._ties, lambda tie: (tie.subject,))

    @cached_property
    def of_object(self) -> "Mapping[str, tuple[Tie, ...]]":
        """Ties by the one they end at."""
        return _by(self._ties, lambda tie: (tie.object,))

    def of(self, *relations: "Relation") -> "tuple[Tie, ...]":
        """Give all ties of some relations, sorted by id."""
        if len(relations) == 1:
            return self._of_relation.get(relations[0], ())
        found = (tie for one in set(relations) for tie in self._of_relation.get(one, ()))
        return tuple(sorted(found, key=lambda tie: tie.id))

    def tie(self, identifier: str) -> "Tie | None":
        """Give the tie with an id, or None."""
        ties = self._by_id
        place = bisect_left(ties, identifier, key=lambda tie: tie.id)
        return ties[place] if place < len(ties) and ties[place].id == identifier else None

    def ties(self, identifiers: Iterable[str]) -> "tuple[Tie, ...]":
        """Give the ties with some ids, sorted by id; ids that no tie has are left out."""
        found = (self.tie(one) for one in sorted(set(identifiers)))
        return tuple(tie for tie in found if tie is not None)

    def between(self, nodes: Collection[str]) -> "tuple[Tie, ...]":
        """Give all ties with both ends among some, sorted by id."""
        kept = nodes if isinstance(nodes, set | frozenset) else frozenset(nodes)
        own = (tie for one in kept for tie in self.of_subject.get(one, ()) if tie.object in kept)
        return tuple(sorted(own, key=lambda tie: tie.id))

    def kind(self, kind: "Kind") -> "tuple[Entity, ...]":
        """Give all entities of a kind, sorted by id."""
        return self._of_kind.get(kind, ())

    def classified(self, classification: "Classification") -> "tuple[Entity, ...]":
        """Give all entities of a classification, sorted by id."""
        return self._of_classification.get(classification, ())

    def after(self, identifier: str) -> "Iterator[Entity]":
        """Go through all entities whose id comes after one, in order."""
        ids = self._ids
        for place in range(bisect_right(ids, identifier), len(ids)):
            yield self._entities[ids[place]]

    @cached_property
    def aliases_of(self) -> Mapping[str, tuple[str, ...]]:
        """The aliases, sorted, by the identifier that stands for them."""
        found: dict[str, list[str]] = defaultdict(list)
        for alias, canonical in self._aliases.items():
            found[canonical].append(alias)
        return {canonical: tuple(aliases) for canonical, aliases in found.items()}

    @cached_property
    def _ids(self) -> Sequence[str]:
        return sorted(self._entities)

    @cached_property
    def _by_id(self) -> "Sequence[Tie]":
        return sorted(self._ties, key=lambda tie: tie.id)

    @cached_property
    def _of_relation(self) -> "Mapping[Relation, tuple[Tie, ...]]":
        return _by(self._ties, lambda tie: (tie.relation,))

    @cached_property
    def _of_kind(self) -> "Mapping[Kind, tuple[Entity, ...]]":
        return _by(self._entities.values(), lambda entity: (entity.kind,))

    @cached_property
    def _of_classification(self) -> "Mapping[Classification, tuple[Entity, ...]]":
        return _by(self._entities.values(), lambda entity: entity.classifications)


def _by(
    things: Iterable[_Thing], keys: Callable[[_Thing], Iterable[_Key]]
) -> dict[_Key, tuple[_Thing, ...]]:
    """Sort things under each of their keys, in the order they come in."""
    found: dict[_Key, list[_Thing]] = defaultdict(list)
    for thing in things:
        for key in keys(thing):
            found[key].append(thing)
    return {key: tuple(own) for key, own in found.items()}
