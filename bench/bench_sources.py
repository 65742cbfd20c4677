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
import json
import random
import re
import string
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from openpyxl import Workbook

from bench import source_votes
from graph.matching.name_index import NameIndex
from graph.model import Property
from graph.provenance import Statement
from loaders.archive import read_file
from loaders.base import Batch
from loaders.column_map import read_map
from loaders.commission_meetings import read_commission_meetings
from loaders.ep_full_list import DIRECTORY, read_full_list
from loaders.ep_meetings import read_watched
from loaders.eu_bodies import read_bodies_subset
from loaders.eu_countries import read_countries, read_member_states
from loaders.eu_programmes import read_programmes
from loaders.eu_roles import read_parliament_roles, read_roles
from loaders.eurovoc import read_eurovoc
from loaders.fts import read_fts
from loaders.funding_calls import KEYWORDS, read_funding_calls
from loaders.institutional_mailboxes import read_mailboxes
from loaders.known import Known
from loaders.pack import load_pack
from loaders.service_names import service_called
from loaders.stream import Stream, opened
from loaders.table_files import How
from loaders.tables import FORMS, read_table
from loaders.transparency_register import read_register
from loaders.xml_stream import XmlRecords

SHARED = Path(__file__).parents[2] / "shared" / "data"
READ = datetime(2026, 1, 5, tzinfo=UTC)
LISTS = SHARED / "europarl" / "ep-full-list"
MEETINGS = SHARED / "europarl" / "integritywatch" / "mepmeetings-2019-2022.csv.gz"
EXTRACT = SHARED / "register" / "tr_organisations_extract_2026-08-19.xml"
NAMES = SHARED / "register" / "tr_ids_names_2025-01-18.csv.gz"
MAPS = Path(__file__).parents[1] / "loaders" / "bundled" / "maps"
EUROVOC = "reference/eurovoc_descriptors.json.gz"
VOCABULARIES = "europarl/ep-open-data-api/controlled-vocabularies-2026-08-17.json.gz"
NOBODY = Known({})
SOMEBODY = Known({}, index=NameIndex.of([("org:somebody-known", "Somebody Known")]))
COMMISSION_HEADER = (
    "Name of DG - acronym",
    "Name of DG - full name",
    "Date of meeting",
    "Name of interest representative",
    "Transparency register ID",
    "Subject of the meeting",
)
FTS_HEADER = (
    "Year",
    "Reference of the Legal Commitment (LC)",
    "Name of beneficiary",
    "Beneficiary's contracted amount (EUR)",
    "Responsible department",
    "Programme name",
)
FTS_COLUMNS = 38
FTS_SIZES = (2_000, 8_000, 32_000)
TABLES = (
    ("organizations", "networks/organisations.csv", ""),
    ("memberships", "networks/memberships.csv", ""),
    ("centres", "networks/rehabilitation_centres.csv", ""),
    ("country-notes", "networks/irct_country_coverage.csv", "irct_country_coverage"),
    ("council-figures", "council/qmv_population_shares.csv", ""),
    ("voting-rules", "council/qmv_rules.csv", ""),
    ("seats", "council/ep_seats_by_country_2024_2029.csv", ""),
    ("seats", "council/ep_seats_by_group_2024-07.csv", ""),
    ("presidencies", "council/presidencies.csv", ""),
    ("council-bodies", "council/preparatory_bodies.csv", ""),
    ("calls", "funding/calls_torture_rehabilitation.csv", ""),
    ("legal-acts", "funding/legal_acts.csv", ""),
    ("dialogues", "funding/human_rights_dialogues_2013.csv", ""),
    ("register-names", "register/tr_ids_names_2025-01-18.csv.gz", "register-2025-01-18"),
    (
        "register-names",
        "register/tr_ids_human_rights_migration_2025-01-18.csv",
        "register-2025-01-18",
    ),
    ("register-names", "register/tr_profiles_sample_2025-01-18.csv", "register-2025-01-18"),
)
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


def table(form: str, path: str, mapped: str = "") -> Callable[[], Outcome]:
    def run() -> Outcome:
        how = How(read_map((MAPS / f"{mapped}.toml").read_bytes(), "m.toml")) if mapped else How()
        record = read_file(SHARED / path)
        return told(read_table(FORMS[form], record, retrieved_at=READ, how=how))

    return run


def commission(size: int) -> Callable[[], Outcome]:
    content = invented_book(
        COMMISSION_HEADER, size, lambda at: ("HOME", "Home", "05/01/2026", f"Nobody {at}", "", "x")
    )

    def run() -> Outcome:
        stream = Stream("commission.xlsx", [content])
        return told(read_commission_meetings(stream, known=SOMEBODY, retrieved_at=READ))

    return run


def grants(size: int) -> Callable[[], Outcome]:
    def row(at: int) -> tuple[str, ...]:
        name = "*****" if at % 10 == 0 else "Somebody Known" if at % 500 == 1 else f"Nobody {at}"
        filler = tuple(f"{column} of {at}" for column in range(FTS_COLUMNS - len(FTS_HEADER)))
        return ("2024", f"SI2.{at}", name, "1,500.00", "DG X", "1.0.23 - A Programme", *filler)

    header = (*FTS_HEADER, *(f"Other {at}" for at in range(FTS_COLUMNS - len(FTS_HEADER))))
    content = invented_book(header, size, row)

    def run() -> Outcome:
        stream = Stream("fts-2024.xlsx", [content])
        outcome = told(read_fts(stream, known=SOMEBODY, retrieved_at=READ))
        return (*outcome[:3], f"{len(content) / 1e6:.1f} MB packed; {outcome[3]}")

    return run


def calls(size: int) -> Callable[[], Outcome]:
    titles = ("Care after torture", "Fish", "Roads", "Asylum")
    results = [
        {
            "reference": f"X-{at}en",
            "url": f"https://example.org/{at}",
            "metadata": {
                "identifier": [f"X-{at}"],
                "title": [titles[at % len(titles)]],
                "deadlineDate": ["2026-03-04T00:00:00.000+0000"],
                "descriptionByte": ["We invent things, at length and to no end. " * 60],
            },
        }
        for at in range(size)
    ]
    content = json.dumps({"totalResults": size, "results": results}).encode()

    def run() -> Outcome:
        stream = Stream("calls.json", [content])
        return told(read_funding_calls(stream, retrieved_at=READ, keywords=KEYWORDS))

    return run


def invented_book(header: Sequence[str], size: int, row: Callable[[int], Sequence[str]]) -> bytes:
    """Write a workbook of so many invented rows, texts shared as spreadsheets do."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Data")
    sheet.append(["File generated on 05/01/2026"])
    sheet.append(list(header))
    for at in range(size):
        sheet.append(list(row(at)))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


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


def authority(path: str, read: Callable[[Stream], Batch]) -> Callable[[], Outcome]:
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
    "corporate-body.gc.gz": lambda: authority(
        "whoiswho/corporate-body.gc.gz",
        partial(read_bodies_subset, known=NOBODY, retrieved_at=READ),
    ),
    "controlled-vocabularies.json.gz": lambda: authority(
        VOCABULARIES, partial(read_parliament_roles, retrieved_at=READ)
    ),
    "roles-skos.rdf.gz": lambda: authority(
        "whoiswho/roles-skos.rdf.gz", partial(read_roles, known=NOBODY, retrieved_at=READ)
    ),
    "countries-skos.rdf.gz": lambda: authority(
        "reference/countries-skos.rdf.gz", partial(read_countries, retrieved_at=READ)
    ),
    "country_eu-country.gc": lambda: authority(
        "reference/country_eu-country.gc", partial(read_member_states, retrieved_at=READ)
    ),
    "eurovoc_descriptors.json.gz": lambda: authority(
        EUROVOC, partial(read_eurovoc, retrieved_at=READ)
    ),
    "eurovoc_descriptors, every one": lambda: authority(
        EUROVOC, partial(read_eurovoc, retrieved_at=READ, everything=True)
    ),
    "eu-programme.gc.gz": lambda: authority(
        "funding/eu-programme.gc.gz", partial(read_programmes, retrieved_at=READ)
    ),
    "institutional-mailboxes.csv": lambda: authority(
        "whoiswho/institutional-mailboxes.csv",
        partial(read_mailboxes, known=NOBODY, retrieved_at=READ),
    ),
    "service names, codes hidden": lambda: services,
}
for _size in SIZES:
    CASES[f"invented register of {_size}"] = partial(register, partial(invented, _size))
for _size in SIZES:
    CASES[f"invented, only gone through, {_size}"] = partial(parsed, _size)
for _form, _path, _map in TABLES:
    CASES[_path.rsplit("/", 1)[-1][:38]] = partial(table, _form, _path, _map)
CASES["invented commission-meetings, XLSX"] = partial(commission, 8_000)
for _size in FTS_SIZES:
    CASES[f"invented fts of {_size} rows"] = partial(grants, _size)
CASES["invented funding-calls"] = partial(calls, 1_000)


def _votes(make: Callable[[], Callable[[], Batch]]) -> Callable[[], Outcome]:
    run = make()
    return lambda: told(run())


for _name, _make in source_votes.CASES.items():
    CASES[_name] = partial(_votes, _make)


if __name__ == "__main__":
    main()
