"""Names and acronyms of the Parliament's bodies, and which lasting body each is a version of.

Three forms are read: raw ``GET /corporate-bodies/{id}`` answers of the EP Open Data API v2; the
simplified list (an object with ``corporateBodies``); and a CSV with the columns ``org_id,
classification, acronym, name``. The latter two are offline stand-ins that others derived from the
API. Licence: CC BY 4.0, "Source: European Parliament, © European Union".

Known flaws: the simplified list has placeholders ("Committee 3901", "3901") that are no names;
bodies of the terms before the ninth are mostly unnamed.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from graph.errors import InputError, SourceChanged, UnknownIdentifier
from graph.identifiers import ep_org, political_group
from graph.model import Classification, Kind, Property, Relation
from graph.provenance import Source, Statement
from loaders.archive import Record
from loaders.base import Batch, BatchBuilder, Count, Progress, no_progress
from loaders.ep_members import CLASSIFICATIONS
from loaders.json_ld import JsonObject, code_of, language, listed, parse_json, text

SOURCE = Source(
    id="ep-bodies",
    publisher="European Parliament",
    title="Open Data API v2, corporate bodies",
    url="https://data.europarl.europa.eu/api/v2/corporate-bodies",
    licence="CC BY 4.0, Source: European Parliament, © European Union",
    rank=80,
)

# Groups of the 9th and 10th term carry no acronym in the source.
GROUP_NUMBERS = {
    "ep-org:7018": "EPP",
    "ep-org:7038": "S&D",
    "ep-org:7150": "PfE",
    "ep-org:7037": "ECR",
    "ep-org:7035": "Renew",
    "ep-org:7028": "Greens/EFA",
    "ep-org:7036": "The Left",
    "ep-org:6561": "NI",
    "ep-org:7151": "ESN",
}

_LASTING = frozenset(
    {Classification.COMMITTEE, Classification.SUBCOMMITTEE, Classification.DELEGATION}
)
_PLACEHOLDER = re.compile(r"^(?:Committee |Body |Organization )?\d+$")
_ACRONYM = re.compile(r"^[A-Z][A-Z0-9_&-]{1,14}$")
_COLUMNS = ("org_id", "classification", "acronym", "name")


@dataclass(frozen=True, slots=True)
class _Body:
    """One body as any of the three forms gives it."""

    id: str
    classification: Classification | None
    acronym: str | None
    name: str | None
    lasting: str | None


def read_bodies(
    records: Iterable[Record],
    *,
    retrieved_at: datetime,
    complete: bool = True,
    progress: Progress = no_progress,
) -> Batch:
    """Read bodies from any of the three forms; a body in several keeps the fullest first.

    Raises:
        SourceChanged: a document is none of the three forms.
    """
    builder = BatchBuilder(SOURCE, retrieved_at)
    bodies: dict[str, _Body] = {}
    found = 0
    for done, (place, content) in enumerate(records, 1):
        for where, item in _items(place, content):
            found += 1
            try:
                body = _body(item)
            except InputError as error:
                builder.reject(where, str(error))
                continue
            bodies[body.id] = _fuller(bodies.get(body.id), body)
        progress(done, None, "bodies")
    for _, body in sorted(bodies.items()):
        builder.statements.extend(_describe(body))
    builder.statements.extend(_lasting_bodies(bodies))
    named = sum(1 for body in bodies.values() if body.name or body.acronym)
    counts = (Count("bodies read", None, found), Count("bodies named", None, named))
    return builder.build(counts, complete=complete)


def _items(place: str, content: bytes) -> Iterator[tuple[str, JsonObject]]:
    if content.lstrip()[:1] not in (b"{", b"["):
        yield from _csv_items(place, content)
        return
    parsed = parse_json(content, place)
    listing = parsed.get("corporateBodies", parsed.get("data")) if isinstance(parsed, dict) else 0
    if not isinstance(listing, list):
        msg = f"{place}: expected 'data' or 'corporateBodies', a list of bodies."
        raise SourceChanged(msg)
    for number, item in enumerate(listing):
        if isinstance(item, dict):
            yield f"{place} body {number + 1}", item


def _csv_items(place: str, content: bytes) -> Iterator[tuple[str, JsonObject]]:
    try:
        rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    except UnicodeDecodeError as error:
        msg = f"{place}: neither JSON nor UTF-8 text (byte {error.start}). Save it as UTF-8."
        raise SourceChanged(msg) from error
    missing = [column for column in _COLUMNS if column not in (rows.fieldnames or ())]
    if missing:
        msg = (
            f"{place}: columns {', '.join(missing)} are missing; found "
            f"{', '.join(rows.fieldnames or ()) or 'none'}. Expected {', '.join(_COLUMNS)}."
        )
        raise SourceChanged(msg)
    for row in rows:
        yield (
            f"{place} line {rows.line_num}",
            {
                "id": row["org_id"],
                "classification": row["classification"],
                "label": row["acronym"],
                "prefLabel": row["name"],
            },
        )


def _body(item: JsonObject) -> _Body:
    identifier = str(item.get("id") or "")
    body = ep_org(f"org/{identifier}" if identifier.isdigit() else identifier)
    entity = item.get("classification") or next(iter(listed(item.get("responsibilities"))), None)
    classification = CLASSIFICATIONS.get(code_of(str(entity)) or "") if entity else None
    acronym = _acronym(body, text(item, "label") or text(item, "abbreviation"))
    name = language(item.get("prefLabel")) or language(item.get("altLabel")) or text(item, "name")
    if name and (_PLACEHOLDER.match(name) or name == acronym):
        name = None
    lasting = text(item, "isVersionOf")
    if lasting is None and acronym and classification in _LASTING:
        lasting = f"org/{acronym}"
    return _Body(body, classification, acronym, name or None, ep_org(lasting) if lasting else None)


def _acronym(body: str, written: str | None) -> str | None:
    if body in GROUP_NUMBERS:
        return GROUP_NUMBERS[body]
    if not written or not _ACRONYM.match(written.strip().upper()):
        return None
    try:
        return political_group(written)
    except UnknownIdentifier:
        return written.strip()


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


def _describe(body: _Body) -> Iterator[Statement]:
    if not (body.name or body.acronym):
        return
    yield from _said(body.id, body.classification, body.name or body.acronym, body.acronym)
    if body.lasting and body.lasting != body.id:
        yield Statement(body.id, Relation.VERSION_OF, SOURCE.id, body.id, object=body.lasting)


def _lasting_bodies(bodies: dict[str, _Body]) -> Iterator[Statement]:
    # The highest number is the newest version: its name and classification stand for the body.
    newest: dict[str, _Body] = {}
    for body in sorted(bodies.values(), key=lambda item: (len(item.id), item.id)):
        if body.lasting and body.lasting not in bodies and (body.name or body.acronym):
            newest[body.lasting] = body
    for lasting, body in sorted(newest.items()):
        acronym = lasting.removeprefix("ep-org:")
        yield from _said(lasting, body.classification, body.name or acronym, acronym)


def _said(
    subject: str, classification: Classification | None, name: str | None, acronym: str | None
) -> Iterator[Statement]:
    values = (
        (Property.KIND, Kind.ORGANIZATION.value),
        (Property.CLASSIFICATION, classification.value if classification else None),
        (Property.NAME, name),
        (Property.ACRONYM, acronym),
    )
    for prop, value in values:
        if value:
            yield Statement(subject, prop, SOURCE.id, subject, value=value)
