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
import random
import re
import string
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from graph.model import Property
from graph.provenance import Statement
from loaders.base import Batch
from loaders.ep_full_list import DIRECTORY, read_full_list
from loaders.ep_meetings import read_watched
from loaders.eu_bodies import read_bodies_subset
from loaders.eu_countries import read_countries, read_member_states
from loaders.eu_programmes import read_programmes
from loaders.eu_roles import read_parliament_roles, read_roles
from loaders.eurovoc import read_eurovoc
from loaders.institutional_mailboxes import read_mailboxes
from loaders.known import Known
from loaders.pack import load_pack
from loaders.service_names import service_called
from loaders.stream import Stream, opened
from loaders.transparency_register import read_register
from loaders.xml_stream import XmlRecords

SHARED = Path(__file__).parents[2] / "shared" / "data"
READ = datetime(2026, 1, 5, tzinfo=UTC)
LISTS = SHARED / "europarl" / "ep-full-list"
MEETINGS = SHARED / "europarl" / "integritywatch" / "mepmeetings-2019-2022.csv.gz"
EXTRACT = SHARED / "register" / "tr_organisations_extract_2026-08-19.xml"
NAMES = SHARED / "register" / "tr_ids_names_2025-01-18.csv.gz"
EUROVOC = "reference/eurovoc_descriptors.json.gz"
VOCABULARIES = "europarl/ep-open-data-api/controlled-vocabularies-2026-08-17.json.gz"
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


def table(path: str, read: Callable[[Stream], Batch]) -> Callable[[], Outcome]:
    def run() -> Outcome:
        with opened(SHARED / path) as stream:
            return told(read(stream))

    return run


def services() -> Outcome:
    """Match printed names of services; kept are those whose hidden code was found."""
    with (SHARED / "whoiswho" / "commission_service_name_variants.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        rows = [(row["name_variant"], row["service_code"]) for row in csv.DictReader(file)]
    coded = [(name, code) for name, code in rows if code]
    found = [(service_called(hidden(name, code)), code) for name, code in coded]
    right = sum(one is not None and one.service.code == code for one, code in found)
    wrong = sum(one is not None and one.service.code != code for one, code in found)
    others = sum(service_called(name) is not None for name, code in rows if not code)
    remark = f"{wrong} wrong; {others} of the {len(rows) - len(coded)} without a code"
    return len(coded), right, 0, f"{remark}; {misspelt(coded)}"


def hidden(text: str, code: str) -> str:
    """Take a service's code out, in front and in brackets; "DG" stays."""
    plain = re.sub(rf"^(DG )?{code}\b\W*", lambda found: found[1] or "", text)
    return re.sub(rf"^(?:{code}\b\W*)|\({code}\)", "", plain)


def misspelt(coded: Sequence[tuple[str, str]]) -> str:
    """Spell each name wrong twenty times, by one letter and by two."""
    rng, said = random.Random(4), []
    for edits in (1, 2):
        right = wrong = 0
        for name, code in coded:
            for _ in range(20):
                text = hidden(name, code)
                for _ in range(edits):
                    text = one_letter_off(text, rng)
                found = service_called(text)
                right += found is not None and found.service.code == code
                wrong += found is not None and found.service.code != code
        share = right / (20 * len(coded))
        said.append(f"{edits} letters off: {share:.3f} right, {wrong} wrong")
    return "; ".join(said)


def one_letter_off(text: str, rng: random.Random) -> str:
    at, how = rng.randrange(len(text)), rng.choice("dsiw")
    letter = rng.choice(string.ascii_lowercase)
    kept = {"d": "", "s": letter, "i": letter + text[at], "w": text[at + 1 : at + 2] + text[at]}
    return text[:at] + kept[how] + text[at + (2 if how == "w" else 1) :]


CASES: dict[str, Callable[[], Callable[[], Outcome]]] = {
    "full-list-term10.xml.gz": lambda: full_list("full-list-term10.xml.gz"),
    "directory-term9.xml.gz": lambda: full_list("directory-term9.xml.gz"),
    "directory-term8.xml.gz": lambda: full_list("directory-term8.xml.gz"),
    "mepmeetings, starter pack known": lambda: meetings(pack_names()),
    "mepmeetings, register's names known": lambda: meetings(register_names()),
    "tr_organisations_extract.xml": lambda: extract,
    "corporate-body.gc.gz": lambda: table(
        "whoiswho/corporate-body.gc.gz",
        partial(read_bodies_subset, known=NOBODY, retrieved_at=READ),
    ),
    "controlled-vocabularies.json.gz": lambda: table(
        VOCABULARIES, partial(read_parliament_roles, retrieved_at=READ)
    ),
    "roles-skos.rdf.gz": lambda: table(
        "whoiswho/roles-skos.rdf.gz", partial(read_roles, known=NOBODY, retrieved_at=READ)
    ),
    "countries-skos.rdf.gz": lambda: table(
        "reference/countries-skos.rdf.gz", partial(read_countries, retrieved_at=READ)
    ),
    "country_eu-country.gc": lambda: table(
        "reference/country_eu-country.gc", partial(read_member_states, retrieved_at=READ)
    ),
    "eurovoc_descriptors.json.gz": lambda: table(
        EUROVOC, partial(read_eurovoc, retrieved_at=READ)
    ),
    "eurovoc_descriptors, every one": lambda: table(
        EUROVOC, partial(read_eurovoc, retrieved_at=READ, everything=True)
    ),
    "eu-programme.gc.gz": lambda: table(
        "funding/eu-programme.gc.gz", partial(read_programmes, retrieved_at=READ)
    ),
    "institutional-mailboxes.csv": lambda: table(
        "whoiswho/institutional-mailboxes.csv",
        partial(read_mailboxes, known=NOBODY, retrieved_at=READ),
    ),
    "service names, codes hidden": lambda: services,
}
for _size in SIZES:
    CASES[f"invented register of {_size}"] = partial(register, partial(invented, _size))
for _size in SIZES:
    CASES[f"invented, only gone through, {_size}"] = partial(parsed, _size)


if __name__ == "__main__":
    main()
