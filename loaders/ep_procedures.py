"""Procedures of the European Parliament: the file, who reports on it, which committee leads.

Source: European Parliament Open Data API v2, ``GET /procedures/{id}``, JSON-LD. Licence: CC BY
4.0, "Source: European Parliament, © European Union". Known flaws: ``had_participation`` is missing
in many procedures; a rapporteurship has a first day and no last one, so its end is unknown; a
committee that gives its view on the legal basis may have no role (rejected: what it is responsible
for is not known). Committees are named by their lasting acronym, members by number.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime

from graph.errors import InputError, SourceChanged, UnknownIdentifier
from graph.identifiers import ep_org, ep_person, ep_procedure, political_group
from graph.model import Classification, Kind, Property, Relation
from graph.period import Period, parse_date
from graph.provenance import Source, Statement
from loaders.archive import Record
from loaders.base import Batch, BatchBuilder, Count, Progress, no_progress
from loaders.json_ld import JsonObject, code_of, language, listed, one_text, parse_answer

SOURCE = Source(
    id="ep-procedures",
    publisher="European Parliament",
    title="Open Data API v2, procedures",
    url="https://data.europarl.europa.eu/api/v2/procedures",
    licence="CC BY 4.0, Source: European Parliament, © European Union",
    rank=80,
)


def read_procedures(
    records: Iterable[Record],
    *,
    retrieved_at: datetime,
    complete: bool = False,
    progress: Progress = no_progress,
) -> Batch:
    """Read procedures into statements.

    Raises:
        SourceChanged: not one record is a procedure of the API.
    """
    builder, count = BatchBuilder(SOURCE, retrieved_at), Counter[str]()
    seen: set[str] = set()
    for done, (place, content) in enumerate(records, 1):
        try:
            items = parse_answer(content, place)
        except SourceChanged as error:
            builder.reject(place, str(error))
            items = []
        for item in items:
            _read(builder, count, seen, place, item)
        progress(done, None, "procedures")
    if not count["procedures"]:
        first = builder.rejections[0].reason if builder.rejections else "none given"
        msg = f"No procedure of the EP Open Data API was found ({first})."
        raise SourceChanged(msg)
    whats = ("procedures", "participations read", "participations kept")
    counts = [Count(what, None, count[what]) for what in whats]
    return builder.build(counts, complete=complete and builder.whole)


def _read(
    builder: BatchBuilder, count: Counter[str], seen: set[str], place: str, item: JsonObject
) -> None:
    dossier = None
    try:
        dossier = ep_procedure(str(item.get("id") or item.get("process_id") or ""))
        if dossier in seen:
            msg = f"{dossier} was read already from another record"
            raise InputError(msg)
        described = list(_describe(dossier, item))
    except InputError as error:
        builder.reject(place, str(error), dossier)
        return
    seen.add(dossier)
    count["procedures"] += 1
    builder.statements.extend(described)
    for part in listed(item.get("had_participation")):
        count["participations read"] += 1
        where = str(part.get("id")) if isinstance(part, dict) else "had_participation"
        try:
            if not isinstance(part, dict):
                msg = f"expected a participation, found {type(part).__name__}"
                raise InputError(msg)
            read = list(_participation(builder, dossier, part, f"{place} {where}"))
        except InputError as error:
            builder.reject(f"{place} {where}", str(error), dossier)
            continue
        count["participations kept"] += 1
        builder.statements.extend(read)


def _describe(dossier: str, item: JsonObject) -> Iterator[Statement]:
    values = (
        (Property.KIND, Kind.DOSSIER.value),
        (Property.CLASSIFICATION, Classification.PROCEDURE.value),
        (Property.NAME, language(item.get("process_title")) or one_text(item, "label")),
        (Property.IDENTIFIER, one_text(item, "label")),
        (Property.PROCEDURE_TYPE, code_of(one_text(item, "process_type"))),
        (Property.STAGE, code_of(one_text(item, "current_stage"))),
    )
    for prop, value in values:
        if value:
            yield Statement(dossier, prop, SOURCE.id, dossier, value=value)


def _participation(
    builder: BatchBuilder, dossier: str, part: JsonObject, where: str
) -> Iterator[Statement]:
    role = code_of(one_text(part, "participation_role"))
    if role is None:
        msg = "participation_role is missing; expected one such as def/ep-roles/RAPPORTEUR"
        raise InputError(msg)
    day = one_text(part, "activity_date")
    period = Period(parse_date(day, "activity_date") if day else None)
    ties = list(_ties(role, part))
    qualifiers = tuple(_qualifiers(builder, part, where))
    for subject, relation in ties:
        yield Statement(
            subject,
            relation,
            SOURCE.id,
            dossier,
            object=dossier,
            role=role,
            period=period,
            qualifiers=qualifiers,
        )


def _ties(role: str, part: JsonObject) -> Iterator[tuple[str, Relation]]:
    people = [ep_person(str(one)) for one in listed(part.get("had_participant_person"))]
    bodies = [ep_org(str(one)) for one in listed(part.get("had_participant_organization"))]
    if not people and not bodies:
        msg = "neither a person nor an organisation takes part"
        raise InputError(msg)
    # Others take part as well, such as signatories: to call them rapporteurs would be false.
    if people and not role.startswith("RAPPORTEUR"):
        msg = f"a person takes part as {role}; expected a kind of RAPPORTEUR"
        raise InputError(msg)
    if bodies and not role.startswith("COMMITTEE"):
        msg = f"an organisation takes part as {role}; expected a kind of COMMITTEE"
        raise InputError(msg)
    yield from ((person, Relation.RAPPORTEUR_FOR) for person in people)
    yield from ((body, Relation.RESPONSIBLE_FOR) for body in bodies)


def _qualifiers(builder: BatchBuilder, part: JsonObject, where: str) -> Iterator[tuple[str, str]]:
    """Give in whose name and for which group somebody reports, sorted by key."""
    committee, group = one_text(part, "participation_in_name_of"), one_text(part, "politicalGroup")
    if committee:
        yield "committee", ep_org(committee).removeprefix("ep-org:")
    if group:
        yield "group", _group(builder, group, where)


def _group(builder: BatchBuilder, written: str, where: str) -> str:
    try:
        return political_group(written)
    except UnknownIdentifier as error:
        # A new or very old group must not cost us the rapporteur: keep it as written, and say so.
        builder.notes.append(f"{where}: {error} Kept as written.")
        return written.rsplit("/", 1)[-1]
