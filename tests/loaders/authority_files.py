"""Small authority tables in the publishers' forms, made by us; all names are invented."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from loaders.base import Batch
from loaders.stream import Stream
from tests.loaders.source_files import stream

READ_ON = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
AUTHORITY = "http://publications.europa.eu/resource/authority"


def code_list(name: str, rows: Sequence[Mapping[str, str]]) -> Stream:
    return stream(code_list_text(name, rows), "list.gc")


def code_list_text(name: str, rows: Sequence[Mapping[str, str]]) -> str:
    body = "".join(
        "<Row>"
        + "".join(
            f'<Value ColumnRef="{column}"><SimpleValue>{escape(text)}</SimpleValue></Value>'
            for column, text in row.items()
        )
        + "</Row>"
        for row in rows
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<gc:CodeList xmlns:gc="http://docs.oasis-open.org/codelist/ns/genericode/1.0/">'
        f"<Identification><LongName>{name}</LongName>"
        '<LongName Identifier="listId">x</LongName><Version>20260101-0</Version></Identification>'
        f'<ColumnSet><Column Id="code"/></ColumnSet><SimpleCodeList>{body}</SimpleCodeList>'
        "</gc:CodeList>"
    )


def concept(
    table: str,
    code: str,
    label: str = "Invented",
    *more: str,
    deprecated: bool = False,
    start: str = "2001-01-01",
    end: str = "",
) -> str:
    ended = f"<at:end.use>{end}</at:end.use>" if end else ""
    return (
        f'<skos:Concept rdf:about="{AUTHORITY}/{table}/{code}" '
        f'at:deprecated="{str(deprecated).lower()}">'
        f'<skos:prefLabel xml:lang="en">{label}</skos:prefLabel>'
        f"<at:start.use>{start}</at:start.use>{ended}{''.join(more)}</skos:Concept>"
    )


def label(language: str, text: str, kind: str = "prefLabel") -> str:
    return f'<skos:{kind} xml:lang="{language}">{text}</skos:{kind}>'


def reference(term: str, table: str, code: str) -> str:
    return f'<{term} rdf:resource="{AUTHORITY}/{table}/{code}"/>'


def table_text(*concepts: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rdf:RDF '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:at="http://publications.europa.eu/ontology/authority/" '
        'xmlns:dct="http://purl.org/dc/terms/" xmlns:org="http://www.w3.org/ns/org#" '
        'xmlns:owl="http://www.w3.org/2002/07/owl#" '
        'xmlns:skos="http://www.w3.org/2004/02/skos/core#">'
        '<skos:ConceptScheme rdf:about="x"><owl:versionInfo>20260101-0</owl:versionInfo>'
        f"</skos:ConceptScheme>{''.join(concepts)}</rdf:RDF>"
    )


def table(*concepts: str) -> Stream:
    return stream(table_text(*concepts), "table.rdf")


WHOISWHO = (
    "organization",
    "mnemonic",
    "organizationName",
    "institution",
    "parent",
    "membership",
    "position",
    "order",
)
NAMES = ("person", "familyName", "givenName")
DIRECTORY = "http://example.org/directory"


def membership(
    number: int,
    position: str = "Head of Unit",
    *,
    mnemonic: str = "INV.A.1",
    name: str = "Unit of Inventions",
    organization: str = "",
    institution: str = f"{AUTHORITY}/corporate-body/INV",
    parent: str = "",
    family: str = "",
) -> dict[str, str]:
    row = {
        "organization": organization or f"{DIRECTORY}/{mnemonic}",
        "mnemonic": mnemonic,
        "organizationName": name,
        "institution": institution,
        "parent": parent,
        "membership": f"{DIRECTORY}/membership/{number}",
        "position": position,
        "order": str(number),
    }
    if family:
        row |= {"person": f"{DIRECTORY}/P{number}", "familyName": family, "givenName": "Ana"}
    return row


def answer_text(*rows: Mapping[str, str], names: bool = False) -> str:
    variables = [*WHOISWHO, *(NAMES if names else ())]
    bindings = [
        {key: {"type": "literal", "value": value} for key, value in row.items() if value}
        for row in rows
    ]
    return json.dumps({"head": {"vars": variables}, "results": {"bindings": bindings}})


def answer(*rows: Mapping[str, str], names: bool = False) -> Stream:
    return stream(answer_text(*rows, names=names), "answer.json")


def answer_csv(*rows: Mapping[str, str], names: bool = False) -> Stream:
    columns = [*WHOISWHO, *(NAMES if names else ())]
    lines = [",".join(columns)]
    lines += [",".join(f'"{row.get(column, "")}"' for column in columns) for row in rows]
    return stream("\r\n".join(lines) + "\r\n", "answer.csv")


MAILBOX_HEADER = "institution,unit,role,contact_email,contact_phone,scope,notes,last_verified"


def mailboxes(*rows: str) -> Stream:
    return stream("\n".join([MAILBOX_HEADER, *rows]) + "\n", "mailboxes.csv")


def found(batch: Batch) -> dict[str, int]:
    return {count.what: count.found for count in batch.counts}


def said_of(batch: Batch, subject: str) -> dict[str, list[object]]:
    said: dict[str, list[object]] = {}
    for one in batch.statements:
        if one.subject == subject:
            value = one.value if one.object is None else one.object
            said.setdefault(one.predicate.value, []).append(value)
    return {predicate: sorted(values, key=str) for predicate, values in said.items()}
