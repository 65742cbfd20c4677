"""Members of the Parliament as many sources have them, with the Parliament's ids set apart.

Each source gives records that carry no identifier of anybody, and beside them the truth: which
id of the Parliament each record has. The matcher sees the records only.
"""

import csv
import gzip
import io
import json
import tarfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any  # what publishers write, until it is read
from xml.etree import ElementTree

from graph.matching.records import Record, Spell
from graph.matching.traits import country_code, day, group_code
from graph.model import Kind

SHARED = Path(__file__).parents[2] / "shared" / "data"
EUROPARL = SHARED / "europarl"
READ = {
    "api": date(2025, 7, 11),
    "list": date(2025, 10, 31),
    "votes": date(2026, 6, 8),
    "shadows": date(2026, 6, 29),
    "ttp": date(2024, 10, 14),
    "2022": date(2022, 11, 21),
}
"""When each source was read, as its README says."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One source: its records, and the Parliament's id of each by the record's own."""

    name: str
    records: tuple[Record, ...]
    truth: Mapping[str, str]


def sources() -> Iterator[Listed]:
    """Give every source that is at hand."""
    yield api_archive()
    yield full_list("full list, term 10", "full-list-term10.xml.gz", 10)
    yield full_list("directory, term 9", "directory-term9.xml.gz", 9)
    yield full_list("directory, term 8", "directory-term8.xml.gz", 8)
    yield how_they_vote()
    yield meetings()
    yield shadows()
    yield plain_json("mepscore, term 10", "mepscore/term10_dataset.json.gz", 10)
    yield plain_json("mepscore, term 9", "mepscore/term9_dataset.json.gz", 9)
    yield ttp_members()
    yield every_politician()
    yield mep_watch()


def gathered(name: str, rows: Iterable[tuple[str, Record]]) -> Listed:
    """Number records by their place, so that no id shows."""
    records, truth = [], {}
    for place, (known, record) in enumerate(rows):
        own = f"{name} {place:05}"
        records.append(
            Record(
                own,
                Kind.PERSON,
                record.names,
                record.family,
                countries=record.countries,
                groups=record.groups,
                born=record.born,
                seats=record.seats,
            )
        )
        truth[own] = str(known)
    return Listed(name, tuple(records), truth)


def person(
    *names: str,
    family: str = "",
    country: str | None = None,
    groups: Iterable[Spell] = (),
    born: str | None = None,
    seats: Iterable[Spell] = (),
) -> Record:
    code = country_code(country) if country else None
    return Record(
        "",
        Kind.PERSON,
        tuple(name for name in names if name.strip()),
        family,
        countries=(code,) if code else (),
        groups=tuple(groups),
        born=day(born) if born else None,
        seats=tuple(sorted(set(seats), key=str)),
    )


def seat(term: int, first: date | None = None, last: date | None = None) -> Spell:
    """Give a seat in one term: a mandate, a day of sitting, or days of it that are not known.

    A mandate without an end is open: unlike a group, a seat that somebody held on the day a source
    was read is taken to go on.
    """
    return Spell(f"the {term}th Parliament", first, last)


def api_archive() -> Listed:
    group_of = {
        row["org_id"]: row["acronym"] or row["name"]
        for row in _rows(EUROPARL / "ep-open-data-api" / "derived-org-names.csv")
    }

    def read() -> Iterator[tuple[str, Record]]:
        with tarfile.open(EUROPARL / "ep-open-data-api" / "meps-2025-07-11.tar.gz") as archive:
            for member in sorted(archive.getmembers(), key=lambda one: one.name):
                file = archive.extractfile(member)
                if file is not None:
                    (found,) = json.load(file)["data"]
                    yield found["identifier"], _api_person(found, group_of)

    return gathered("EP API archive", read())


def _api_person(found: dict[str, Any], group_of: Mapping[str, str]) -> Record:
    groups, countries, seats = [], set(), set()
    for one in found["hasMembership"]:
        organization = str(one.get("organization", ""))
        begun, ended = one["memberDuring"].get("startDate"), one["memberDuring"].get("endDate")
        for place in one.get("represents", ()):
            countries.add(country_code(place))
        if organization.startswith("org/ep-"):
            term = int(organization.removeprefix("org/ep-"))
            seats.add(seat(term, day(begun or ""), day(ended or "")))
        if str(one.get("membershipClassification", "")).endswith("/EU_POLITICAL_GROUP"):
            key = organization if organization in group_of else organization.removeprefix("org/")
            code = group_code(group_of.get(key, ""))
            if code:
                # What was read on a day says nothing of the days after it.
                groups.append(Spell(code, day(begun or ""), day(ended or "") or READ["api"]))
    original = f"{found.get('officialGivenName', '')} {found.get('officialFamilyName', '')}"
    made = person(
        found["label"],
        original,
        family=found["familyName"],
        groups=groups,
        born=found.get("bday"),
        seats=seats,
    )
    known = tuple(sorted(one for one in countries if one))
    return Record(
        "", Kind.PERSON, made.names, made.family, countries=known, groups=made.groups,
        born=made.born, seats=made.seats,
    )  # fmt: skip


def full_list(name: str, file: str, term: int) -> Listed:
    """Give a list of members of one term, on days that it does not say.

    The list of the 10th term was saved on a day of October 2025 and names members who had left in
    July, so that no day of sitting can be read from it.
    """
    with gzip.open(EUROPARL / "ep-full-list" / file) as opened:
        root = ElementTree.parse(opened).getroot()

    def read() -> Iterator[tuple[str, Record]]:
        for one in root:
            text = {child.tag: child.text or "" for child in one}
            code = group_code(text.get("politicalGroup", ""))
            groups = (Spell(code, READ["list"], READ["list"]),) if code else ()
            country = text.get("country")
            made = person(text["fullName"], country=country, groups=groups, seats=(seat(term),))
            yield text["id"], made

    return gathered(name, read())


def how_they_vote() -> Listed:
    spells, seats = defaultdict(list), defaultdict(list)
    for row in _rows(EUROPARL / "howtheyvote" / "group_memberships.csv.gz"):
        code = group_code(row["group_code"].replace("_1995_0", ""))
        first, last = day(row["start_date"]), day(row["end_date"])
        seats[row["member_id"]].append(seat(int(row["term"]), first, last))
        if code:
            spells[row["member_id"]].append(Spell(code, first, last or READ["votes"]))
    return gathered(
        "HowTheyVote",
        (
            (
                row["id"],
                person(
                    f"{row['first_name']} {row['last_name']}",
                    family=row["last_name"],
                    country=row["country_code"],
                    groups=spells[row["id"]],
                    born=row["date_of_birth"],
                    seats=seats[row["id"]],
                ),
            )
            for row in _rows(EUROPARL / "howtheyvote" / "members.csv.gz")
        ),
    )


def meetings() -> Listed:
    """One record a name and country in the table of meetings; seat and group on their days."""
    spells: dict[tuple[str, str, str], set[Spell]] = defaultdict(set)
    seats: dict[tuple[str, str, str], set[Spell]] = defaultdict(set)
    for row in _rows(EUROPARL / "integritywatch" / "mepmeetings-2019-2022.csv.gz"):
        when = day("-".join(reversed(row["date"].split("-"))))
        code, who = group_code(row["group"]), (row["epid"], row["mep"], row["country"])
        seats[who].add(seat(9, when, when))
        if code:
            spells[who].add(Spell(code, when, when))
    return gathered(
        "Integrity Watch meetings",
        (
            (
                known,
                person(
                    name,
                    country=country,
                    groups=sorted(spells[known, name, country], key=str),
                    seats=held,
                ),
            )
            for (known, name, country), held in sorted(seats.items())
        ),
    )


def shadows() -> Listed:
    """Sitting members of the file of shadow appointments; seat and group when appointed."""
    spells: dict[str, set[Spell]] = defaultdict(set)
    seats: dict[str, set[Spell]] = defaultdict(set)
    for one in _json(EUROPARL / "mpoftheweek" / "assignments.json.gz"):
        code, when = group_code(one["group_at_appointment"]), day(one["appointed"])
        seats[one["mep_id"]].add(seat(10, when, when))
        if code:
            spells[one["mep_id"]].add(Spell(code, when, when))
    return gathered(
        "shadow appointments",
        (
            (
                one["id"],
                person(
                    one["name"],
                    family=one["family_name"],
                    country=one["country_code"],
                    groups=(
                        *sorted(spells[one["id"]], key=str),
                        *_on(one["group"], READ["shadows"]),
                    ),
                    seats=(*seats[one["id"]], seat(10, READ["shadows"], READ["shadows"])),
                ),
            )
            for one in _json(EUROPARL / "mpoftheweek" / "meps.json.gz")
        ),
    )


def plain_json(name: str, file: str, term: int) -> Listed:
    return gathered(
        name,
        (
            (
                one["mep_id"],
                person(
                    one["full_name"],
                    country=one["country"],
                    groups=_on(one["group"], READ["list"]),
                    seats=(seat(term),),
                ),
            )
            for one in _json(EUROPARL / file)["meps"]
        ),
    )


def ttp_members() -> Listed:
    """Everybody since the 7th term, one record a person; the group is the last known.

    ``start8`` and ``start9`` hold the first day of a seat in these terms; ``start10`` repeats
    ``start9`` and is not read.
    """
    return gathered(
        "ttp-mep, all",
        (
            (
                row["epid"],
                person(
                    f"{row['firstname']} {row['lastname']}",
                    family=row["lastname"],
                    country=row["country"],
                    groups=_on(row["eugroup"], day(row["end"]) or READ["ttp"]),
                    born=row["birthdate"],
                    seats=_ttp_seats(row),
                ),
            )
            for row in _rows(EUROPARL / "ttp-mep" / "meps.all.csv.gz")
        ),
    )


def _ttp_seats(row: Mapping[str, str]) -> Iterator[Spell]:
    if row["term"].isdigit():
        yield seat(int(row["term"]))
    for term in (8, 9):
        first = day(row[f"start{term}"])
        if first:
            yield seat(term, first)


def every_politician() -> Listed:
    return gathered(
        "every-politician",
        (
            (
                row["id"],
                person(
                    row["name"],
                    country=row["country"],
                    groups=_on(row["group"], READ["2022"]),
                    seats=(seat(9, READ["2022"], READ["2022"]),),
                ),
            )
            for row in _rows(EUROPARL / "ep-full-list" / "every-politician-official-2022-11.csv")
        ),
    )


def mep_watch() -> Listed:
    return gathered(
        "mepwatch, term 10",
        (
            (
                row["epid"],
                person(
                    f"{row['firstname']} {row['lastname']}",
                    family=row["lastname"],
                    country=row["country"],
                    groups=_on(row["eugroup"], day(row["end"]) or READ["ttp"]),
                    born=row["birthdate"],
                    seats=(seat(10),),
                ),
            )
            for row in _rows(EUROPARL / "mepwatch" / "term10-meps.csv.gz")
        ),
    )


def _on(group: str, when: date) -> tuple[Spell, ...]:
    code = group_code(group)
    return (Spell(code, when, when),) if code else ()


def _rows(path: Path) -> Iterator[dict[str, str]]:
    if path.suffix == ".gz":
        with gzip.open(path) as file:
            yield from csv.DictReader(io.TextIOWrapper(file, encoding="utf-8-sig"))
    else:
        with path.open(encoding="utf-8-sig") as plain:
            yield from csv.DictReader(plain)


def _json(path: Path) -> Any:
    with gzip.open(path) as file:
        return json.load(file)
