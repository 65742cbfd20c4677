"""Build the starter pack from saved sources: the same sources give the same bytes.

    python -m tools.build_starter_pack --shared ../shared/data --out loaders/bundled

What is taken from where, and how two lists of different dates are put together, is written in
``docs/starter-pack.md``.
"""

import argparse
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from pathlib import Path

from graph.model import Property, Relation
from graph.provenance import Source, Statement
from loaders.archive import Record, read_file, read_records
from loaders.base import Batch
from loaders.column_map import read_pairs
from loaders.ep_bodies import read_bodies
from loaders.ep_members import read_members
from loaders.ep_shadows import read_shadows
from loaders.pack import MANIFEST
from loaders.statements import write_statements
from loaders.table_files import AS_IT_STANDS, How
from loaders.tables import FORMS, names_in, read_table
from tools.pack_demo import DEMO, demo_contacts, demo_dialogues
from tools.pack_members import LIST_DAY, Sitting, sitting_members
from tools.pack_places import PLACES, centre_places
from tools.pack_votes import EXPORT_DAY, VOTES, votes_and_changes

FILES = (
    "2021/0387(COD)",
    "2023/0250(COD)",
    "2023/0438(COD)",
    "2024/2078(INI)",
    "2024/2081(INI)",
    "2025/0059(COD)",
    "2025/0132(COD)",
    "2025/0540(COD)",
    "2025/2048(INI)",
    "2025/2049(INI)",
    "2025/2075(INI)",
    "2025/2135(INI)",
    "2025/2166(INI)",
    "2025/2179(INI)",
    "2025/2239(INI)",
)
"""The torture, asylum, migration, fundamental-rights and human-rights files of the pack."""

_EP = "CC BY 4.0, Source: European Parliament, © European Union"
_ODBL = (
    "ODbL 1.0 as a whole: names from the European Parliament (CC BY 4.0), some of them joined "
    "with the help of Parltrack data (ODbL 1.0)"
)
_FACTS = "facts; the page behind each is named with it"
_READ = datetime(2026, 6, 29, 12, 0, tzinfo=UTC)
_READ_LATER = {
    "starter-bodies": datetime(2026, 8, 17, 12, 0, tzinfo=UTC),
    "demo-invented": datetime(2026, 10, 5, 12, 0, tzinfo=UTC),  # after the last invented contact
    "starter-places": datetime(2026, 7, 31, 12, 0, tzinfo=UTC),
}
_EP_SITE = "https://data.europarl.europa.eu"
_AS_OF = {
    "demo-invented": "invented",
    "starter-bodies": "2026-08-17",
    "starter-countries": "2026",
    "starter-files": "2026-06-29",
    "starter-places": "2026-07",
    "starter-votes": EXPORT_DAY.isoformat(),
    "starter-members": "2026-06-29 seats and groups; 2025-07-11 roles, delegations, parties",
}
"""Date of the data, where it is one a file; the others name it with each fact."""

_TABLES = (
    ("organizations", "networks/organisations.csv", "networks"),
    ("memberships", "networks/memberships.csv", "networks"),
    ("centres", "networks/rehabilitation_centres.csv", "centres"),
    ("countries", "reference/countries_europe.csv", "countries"),
    ("council-figures", "council/qmv_population_shares.csv", "council"),
    ("council-bodies", "council/preparatory_bodies.csv", "council"),
    ("presidencies", "council/presidencies.csv", "council"),
    ("country-notes", "networks/irct_country_coverage.csv", "countries"),
    ("dialogues", "funding/human_rights_dialogues_2013.csv", "dialogues"),
    ("calls", "funding/calls_torture_rehabilitation.csv", "calls"),
    ("legal-acts", "funding/legal_acts.csv", "acts"),
)

_NOTE_LEFT_OUT = frozenset({"org:centre-primo-levi"})
"""Centres whose note in the list is an address: their city is enough."""

_INSTITUTIONS = Path(__file__).with_name("institutions.csv")


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the sources, write the pack."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with the sources")
    parser.add_argument("--out", type=Path, required=True, help="folder of the pack")
    chosen = parser.parse_args(arguments)
    entries = [_write(chosen.out, *item) for item in build(chosen.shared)]
    manifest = {"made_by": "tools/build_starter_pack.py", "files": entries}
    text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
    (chosen.out / MANIFEST).write_text(text, encoding="utf-8", newline="\n")
    for entry in entries:
        print(f"{entry['name']}: {entry['statements']} statements")


def build(shared: Path) -> list[tuple[Source, tuple[Statement, ...]]]:
    """Give every source of the pack with its statements, sorted by source id."""
    sitting, bodies = _parliament(shared)
    files = _files(shared, sitting)
    tables = _tables(shared)
    named = names_in(one for _, statements in tables for one in statements)
    invented = [*demo_contacts(sitting, files, named), *demo_dialogues(named)]
    lasting = {one.subject for one in files if one.predicate is Relation.RESPONSIBLE_FOR}
    used = sitting.bodies | lasting
    kept_bodies = [
        one
        for one in bodies
        if one.subject in used
        or (one.predicate is not Relation.VERSION_OF and one.subject in _lasting(bodies, used))
    ]
    parliament = [
        (
            _source(
                "members", "European Parliament", "Sitting members of the 10th term", _EP, _EP_SITE
            ),
            sitting.statements,
        ),
        (
            _source("bodies", "European Parliament", "Bodies of the 10th term", _ODBL, _EP_SITE),
            kept_bodies,
        ),
        (
            _source(
                "files",
                "European Parliament",
                "Files, shadow rapporteurs (by mpoftheweek)",
                _EP,
                "https://oeil.europarl.europa.eu",
            ),
            files,
        ),
    ]
    centres = next(statements for source, statements in tables if source.id == "starter-centres")
    everything = [
        *parliament,
        *tables,
        (PLACES, centre_places(centres)),
        (VOTES, votes_and_changes(shared, sitting, files, _READ)),
        (DEMO, invented),
    ]
    return sorted(
        ((source, tuple(_of(source, statements))) for source, statements in everything),
        key=lambda item: item[0].id,
    )


def _parliament(shared: Path) -> tuple[Sitting, tuple[Statement, ...]]:
    folder = shared / "europarl" / "ep-open-data-api"
    names = ("corporate-bodies-2026-08-17.json.gz", "derived-org-names.csv")
    bodies = read_bodies((read_file(folder / name) for name in names), retrieved_at=_READ)
    archive = read_members(read_records(folder / "meps-2025-07-11.tar.gz"), retrieved_at=_READ)
    listing = read_file(shared / "europarl" / "mpoftheweek" / "meps.json.gz")
    return sitting_members(archive, bodies, listing), bodies.statements


def _files(shared: Path, sitting: Sitting) -> list[Statement]:
    record = read_file(shared / "europarl" / "mpoftheweek" / "assignments.json.gz")
    batch = read_shadows(record, retrieved_at=_READ, procedures=FILES)
    return [
        replace(one, as_of=LIST_DAY)
        for one in batch.statements
        # Whoever has left the Parliament since is no way to anybody. And the list names the
        # leading committee also where the role is one of an opinion: it is no opinion of that
        # committee (in all 194 files with both roles, the two name the same one).
        if one.role != "COMMITTEE_OPINION"
        and (one.predicate is not Relation.RAPPORTEUR_FOR or one.subject in sitting.people)
    ]


def _tables(shared: Path) -> list[tuple[Source, list[Statement]]]:
    titles = {
        "networks": "Networks, NGOs and their members, from public pages",
        "centres": "Rehabilitation centres, from public pages",
        "countries": "Countries (ISO 3166; capitals: GeoNames, CC BY 4.0)",
        "council": "Council: members, populations, bodies, presidencies",
        "calls": "Past calls on torture rehabilitation, from public pages",
        "dialogues": "Human-rights dialogues of about 2013, from a public page",
        "acts": "Legal acts, proposals and guidelines",
        "institutions": "Institutions and agencies",
    }
    collected: dict[str, list[Statement]] = {name: [] for name in titles}
    known: dict[str, str] = {}

    def take(form: str, record: Record, group: str) -> None:
        how = How(read_pairs(["kind=note"])) if form == "country-notes" else AS_IT_STANDS
        batch = read_table(FORMS[form], record, retrieved_at=_READ, known=known, how=how)
        _refuse_losses(batch)
        collected[group] += (
            one
            for one in batch.statements
            if one.predicate is not Property.NOTE or one.subject not in _NOTE_LEFT_OUT
        )
        known.update(names_in(batch.statements))

    organizations = read_file(shared / "networks" / "organisations.csv")
    take("organizations", organizations, "networks")
    take("organizations", read_file(_INSTITUTIONS), "institutions")
    for form, path, group in _TABLES[1:]:
        take(form, read_file(shared / path), group)
    return [
        (_source(name, "Corridors", titles[name], _FACTS), statements)
        for name, statements in collected.items()
    ]


def _refuse_losses(batch: Batch) -> None:
    if batch.rejections:
        first = batch.rejections[0]
        msg = f"{len(batch.rejections)} rows rejected; first {first.place}: {first.reason}"
        raise SystemExit(msg)


def _lasting(bodies: Iterable[Statement], used: set[str]) -> set[str]:
    return {
        str(one.object)
        for one in bodies
        if one.predicate is Relation.VERSION_OF and one.subject in used
    }


def _source(name: str, publisher: str, title: str, licence: str, url: str = "") -> Source:
    return Source(f"starter-{name}", publisher, title, url, licence, rank=40)


def _of(source: Source, statements: Iterable[Statement]) -> Iterable[Statement]:
    """Give statements under a source, each once, with a day for each that names none."""
    fallback = date(2025, 7, 11) if source.id == "starter-members" else None
    owned = (
        replace(one, source=source.id, as_of=one.as_of or fallback)
        if one.predicate not in (Property.KIND, Property.CLASSIFICATION)
        else replace(one, source=source.id)
        for one in statements
    )
    return dict.fromkeys(owned)


def _write(out: Path, source: Source, statements: tuple[Statement, ...]) -> dict[str, object]:
    name = f"{source.id.removeprefix('starter-')}.csv"
    text = write_statements(statements)
    (out / name).write_text(text, encoding="utf-8", newline="\n")
    return {
        "name": name,
        "source": asdict(source),
        "retrieved_at": _READ_LATER.get(source.id, _READ).isoformat(),
        "as_of": _AS_OF.get(source.id, "with each fact"),
        "statements": len(statements),
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
    }


if __name__ == "__main__":
    main()
