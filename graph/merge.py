"""Merging: what all statements together say, as entities and ties.

Pure and deterministic: the same statements in any order give the same graph. The rules, in the
order in which they apply:

1. Only statements at the level asked for, or below, are looked at.
2. What is judged the same is one: statements about an alias are read as statements about its
   canonical identifier (``graph.identity``), and ties between two that are one vanish, counted.
3. The office decides. What it denies goes (a denial without role denies every role); what it
   states replaces what publishers say of the same property, or of the same tie at the same time.
4. Statements that say the same become one fact or tie with several pieces of evidence.
5. Of a property with one value, rivals for the same time are decided by: not over before over
   (for figures: dated before undated), higher rank of the source, later confirmation, then the
   value's own order. Values for different times do not contradict; the newest comes first.
6. The end of a tie is the highest-ranking source's, then the latest confirmed, then one that says
   something; what others say stays readable in ``disagreement``.
7. Whoever says, without a start, that something holds on a day of a dated tie in the same role
   is evidence for that tie, unless they say more or otherwise (``graph.merge_seats``).

What it must not do: read a clock, a file or the ledger.
"""

from collections.abc import Iterable, Mapping
from operator import attrgetter

from graph.errors import StoreDamaged
from graph.levels import Level
from graph.merge_identity import unify
from graph.merge_properties import merge_properties
from graph.merge_ties import merge_ties, readable
from graph.model import Classification, Entity, Fact, Kind, MergedGraph, Property, Tie
from graph.provenance import Recorded, Source


def merge(
    recorded: Iterable[Recorded], sources: Mapping[str, Source], level: Level, head: int
) -> MergedGraph:
    """Merge current statements into the graph at a level.

    ``sources`` must describe every source that a statement names; the graph keeps those in use.

    Raises:
        StoreDamaged: a statement names an unknown source, kind or classification.
    """
    visible = sorted(
        (item for item in recorded if item.statement.level <= level), key=attrgetter("seq")
    )
    unified = unify(visible, sources)
    used = _used_sources(unified.recorded, sources)
    properties: dict[str, list[Recorded]] = {}
    relations: list[Recorded] = []
    for item in unified.recorded:
        if isinstance(item.statement.predicate, Property):
            properties.setdefault(item.statement.subject, []).append(item)
        else:
            relations.append(item)
    entities, bare = _entities(properties, used)
    ties, dangling = _attached(merge_ties(relations, used), entities)
    return MergedGraph(
        entities=entities,
        ties=ties,
        sources=used,
        level=level,
        head=head,
        dangling=tuple(sorted(dangling | bare)),
        aliases=unified.aliases,
        self_ties=unified.self_ties,
    )


def _used_sources(visible: Iterable[Recorded], sources: Mapping[str, Source]) -> dict[str, Source]:
    named = {item.statement.source for item in visible}
    unknown = sorted(named - sources.keys())
    if unknown:
        msg = f"Statements name sources that nothing describes: {', '.join(unknown)}."
        raise StoreDamaged(msg)
    return {name: sources[name] for name in sorted(named)}


def _entities(
    properties: Mapping[str, list[Recorded]], sources: Mapping[str, Source]
) -> tuple[dict[str, Entity], set[str]]:
    """Build entities by id, and name those that have properties but no kind."""
    entities = {}
    bare = set()
    for subject in sorted(properties):
        entity = _entity(subject, properties[subject], sources)
        if entity is None:
            bare.add(subject)
        else:
            entities[subject] = entity
    return entities, bare


def _entity(
    subject: str, recorded: list[Recorded], sources: Mapping[str, Source]
) -> Entity | None:
    chosen, alternatives = merge_properties(recorded, sources)
    kinds = chosen.get(Property.KIND)
    if not kinds:
        return None
    # The lowest level that says what it is: below it, nothing shows that it exists.
    behind = {evidence.seq for evidence in kinds[0].evidence}
    level = min(item.statement.level for item in recorded if item.seq in behind)
    try:
        kind = Kind(str(kinds[0].value))
        classes = sorted(
            Classification(str(f.value)) for f in chosen.get(Property.CLASSIFICATION, ())
        )
    except ValueError as error:
        msg = f"{subject}: {error}. A loader of another version may have written it; load again."
        raise StoreDamaged(msg) from error
    return Entity(
        id=subject,
        kind=kind,
        name=_name(subject, chosen),
        classifications=tuple(dict.fromkeys(classes)),
        properties=chosen,
        alternatives=alternatives,
        level=level,
        invented=all(sources[evidence.source].invented for evidence in kinds[0].evidence),
    )


def _name(subject: str, chosen: Mapping[Property, tuple[Fact, ...]]) -> str:
    names = chosen.get(Property.NAME) or chosen.get(Property.ACRONYM)
    return str(names[0].value) if names else subject


def _attached(
    ties: Iterable[Tie], entities: Mapping[str, Entity]
) -> tuple[tuple[Tie, ...], set[str]]:
    """Keep ties whose two ends exist, and name the ends that do not."""
    kept = []
    missing = set()
    for tie in ties:
        subject, obj = entities.get(tie.subject), entities.get(tie.object)
        if subject is not None and obj is not None:
            kept.append(readable(tie, subject, obj))
        else:
            missing |= {end for end in (tie.subject, tie.object) if end not in entities}
    return tuple(sorted(kept, key=attrgetter("id"))), missing
