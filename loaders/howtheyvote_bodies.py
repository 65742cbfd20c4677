"""Names of committees and groups by their days, as HowTheyVote.eu keeps them in its program.

Source: https://github.com/HowTheyVote/howtheyvote, ``backend/howtheyvote/data/committees.json``
and ``groups.json``: every version since 1952 with its days. The program is AGPL-3.0; the facts are
the European Parliament's ("Source: European Parliament, © European Union"); only facts are taken.

A version's code (``ENVI_2004_0``) names the lasting body (``ep-org:ENVI``), which gets each name
with its period as another name: so a text of 2015 finds the committee of today. Known flaws: no
number of a term's body is stated, so nothing is said of those; that a subcommittee is one stands
in its name only; two successors may share a code (REGI, ITRE of 1978) though their tasks differ.
Groups that ended before the ninth term, and the groups' secretariats, are left out and counted:
nobody in the graph sat in them.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime

from graph.errors import InputError, SourceChanged
from graph.identifiers import ep_org
from graph.model import Classification, Kind, Property
from graph.period import Period, parse_open_end
from graph.provenance import Source, Statement
from loaders.base import Batch, BatchBuilder, Count, Progress, no_progress
from loaders.ep_groups import LASTING, group_code
from loaders.json_ld import JsonObject, listed, one_text, parse_json
from loaders.stream import Stream, whole

SOURCE = Source(
    id="howtheyvote-bodies",
    publisher="HowTheyVote.eu",
    title="Names of committees and groups by their days",
    url="https://github.com/HowTheyVote/howtheyvote",
    licence="Source: European Parliament, © European Union; gathered by HowTheyVote.eu (AGPL-3.0)",
    rank=45,
)

_VERSION = re.compile(r"_\d{4}_\d+$")
_NINTH_TERM = date(2019, 7, 2)


def read_named_bodies(
    stream: Stream,
    *,
    source: Source = SOURCE,
    retrieved_at: datetime,
    progress: Progress = no_progress,
) -> Batch:
    """Read one of the two lists; each file is a source of its own.

    Raises:
        SourceChanged: this is neither list.
    """
    items = parse_json(whole(stream), stream.place)
    if not isinstance(items, list) or not items:
        msg = f"{stream.place}: expected a list of committees or groups with code and dates."
        raise SourceChanged(msg)
    builder, count, described = BatchBuilder(source, retrieved_at), Counter[str](), set[str]()
    for done, item in enumerate(items, 1):
        progress(done, len(items), "versions of bodies")
        code = None
        try:
            if not isinstance(item, dict):
                msg = f"expected an object, found {type(item).__name__}"
                raise InputError(msg)
            code = one_text(item, "code") or ""
            period = parse_open_end(one_text(item, "start_date"), one_text(item, "end_date"))
            body = _body(code, item, period)
            if body is None:
                count["left out"] += 1
                continue
            said = tuple(_names(source.id, body, code, item, period))
        except InputError as error:
            builder.reject(f"{stream.place} item {done}", str(error), code)
            continue
        count["kept"] += 1
        described.add(body)
        builder.statements.extend(said)
    if not described:
        msg = f"{stream.place}: no body with code, official_label and dates. Expected the lists."
        raise SourceChanged(msg)
    counts = (
        Count("versions read", None, len(items)),
        Count("versions kept", None, count["kept"]),
        Count("lasting bodies", None, len(described)),
        Count("groups from before 2019", None, count["left out"]),
    )
    return builder.build(counts, complete=builder.whole)


def _body(code: str, item: JsonObject, period: Period) -> str | None:
    """Give the lasting body; None for a group that nobody in the graph sat in."""
    if "short_label" not in item:  # only groups have one
        return ep_org(f"org/{_VERSION.sub('', code)}")
    if code == "SEC" or (period.end is not None and period.end < _NINTH_TERM):
        return None
    group = group_code(code)
    if group not in LASTING:
        msg = f"{code} is no group of the ninth or tenth term, though it has not ended before"
        raise InputError(msg)
    return LASTING[group]


def _names(
    source: str, body: str, code: str, item: JsonObject, period: Period
) -> Iterator[Statement]:
    official = one_text(item, "official_label")
    if official is None:
        msg = f"{code} has no official_label"
        raise InputError(msg)
    group = "short_label" in item
    yield from _placed(source, body, code, _classification(official, group=group))
    if period.end is None:
        yield Statement(body, Property.NAME, source, code, value=official, period=period)
        acronym = group_code(code) if group else one_text(item, "abbreviation") or code
        yield Statement(body, Property.ACRONYM, source, code, value=acronym)
    others = {official, *(str(one) for one in listed(item.get("alt_labels")) if one)}
    for name in sorted(others):
        yield Statement(body, Property.OTHER_NAME, source, code, value=name, period=period)


def _classification(official: str, *, group: bool) -> Classification:
    if group:
        return Classification.POLITICAL_GROUP
    below = official.casefold().startswith("subcommittee")
    return Classification.SUBCOMMITTEE if below else Classification.COMMITTEE


def _placed(
    source: str, body: str, code: str, classification: Classification
) -> Iterator[Statement]:
    yield Statement(body, Property.KIND, source, code, value=Kind.ORGANIZATION.value)
    yield Statement(body, Property.CLASSIFICATION, source, code, value=classification.value)
