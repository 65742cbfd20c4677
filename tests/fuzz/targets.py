"""Everything that reads what others wrote, as one function each from a copy to nothing.

A target may end, or raise one of our own errors; anything else is a fault.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from api.earlier_plan import earlier_lines
from api.exchange import load_exchange
from api.load import STARTER_PACK, load_path, names
from api.refresh_file import read_entries
from graph.exchange.carried import carried
from graph.exchange.ftm import write_ftm
from graph.exchange.popolo import write_popolo
from graph.ledger import Ledger
from graph.levels import Level
from graph.merge import merge
from graph.model import Classification
from graph.rdf.files import FORMATS, read_rdf, write_rdf
from graph.rdf.sparql import select
from graph.rdf.writing import to_rdf
from graph.strength import DEFAULT
from graph.strength_rules import write_rules
from graph.strength_rules_read import read_rules
from loaders.column_map import read_map
from loaders.exchange import Passing
from queries.finding.search import SearchIndex
from queries.guard.check import check
from tests.factories import body, contact, member, merged, ngo, person
from tests.fuzz.seeds import Copy, copies
from tests.loaders.source_files import FIRST

NOW = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
VOTES = """vote,dossier,ours,date,title,source
900001,2025/9001(COD),for,2025-02-01,An invented vote,made by us
900003,2025/9001(COD),for,2024-09-19,An invented card,made by us
"""
KNOWN = f"""key,name,acronym,kind,transparency_register_id,source
our-friends,Our Friends (invented),OF,ngo,{FIRST},made by us
invented,Invented Network (invented),IN,network,,made by us
"""


@dataclass(frozen=True, slots=True)
class Target:
    """Something that reads: sound copies, and what is done with a broken one."""

    name: str
    sound: list[Copy]
    run: Callable[[Copy, Path], None]


@contextmanager
def written(copy: Copy, place: Path) -> Iterator[Path]:
    """Write a copy: one file, or a folder of several."""
    root = place / "copy"
    root.mkdir(parents=True)
    try:
        for name, content in copy.items():
            (root / name).write_bytes(content)
        yield root / next(iter(copy)) if len(copy) == 1 else root
    finally:
        shutil.rmtree(root)


def load_saved_now(ledger: Ledger, name: str, path: Path) -> None:
    """Load a copy for good, also where it holds less than an earlier one."""
    load_path(ledger, name, path, now=NOW, allow_shrink=True)


def loader(name: str) -> Target:
    """Make the target of a loader: load for good, then merge all that the ledger holds."""

    def run(copy: Copy, place: Path) -> None:
        with Ledger.open(place / f"{name}.sqlite") as ledger, written(copy, place) as path:
            if ledger.head(Level.PROTECTED) == 0:
                for known, text in (("organizations", KNOWN), ("reference-votes", VOTES)):
                    table = place / f"{known}.csv"
                    table.write_text(text, encoding="utf-8")
                    load_saved_now(ledger, known, table)
                with written(copies("ep-full-list")[0], place / "known") as people:
                    load_saved_now(ledger, "ep-full-list", people)
            load_saved_now(ledger, name, path)
            level = Level.PROTECTED
            merge(ledger.read(level), ledger.sources(), level, ledger.head(level))

    return Target(name, copies(name), run)


def texts(name: str, sound: list[str], run: Callable[[str], object]) -> Target:
    """Make the target of something that reads a text."""

    def broken(copy: Copy, place: Path) -> None:
        del place
        run(next(iter(copy.values())).decode("utf-8", "surrogateescape"))

    return Target(name, [{"text": one.encode()} for one in sound], broken)


def _rules(text: str) -> None:
    read_rules(text, "rules.toml")


def _plan(copy: Copy, place: Path) -> None:
    with written(copy, place) as path:
        earlier_lines(path)


def _rdf(form: str) -> Target:
    def read(text: str) -> None:
        read_rdf(text, form, "fuzzed")

    return texts(f"rdf {form}", [write_rdf(_SMALL, form)], read)


def _guard(query: str) -> None:
    check(query, {"name": "Ana"})


def _sparql(query: str) -> None:
    select(_TRIPLES, query, limit=10, timeout_s=2.0)


_SMALL = merged(
    [person("ana", Classification.MEP), body("libe", Classification.COMMITTEE), ngo("invented")],
    [member("ana", "libe"), contact("invented", "ana")],
)
_TRIPLES = to_rdf(_SMALL)
_INDEX = SearchIndex.build(_SMALL)
_RDF_ENDS = {"ttl": "turtle", "jsonld": "json-ld", "nt": "ntriples"}
_STRANGERS = """{"persons": [{"id": "p1", "name": "Nobody (invented)"}], "organizations":
 [{"id": "o1", "name": "House (invented)", "classification": "NGO"}], "memberships":
 [{"person_id": "p1", "organization_id": "o1", "role": "chair", "start_date": "2024"}]}"""
_STRANGE_LINES = """{"id": "o1", "schema": "Organization", "properties": {"name": ["House"]}}
{"id": "o2", "schema": "PublicBody", "properties": {"name": ["Office"], "country": ["gr"]}}
{"id": "m", "schema": "Membership", "properties": {"member": ["o1"], "organization": ["o2"]}}
"""
_MAPS: list[Copy] = [
    {"map.toml": b'[columns]\n"Organisation" = "name"\n[values]\nsource = "us"\n'},
    {"map.csv": b"theirs,ours\nOrganisation,name\n"},
]
_TIMETABLE = """[members]
loader = "ep-members"
live = true
every = "1 day"

[contacts]
loader = "contacts"
from = "/no/such/folder"
every = "2 hours"
"""
_PLAN = '{"approaches": [{"organization": {"id": "org:a"}, "target": {"id": "ep-person:1"}}]}'
_CYPHER = [
    "MATCH (m:MEP)-[r:MEMBER_OF]->(b) WHERE m.name STARTS WITH $name RETURN m.name LIMIT 5",
    "CALL { MATCH (n) RETURN n } // CREATE\nRETURN n.`set`, date() /* DELETE */",
]
_SELECT = "PREFIX org: <http://www.w3.org/ns/org#> SELECT ?a WHERE { ?a org:memberOf ?b } LIMIT 5"


def _exchange(name: str, content: str) -> Target:
    """Make the target of a file that another office passes on: loaded for good, then merged."""

    def run(copy: Copy, place: Path) -> None:
        with Ledger.open(place / "ledger.sqlite") as ledger, written(copy, place) as path:
            load_exchange(ledger, path, Passing("Others"), now=NOW, allow_shrink=True)
            level = Level.PROTECTED
            merge(ledger.read(level), ledger.sources(), level, ledger.head(level))

    return Target(f"exchange {name}", [{f"their.{name}": content.encode()}], run)


def _columns(copy: Copy, place: Path) -> None:
    for name, content in copy.items():
        read_map(content, name)


def _timetable(copy: Copy, place: Path) -> None:
    with written(copy, place) as path:
        read_entries(path, names(), ("ep-members",))


def readers() -> list[Target]:
    """Give everything that reads a text and is no loader."""
    return [
        texts("rules", [write_rules(DEFAULT)], _rules),
        Target("earlier plan", [{"plan.json": _PLAN.encode()}], _plan),
        *(_rdf(form) for form in FORMATS),
        *(_exchange(end, write_rdf(_SMALL, form)) for end, form in _RDF_ENDS.items()),
        _exchange("popolo.json", write_popolo(carried(_SMALL, ()))),
        _exchange("ftm.json", write_ftm(carried(_SMALL, ()))),
        _exchange("popolo.json of strangers", _STRANGERS),
        _exchange("ftm.json of strangers", _STRANGE_LINES),
        Target("column map", _MAPS, _columns),
        Target("refresh file", [{"sources.toml": _TIMETABLE.encode()}], _timetable),
        texts("cypher guard", _CYPHER, _guard),
        texts("sparql", [_SELECT], _sparql),
        texts("search", ["Ana LIBE", "2025/0059(COD)", "ep-person:1"], _INDEX.search),
    ]


def targets() -> list[Target]:
    """Give every target, loaders first."""
    return [*(loader(name) for name in names() if name != STARTER_PACK), *readers()]
