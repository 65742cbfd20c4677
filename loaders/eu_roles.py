"""Roles with their labels: the Parliament's ``def/ep-roles``, and the Publications Office's table.

(1) Parliament: https://data.europarl.europa.eu/api/v2/controlled-vocabularies/ep-roles, CC BY 4.0,
here from a saved wrapping of several vocabularies. Each role becomes ``ep-role:<code>``; the code
is the one by which ties name their role. (2) Publications Office, table "role" (SKOS), as
published at https://github.com/europarl/open-data-beta-testing, reuse with source. A role that
the Parliament says is exactly one of its own (``exactMatch``) is described there; others become
``eu-role:<code>``.

Which words people may use for a role, and which codes are meant, stays in ``queries.posts.roles``;
these labels say codes that it has no word for. Known flaws: English labels of the older table
are masculine ("Chairman"); four roles of it have ended and are left out.
"""

import json
from collections.abc import Iterator
from datetime import datetime

from graph.errors import InputError, SourceChanged
from graph.model import Classification, Kind, Property
from graph.period import ALWAYS_UNKNOWN
from graph.provenance import Source, Statement
from loaders.base import Batch, BatchBuilder, Count, Progress, Rejection, no_progress
from loaders.json_ld import JsonObject, code_of, listed, one_text, parse_json
from loaders.known import Known
from loaders.labels import Entry, official
from loaders.skos import ConceptTable
from loaders.stream import Stream

PARLIAMENT = Source(
    id="ep-roles",
    publisher="European Parliament",
    title="Roles (def/ep-roles)",
    url="https://data.europarl.europa.eu/api/v2/controlled-vocabularies/ep-roles",
    licence="CC BY 4.0, Source: European Parliament, © European Union",
    rank=60,
)

SOURCE = Source(
    id="eu-roles",
    publisher="Publications Office of the European Union",
    title="Roles",
    url="http://publications.europa.eu/resource/authority/role",
    licence="Reuse with source under Commission Decision 2011/833/EU, © European Union",
    rank=35,
)

_SCHEME = "def/ep-roles"
_MATCH = "authority/role/"
LARGEST = 16 * 1024 * 1024
"""Most bytes of the Parliament's answer, which is read as a whole."""


def read_roles(
    stream: Stream, *, known: Known, retrieved_at: datetime, progress: Progress = no_progress
) -> Batch:
    """Read the Publications Office's roles; the table is all that its source has.

    Raises:
        SourceChanged: no such table.
    """
    builder, kept, ended, read = BatchBuilder(SOURCE, retrieved_at), 0, 0, 0
    for read, concept in enumerate(ConceptTable(stream, SOURCE.url), 1):
        progress(read, None, "roles")
        if isinstance(concept, Rejection):
            builder.reject(concept.place, concept.reason)
        elif concept.deprecated:
            ended += 1
        else:
            kept += 1
            code = f"eu-role:{concept.code}"
            entry = Entry(SOURCE.id, code, known.described(code))
            others = [("en", text) for text in concept.others.get("en", ())]
            builder.statements.extend(
                _role(entry, concept.name, [*official(concept.labels), *others], code)
            )
    counts = (
        Count("roles", None, read),
        Count("roles kept", None, kept),
        Count("ended roles left out", None, ended),
    )
    return builder.build(counts, complete=builder.whole)


def read_parliament_roles(
    stream: Stream, *, retrieved_at: datetime, progress: Progress = no_progress
) -> Batch:
    """Read the Parliament's roles, from one vocabulary's answer or a wrapping of several.

    Raises:
        SourceChanged: no such answer, or without roles.
    """
    builder, kept = BatchBuilder(PARLIAMENT, retrieved_at), 0
    items = _listing(stream)
    for read, item in enumerate(items, 1):
        progress(read, len(items), "roles")
        try:
            builder.statements.extend(_of_parliament(item))
        except InputError as error:
            builder.reject(f"{stream.place} role {read}", str(error))
        else:
            kept += 1
    counts = (Count("roles", None, len(items)), Count("roles kept", None, kept))
    return builder.build(counts, complete=builder.whole)


def _listing(stream: Stream) -> list[object]:
    content = bytearray()
    for chunk in stream.chunks:
        content += chunk
        if len(content) > LARGEST:
            msg = f"{stream.place} holds more than {LARGEST} bytes. Expected one vocabulary."
            raise SourceChanged(msg)
    parsed = parse_json(bytes(content), stream.place)
    details = parsed.get("vocabularyDetails") if isinstance(parsed, dict) else None
    answer = details.get(_SCHEME) if isinstance(details, dict) else parsed
    schemes = answer.get("data") if isinstance(answer, dict) else None
    for scheme in schemes if isinstance(schemes, list) else ():
        if isinstance(scheme, dict) and scheme.get("id") == _SCHEME:
            found = listed(scheme.get("inverse_inScheme"))
            if found:
                return found
    start = json.dumps(bytes(content[:40]).decode("utf-8", "replace"))
    msg = f"{stream.place}, which begins with {start}, holds no roles. Expected {_SCHEME}."
    raise SourceChanged(msg)


def _of_parliament(item: object) -> Iterator[Statement]:
    if not isinstance(item, dict):
        msg = "expected an object"
        raise InputError(msg)
    code = code_of(one_text(item, "id"))
    labels = _texts(item, "prefLabel")
    if not code or "en" not in labels:
        msg = f"role {code!r} has no id or no English label"
        raise InputError(msg)
    entry = Entry(PARLIAMENT.id, f"ep-role:{code}", f"ep-role:{code}")
    others = [("en", text) for text in [_texts(item, "altLabel").get("en")] if text]
    yield from _role(entry, labels["en"], [*official(labels), *others])
    for match in listed(item.get("exactMatch")):
        if isinstance(match, str) and _MATCH in match:
            yield entry.says(Property.IDENTIFIER, f"eu-role:{code_of(match)}")


def _texts(item: JsonObject, key: str) -> dict[str, str]:
    found = item.get(key)
    if not isinstance(found, dict):
        return {}
    return {language: text for language, text in found.items() if isinstance(text, str) and text}


def _role(
    entry: Entry, name: str, labels: list[tuple[str, str]], code: str | None = None
) -> Iterator[Statement]:
    yield from entry.described(Kind.CONCEPT, Classification.ROLE, name, ALWAYS_UNKNOWN)
    if code is not None:
        yield entry.says(Property.IDENTIFIER, code)
    yield from entry.also_called(name, labels)
