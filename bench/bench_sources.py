"""What each loader makes of the publishers' files: counts, seconds, peak memory.

Usage: ``python -m bench.bench_sources``. Reads the sample files beside the repository
(``../shared/data``; skipped, with the reason, where they are not there) and a register of growing
size, invented here. *Seconds* are from opening to the finished batch; *MB* is the peak of what
Python allocated meanwhile (``tracemalloc``), the batch included, in a second run. Nothing is
written to any ledger and nothing is asserted.
"""

import csv
import gc
import gzip
import io
import time
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bench import source_votes
from graph.model import Property
from graph.provenance import Statement
from loaders.base import Batch
from loaders.ep_full_list import DIRECTORY, read_full_list
from loaders.ep_meetings import read_watched
from loaders.known import Known
from loaders.pack import load_pack
from loaders.stream import Stream, opened
from loaders.transparency_register import read_register
from loaders.xml_stream import XmlRecords

SHARED = Path(__file__).parents[2] / "shared" / "data"
READ = datetime(2026, 1, 5, tzinfo=UTC)
LISTS = SHARED / "europarl" / "ep-full-list"
MEETINGS = SHARED / "europarl" / "integritywatch" / "mepmeetings-2019-2022.csv.gz"
EXTRACT = SHARED / "register" / "tr_organisations_extract_2026-08-19.xml"
NAMES = SHARED / "register" / "tr_ids_names_2025-01-18.csv.gz"
NOBODY = Known({}, {})
SIZES = (1_000, 4_000, 16_000)

Outcome = tuple[int, int, int, str]
"""How many were read, kept and rejected; and a remark."""


def main() -> None:
    print(f"{'case':39}{'read':>7}{'kept':>7}{'rejected':>10}{'seconds':>9}{'MB':>7}")
    for name, case in CASES.items():
        if not name.startswith("invented") and not SHARED.is_dir():
            print(f"{name:39}skipped: {SHARED} is not here")
            continue
        run = case()
        started = time.perf_counter()
        read, kept, bad, remark = run()
        seconds = time.perf_counter() - started
        figures = f"{read:>7}{kept:>7}{bad:>10}{seconds:>9.2f}{peak(run):>7.1f}"
        print(f"{name:39}{figures}  {remark}")


def peak(run: Callable[[], Outcome]) -> float:
    """Give the most that Python had allocated at once during a run, in MB."""
    gc.collect()
    tracemalloc.start()
    run()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / 1_000_000


def full_list(name: str) -> Callable[[], Outcome]:
    def run() -> Outcome:
        with opened(LISTS / name) as stream:
            return told(read_full_list(stream, retrieved_at=READ, source=DIRECTORY))

    return run


def meetings(known: Known) -> Callable[[], Outcome]:
    def run() -> Outcome:
        with opened(MEETINGS) as stream:
            return told(read_watched(stream, known=known, retrieved_at=READ))

    return run


def register(make: Callable[[], Stream]) -> Callable[[], Outcome]:
    return lambda: told(read_register(make(), known=NOBODY, retrieved_at=READ))


def extract() -> Outcome:
    with opened(EXTRACT) as stream:
        return told(read_register(stream, known=NOBODY, retrieved_at=READ))


def parsed(size: int) -> Callable[[], Outcome]:
    def run() -> Outcome:
        records = XmlRecords(
            invented(size), root="ListOfIRPublicDetail", record="interestRepresentative"
        )
        return sum(1 for _ in records), 0, 0, "gone through, nothing kept"

    return run


def told(batch: Batch) -> Outcome:
    read, kept, *more = batch.counts
    said = [f"{one.found} {one.what}" for one in more if one.found and "rejected" not in one.what]
    said += sorted({item.reason for item in batch.rejections})[:3]
    return read.found, kept.found, len(batch.rejections), ", ".join(said)


def pack_names() -> Known:
    return Known.of(one for _, batch in load_pack() for one in batch.statements)


def register_names() -> Known:
    return Known.of((*_register_names(), *(s for _, b in load_pack() for s in b.statements)))


def _register_names() -> Iterator[Statement]:
    with gzip.open(NAMES) as file:
        for row in csv.DictReader(io.TextIOWrapper(file, encoding="utf-8")):
            own = f"eu-tr:{row['tr_id']}"
            values = (
                (Property.KIND, "Organization"),
                (Property.IDENTIFIER, own),
                (Property.NAME, row["name"]),
            )
            for prop, value in values:
                yield Statement(own, prop, "register", own, value=value)


def invented(size: int) -> Stream:
    """Give a register of so many invented entries, about 6.5 kB each as in the real one."""

    def chunks() -> Iterator[bytes]:
        yield (
            "<?xml version='1.1' encoding='UTF-8'?><ListOfIRPublicDetail>"
            f"<metaData><numberOfIR>{size}</numberOfIR></metaData><resultList>"
        ).encode()
        goals = "We invent things, at length and to no end.&#xb; " * 115
        for number in range(size):
            interests = "".join(
                f"<interest><name>Invented field {field}</name></interest>" for field in range(10)
            )
            yield (
                f"<interestRepresentative><identificationCode>{number:012}-{number % 97:02}"
                f"</identificationCode><name><originalName>Invented organisation {number}"
                "</originalName></name><entityForm>Association</entityForm>"
                f"<webSiteURL>https://{number}.example.org</webSiteURL>"
                "<registrationCategory>Companies &amp; groups</registrationCategory><headOffice>"
                f"<city>Town {number % 900}</city><country>BELGIUM</country></headOffice>"
                f"<goals>{goals}</goals><interests>{interests}</interests>"
                "</interestRepresentative>"
            ).encode()
        yield b"</resultList></ListOfIRPublicDetail>"

    return Stream("invented.xml", chunks())


CASES: dict[str, Callable[[], Callable[[], Outcome]]] = {
    "full-list-term10.xml.gz": lambda: full_list("full-list-term10.xml.gz"),
    "directory-term9.xml.gz": lambda: full_list("directory-term9.xml.gz"),
    "directory-term8.xml.gz": lambda: full_list("directory-term8.xml.gz"),
    "mepmeetings, starter pack known": lambda: meetings(pack_names()),
    "mepmeetings, register's names known": lambda: meetings(register_names()),
    "tr_organisations_extract.xml": lambda: extract,
}
for _size in SIZES:
    CASES[f"invented register of {_size}"] = partial(register, partial(invented, _size))
for _size in SIZES:
    CASES[f"invented, only gone through, {_size}"] = partial(parsed, _size)


def _votes(make: Callable[[], Callable[[], Batch]]) -> Callable[[], Outcome]:
    run = make()
    return lambda: told(run())


for _name, _make in source_votes.CASES.items():
    CASES[_name] = partial(_votes, _make)


if __name__ == "__main__":
    main()
