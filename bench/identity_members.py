"""The members' part of ``bench_identity``: sources two by two, five together, and by others."""

import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

from bench.identity_peers import Pairs, plain_rule, splink_finds
from bench.identity_sources import Listed
from bench.identity_traps import planted
from graph.identity import Verdict
from graph.matching.blocking import pairs
from graph.matching.candidates import across, candidates
from graph.matching.comparing import name_part, prepared, trait_parts
from graph.matching.records import Record

PLANTED = (20, 200)
"""How many homonyms of one country to plant, one per cent of persons and ten."""

Finder = Callable[[Sequence[Record], Sequence[Record]], Pairs]

FIVE = (
    "EP API archive",
    "full list, term 10",
    "HowTheyVote",
    "Integrity Watch meetings",
    "shadow appointments",
)
"""The sources that issue 4 names, by their names in ``identity_sources``."""

DIRECTORIES = ("directory, term 9", "directory, term 8")
"""The full list's forerunners, which hold names and a term only."""


def members(listed: Sequence[Listed]) -> None:
    print("Members of the Parliament, ids hidden: every pair of sources")
    print(f"{'':52}{'common':>7}{'precision':>11}{'recall':>9}{'beside':>8}{'recall':>9}{'s':>7}")
    total: Counter[str] = Counter()
    for one, other in combinations(listed, 2):
        found, seconds = timed(ours, one, other)
        told = judged(one, other, found)
        total.update(told)
        if told["common"]:
            line(f"{one.name} × {other.name}", told, seconds)
    line("all pairs of sources, alone", total, 0.0)
    line("all pairs of sources, together", together(listed), 0.0)


def five(listed: Sequence[Listed]) -> None:
    """Print issue 4's five sources: by pairs, together, with the directories, with homonyms."""
    named = {one.name: one for one in listed}
    picked = [named[name] for name in FIVE]
    more = [*picked, *(named[name] for name in DIRECTORIES)]
    print(f"\nFive sources: {', '.join(FIVE)}")
    for finder, find in finders().items():
        total, seconds = by_pairs(picked, find)
        line(f"{finder}, alone", total, seconds)
    line("ours, together", together(picked), 0.0)
    line("with the directories, ours, alone", by_pairs(more, ours)[0], 0.0)
    line("with the directories, ours, together", together(more), 0.0)
    for count in PLANTED:
        print(f"with the directories and {count} homonyms planted")
        trapped = planted(more, count)
        told = {"ours, together": together(trapped)}
        told["ours, alone"] = by_pairs(trapped, ours)[0]
        told["plain, alone"] = by_pairs(trapped, plain_rule)[0]
        for name, total in told.items():
            line(f"{name}, {total['called'] - total['right']} wrong", total, 0.0)


def finders() -> dict[str, Finder]:
    """Give ours and others that are installed here."""
    found: dict[str, Finder] = {"ours": ours, "plain": plain_rule}
    splink = splink_finds()
    if isinstance(splink, str):
        print(f"splink: skipped, {splink}")
    else:
        found["splink"] = splink
    return found


def by_pairs(listed: Sequence[Listed], find: Finder) -> tuple[Counter[str], float]:
    """Match every two sources by themselves; give the counts in all, and the seconds."""
    total: Counter[str] = Counter()
    seconds = 0.0
    for one, other in combinations(listed, 2):
        found, took = timed(find, one, other)
        total.update(judged(one, other, found))
        seconds += took
    return total, seconds


def together(listed: Sequence[Listed]) -> Counter[str]:
    """Match several sources as one graph would, and count pair by pair."""
    list_of = {record.id: at for at, one in enumerate(listed) for record in one.records}
    found: dict[tuple[int, int], Pairs] = {}
    for each in across([one.records for one in listed]):
        if each.suggestion is Verdict.SAME:
            ends = sorted((each.left, each.right), key=list_of.__getitem__)
            key = (list_of[ends[0]], list_of[ends[1]])
            found.setdefault(key, set()).add((ends[0], ends[1]))
    total: Counter[str] = Counter()
    for (a, one), (b, other) in combinations(enumerate(listed), 2):
        total.update(judged(one, other, found.get((a, b), set())))
    return total


def ours(left: Sequence[Record], right: Sequence[Record]) -> Pairs:
    found = candidates(left, right)
    return {(one.left, one.right) for one in found if one.suggestion is Verdict.SAME}


def judged(one: Listed, other: Listed, found: Pairs) -> Counter[str]:
    """Count against the Parliament's ids."""
    here = {known: own for own, known in one.truth.items()}
    there = {known: own for own, known in other.truth.items()}
    common = here.keys() & there.keys()
    of_id = {record.id: record for record in (*one.records, *other.records)}
    more = {
        each
        for each in common
        if trait_parts(prepared(of_id[here[each]]), prepared(of_id[there[each]]))
    }
    right = {one.truth[a] for a, b in found if one.truth[a] == other.truth[b]}
    return Counter(
        common=len(common),
        called=len(found),
        right=len([1 for a, b in found if one.truth[a] == other.truth[b]]),
        found=len(right),
        beside=len(more),
        found_beside=len(right & more),
    )


def line(name: str, told: Mapping[str, int], seconds: float) -> None:
    print(
        f"{name:52}{told['common']:>7}{share(told['right'], told['called']):>11}"
        f"{share(told['found'], told['common']):>9}{told['beside']:>8}"
        f"{share(told['found_beside'], told['beside']):>9}{seconds:>7.2f}"
    )


def peers(first: Listed, others: Sequence[Listed]) -> None:
    print("\nThe same by others, EP API archive with each: precision and recall")
    asked = finders()
    totals = {name: Counter[str]() for name in asked}
    for other in others:
        row, of_row = f"{other.name:26}", {}
        for name, finder in asked.items():
            try:
                found, seconds = timed(finder, first, other)
            except Exception as reason:  # whatever a peer raises, the rest goes on
                row += f"  {name}: {type(reason).__name__}"
                continue
            told = of_row[name] = judged(first, other, found)
            row += f"  {name} {share(told['right'], told['called'])}"
            row += f" {share(told['found'], told['common'])} {seconds:.1f} s"
        print(row)
        if len(of_row) == len(asked):
            for name, told in of_row.items():
                totals[name].update(told)
    print("in all, where each could answer:")
    for name, told in totals.items():
        wrong = told["called"] - told["right"]
        print(
            f"{name}: precision {share(told['right'], told['called'])}, recall "
            f"{share(told['found'], told['common'])}, {wrong} wrong"
        )


def shares(one: Listed, others: Sequence[Listed]) -> None:
    """Print m and u as the sources have them, which ``graph.matching.parts`` rounds."""
    same: Counter[str] = Counter()
    different: Counter[str] = Counter()
    possible = common = 0
    mine = [prepared(record) for record in one.records]
    for other in others:
        theirs = [prepared(record) for record in other.records]
        possible += len(mine) * len(theirs)
        common += len(set(one.truth.values()) & set(other.truth.values()))
        for a, b in pairs(mine, theirs):
            _, alike = name_part(a, b)
            is_same = one.truth[a.record.id] == other.truth[b.record.id]
            (same if is_same else different)[alike.value] += 1
    print(f"\nNames of {common} true pairs and {possible} possible ones: m, u")
    for value in dict.fromkeys((*same, *different)):
        print(f"{value:40}{same[value] / common:10.5f}{different[value] / possible:12.2e}")


def timed(finder: Finder, one: Listed, other: Listed) -> tuple[Pairs, float]:
    started = time.perf_counter()
    found = finder(one.records, other.records)
    return found, time.perf_counter() - started


def share(part: int, whole: int) -> str:
    return f"{part / whole:.2%}" if whole else "-"
