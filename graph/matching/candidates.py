"""Pairs of records that may mean one, scored and suggested; the entrance to this package."""

from collections.abc import Iterable, Sequence
from itertools import combinations

from graph.identity import Verdict
from graph.matching.blocking import pairs
from graph.matching.comparing import Prepared, name_part, prepared, trait_parts
from graph.matching.parts import Candidate, Part, prior
from graph.matching.records import Record
from graph.matching.suggesting import LEAST_SHOWN, by_identifier, suggested, without_rivals
from graph.matching.thirds import by_thirds
from graph.model import Kind


def candidates(
    left: Iterable[Record], right: Iterable[Record] | None = None
) -> tuple[Candidate, ...]:
    """Give the pairs that may be one, best first, then by identifiers.

    Between two lists where ``right`` is given; else within ``left``. Only records of one kind
    are paired; persons and organisations alone. A pair that identifiers decide is always given if
    its names brought it together; others from ten to one against upwards. Within one list
    persons are also judged by what a third says of them (``thirds``).
    """
    one, other = _by_kind(left), None if right is None else _by_kind(right)
    found: list[Candidate] = []
    for kind in (Kind.PERSON, Kind.ORGANIZATION):
        theirs = None if other is None else other[kind]
        odds = prior(max(len(one[kind]), len(theirs or ())))
        scored = (_candidate(a, b, odds) for a, b in pairs(one[kind], theirs))
        kept = [each for each in scored if each is not None]
        kept = list(without_rivals(kept, two_sided=right is not None))
        found += by_thirds(kept) if right is None and kind is Kind.PERSON else kept
    return _sorted(found)


def across(lists: Sequence[Sequence[Record]]) -> tuple[Candidate, ...]:
    """Give the pairs between lists of persons that have everybody once each, best first.

    Every two lists are matched by themselves, then by what third lists say (``thirds``).
    """
    list_of = {record.id: at for at, listed in enumerate(lists) for record in listed}
    found = [one for left, right in combinations(lists, 2) for one in candidates(left, right)]
    return _sorted(by_thirds(found, list_of))


def _sorted(found: Iterable[Candidate]) -> tuple[Candidate, ...]:
    return tuple(sorted(found, key=lambda each: (-each.score, each.left, each.right)))


def _by_kind(records: Iterable[Record]) -> dict[Kind, Sequence[Prepared]]:
    ordered = sorted(records, key=lambda record: record.id)
    return {
        kind: [prepared(record) for record in ordered if record.kind is kind]
        for kind in (Kind.PERSON, Kind.ORGANIZATION)
    }


def _candidate(one: Prepared, other: Prepared, odds: Part) -> Candidate | None:
    named, likeness = name_part(one, other)
    decision = by_identifier(one, other)
    if named.points < 0 and decision.verdict is not Verdict.SAME and not _traits_pair(one, other):
        return None
    beside = trait_parts(one, other)
    numbers = (decision.part,) if decision.part else ()
    parts = (odds, *numbers, named, *beside)
    score = sum(part.points for part in parts)
    if score < LEAST_SHOWN and decision.verdict is None:
        return None
    verdict = suggested(score, likeness, parts, decision)
    return Candidate(one.record.id, other.record.id, score, verdict, parts)


def _traits_pair(one: Prepared, other: Prepared) -> bool:
    """Say whether something beside the name may outweigh it: a day of birth or a website."""
    born = one.record.born is not None and one.record.born == other.record.born
    return born or not set(one.record.sites).isdisjoint(other.record.sites)
