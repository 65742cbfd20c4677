"""What committees and the plenary decided on a file, and when: the decisions in a procedure.

Source: European Parliament Open Data API v2, ``GET /procedures/{id}`` (the answers that
``ep_procedures`` reads too), JSON-LD; licence CC BY 4.0, "Source: European Parliament, © European
Union". Each ``Decision`` in ``consists_of`` becomes an event, tied to the file on its day in the
publisher's word for it (``COMMITTEE_ADOPTING_REPORT``, ``PLENARY_AMEND``).

Known flaws: the API publishes neither numbers nor ballots of votes in committee. A decision does
not say which committee took it: beside it stand those that lead on the file (several: a joint
committee, ``FEMM+LIBE``), beside an opinion the committee in whose document series it stands
(``BUDG-AD-597583``). Some decisions say not what kind they are (kept without a role), some stand
as bare ids; procedures from before the API lack most of theirs. A decision of the plenary has no
voting number, so it stands beside the vote events, not merged.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from graph.errors import InputError, SourceChanged, UnknownIdentifier
from graph.identifiers import ep_org, ep_procedure, procedure_reference
from graph.model import Kind, Property, Relation
from graph.period import Period, parse_date
from graph.provenance import Source, Statement
from loaders.base import Batch, BatchBuilder, Count, Progress, no_progress
from loaders.json_ld import JsonObject, code_of, listed, one_text, parse_answer
from loaders.parliament import Parliament
from loaders.stream import Stream, whole

SOURCE = Source(
    id="ep-procedure-decisions",
    publisher="European Parliament",
    title="Open Data API v2, decisions in procedures",
    url="https://data.europarl.europa.eu/api/v2/procedures",
    licence="CC BY 4.0, Source: European Parliament, © European Union",
    rank=80,
)

_SERIES = re.compile(r"^eli/dl/doc/([A-Z]{4})-[A-Z]{2}-\d+$")
_LEADING = ("COMMITTEE_LEAD", "COMMITTEE_LEAD_JOINT")
_ACTIVITY = re.compile(r"^[A-Za-z0-9][A-Za-z0-9_-]{3,119}$")


def read_procedure_decisions(
    stream: Stream,
    *,
    parliament: Parliament,
    retrieved_at: datetime,
    progress: Progress = no_progress,
) -> Batch:
    """Read the decisions of the procedures in one answer; of files that are in the graph.

    Raises:
        SourceChanged: not one item is a procedure.
    """
    builder, count = BatchBuilder(SOURCE, retrieved_at), Counter[str]()
    items = parse_answer(whole(stream), stream.place)
    for done, item in enumerate(items, 1):
        progress(done, len(items), "procedures")
        try:
            dossier = ep_procedure(str(item.get("id") or item.get("process_id") or ""))
        except UnknownIdentifier as error:
            builder.reject(f"{stream.place} item {done}", str(error))
            continue
        count["procedures"] += 1
        if dossier not in parliament.dossiers:
            builder.notes.append(f"{dossier} is not in the graph; load ep-procedures first.")
        for part in listed(item.get("consists_of")):
            _read(builder, count, parliament, dossier, item, part)
    if not count["procedures"]:
        msg = f"{stream.place} holds no procedure of the EP Open Data API."
        raise SourceChanged(msg)
    counts = (
        Count("decisions read", None, count["decisions"]),
        Count("decisions kept", None, count["kept"]),
        Count("procedures", None, count["procedures"]),
        Count("other activities", None, count["others"]),
    )
    return builder.build(counts, complete=False)


def _read(
    builder: BatchBuilder,
    count: Counter[str],
    parliament: Parliament,
    dossier: str,
    item: JsonObject,
    part: object,
) -> None:
    if not isinstance(part, dict) or "Decision" not in listed(part.get("type")):
        count["others"] += 1
        return
    count["decisions"] += 1
    activity = None
    try:
        activity = one_text(part, "activity_id") or ""
        if not _ACTIVITY.match(activity):
            msg = f"activity_id is {activity[:80]!r}; expected one such as 2025-0260-DEC-…"
            raise InputError(msg)
        said = tuple(_decision(f"ep-event:{activity}", dossier, item, part))
    except InputError as error:
        builder.reject(f"{dossier} {activity}", str(error), activity)
        return
    if dossier in parliament.dossiers:
        count["kept"] += 1
        builder.statements.extend(said)


def _decision(event: str, dossier: str, item: JsonObject, part: JsonObject) -> Iterator[Statement]:
    day = parse_date(one_text(part, "activity_date") or "", "activity_date")
    role = code_of(one_text(part, "had_activity_type"))
    committees = sorted(_committees(item, part, role or ""))
    words = (role or "DECISION").replace("_", " ").capitalize()
    values = (
        (Property.KIND, Kind.EVENT.value),
        (Property.NAME, f"{words}: {procedure_reference(dossier)}"),
    )
    for prop, value in values:
        yield Statement(event, prop, SOURCE.id, event, value=value, as_of=day)
    yield Statement(
        event,
        Relation.DECIDES_ON,
        SOURCE.id,
        event,
        object=dossier,
        role=role,
        period=Period.on(day),
        as_of=day,
        qualifiers=(("committee", "+".join(committees)),) if committees else (),
    )


def _committees(item: JsonObject, part: JsonObject, role: str) -> set[str]:
    """Give who took a committee's decision; none where that is not plain."""
    if not role.startswith("COMMITTEE"):
        return set()
    if "OPINION" not in role:
        return _leading(item)
    # Not those that give an opinion on the file: a budgetary assessment is one of another kind.
    series = (_SERIES.match(str(one)) for one in listed(part.get("decided_on_a_realization_of")))
    return {found[1] for found in series if found}


def _leading(item: JsonObject) -> set[str]:
    return {
        ep_org(str(body)).removeprefix("ep-org:")
        for part in listed(item.get("had_participation"))
        if isinstance(part, dict) and code_of(one_text(part, "participation_role")) in _LEADING
        for body in listed(part.get("had_participant_organization"))
    }
