"""Which rule of the merge chose, in words: for whoever asks why one value stands and not another.

Follows the order of ``graph.merge_properties`` and ``graph.merge_ties``; a test holds them
together. What it must not do: choose.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.merge_properties import confirmed, newest_last, rank, timely
from graph.model import Entity, Fact, Property
from graph.period import EndKind
from graph.provenance import Recorded, Source

OFFICE = "the office's own word stands against every publisher's"
NOT_OVER = "what is not over stands before what is"
DATED = "a dated figure stands before an undated one"
NEWER = "the later period stands"
IN_ORDER = "neither ranks higher nor is newer, so the first in order of values stands"
SAYS_SOMETHING = "whoever says how it ends stands before whoever says nothing of it"
DATES_STAND = "whoever names the days of a tie stands before whoever names none"
LATER_IN_LEDGER = "neither ranks higher nor is newer, so what was recorded last stands"


@dataclass(frozen=True, slots=True)
class Alternative:
    """What a source says instead of what stands, and the rule that chose, in words."""

    fact: Fact
    instead_of: Fact
    rule: str


def alternatives(
    entity: Entity, prop: Property, sources: Mapping[str, Source]
) -> tuple[Alternative, ...]:
    """Give the alternatives of one property, in the order of the entity's own."""
    standing = entity.properties.get(prop, ())
    return tuple(
        _explained(fact, standing, prop, sources)
        for fact in entity.alternatives.get(prop, ())
        if standing
    )


def rule_of_tie(lead: Recorded, rival: Recorded, sources: Mapping[str, Source]) -> str:
    """Say by which rule one statement on the end of a tie was taken and another was not."""
    first, second = (sources[item.statement.source] for item in (lead, rival))
    if first.is_office and not second.is_office:
        return OFFICE
    if first.rank != second.rank:
        return by_rank(first, second)
    if lead.confirmed_at != rival.confirmed_at:
        return by_confirmation(lead.confirmed_at.isoformat(), rival.confirmed_at.isoformat())
    if _is_silent(rival) and not _is_silent(lead):
        return SAYS_SOMETHING
    return LATER_IN_LEDGER


def by_rank(first: Source, second: Source) -> str:
    """Say that one source ranks above another."""
    return f"{first.id} ranks above {second.id} ({first.rank} to {second.rank})"


def by_confirmation(first: str, second: str) -> str:
    """Say that one was confirmed later; moments as ISO texts, cut to what tells them apart."""
    days = (first[:10], second[:10])
    told = days if days[0] != days[1] else (first, second)
    return f"it was confirmed later ({told[0]} against {told[1]})"


def _is_silent(item: Recorded) -> bool:
    return item.statement.period.end_kind is EndKind.UNKNOWN


def _explained(
    fact: Fact, standing: Sequence[Fact], prop: Property, sources: Mapping[str, Source]
) -> Alternative:
    rivals = [one for one in standing if one.period.overlaps(fact.period)] or list(standing)
    chosen = next((one for one in rivals if _is_office(one, sources)), rivals[0])
    return Alternative(fact, chosen, _rule(chosen, fact, sources))


def _rule(chosen: Fact, beaten: Fact, sources: Mapping[str, Source]) -> str:
    if _is_office(chosen, sources) and not _is_office(beaten, sources):
        return OFFICE
    if timely(chosen) != timely(beaten):
        return DATED if isinstance(chosen.value, int | float) else NOT_OVER
    if rank(chosen, sources) != rank(beaten, sources):
        return by_rank(_highest(chosen, sources), _highest(beaten, sources))
    if confirmed(chosen) != confirmed(beaten):
        return by_confirmation(confirmed(chosen).isoformat(), confirmed(beaten).isoformat())
    if newest_last(chosen.period) != newest_last(beaten.period):
        return NEWER
    return IN_ORDER


def _is_office(fact: Fact, sources: Mapping[str, Source]) -> bool:
    return any(sources[piece.source].is_office for piece in fact.evidence)


def _highest(fact: Fact, sources: Mapping[str, Source]) -> Source:
    return max((sources[piece.source] for piece in fact.evidence), key=lambda one: one.rank)
