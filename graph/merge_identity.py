"""Merging what is judged the same: rule 2 of ``graph.merge``, before anything is decided.

Statements about an alias become statements about its canonical identifier. Source, record and
place stay, so who said what of whom can still be read. What it must not do: judge.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from graph.errors import InputError, StoreDamaged
from graph.identity import Identities, Judgement, identities, judgements_of
from graph.levels import Level
from graph.merge_properties import merge_properties
from graph.model import Property, Relation
from graph.provenance import Recorded, Source


@dataclass(frozen=True, slots=True)
class Unified:
    """Statements after aliases were replaced, in the order in which they came.

    ``self_ties`` counts the statements left out because they tied two that are one now.
    """

    recorded: list[Recorded]
    aliases: Mapping[str, str]
    self_ties: int


def unify(recorded: Iterable[Recorded], sources: Mapping[str, Source]) -> Unified:
    """Read statements about aliases as statements about who they stand for.

    ``recorded`` are all statements at a level, judgements among them; the result has none.

    Raises:
        StoreDamaged: a judgement makes no sense.
    """
    facts: list[Recorded] = []
    judged: list[Recorded] = []
    for item in recorded:
        (judged if item.statement.predicate is Relation.JUDGED else facts).append(item)
    if not judged:
        return Unified(facts, {}, 0)
    try:
        found = judgements_of(judged)
    except (InputError, ValueError) as error:
        msg = f"A judgement in the ledger makes no sense: {error}"
        raise StoreDamaged(msg) from error
    known = identified(found, facts, sources)
    if not known.aliases:
        return Unified(facts, {}, 0)
    kept = list(_read(facts, known))
    return Unified(kept, known.aliases, len(facts) - len(kept))


def identified(
    judgements: Collection[Judgement], facts: Iterable[Recorded], sources: Mapping[str, Source]
) -> Identities:
    """Give the identities that judgements make of what statements say exists."""
    named = {end for one in judgements for end in one.pair}
    known = _known((item for item in facts if item.statement.subject in named), sources)
    found = identities(judgements, {one: known[one].kind for one in known})
    # Below the level that knows of the canonical identifier, another one stands for the alias.
    levels = {
        alias: max(found.levels[alias], known[canonical].level)
        for alias, canonical in found.aliases.items()
    }
    return replace(found, levels=levels)


@dataclass(frozen=True, slots=True)
class _Known:
    """The kind of an identifier, and the lowest level that says so."""

    kind: str
    level: Level


def _known(facts: Iterable[Recorded], sources: Mapping[str, Source]) -> dict[str, _Known]:
    """Give the kind of each identifier that has one."""
    said: dict[str, list[Recorded]] = {}
    for item in facts:
        if item.statement.predicate is Property.KIND:
            said.setdefault(item.statement.subject, []).append(item)
    known = {}
    for subject, items in said.items():
        chosen, _ = merge_properties(items, sources)
        if Property.KIND in chosen:
            fact = chosen[Property.KIND][0]
            behind = {piece.seq for piece in fact.evidence}
            level = min(item.statement.level for item in items if item.seq in behind)
            known[subject] = _Known(str(fact.value), level)
    return known


def _read(facts: Iterable[Recorded], known: Identities) -> Iterator[Recorded]:
    aliases = known.aliases
    for item in facts:
        said = item.statement
        if said.subject not in aliases and said.object not in aliases:
            yield item
            continue
        subject = aliases.get(said.subject, said.subject)
        obj = None if said.object is None else aliases.get(said.object, said.object)
        if subject == obj and said.subject != said.object:
            continue
        # Below the level that knows of the identity, this is no statement about the canonical.
        level = max(said.level, _level(known, said.subject), _level(known, said.object))
        said = replace(said, subject=subject, object=obj, level=level)
        yield replace(item, statement=said)


def _level(known: Identities, identifier: str | None) -> Level:
    return Level.PUBLIC if identifier is None else known.levels.get(identifier, Level.PUBLIC)
