"""Calls for proposals of the Funding & Tenders portal.

Source: https://api.tech.ec.europa.eu/search-api/prod/rest/search (``request``), an answer of
pages: ``totalResults``, ``results[]{reference, url, metadata}``, where each value of the metadata
is a list of one. Licence: reuse under Commission Decision 2011/833/EU, "Source: European
Commission".

Known flaws: a page holds 100 results at most; the same call comes in several languages; budgets
are a text in JSON within the JSON. Beside what is named above, the names in the metadata
(``identifier``, ``title``, ``deadlineDate``, ``startDate``, ``status``, ``frameworkProgramme``,
``callIdentifier``, ``budgetOverview``, ``keywords``) are from general knowledge; no real answer
was at hand. An answer is a window: what is not in it has not been withdrawn, so only the calls in
it are compared.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType

from graph.errors import InputError, SourceChanged
from graph.identifiers import fold, organization
from graph.model import Classification, Kind, Property
from graph.period import parse_date
from graph.provenance import Source, Statement, Value
from loaders.base import Batch, BatchBuilder, Count, Progress, no_progress
from loaders.json_ld import parse_json
from loaders.stream import Stream

SOURCE = Source(
    id="funding-calls",
    publisher="European Commission",
    title="Funding & Tenders portal: calls for proposals",
    url="https://ec.europa.eu/info/funding-tenders/opportunities/portal",
    licence="Reuse under Commission Decision 2011/833/EU, Source: European Commission",
    rank=60,
)

MAX_BYTES = 64 * 1024 * 1024
STATUSES: Mapping[str, str] = MappingProxyType(
    {"31094501": "forthcoming", "31094502": "open", "31094503": "closed"}
)
PROGRAMMES: Mapping[str, str] = MappingProxyType({"43251589": "CERV"})
KEYWORDS = (
    "torture",
    "rehabilitation",
    "human rights",
    "asylum",
    "migration",
    "victims",
    "CERV",
    "AMIF",
    "NDICI",
    "EIDHR",
    "justice",
)
"""Words that choose the calls of our field; given to a load only where somebody asks for them."""


@dataclass(frozen=True, slots=True)
class Request:
    """One page as it is asked for: by POST, each part of the form as application/json."""

    url: str
    parameters: Mapping[str, str]
    parts: Mapping[str, str]


PAGE_SIZE = 100


def request(page: int, statuses: Sequence[str] = ("31094501", "31094502")) -> Request:
    """Give the request of one page, from 1; without content type a part is answered with 500."""
    query = {"bool": {"must": [{"terms": {"type": ["1", "2", "8"]}}, _status(statuses)]}}
    return Request(
        "https://api.tech.ec.europa.eu/search-api/prod/rest/search",
        MappingProxyType(
            {"apiKey": "SEDIA", "text": "***", "pageSize": str(PAGE_SIZE), "pageNumber": str(page)}
        ),
        MappingProxyType({"query": json.dumps(query), "languages": json.dumps(["en"])}),
    )


@dataclass(slots=True)
class _Reading:
    """What one load carries along."""

    builder: BatchBuilder
    words: tuple[str, ...]
    count: Counter[str] = field(default_factory=Counter)
    said: dict[str, str] = field(default_factory=dict)


_Metadata = Mapping[str, tuple[str, ...]]


def read_funding_calls(
    stream: Stream,
    *,
    retrieved_at: datetime,
    keywords: Sequence[str] = (),
    progress: Progress = no_progress,
) -> Batch:
    """Read one answer, or a list of them. With keywords, calls with none of them are left out.

    Raises:
        SourceChanged: no such answer.
    """
    pages = _pages(stream)
    words = tuple(dict.fromkeys(fold(word) for word in keywords if fold(word)))
    reading = _Reading(BatchBuilder(SOURCE, retrieved_at), words)
    expected, number = _total(pages), 0
    for number, result in enumerate(_results(pages, stream.place), 1):
        place = f"{stream.place} result {number}"
        try:
            _keep(reading, result)
        except InputError as error:
            reading.builder.reject(place, str(error))
        progress(number, expected, "calls")
    return _built(reading, number, expected, keywords)


def _built(reading: _Reading, read: int, expected: int | None, keywords: Sequence[str]) -> Batch:
    builder, count = reading.builder, reading.count
    if words := ", ".join(keywords):
        builder.notes.append(f"{count['others']} calls hold none of: {words}; they are left out.")
    if expected is not None and expected > read:
        builder.notes.append(
            f"The answer has {expected} results on all pages, {read} of them here."
        )
    counts = (
        Count("results", expected, read),
        Count("calls kept", None, count["kept"]),
        Count("calls left out by keyword", None, count["others"]),
        Count("the same call again, as in another language", None, count["again"]),
        Count("calls without a deadline", None, count["undated"]),
    )
    return builder.build(counts, complete=False)


def _keep(reading: _Reading, result: object) -> None:
    reference, url, found = _opened(result)
    identifier = _one(found, "identifier") or _one(found, "callIdentifier") or reference
    title = _one(found, "title") or _one(found, "callTitle")
    if not identifier or not title:
        msg = "no identifier or no title; expected both in its metadata"
        raise InputError(msg)
    call = organization(identifier).replace("org:", "call:", 1)
    if call in reading.said:
        reading.count["again"] += 1
        return
    if reading.words and not _speaks_of(reading.words, (identifier, title, *_texts(found))):
        reading.count["others"] += 1
        return
    statements = tuple(_statements(call, identifier, title, url, found))
    reading.said[call] = identifier
    reading.count["kept"] += 1
    reading.count["undated"] += not any(one.predicate is Property.DEADLINE for one in statements)
    reading.builder.statements.extend(statements)


def _statements(
    call: str, identifier: str, title: str, url: str | None, found: _Metadata
) -> Iterator[Statement]:
    days = sorted({_day(one, "deadlineDate") for one in found.get("deadlineDate", ())})
    begun = _one(found, "startDate")
    status = _one(found, "status")
    values: tuple[tuple[Property, Value | None], ...] = (
        (Property.KIND, Kind.CALL.value),
        (Property.CLASSIFICATION, Classification.FUNDING_CALL.value),
        (Property.NAME, title),
        (Property.IDENTIFIER, identifier),
        (Property.URL, url if url and url.startswith(("https://", "http://")) else None),
        # With several cut-off days the last is the last day to apply; the others are noted.
        (Property.DEADLINE, days[-1] if days else None),
        (Property.NOTE, f"cut-off days: {', '.join(map(str, days))}" if len(days) > 1 else None),
        (Property.START_DATE, _day(begun, "startDate") if begun else None),
        (Property.STAGE, STATUSES.get(status, status) if status else None),
        (Property.PROGRAMME, _programme(identifier, _one(found, "frameworkProgramme"))),
        (Property.BUDGET_EUR, _budget(identifier, _one(found, "budgetOverview"))),
    )
    for prop, value in values:
        if value is not None:
            yield Statement(call, prop, SOURCE.id, identifier, value=value)


def _programme(identifier: str, code: str | None) -> str | None:
    if code is not None and code in PROGRAMMES:
        return PROGRAMMES[code]
    begin = re.match(r"[A-Z][A-Z0-9]{2,11}(?=-)", identifier)
    return begin[0] if begin else code


def _budget(identifier: str, written: str | None) -> float | None:
    """Add up what the overview states for this call, EUR; None where it cannot be read."""
    if written is None:
        return None
    try:
        actions = json.loads(written)["budgetTopicActionMap"]
        amounts = [
            float(str(amount).replace(",", ""))
            for lines in actions.values()
            for line in lines
            if str(line["action"]).startswith(identifier)
            for amount in line["budgetYearMap"].values()
            if str(amount).strip()
        ]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    total = sum(amounts)
    return total if 0 < total < 1e12 else None


def _opened(result: object) -> tuple[str, str | None, _Metadata]:
    if not isinstance(result, dict) or not isinstance(result.get("metadata"), dict):
        msg = "no metadata; expected reference, url and metadata"
        raise InputError(msg)
    found = {
        str(name): tuple(str(one).strip() for one in values if isinstance(one, str | int | float))
        for name, values in result["metadata"].items()
        if isinstance(values, list)
    }
    url = result.get("url")
    return str(result.get("reference") or ""), url if isinstance(url, str) else None, found


def _one(found: _Metadata, name: str) -> str | None:
    return next((one for one in found.get(name, ()) if one), None)


def _texts(found: _Metadata) -> Iterator[str]:
    for name in ("title", "callTitle", "callIdentifier", "keywords", "descriptionByte"):
        yield from found.get(name, ())
    programme = _one(found, "frameworkProgramme")
    yield PROGRAMMES.get(programme or "", "")


def _speaks_of(words: tuple[str, ...], texts: Sequence[str]) -> bool:
    folded = " ".join(fold(text) for text in texts)
    return any(re.search(rf"(?<!\w){re.escape(word)}", folded) for word in words)


def _day(written: str, name: str) -> date:
    return parse_date(written[:10], name)


def _status(statuses: Sequence[str]) -> dict[str, dict[str, list[str]]]:
    return {"terms": {"status": list(statuses)}}


def _pages(stream: Stream) -> list[dict[str, object]]:
    content = bytearray()
    for chunk in stream.chunks:
        content += chunk
        if len(content) > MAX_BYTES:
            msg = f"{stream.place} holds more than {MAX_BYTES} bytes. Expected pages of an answer."
            raise SourceChanged(msg)
    read = parse_json(bytes(content), stream.place)
    given: list[object] = read if isinstance(read, list) else [read]
    pages = [page for page in given if isinstance(page, dict)]
    if not pages or len(pages) < len(given):
        msg = (
            f"{stream.place} holds no answer. Expected an object with results, or a list of such."
        )
        raise SourceChanged(msg)
    return pages


def _results(pages: Sequence[dict[str, object]], place: str) -> Iterator[object]:
    for page in pages:
        results = page.get("results")
        if not isinstance(results, list):
            msg = f"{place} has no list of results; found: {', '.join(sorted(page))[:200]}."
            raise SourceChanged(msg)
        yield from results


def _total(pages: Sequence[dict[str, object]]) -> int | None:
    stated = pages[0].get("totalResults")
    return stated if isinstance(stated, int) and not isinstance(stated, bool) else None
