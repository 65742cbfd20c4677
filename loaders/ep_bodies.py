"""Names and acronyms of the Parliament's bodies, and which lasting body each is a version of.

Three forms are read, of two sources that are never mixed in one batch:

- raw ``GET /corporate-bodies/{id}`` answers of the EP Open Data API v2 (``SOURCE``; CC BY 4.0,
  "Source: European Parliament, © European Union");
- a list that others simplified from those answers, an object with ``corporateBodies``, and a CSV
  with the columns ``org_id, classification, acronym, name``, whose names were in part matched by
  members or dated roles (``DERIVED``; lower rank; the matched names rest on Parltrack, ODbL 1.0).
  Both are stand-ins for work offline; given together they are read as one.

Known flaws: the simplified list has placeholders ("Committee 3901", "3901") that are no names;
bodies of the terms before the ninth are mostly unnamed. The numbers of joint committees (CJ01)
are given anew each term, so they tie nothing together unless the source itself says so.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from graph.errors import InputError, SourceChanged, UnknownIdentifier
from graph.identifiers import ep_org, political_group
from graph.model import Classification, Kind, Property, Relation
from graph.provenance import Source, Statement
from loaders.archive import Record
from loaders.base import Batch, BatchBuilder, Count, Progress, no_progress
from loaders.ep_members import CLASSIFICATIONS
from loaders.json_ld import JsonObject, code_of, language, one_text, parse_json

SOURCE = Source(
    id="ep-bodies",
    publisher="European Parliament",
    title="Open Data API v2, corporate bodies",
    url="https://data.europarl.europa.eu/api/v2/corporate-bodies",
    licence="CC BY 4.0, Source: European Parliament, © European Union",
    rank=80,
)

DERIVED = Source(
    id="ep-bodies-derived",
    publisher="Gathered from data of the European Parliament",
    title="Names of the Parliament's bodies, simplified or matched by others",
    url="https://github.com/Hack23/European-Parliament-MCP-Server",
    licence="CC BY 4.0, © European Union; names matched by dated roles: Parltrack, ODbL 1.0",
    rank=50,
)

SIMPLIFIED = replace(
    DERIVED,
    id="ep-bodies-simplified",
    title="Names of the Parliament's bodies, simplified by others",
)

GROUPS = {
    "ep-org:7018": "PPE",
    "ep-org:7038": "S-D",
    "ep-org:7150": "PFE",
    "ep-org:7037": "ECR",
    "ep-org:7035": "RENEW",
    "ep-org:7028": "VERTS-ALE",
    "ep-org:7036": "THE-LEFT",
    "ep-org:6561": "NI",
    "ep-org:7151": "ESN",
}
"""Groups of the tenth term, as the Parliament itself writes them; stand-ins carry no acronym."""

_WRITTEN = {political_group(written): written for written in GROUPS.values()}
_LASTING = frozenset(CLASSIFICATIONS) - {
    "COMMITTEE_PARLIAMENTARY_JOINT",
    "NATIONAL_POLITICAL_GROUP",
    "WORKING_GROUP",
    "GOVERNING_BODY",
    "EU_INSTITUTION",
}
_MAJORITY = re.compile(r"^(\d+)/(\d+)$")
_PLACEHOLDER = re.compile(r"^(?:Committee |Body |Organization )?\d+$")
_COLUMNS = ("org_id", "classification", "acronym", "name")


@dataclass(frozen=True, slots=True)
class _Body:
    """One body as any of the forms gives it."""

    id: str
    classification: Classification | None
    acronym: str | None
    name: str | None
    lasting: str | None


@dataclass(slots=True)
class _Document:
    """One file: whose it is, and its bodies with their places, not yet looked at."""

    source: Source
    items: list[tuple[str, object]]


def read_bodies(
    records: Iterable[Record],
    *,
    retrieved_at: datetime,
    complete: bool = False,
    progress: Progress = no_progress,
) -> Batch:
    """Read bodies; one that stands in several documents keeps the first value of each field.

    The batch's source is ``SOURCE`` for raw answers, ``SIMPLIFIED`` or ``DERIVED`` for the other
    two forms, which do not replace one another; ``DERIVED`` for both together.

    Raises:
        SourceChanged: not one document is of the three forms.
        InputError: raw answers and stand-ins are given together.
    """
    broken: list[tuple[str, str]] = []
    documents: list[_Document] = []
    for done, (place, content) in enumerate(records, 1):
        try:
            documents.append(_document(place, content))
        except SourceChanged as error:
            broken.append((place, str(error)))
        progress(done, None, "bodies")
    builder = BatchBuilder(_source(documents, broken), retrieved_at)
    for place, reason in broken:
        builder.reject(place, reason)
    items = [item for document in documents for item in document.items]
    bodies = _bodies(builder, items)
    for _, body in sorted(bodies.items()):
        builder.statements.extend(_describe(builder.source.id, body))
    builder.statements.extend(_lasting_bodies(builder.source.id, bodies))
    named = sum(1 for body in bodies.values() if body.name or body.acronym)
    counts = (Count("bodies read", None, len(items)), Count("bodies named", None, named))
    return builder.build(counts, complete=complete and builder.whole)


def _source(documents: list[_Document], broken: list[tuple[str, str]]) -> Source:
    sources = {document.source.id: document.source for document in documents}
    if not sources:
        first = broken[0][1] if broken else "none given"
        msg = f"No list of the Parliament's bodies was found ({first})."
        raise SourceChanged(msg)
    if sources.keys() == {DERIVED.id, SIMPLIFIED.id}:
        return DERIVED
    if len(sources) > 1:
        msg = (
            "Raw answers of the API and lists made from them were given together. They are two "
            "sources: load each on its own, and the better one wins when they are merged."
        )
        raise InputError(msg)
    return next(iter(sources.values()))


def _document(place: str, content: bytes) -> _Document:
    if content.lstrip()[:1] not in (b"{", b"["):
        return _Document(DERIVED, list(_csv_items(place, content)))
    parsed = parse_json(content, place)
    fields = parsed if isinstance(parsed, dict) else {}
    key, source = ("data", SOURCE) if "data" in fields else ("corporateBodies", SIMPLIFIED)
    listing = fields.get(key)
    if not isinstance(listing, list):
        msg = f"{place}: expected 'data' or 'corporateBodies', a list of bodies."
        raise SourceChanged(msg)
    items = [(f"{place} body {number}", item) for number, item in enumerate(listing, 1)]
    return _Document(source, items)


def _csv_items(place: str, content: bytes) -> Iterator[tuple[str, object]]:
    try:
        rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
        missing = [column for column in _COLUMNS if column not in (rows.fieldnames or ())]
        if missing:
            msg = (
                f"{place}: columns {', '.join(missing)} are missing; found "
                f"{', '.join(rows.fieldnames or ())[:80] or 'none'}. "
                f"Expected {', '.join(_COLUMNS)}."
            )
            raise SourceChanged(msg)
        for row in rows:
            item = {"id": row["org_id"], "classification": row["classification"]}
            item |= {"label": row["acronym"], "name": row["name"]}
            item["majority"] = row.get("majority")  # not every such table says how it matched
            yield f"{place} line {rows.line_num}", item
    except UnicodeDecodeError as error:
        msg = f"{place}: neither JSON nor UTF-8 text (byte {error.start}). Save it as UTF-8."
        raise SourceChanged(msg) from error
    except csv.Error as error:
        msg = f"{place}: no CSV that can be read ({error}). Fetch it again."
        raise SourceChanged(msg) from error


def _bodies(builder: BatchBuilder, items: Iterable[tuple[str, object]]) -> dict[str, _Body]:
    bodies: dict[str, _Body] = {}
    unknown: set[str] = set()
    for where, item in items:
        record = None
        try:
            if not isinstance(item, dict):
                msg = f"expected a body, found {type(item).__name__}"
                raise InputError(msg)
            record = _identifier(item)
            entity = _entity(item)
            body = _body(record, item, entity)
        except InputError as error:
            builder.reject(where, str(error), record)
            continue
        if entity and entity not in CLASSIFICATIONS:
            unknown.add(entity)
        bodies[body.id] = _fuller(bodies.get(body.id), body)
    builder.notes.extend(
        f"{entity} is no class of bodies that we know; such stay unclassified"
        for entity in sorted(unknown)
    )
    return bodies


def _identifier(item: JsonObject) -> str:
    written = str(item.get("id") or "")
    return ep_org(f"org/{written}" if written.isdigit() else written)


def _entity(item: JsonObject) -> str | None:
    return code_of(one_text(item, "classification") or one_text(item, "responsibilities"))


def _body(body: str, item: JsonObject, entity: str | None) -> _Body:
    _check_majority(item)
    classification = CLASSIFICATIONS.get(entity or "")
    written = one_text(item, "label") or one_text(item, "abbreviation")
    if written and (_PLACEHOLDER.match(written) or not any(map(str.isalnum, written))):
        written = None
    # Parties too are called "SD" or "RE": only a group's acronym may become a group's code.
    grouped = body in GROUPS or classification is Classification.POLITICAL_GROUP
    acronym = _group(GROUPS.get(body, written)) if grouped else written
    name = language(item.get("prefLabel")) or language(item.get("altLabel"))
    name = name or one_text(item, "name")
    if name and (_PLACEHOLDER.match(name) or name in (acronym, written)):
        name = None
    return _Body(body, classification, acronym, name, _lasting(item, entity, acronym))


def _lasting(item: JsonObject, entity: str | None, acronym: str | None) -> str | None:
    stated = one_text(item, "isVersionOf")
    if stated is not None:
        return ep_org(stated)
    if acronym is None or entity not in _LASTING:
        return None
    try:
        return ep_org(f"org/{_WRITTEN.get(acronym, acronym)}")
    except UnknownIdentifier:
        return None  # an acronym with a slash or a space makes no identifier, and none was stated


def _check_majority(item: JsonObject) -> None:
    found = _MAJORITY.match(one_text(item, "majority") or "")
    if found and int(found[1]) * 2 <= int(found[2]):
        msg = f"only {found[1]} of {found[2]} matches speak for the name; expected more than half"
        raise InputError(msg)


def _group(written: str | None) -> str | None:
    try:
        return political_group(written) if written else None
    except UnknownIdentifier:
        return written


def _fuller(first: _Body | None, second: _Body) -> _Body:
    if first is None:
        return second
    return _Body(
        first.id,
        first.classification or second.classification,
        first.acronym or second.acronym,
        first.name or second.name,
        first.lasting or second.lasting,
    )


def _describe(source: str, body: _Body) -> Iterator[Statement]:
    if not (body.name or body.acronym):
        return
    yield from _said(source, body.id, body)
    if body.lasting and body.lasting != body.id:
        yield Statement(body.id, Relation.VERSION_OF, source, body.id, object=body.lasting)


def _lasting_bodies(source: str, bodies: dict[str, _Body]) -> Iterator[Statement]:
    # The highest number is the newest version: its name and classification stand for the body.
    newest: dict[str, _Body] = {}
    for body in sorted(bodies.values(), key=lambda item: (len(item.id), item.id)):
        if body.lasting and body.lasting not in bodies and (body.name or body.acronym):
            newest[body.lasting] = body
    for lasting, body in sorted(newest.items()):
        yield from _said(source, lasting, body)


def _said(source: str, subject: str, body: _Body) -> Iterator[Statement]:
    values = (
        (Property.KIND, Kind.ORGANIZATION.value),
        (Property.CLASSIFICATION, body.classification.value if body.classification else None),
        (Property.NAME, body.name or body.acronym),
        (Property.ACRONYM, body.acronym),
    )
    for prop, value in values:
        if value:
            yield Statement(subject, prop, source, subject, value=value)
