"""Shadow rapporteurs: who was appointed to which file, by which group, when.

Source: "MP of the Week", https://github.com/BusterFranken/mpoftheweek, which gathers the list from
the Legislative Observatory and the Open Data API; one JSON object an appointment
(``procedure_code``, ``procedure_title``, ``committee``, ``mep_id``, ``group_at_appointment``,
``appointed``, ``role``). Licence: the file itself says "© European Union / European Parliament,
reused under CC BY 4.0"; the repository states none.

Known flaws: rapporteurs themselves are not in it; no last day, so the end is unknown; joint
committees are written ``FEMM+LIBE``. That a committee leads, or gives an opinion, follows from the
shadow's role: the list does not say it of the committee.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import datetime

from graph.errors import InputError, SourceChanged, UnknownIdentifier
from graph.identifiers import ep_org, ep_person, ep_procedure, political_group
from graph.model import Classification, Kind, Property, Relation
from graph.period import Period, parse_date
from graph.provenance import Source, Statement
from loaders.archive import Record
from loaders.base import Batch, BatchBuilder, Count, Progress, no_progress
from loaders.json_ld import JsonObject, parse_json

SOURCE = Source(
    id="mpoftheweek",
    publisher="MP of the Week",
    title="Shadow rapporteurs of the 10th term, gathered from the European Parliament's pages",
    url="https://github.com/BusterFranken/mpoftheweek",
    licence="CC BY 4.0, © European Union / European Parliament",
    rank=50,
)

ROLES = {
    "shadow_rapporteur": ("RAPPORTEUR_SHADOW", "COMMITTEE_LEAD"),
    "shadow_rapporteur_opinion": ("RAPPORTEUR_SHADOW_OPINION", "COMMITTEE_OPINION"),
}
"""Role of the member and of the committee, in the Parliament's codes."""

_FIELDS = (
    "appointed",
    "committee",
    "group_at_appointment",
    "mep_id",
    "procedure_code",
    "procedure_title",
    "procedure_type",
    "role",
)


def read_shadows(
    record: Record,
    *,
    retrieved_at: datetime,
    procedures: Collection[str] | None = None,
    expected: int | None = None,
    progress: Progress = no_progress,
) -> Batch:
    """Read appointments into statements; ``procedures`` (``2025/0059(COD)``) keeps only those.

    The list is all its source has: unfiltered, and with every entry told apart, it is complete.

    Raises:
        SourceChanged: no list of objects with the fields named above.
        UnknownIdentifier: one of ``procedures`` is no procedure.
    """
    place, content = record
    listing = parse_json(content, place)
    if not isinstance(listing, list) or not listing or not isinstance(listing[0], dict):
        msg = f"{place}: expected a JSON list of appointments, one object each."
        raise SourceChanged(msg)
    missing = [name for name in _FIELDS if name not in listing[0]]
    if missing:
        msg = f"{place}: fields {', '.join(missing)} are missing. Expected {', '.join(_FIELDS)}."
        raise SourceChanged(msg)
    wanted = None if procedures is None else {ep_procedure(code) for code in procedures}
    builder, count = BatchBuilder(SOURCE, retrieved_at), Counter[str]()
    said: set[Statement] = set()
    for number, item in enumerate(listing, 1):
        _read(builder, count, said, wanted, f"{place} entry {number}", item)
        progress(number, len(listing), "appointments")
    builder.notes.append("Rapporteurs themselves are not in this list, only shadow rapporteurs.")
    counts = [
        Count("appointments", expected, len(listing)),
        Count("appointments kept", None, count["kept"]),
        Count("procedures", None, count["procedures"]),
    ]
    return builder.build(counts, complete=wanted is None and builder.whole)


def _read(
    builder: BatchBuilder,
    count: Counter[str],
    said: set[Statement],
    wanted: set[str] | None,
    where: str,
    item: object,
) -> None:
    dossier = None
    try:
        if not isinstance(item, dict):
            msg = f"expected an object, found {type(item).__name__}"
            raise InputError(msg)
        dossier = ep_procedure(_needed(item, "procedure_code"))
        if wanted is not None and dossier not in wanted:
            return
        statements = list(_appointment(builder, dossier, item, where))
    except InputError as error:
        builder.reject(where, str(error), dossier)
        return
    count["kept"] += 1
    # Title and committee repeat with each appointment to the same file.
    fresh = [statement for statement in statements if statement not in said]
    count["procedures"] += sum(1 for one in fresh if one.predicate is Property.KIND)
    said.update(fresh)
    builder.statements.extend(fresh)


def _appointment(
    builder: BatchBuilder, dossier: str, item: JsonObject, where: str
) -> Iterator[Statement]:
    code = _needed(item, "role")
    if code not in ROLES:
        msg = f"role is {code!r}; expected one of {', '.join(ROLES)}"
        raise InputError(msg)
    own_role, committee_role = ROLES[code]
    yield from _dossier(dossier, item)
    committees = _needed(item, "committee")
    person, day = ep_person(_needed(item, "mep_id")), _needed(item, "appointed")
    since = Period(parse_date(day, "appointed"))
    group = _group(builder, _needed(item, "group_at_appointment"), where)
    yield Statement(
        person,
        Relation.RAPPORTEUR_FOR,
        SOURCE.id,
        dossier,
        object=dossier,
        role=own_role,
        period=since,
        qualifiers=(("committee", committees), ("group", group)),
    )
    joint = (("joint", committees),) if "+" in committees else ()
    for committee in committees.split("+"):
        yield Statement(
            ep_org(f"org/{committee.strip()}"),
            Relation.RESPONSIBLE_FOR,
            SOURCE.id,
            dossier,
            object=dossier,
            role=committee_role,
            qualifiers=joint,
        )


def _group(builder: BatchBuilder, written: str, where: str) -> str:
    try:
        return political_group(written)
    except UnknownIdentifier as error:
        # A new group must not cost us the shadow rapporteur: keep it as written, and say so.
        builder.notes.append(f"{where}: {error} Kept as written.")
        return written


def _dossier(dossier: str, item: JsonObject) -> Iterator[Statement]:
    values = (
        (Property.KIND, Kind.DOSSIER.value),
        (Property.CLASSIFICATION, Classification.PROCEDURE.value),
        (Property.NAME, _needed(item, "procedure_title")),
        (Property.IDENTIFIER, _needed(item, "procedure_code")),
        (Property.PROCEDURE_TYPE, _needed(item, "procedure_type")),
    )
    for prop, value in values:
        yield Statement(dossier, prop, SOURCE.id, dossier, value=value)


def _needed(item: JsonObject, key: str) -> str:
    value = item.get(key)
    if type(value) is int:  # sources write a person's number either way; True is none
        value = str(value)
    if not isinstance(value, str) or not value.strip():
        msg = f"{key} is {value!r}; expected a text"
        raise InputError(msg)
    return value.strip()
