"""Finding who is meant: by identifier, file number, acronym, name in any order, or nearly so.

Names are folded (no marks, no case) and compared by their words, so "MARAN Pierfrancesco" finds
Pierfrancesco Maran, and a name in its original script finds its bearer.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from graph.errors import InvalidQuestion, UnknownEntity, UnknownIdentifier
from graph.identifiers import (
    country,
    ep_org,
    ep_person,
    ep_procedure,
    fold,
    political_group,
    transparency_register,
)
from graph.model import Classification, Entity, Kind, MergedGraph, Property, Relation
from queries.finding.likeness import Names
from queries.results import ActorRef

NAMING = (
    Property.NAME,
    Property.ACRONYM,
    Property.ORIGINAL_NAME,
    Property.OTHER_NAME,
    Property.IDENTIFIER,
    Property.TITLE,
)

LEAST_LIKENESS = 0.7
"""Below this likeness, 0–1, a name is not offered as near."""

_SCHEMES: tuple[Callable[[str], str], ...] = (
    ep_procedure,
    ep_person,
    ep_org,
    transparency_register,
    country,
)


@dataclass(frozen=True, slots=True)
class Hit:
    """One match: what was matched and how well, 0–1."""

    actor: ActorRef
    matched: str
    match: float


@dataclass(frozen=True)
class SearchIndex:
    """Every way in which each entity is named, folded; built once for a graph."""

    graph: MergedGraph
    exact: Mapping[str, tuple[str, ...]]
    texts: tuple[str, ...]
    owners: tuple[tuple[str, str], ...]

    @classmethod
    def build(cls, graph: MergedGraph) -> "SearchIndex":
        """Index all names of all entities."""
        exact: dict[str, list[str]] = defaultdict(list)
        texts, owners = [], []
        joined = frozenset(graph.aliases.values())
        for entity in graph.entities.values():
            names = [*_namings(entity), *(_rivals(entity) if entity.id in joined else ())]
            for written in sorted(set(names)):
                folded = _words(written)
                if entity.id not in exact[folded]:
                    exact[folded].append(entity.id)
                texts.append(folded)
                owners.append((entity.id, written))
        return cls(
            graph,
            {name: tuple(ids) for name, ids in exact.items()},
            tuple(texts),
            tuple(owners),
        )

    def search(
        self,
        text: str,
        limit: int = 10,
        kinds: Collection[Kind] | None = None,
        *,
        versions: bool = True,
    ) -> tuple[Hit, ...]:
        """Give the best matches, best first, each entity once; empty where nothing is near.

        Without ``versions``, what is a version of another match is left out: who picks from a
        list would see the same name twice.
        """
        direct = [(one, text, 1.0) for one in self._direct(text)]
        best: dict[str, tuple[str, float]] = {}
        for one, matched, match in [*direct, *self._near(text)]:
            entity = self.graph.entities[one]
            if not _is_wanted(entity, kinds, match):
                continue
            if match > best.get(one, ("", 0.0))[1]:
                best[one] = (matched, match)
        if not versions:
            left_out = self._versions(best)
            best = {one: found for one, found in best.items() if one not in left_out}
        ranked = sorted(
            best.items(),
            key=lambda item: (-item[1][1], self._is_concept(item[0]), item[0]),
        )[:limit]
        return tuple(
            Hit(actor_ref(self.graph.entities[one]), matched, match)
            for one, (matched, match) in ranked
        )

    def resolve(self, text: str, kinds: Collection[Kind] | None = None) -> Entity:
        """Give the one entity that a person means.

        A lasting body wins over its versions.

        Raises:
            UnknownEntity: nobody is called that; the nearest three are named.
            InvalidQuestion: several are called that; the message lists them with their ids.
        """
        found = [
            self.graph.entities[one]
            for one in self._direct(text)
            if kinds is None or self.graph.entities[one].kind in kinds
        ]
        if kinds is None:
            # A subject is nobody: it is meant by its identifier, or where its kind is asked for.
            found = [
                one for one in found if one.kind is not Kind.CONCEPT or one.id == text.strip()
            ]
        if len(found) > 1:
            found = self._lasting(found)
        if len(found) > 1:
            listing = "; ".join(f"{entity.name} [{entity.id}]" for entity in found[:8])
            msg = f"{text!r} may mean {len(found)} different ones: {listing}. Give the identifier."
            raise InvalidQuestion(msg)
        if not found:
            near = self.search(text, 3, kinds)
            raise UnknownEntity(text, [f"{hit.actor.name} [{hit.actor.id}]" for hit in near])
        return found[0]

    def identifier(self, text: str) -> str | None:
        """Give the identifier that a text is; None: ``resolve`` says who is meant.

        An alias is given as it is, not who it stands for, in any spelling of its scheme.
        """
        cleaned = text.strip()
        if cleaned in self.graph.entities:
            return cleaned
        written = (cleaned, *_identifiers(cleaned))
        return next((one for one in written if one in self.graph.aliases), None)

    def named(self, text: str) -> tuple[Entity, ...]:
        """Give all that are called exactly so, by identifier or by name; empty where none is."""
        return tuple(self.graph.entities[one] for one in self._direct(text))

    def _is_concept(self, identifier: str) -> bool:
        return self.graph.entities[identifier].kind is Kind.CONCEPT

    def _direct(self, text: str) -> tuple[str, ...]:
        cleaned = text.strip()
        if self.graph.canonical(cleaned) in self.graph.entities:
            return (self.graph.canonical(cleaned),)
        read = (self.graph.canonical(one) for one in _identifiers(cleaned))
        by_scheme = [one for one in read if one in self.graph.entities]
        by_name = self.exact.get(_words(cleaned), ())
        if not by_scheme and not by_name:
            by_name = self.exact.get(_words(_group_code(cleaned)), ())
        return tuple(dict.fromkeys((*by_scheme, *by_name)))

    def _near(self, text: str) -> Iterator[tuple[str, str, float]]:
        for like in self._names.like(text, LEAST_LIKENESS):
            one, written = self.owners[like.place]
            yield one, written, like.likeness

    @cached_property
    def _names(self) -> Names:
        people = [self.graph.entities[one].kind is Kind.PERSON for one, _ in self.owners]
        return Names([written for _, written in self.owners], people)

    def _versions(self, ids: Collection[str]) -> set[str]:
        """Give those that are versions of another of them."""
        return {
            tie.subject
            for tie in self.graph.lookup.of(Relation.VERSION_OF)
            if tie.subject in ids and tie.object in ids
        }

    def _lasting(self, found: list[Entity]) -> list[Entity]:
        versions = self._versions({entity.id for entity in found})
        kept = [entity for entity in found if entity.id not in versions]
        # "FRA" is France and the Fundamental Rights Agency: a country has a name to be called by.
        named = [one for one in kept if Classification.COUNTRY not in one.classifications]
        return named if len(named) == 1 else kept


def _is_wanted(entity: Entity, kinds: Collection[Kind] | None, match: float) -> bool:
    """Say whether a match is asked for: concepts by their whole name, or as their kind, only."""
    if kinds is None:
        return entity.kind is not Kind.CONCEPT or match == 1.0
    return entity.kind in kinds


def actor_ref(entity: Entity) -> ActorRef:
    """Name an entity as answers do."""
    return ActorRef(entity.id, entity.name, entity.kind, entity.classification, entity.invented)


def _identifiers(text: str) -> Iterator[str]:
    for scheme in _SCHEMES:
        try:
            yield scheme(text)
        except UnknownIdentifier:
            continue


def _namings(entity: Entity) -> Iterator[str]:
    yield entity.name
    for prop in NAMING:
        for fact in entity.properties.get(prop, ()):
            yield str(fact.value)


def _rivals(entity: Entity) -> Iterator[str]:
    """Give the names that lost: who was joined from two is still found by both their names."""
    for prop in NAMING:
        for fact in entity.alternatives.get(prop, ()):
            yield str(fact.value)


def _words(text: str) -> str:
    # Sorted words: the order of given and family name differs between sources.
    return " ".join(sorted(fold(text).replace(",", " ").replace("-", " ").split()))


def _group_code(text: str) -> str:
    try:
        return political_group(text)
    except UnknownIdentifier:
        return text
