"""EU and international bodies: the Publications Office's table "corporate-body", in two forms.

Publisher: Publications Office of the European Union. (1) Genericode: the subset in the eForms SDK
(https://github.com/OP-TED/eForms-SDK, ``codelists/corporate-body.gc``, CC BY 4.0): codes and
names. (2) SKOS: the full table, https://op.europa.eu/en/web/eu-vocabularies, reuse with source
under Decision 2011/833/EU: also classification, parents, predecessors, dates.

A body that the office's list or the pack knows by its code (``identifier``: ``eu-body:FRA``), or
by its whole name, is described under the identifier it has there; others become
``eu-body:<code>``. Bodies of the Parliament (classes ``EP_…``) and parties are left to the
Parliament's own data, which number them.

Known flaws: a code is not always the English acronym (``OAMI``, ``EMEA``): it is kept as another
name. Genericode states no classes: only the institutions of Article 13 TEU get one there, and
what calls itself an Agency. No real file in SKOS was at hand; its form is that of the
Office's other tables, with ``org:`` and ``dct:`` terms as its SPARQL endpoint shows them.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from graph.errors import InputError
from graph.identifiers import eu_body
from graph.model import Classification, Kind, Property, Relation
from graph.period import ALWAYS_UNKNOWN
from graph.provenance import Source, Statement
from loaders.base import Batch, BatchBuilder, Count, Progress, Rejection, no_progress
from loaders.genericode import CodeList
from loaders.known import Known
from loaders.labels import Entry
from loaders.skos import Concept, ConceptTable
from loaders.stream import Stream

SOURCE = Source(
    id="eu-corporate-bodies",
    publisher="Publications Office of the European Union",
    title="Corporate bodies (subset of eForms)",
    url="http://publications.europa.eu/resource/authority/corporate-body",
    licence="CC BY 4.0, © European Union",
    rank=35,
)

FULL = Source(
    id="eu-corporate-bodies-full",
    publisher="Publications Office of the European Union",
    title="Corporate bodies (full table)",
    url="http://publications.europa.eu/resource/authority/corporate-body",
    licence="Reuse with source under Commission Decision 2011/833/EU, © European Union",
    rank=36,
)

_INSTITUTIONS = frozenset({"EP", "EURCOU", "CONSIL", "COM", "CURIA", "ECB", "ECA"})
_AGENCY = re.compile(r"\bAgency\b")
_ACRONYM = re.compile(r"^(?=(?:[^A-Z]*[A-Z]){2})[A-Za-z0-9&-]{2,12}$")
_AGENCIES = ("AGENCY_CFSP", "AGENCY_DEC", "AGENCY_EURATOM", "AGENCY_EXEC", "AGENCY_OTHER")

CLASSES: dict[str, Classification | None] = {
    **dict.fromkeys(("EU_AGENCY", *_AGENCIES), Classification.AGENCY),
    "EU_INST": Classification.INSTITUTION,
    "CONSIL_CFG": Classification.COUNCIL_CONFIGURATION,
    "CONSIL_WP": Classification.WORKING_PARTY,
    "DIR_GEN": Classification.DIRECTORATE_GENERAL,
    **dict.fromkeys(
        (
            *("CB", "CB_EU", "CB_INT", "CB_OTHER", "CMT_MIX", "COR_COM", "COR_DIR", "COR_GROUP"),
            *("COUN_ASS", "COUN_COOP", "COUN_STAB_ASS", "DEL", "DIR", "EU_BODY", "EU_JU"),
            *("EU_INTERINSTSERV", "INF_OFF", "LIA_OFF", "REPRES", "SERV_DEP", "WG", "OP_DATPRO"),
        )
    ),
}
"""The Office's classes of bodies in ours; None: a body, of none of our classes."""

ELSEWHERE = frozenset(
    {"EP_CMT", "EP_DEL", "EP_DIR_GEN", "EP_GROUP", "EP_IG", "EP_POLBODY", "EP_AP", "EP_CE"}
    | {"EP_CJ", "EP_CT", "EP_SC", "EP_DE", "EP_DM", "NP"}
)
"""Classes of bodies that the Parliament's own data describe."""


@dataclass(slots=True)
class _Reading:
    builder: BatchBuilder
    known: Known
    count: Counter[str] = field(default_factory=Counter)
    seen: set[str] = field(default_factory=set)
    adopted: list[str] = field(default_factory=list)

    def subject(self, code: str, name: str) -> str:
        """Give under which identifier a body is described; a record twice is refused."""
        if code in self.seen:
            msg = f"{code} stands in the table already"
            raise InputError(msg)
        self.seen.add(code)
        subject = self.known.described(code)
        if subject == code:
            named = self.known.named(name)
            subject = named if named is not None and named.startswith("org:") else code
        if subject != code:
            self.adopted.append(f"{code} as {subject}")
        self.count["kept"] += 1
        return subject


def read_bodies_subset(
    stream: Stream, *, known: Known, retrieved_at: datetime, progress: Progress = no_progress
) -> Batch:
    """Read the Genericode subset; it is all that its source has.

    Raises:
        SourceChanged: no such list.
    """
    reading, read = _Reading(BatchBuilder(SOURCE, retrieved_at), known), 0
    rows = CodeList(stream, "corporate-body")
    for read, row in enumerate(rows, 1):
        if isinstance(row, Rejection):
            reading.builder.reject(row.place, row.reason)
            continue
        try:
            code = eu_body(row.code)
            entry = Entry(SOURCE.id, code, reading.subject(code, row.name))
        except InputError as error:
            reading.builder.reject(row.place, str(error))
            continue
        stated = entry.described(
            Kind.ORGANIZATION, _by_name(row.code, row.name), row.name, ALWAYS_UNKNOWN
        )
        reading.builder.statements.extend(stated)
        reading.builder.statements.extend(_names(entry, row.code, row.name))
        progress(read, None, "bodies")
    return _built(reading, read, rows.version)


def read_bodies_table(
    stream: Stream, *, known: Known, retrieved_at: datetime, progress: Progress = no_progress
) -> Batch:
    """Read the full SKOS table; it is all that its source has.

    Raises:
        SourceChanged: no such table.
    """
    reading, read = _Reading(BatchBuilder(FULL, retrieved_at), known), 0
    table = ConceptTable(stream, FULL.url)
    for read, concept in enumerate(table, 1):
        if isinstance(concept, Rejection):
            reading.builder.reject(concept.place, concept.reason)
            continue
        try:
            reading.builder.statements.extend(_body(reading, concept))
        except InputError as error:
            reading.builder.reject(concept.place, str(error))
        progress(read, None, "bodies")
    if reading.count["elsewhere"]:
        reading.builder.notes.append(
            f"{reading.count['elsewhere']} bodies of the Parliament and parties are left to the "
            "Parliament's own data."
        )
    return _built(reading, read, table.version)


def _body(reading: _Reading, concept: Concept) -> Iterator[Statement]:
    code = eu_body(concept.code)
    classes = [uri.rsplit("/", 1)[-1] for uri in concept.references.get("classification", ())]
    if ELSEWHERE.intersection(classes):
        reading.count["elsewhere"] += 1
        return
    unknown = sorted(set(classes) - CLASSES.keys())
    if unknown:
        reading.builder.notes.append(f"{unknown[0]} is no class of bodies that we know ({code}).")
    found = sorted({one for name in classes if (one := CLASSES.get(name)) is not None})
    entry = Entry(FULL.id, code, reading.subject(code, concept.name))
    yield from entry.described(
        Kind.ORGANIZATION, found[0] if found else None, concept.name, concept.period
    )
    yield from _names(entry, concept.code, concept.name)
    yield from _more_names(entry, concept)
    yield from _relations(reading, entry, concept)


def _names(entry: Entry, code: str, name: str) -> Iterator[Statement]:
    yield entry.says(Property.IDENTIFIER, entry.record)
    # Where the list's own name is chosen, people must still find the body by the Office's.
    known_as = {code} - {name} if entry.subject == entry.record else {code, name}
    for one in sorted(known_as):
        yield entry.says(Property.OTHER_NAME, one)


def _more_names(entry: Entry, concept: Concept) -> Iterator[Statement]:
    others = dict.fromkeys(concept.others.get("en", ()))
    acronym = next((one for one in others if _ACRONYM.match(one)), None)
    if acronym is not None:
        yield entry.says(Property.ACRONYM, acronym)
    for one in others:
        if one not in (acronym, concept.code, concept.name):
            yield entry.says(Property.OTHER_NAME, one)


def _relations(reading: _Reading, entry: Entry, concept: Concept) -> Iterator[Statement]:
    for parent in _bodies(concept, "broader"):
        yield entry.ties(Relation.SUB_ORGANIZATION_OF, reading.known.described(parent))
    for earlier in _bodies(concept, "replaces"):
        yield entry.ties(Relation.REPLACES, reading.known.described(earlier))
    for later in _bodies(concept, "isReplacedBy"):
        other = Entry(entry.source, entry.record, reading.known.described(later))
        yield other.ties(Relation.REPLACES, entry.subject)


def _bodies(concept: Concept, reference: str) -> Iterator[str]:
    for uri in concept.references.get(reference, ()):
        if uri.startswith(f"{FULL.url}/") and uri != concept.uri:
            yield eu_body(uri)


def _by_name(code: str, name: str) -> Classification | None:
    if code in _INSTITUTIONS:
        return Classification.INSTITUTION
    return Classification.AGENCY if _AGENCY.search(name) else None


def _built(reading: _Reading, read: int, version: str) -> Batch:
    builder = reading.builder
    if version:
        builder.notes.append(f"Version {version} of the table.")
    if reading.adopted:
        builder.notes.append(f"Known already, described there: {', '.join(reading.adopted)}.")
    builder.statements[:] = dict.fromkeys(builder.statements)
    counts = (
        Count("bodies", None, read),
        Count("bodies kept", None, reading.count["kept"]),
        Count("bodies known already", None, len(reading.adopted)),
        Count("bodies left to the Parliament's data", None, reading.count["elsewhere"]),
    )
    return builder.build(counts, complete=builder.whole)
