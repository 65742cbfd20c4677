"""Homonyms planted among real members: somebody's records get the name of somebody else.

Nature is kind: of 4,602 members since 1979 two pairs share a name. Here every source that holds
the one writes the name of the other, a member for the same country; everything else stays as it
is, so that the one may have sat before, after or beside the other, in the same group or not.
"""

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from bench.identity_sources import Listed
from graph.matching.records import Record


def planted(listed: Sequence[Listed], count: int, seed: int = 20261126) -> list[Listed]:
    """Give the sources with so many persons renamed, each after another of the same country."""
    of_id: dict[str, list[Record]] = defaultdict(list)
    for one in listed:
        for record in one.records:
            of_id[one.truth[record.id]].append(record)
    renamed = _pairs(of_id, count, random.Random(seed))
    return [replace(one, records=tuple(_named(one, of_id, renamed))) for one in listed]


def _pairs(of_id: dict[str, list[Record]], count: int, rng: random.Random) -> dict[str, str]:
    of_country: dict[str, list[str]] = defaultdict(list)
    for known, records in sorted(of_id.items()):
        for country in sorted({code for record in records for code in record.countries})[:1]:
            of_country[country].append(known)
    free = sorted(known for ones in of_country.values() if len(ones) > 1 for known in ones)
    found: dict[str, str] = {}
    while len(found) < count:
        one = rng.choice(free)
        other = rng.choice(next(ones for ones in of_country.values() if one in ones))
        taken = {*found, *found.values()}
        if one != other and taken.isdisjoint((one, other)):
            found[one] = other
    return found


def _named(
    listed: Listed, of_id: dict[str, list[Record]], renamed: dict[str, str]
) -> list[Record]:
    given = {
        known: next((one for one in of_id[other] if one.family), of_id[other][0])
        for known, other in renamed.items()
    }
    return [
        replace(record, names=other.names, family=other.family)
        if (other := given.get(listed.truth[record.id]))
        else record
        for record in listed.records
    ]
