"""Records of the persons and organisations of a merged graph, with what it says of each.

Posts, files and areas are no records; neither is what stands for a whole class, such as an
institution of the Union. What it must not do: look beyond the graph it is given, which holds what
its level may see.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from graph.errors import UnknownIdentifier
from graph.identifiers import political_group
from graph.matching.records import Record, Spell
from graph.matching.traits import host
from graph.model import Classification, Entity, Kind, MergedGraph, Property, Relation, Tie

KINDS = (Kind.PERSON, Kind.ORGANIZATION)
_NAMES = (Property.NAME, Property.ORIGINAL_NAME, Property.OTHER_NAME)
_PLACES = frozenset({Relation.REPRESENTS, Relation.LOCATED_IN})
_OWN_SCHEME = "org"
"""Identifiers that the office makes out of names: they identify nothing elsewhere."""

_PARLIAMENTS = "ep-org:ep-"


def records(graph: MergedGraph, kinds: Collection[Kind] = KINDS) -> tuple[Record, ...]:
    """Give a record for each person and organisation, sorted by identifier."""
    ties: dict[str, list[Tie]] = defaultdict(list)
    for tie in graph.ties:
        if tie.relation in _PLACES or tie.relation is Relation.MEMBER_OF:
            ties[tie.subject].append(tie)
    return tuple(
        _record(entity, ties.get(entity.id, ()), graph.entities)
        for _, entity in sorted(graph.entities.items())
        if entity.kind in kinds and entity.kind in KINDS
    )


def _record(entity: Entity, ties: Collection[Tie], entities: Mapping[str, Entity]) -> Record:
    family = entity.first(Property.FAMILY_NAME)
    return Record(
        entity.id,
        entity.kind,
        _texts(entity, *_NAMES) or (entity.name,),
        str(family or ""),
        acronyms=_texts(entity, Property.ACRONYM),
        identifiers=tuple(_identifiers(entity)),
        countries=_sorted(
            tie.object.removeprefix("country:")
            for tie in ties
            if tie.relation in _PLACES and tie.object.startswith("country:")
        ),
        groups=tuple(sorted(_groups(ties, entities), key=str)),
        seats=tuple(sorted(set(_seats(ties, entities)), key=str)),
        sites=_sorted(site for text in _texts(entity, Property.URL) if (site := host(text))),
        cities=_texts(entity, Property.CITY),
    )


def _groups(ties: Collection[Tie], entities: Mapping[str, Entity]) -> Iterator[Spell]:
    for tie in ties:
        body = entities[tie.object]
        if Classification.POLITICAL_GROUP not in body.classifications:
            continue
        try:
            code = political_group(str(body.first(Property.ACRONYM) or body.name))
        except UnknownIdentifier:
            continue
        yield Spell(code, tie.period.start, tie.period.end)


def _seats(ties: Collection[Tie], entities: Mapping[str, Entity]) -> Iterator[Spell]:
    for tie in ties:
        if tie.relation is Relation.MEMBER_OF and tie.object.startswith(_PARLIAMENTS):
            yield Spell(entities[tie.object].name, tie.period.start, tie.period.end)


def _identifiers(entity: Entity) -> Iterator[str]:
    known = dict.fromkeys((entity.id, *_texts(entity, Property.IDENTIFIER)))
    for one in known:
        scheme, colon, _ = one.partition(":")
        if colon and scheme.replace("-", "").isalnum() and scheme != _OWN_SCHEME:
            yield one


def _texts(entity: Entity, *props: Property) -> tuple[str, ...]:
    """Give all that is said by some properties, what other sources say instead included."""
    return tuple(
        dict.fromkeys(
            str(fact.value)
            for prop in props
            for facts in (entity.properties.get(prop, ()), entity.alternatives.get(prop, ()))
            for fact in facts
        )
    )


def _sorted(texts: Iterator[str]) -> tuple[str, ...]:
    return tuple(sorted(set(texts)))
