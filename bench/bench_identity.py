"""How well the same are found: members of the Parliament in twelve sources, names of the register.

Usage: ``python -m bench.bench_identity``. Reads the sample files beside the repository
(``../shared/data``; skipped, with the reason, where they are not there). Identifiers are hidden
from whoever finds. *Common* is how many persons both sources have; *precision* the share of pairs
called the same that are; *recall* the share of the common that were found; *beside* how many of
the common have anything in both sources beside a name, without which nobody is called the same.
*Alone* a pair of sources knows of no third; *together* persons are also the same through a third
source, and not where a third knows two of the name (``graph.matching.thirds``), as within a graph.
``plain`` and ``splink`` answer the same question in the same run (``bench.identity_peers``).
"""

import csv
import re
import time
from collections import Counter
from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz, process

from bench.identity_members import five, members, peers, share, shares
from bench.identity_sources import SHARED, sources
from bench.register_matches import SAMPLE, known, names, sort_of, texts
from graph.identifiers import fold
from graph.identity import Verdict
from graph.matching.candidates import candidates
from graph.matching.records import Record
from graph.matching.writing import plain
from graph.model import Kind
from loaders.known import Known, Match, register_numbers

_ANNOUNCED = re.compile(
    r"\(?\s*(?:EU )?(?:transparency\s*regist\w*(?:\s*n\w*)?|identification number|"
    r"registriernummer|TR|no|nr)?[\s:.\-]*(?<!\d)\d{6,15}-\d{2}(?!\d)\s*\)?",
    re.IGNORECASE,
)


def main() -> None:
    if not SHARED.is_dir():
        print(f"skipped: {SHARED} is not here")
        return
    listed = list(sources())
    members(listed)
    five(listed)
    peers(listed[0], listed[1:])
    shares(listed[0], listed[1:])
    register()


def register() -> None:
    named, written = names(), texts()
    started = time.perf_counter()
    now = known(named)
    built = time.perf_counter() - started
    started = time.perf_counter()
    found = {row: now.matches(text) for row, text in written.items()}
    print(
        f"\nRegister: {len(named)} names, indexed in {built:.1f} s; {len(written)} meetings ",
        end="",
    )
    print(f"in {time.perf_counter() - started:.1f} s")
    matched = sum(map(bool, found.values()))
    pairs_of = len({(row, one.id) for row, ones in found.items() for one in ones})
    print(f"meetings with an organisation: {matched} ({share(matched, len(written))}), ", end="")
    print(f"{pairs_of} pairs")
    ways = Counter(_way(match) for matches in found.values() for match in matches)
    print("by " + "; ".join(f"{way}: {count}" for way, count in sorted(ways.items())))
    homonyms(named, now)
    numbered(named, written, now)
    sample(found)


def _way(match: Match) -> str:
    way, in_list = sort_of(match)
    return f"{way.lower()}{', in a list' if in_list else ''}"


def homonyms(named: Mapping[str, str], now: Known) -> None:
    bearers: Counter[str] = Counter(map(plain, named.values()))
    shared = {name for name, count in bearers.items() if count > 1}
    apart = sum(now.named(name) is None for one, name in named.items() if plain(name) in shared)
    records = tuple(record(one, name) for one, name in named.items())
    started = time.perf_counter()
    within = candidates(records)
    called = [one for one in within if one.suggestion is Verdict.SAME]
    seconds = time.perf_counter() - started
    entries = sum(bearers[name] for name in shared)
    print(
        f"homonyms: {len(shared)} names borne by {entries} entries, {apart} of these found by no"
    )
    print(f"  name; within the register {len(within)} pairs in {seconds:.1f} s, ", end="")
    print(f"{len(called)} called the same")


def record(one: str, name: str) -> Record:
    return Record(one, Kind.ORGANIZATION, (name,), identifiers=(one,))


def numbered(named: Mapping[str, str], written: Mapping[str, str], now: Known) -> None:
    """Ask with the number hidden, where a row states one number and it is in the list."""
    asked = {}
    for text in written.values():
        stated = register_numbers(text)
        hidden = _ANNOUNCED.sub(" ", text).strip(" ,;:")
        if len(stated) == 1 and stated[0] in named and hidden and "," not in hidden:
            asked[hidden] = stated[0]
    folded: dict[str, set[str]] = {}
    for one, name in named.items():
        folded.setdefault(fold(name), set()).add(one)
    ids, plain_names = list(named), [plain(name) for name in named.values()]

    def whole_only(text: str) -> tuple[str, ...]:
        bearers = folded.get(fold(text), set())
        return tuple(bearers) if len(bearers) == 1 else ()

    def likest(text: str) -> tuple[str, ...]:
        best = process.extractOne(
            plain(text), plain_names, scorer=fuzz.token_set_ratio, score_cutoff=95
        )
        return (ids[best[2]],) if best else ()

    print(f"{len(asked)} distinct texts with one number of the list, hidden:")
    finders = {"ours": now.find, "whole folded name": whole_only, "token set ≥ 95": likest}
    for name, finder in finders.items():
        told: Counter[str] = Counter()
        for text, truth in asked.items():
            got = finder(text)
            told["right"] += truth in got
            told["called"] += len(got)
        precision, recall = share(told["right"], told["called"]), share(told["right"], len(asked))
        wrong = told["called"] - told["right"]
        print(f"  {name:20} precision {precision} ({wrong} others), recall {recall}")


def sample(found: Mapping[str, Sequence[Match]]) -> None:
    with SAMPLE.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    still = [
        row
        for row in rows
        if f"eu-tr:{row['register']}" in {match.id for match in found[row["row"]]}
    ]
    right = [row for row in still if row["verdict"] == "same"]
    told = f"{len(right)} of {len(still)} right ({share(len(right), len(still))})"
    print(f"hand-checked sample: {told}; ", end="")
    by_name = [row for row in still if row["way"] != "number"]
    good = sum(row["verdict"] == "same" for row in by_name)
    print(f"by name {good} of {len(by_name)}; {len(rows) - len(still)} no longer found")


if __name__ == "__main__":
    main()
