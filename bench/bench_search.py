"""How often a misspelt name finds its bearer first, and how fast.

Usage: ``python -m bench.bench_search``. 500 misspellings of real names
(``bench.misspellings``) are asked of a graph of 1,266 members' records (``../shared/data``), the
starter pack and 13,089 names of the Transparency Register. "Right" is the person meant as the
first hit among everything in the graph. Names as they are written, of persons and of everybody
else, are asked too, for the time alone. Beside it, in the same run: rapidfuzz's ``WRatio`` over
the folded names. Times are what passed and what the processor spent on it, which other work on the
machine does not lengthen. Skipped, with the reason, where the files are not there.
"""

import csv
import gzip
import statistics
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from rapidfuzz import fuzz, process

from bench.misspellings import Misspelt, Named, misspell, plain
from graph.levels import Level
from graph.merge import merge
from graph.model import Entity, Kind, MergedGraph, Property
from graph.provenance import Recorded, Source, Statement
from loaders.archive import read_records
from loaders.ep_members import read_members
from loaders.pack import load_pack
from queries.finding.search import SearchIndex

SHARED = Path(__file__).parents[2] / "shared" / "data"
ARCHIVE = SHARED / "europarl" / "ep-open-data-api" / "meps-2025-07-11.tar.gz"
REGISTER = SHARED / "register" / "tr_ids_names_2025-01-18.csv.gz"
READ = datetime(2026, 1, 5, tzinfo=UTC)
COUNT = 500

Finder = Callable[[str], str | None]
Found = TypeVar("Found")


def main() -> None:
    if not SHARED.is_dir():
        print(f"skipped: {SHARED} is not here")
        return
    graph = everything()
    started = time.perf_counter()
    index = SearchIndex.build(graph)
    print(
        f"{len(graph.entities):,} entities, index built in {time.perf_counter() - started:.2f} s"
    )
    asked = misspell(people(graph), COUNT)
    started = time.perf_counter()
    index.search(asked[0].typed, 10)
    print(f"first question: {time.perf_counter() - started:.2f} s")
    report("ours", asked, lambda text: next((h.actor.id for h in index.search(text, 10)), None))
    as_written(index)
    report("rapidfuzz WRatio", asked, plainly(graph))


def report(name: str, asked: Sequence[Misspelt], find: Finder) -> None:
    """Ask all, and print how many were right, in how many ms."""
    find(asked[0].typed)
    took, right, of, wrong = [], Counter[str](), Counter[str](), []
    for one in asked:
        found, spent = timed(find, one.typed)
        took.append(spent)
        of[one.kind] += 1
        right[one.kind] += found == one.meant
        if found != one.meant:
            wrong.append((one, found))
    share = right.total() / len(asked)
    print(f"\n{name}: {share:.1%} of {len(asked)} first")
    times(took)
    for kind in of:
        print(f"  {kind:28}{right[kind]:>4} of {of[kind]}")
    if name == "ours":
        for one, found in wrong:
            print(f"    {one.kind}: {one.typed!r} meant {one.meant}, found {found}")


def as_written(index: SearchIndex) -> None:
    """Ask each fortieth name as it is written."""
    names = sorted({written for _, written in index.owners})[::40]
    took = [timed(lambda text: index.search(text, 10), name)[1] for name in names]
    print(f"\nours, {len(names)} names as written, the longest of {max(map(len, names))} letters")
    times(took)


def timed(find: Callable[[str], Found], text: str) -> tuple[Found, tuple[float, float]]:
    """Ask once; give the answer, and the ms that passed and that the processor spent."""
    started, spent = time.perf_counter(), time.thread_time()
    found = find(text)
    passed = time.perf_counter() - started
    return found, (passed * 1000, (time.thread_time() - spent) * 1000)


def times(took: Sequence[tuple[float, float]]) -> None:
    """Print median, 95th percentile and the slowest, of what passed and of what was spent."""
    for name, each in zip(("passed", "processor"), zip(*took, strict=True), strict=True):
        ms = sorted(each)
        p95 = ms[int(len(ms) * 0.95)]
        print(f"  ms {name:10} median {statistics.median(ms):6.2f}, p95 {p95:6.2f}", end="")
        print(f", most {ms[-1]:6.2f}")


def plainly(graph: MergedGraph) -> Finder:
    """Make the finder that a few lines of rapidfuzz would be."""
    ids = list(graph.entities)
    names = [plain(graph.entities[one].name) for one in ids]

    def find(text: str) -> str | None:
        best = process.extractOne(plain(text), names, scorer=fuzz.WRatio)
        return ids[best[2]] if best else None

    return find


def people(graph: MergedGraph) -> list[Named]:
    """Give the members whose names come in parts."""
    return [
        named
        for entity in graph.entities.values()
        if entity.kind is Kind.PERSON and (named := _named(entity)) is not None
    ]


def _named(entity: Entity) -> Named | None:
    given, family = entity.first(Property.GIVEN_NAME), entity.first(Property.FAMILY_NAME)
    original = entity.first(Property.ORIGINAL_NAME)
    if given is None or family is None:
        return None
    return Named(entity.id, str(given), str(family), str(original) if original else None)


def everything() -> MergedGraph:
    """Merge pack, person records and register names, without a ledger."""
    sources: dict[str, Source] = {}
    statements: list[Statement] = []
    batches = [batch for _, batch in load_pack()]
    batches.append(read_members(read_records(ARCHIVE), retrieved_at=READ))
    for batch in batches:
        sources[batch.source.id] = batch.source
        statements.extend(batch.statements)
    register = Source("names", "European Union", "Register, names", "", "as the register")
    sources[register.id] = register
    with gzip.open(REGISTER, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            number, name = list(row.values())[:2]
            for prop, value in ((Property.KIND, "Organization"), (Property.NAME, name)):
                statements.append(
                    Statement(f"eu-tr:{number}", prop, register.id, number, value=value)
                )
    recorded = (
        Recorded(at, statement, READ, READ, READ) for at, statement in enumerate(statements, 1)
    )
    return merge(recorded, sources, Level.OFFICE, len(statements))


if __name__ == "__main__":
    main()
