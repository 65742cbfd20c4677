"""Functional mailboxes of EU institutions: where to ask for documents, petition, or write.

Origin: kevin-biot/EU-Citizen-Engagement-Toolkit on GitHub,
``data/institutional-contacts/institutional-contacts.csv``; CC BY-SA 4.0, so a source of its own,
named with each fact. Columns ``institution, unit, role, contact_email, contact_phone, scope,
notes, last_verified``.

Known flaws: many addresses only follow a pattern, and all were last checked on 2024-12-15: each
carries a note to check it before sending, and that day. A row with commas outside quotes is
rejected (DG CLIMA). Whatever does not look like a functional mailbox is refused: a person's
address has no place here. Phones are not read.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime

from graph.errors import InputError
from graph.identifiers import ep_org, eu_body
from graph.model import Classification, Kind, Property
from graph.period import parse_date
from graph.provenance import Source, Statement
from loaders.base import Batch, BatchBuilder, Count, Progress, Rejection, no_progress
from loaders.known import Known
from loaders.service_names import SERVICES
from loaders.stream import Stream, rows
from loaders.tabular import Column, Row

SOURCE = Source(
    id="institutional-mailboxes",
    publisher="EU Citizen Engagement Toolkit (kevin-biot)",
    title="Functional mailboxes of EU institutions",
    url="https://github.com/kevin-biot/EU-Citizen-Engagement-Toolkit",
    licence="CC BY-SA 4.0, EU Citizen Engagement Toolkit",
    rank=20,
)

_COLUMNS = (
    Column("institution", "institution", required=True),
    Column("unit", "unit, often with its code", required=True),
    Column("role", "what the mailbox is for", required=True),
    Column("contact_email", "address"),
    Column("scope", "subjects"),
    Column("last_verified", "day of the last check", required=True),
)
_COMMISSION, _PARLIAMENT = "European Commission", "European Parliament"
_CODES = {
    "European Ombudsman": "OMB",
    "Council of the EU": "CONSIL",
    "European Central Bank": "ECB",
    "ENISA": "ENISA",
}
_ADDRESS = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$")
_FUNCTIONS = frozenset(
    {"acc", "access", "accesdocs", "complaints", "contact", "doc", "documents", "eo", "info"}
    | {"petitions", "press", "public", "secretariat"}
)
_BRACKETS = re.compile(r"\s*\(([^)]*)\)\s*$")
_SECRETARIAT = re.compile(r"^([A-Z]{4}) Secretariat$")


def read_mailboxes(
    stream: Stream, *, known: Known, retrieved_at: datetime, progress: Progress = no_progress
) -> Batch:
    """Read the list; it is all that its source has.

    Raises:
        SourceChanged: no such list.
    """
    builder, kept, read = BatchBuilder(SOURCE, retrieved_at), 0, 0
    for read, row in enumerate(rows(stream, _COLUMNS), 1):
        progress(read, None, "mailboxes")
        if isinstance(row, Rejection):
            builder.reject(row.place, row.reason)
            continue
        try:
            builder.statements.extend(_mailbox(row, known))
        except InputError as error:
            builder.reject(row.place, str(error).removeprefix(row.place).lstrip(",: "))
        else:
            kept += 1
    builder.statements[:] = dict.fromkeys(builder.statements)
    builder.notes.append("Check each address before sending; see the day of its last check.")
    counts = (Count("mailboxes", None, read), Count("mailboxes kept", None, kept))
    # Rows have no identifiers of their own: with one rejected, what it said before must not look
    # withdrawn.
    return builder.build(counts, complete=builder.whole)


def _mailbox(row: Row, known: Known) -> Iterator[Statement]:
    address, day = _address(row), parse_date(row.needed("last_verified"), row.place)
    code = _body(row)
    subject = known.described(code)
    record = f"{code}|{address.casefold()}"
    scope = f", {row.cells['scope']}" if row.text("scope") else ""
    note = (
        f"Mailbox {address}: {row.needed('role')}{scope}. Check before sending; last checked "
        f"{day.isoformat()}."
    )
    yield _said(subject, record, Property.KIND, Kind.ORGANIZATION.value, None)
    if subject == code:
        yield from _named(row, subject, record)
    yield _said(subject, record, Property.MAILBOX, address, day)
    yield _said(subject, record, Property.NOTE, note, day)


def _said(subject: str, record: str, prop: Property, value: str, day: date | None) -> Statement:
    return Statement(subject, prop, SOURCE.id, record, value=value, as_of=day)


def _named(row: Row, subject: str, record: str) -> Iterator[Statement]:
    service = SERVICES.get(subject.removeprefix("eu-body:"))
    if service is None:
        plain = _BRACKETS.sub("", row.needed("unit"))
        whole = (
            row.needed("institution")
            if subject.removeprefix("eu-body:") in _CODES.values()
            else plain
        )
        yield _said(subject, record, Property.NAME, whole, None)
        return
    yield _said(subject, record, Property.NAME, service.title, None)
    if service.is_directorate:
        classification = Classification.DIRECTORATE_GENERAL.value
        yield _said(subject, record, Property.CLASSIFICATION, classification, None)


def _address(row: Row) -> str:
    address = row.text("contact_email")
    if address is None:
        msg = f"{row.place}: no address; {row.needed('unit')} is reached by a web page"
        raise InputError(msg)
    if not _ADDRESS.match(address):
        raise row.wrong("contact_email", "one address, not a pattern for several")
    words = set(re.split(r"[._-]", address.partition("@")[0].casefold()))
    if not words & _FUNCTIONS:
        # The address itself is not repeated: it may be a person's.
        msg = f"{row.place}: an address that does not look like a functional mailbox"
        raise InputError(msg)
    return address


def _body(row: Row) -> str:
    """Give the code of whose mailbox it is, as ``eu-body:…`` or ``ep-org:…``."""
    institution, unit = row.needed("institution"), row.needed("unit")
    found = _BRACKETS.search(unit)
    bracketed = found[1] if found else None
    if institution == _COMMISSION:
        if bracketed is None or not bracketed.isalnum():
            raise row.wrong("unit", "a service with its one code, such as DG HOME (HOME)")
        return eu_body(bracketed)
    if institution == _PARLIAMENT:
        secretariat = _SECRETARIAT.match(unit)
        if secretariat or (bracketed and bracketed.isupper()):
            return ep_org(f"org/{secretariat[1] if secretariat else bracketed}")
        return eu_body("EP")
    if institution not in _CODES:
        raise row.wrong("institution", "an institution or body of the EU")
    return eu_body(_CODES[institution])
