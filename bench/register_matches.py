"""Names of the register against the organisations that real meetings name; the sample of 200.

Usage: ``python -m bench.register_matches`` writes the sample's rows, without verdicts, for
somebody to read; ``tests/graph/matching/register_sample.csv`` holds them with the verdicts given.
"""

import csv
import gzip
import hashlib
import io
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.model import Property
from graph.provenance import Statement
from loaders.known import Known, Match

SHARED = Path(__file__).parents[2] / "shared" / "data"
NAMES = SHARED / "register" / "tr_ids_names_2025-01-18.csv.gz"
MEETINGS = SHARED / "europarl" / "integritywatch" / "mepmeetings-2019-2022.csv.gz"
SAMPLE = Path(__file__).parents[1] / "tests" / "graph" / "matching" / "register_sample.csv"
SEED = 200
DRAWN = {
    ("number", False): 10,
    ("WHOLE", False): 25,
    ("WHOLE", True): 40,
    ("CORE", False): 45,
    ("CORE", True): 40,
    ("HALF", False): 20,
    ("HALF", True): 20,
}
"""How many are drawn of each sort of match: weaker ones more often than they occur."""

Sort = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class Drawn:
    """One match: the row of the table of meetings, the register's number, and its sort."""

    row: str
    number: str
    sort: Sort


def names() -> dict[str, str]:
    with gzip.open(NAMES) as file:
        rows = csv.DictReader(io.TextIOWrapper(file, encoding="utf-8"))
        return {f"eu-tr:{row['tr_id']}": row["name"] for row in rows}


def known(register: Mapping[str, str]) -> Known:
    return Known.of(
        Statement(one, prop, "register", one, value=value)
        for one, name in register.items()
        for prop, value in (
            (Property.KIND, "Organization"),
            (Property.IDENTIFIER, one),
            (Property.NAME, name),
        )
    )


def texts() -> dict[str, str]:
    with gzip.open(MEETINGS) as file:
        rows = csv.DictReader(io.TextIOWrapper(file, encoding="utf-8"))
        return {row[""]: row["lobbyists"] for row in rows}


def sort_of(match: Match) -> Sort:
    return (match.way.name, match.in_list) if match.way else ("number", False)


def drawn(found: Mapping[str, Sequence[Match]], written: Mapping[str, str]) -> Iterator[Drawn]:
    """Draw the sample: each text and organisation once, so many of each sort, by seed."""
    of_sort: dict[Sort, dict[tuple[str, str], Drawn]] = defaultdict(dict)
    for row, matches in found.items():
        for match in matches:
            sort = sort_of(match)
            one = Drawn(row, match.id.removeprefix("eu-tr:"), sort)
            of_sort[sort].setdefault((written[row], match.id), one)
    for sort, count in DRAWN.items():
        pool = sorted(of_sort[sort].values(), key=_lot)
        yield from sorted(pool[:count], key=lambda one: (int(one.row), one.number))


def _lot(one: Drawn) -> str:
    """Draw by lot, but so that a match keeps its lot when others come or go."""
    return hashlib.sha256(f"{SEED} {one.row} {one.number}".encode()).hexdigest()


def main() -> None:
    register, written = names(), texts()
    index = known(register)
    found = {row: index.matches(text) for row, text in written.items()}
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(("row", "register", "way", "in_list", "verdict"))
    for one in drawn(found, written):
        way, in_list = one.sort
        out.writerow((one.row, one.number, way.lower(), "yes" if in_list else "no", ""))


if __name__ == "__main__":
    main()
