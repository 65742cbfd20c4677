"""The graph as FollowTheMoney entities, one a line, and back.

Nodes and ties are entities of that model (``ftm_terms``), each valid there; each source is a
``Document`` that ties name as ``proof``. What the model has no word for stands under
``corridors``, a key of each line that its tools keep and pass on. Reading back uses these blocks,
so that nothing is lost; lines without them are read by ``loaders.ftm``.
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC

from graph.errors import InputError
from graph.exchange.carried import Carried
from graph.exchange.ftm_terms import KINDS, PUBLIC_BODIES
from graph.exchange.parts import Part, read_object
from graph.exchange.plain import (
    Json,
    entity_of,
    graph_of,
    plain_entity,
    plain_header,
    plain_source,
    plain_statement,
    plain_tie,
    statement_of,
    tie_of,
)
from graph.iso3166 import BY_ALPHA3
from graph.model import Entity, Evidence, Kind, MergedGraph, Property, Relation, Tie
from graph.period import EndKind, Period
from graph.provenance import Recorded, Source

OURS = "corridors"
"""The key of what only this product writes."""

_PLAIN_ID = re.compile(r"[0-9A-Za-z]+:[0-9A-Za-z](?:[0-9A-Za-z-]*[0-9A-Za-z])?")
_WEB = re.compile(r"https?://[^\s<>\"']+\.[^\s<>\"']+")
_LEGAL = frozenset({"Person", "Organization", "PublicBody"})
_STATUS = {EndKind.OPEN: "current", EndKind.UNKNOWN: "unknown", EndKind.KNOWN: "ended"}
_TEXTS: Mapping[str, Mapping[str, Property]] = {
    "Person": {
        "firstName": Property.GIVEN_NAME,
        "lastName": Property.FAMILY_NAME,
        "title": Property.TITLE,
    },
    "": {"description": Property.DESCRIPTION, "notes": Property.NOTE},
}
Properties = dict[str, list[str]]


def write_ftm(given: Carried) -> str:
    """Write one entity a line, sources first; the same graph gives the same bytes."""
    return "".join(
        json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n" for line in _lines(given)
    )


def read_ftm(lines: Iterable[str], where: str) -> Carried:
    """Read back what ``write_ftm`` wrote.

    Raises:
        InputError: a line is no such entity, or not written by this product.
    """
    header: Part | None = None
    entities: list[Entity] = []
    ties: list[Tie] = []
    rest: list[Recorded] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        whole = read_object(line, f"{where} line {number}")
        if not whole.has(OURS):
            msg = f"{whole.place} holds no {OURS!r}: it was written by somebody else."
            raise InputError(msg)
        block = whole.part(OURS)
        if block.has("relation"):
            ties.append(tie_of(block))
        elif block.has("kind"):
            entities.append(entity_of(block))
        elif block.has("sources"):
            header = block
        rest.extend(statement_of(one) for one in block.parts("statements"))
    if header is None:
        raise InputError(f"{where} lacks the line that describes the export as a whole.")
    return Carried(
        graph_of(header, entities, ties), tuple(sorted(rest, key=lambda item: item.seq))
    )


def ftm_id(identifier: str) -> str:
    """Give an identifier as that model allows it: letters, digits, dots and dashes.

    ``ep-person:1`` is ``ep-person.1``; what cannot be written like that is a hash.
    """
    head, colon, tail = identifier.partition(":")
    if colon and _PLAIN_ID.fullmatch(f"{head.replace('-', '')}:{tail}") and head[:2] != "x-":
        return f"{head}.{tail}"
    return f"x-{hashlib.sha256(identifier.encode()).hexdigest()[:32]}"


def beyond_ftm(graph: MergedGraph) -> tuple[tuple[str, int], ...]:
    """Count what that model has no own word for (a Note or an UnknownLink), sorted."""
    schemata = _schemata(graph)
    nodes = Counter(
        one.kind.value for one in graph.entities.values() if schemata[one.id] == "Note"
    )
    ties = Counter(
        tie.relation.value for tie in graph.ties if _edge(tie, schemata)[0] == "UnknownLink"
    )
    return tuple(sorted((nodes + ties).items()))


def _lines(given: Carried) -> Iterator[Json]:
    graph = given.graph
    title = f"Corridors: export at level {graph.level.label}"
    about: Properties = {"title": [title], "fileName": ["corridors"]}
    if given.holding:
        about["notes"] = list(given.holding.lines())
    yield _line("corridors-export", "Document", about, plain_header(graph, given.holding))
    beside = _beside(given)
    for source in graph.sources.values():
        block = plain_source(source) | beside.get((source.id, None), {})
        yield _line(_source_id(source.id), "Document", _document(source), block)
    schemata = _schemata(graph)
    pointers = _pointers(graph, schemata)
    for entity in graph.entities.values():
        schema = schemata[entity.id]
        properties = _node(entity, schema) | pointers.get(entity.id, {})
        pieces = [one for facts in entity.properties.values() for f in facts for one in f.evidence]
        properties |= _said(pieces, graph.sources)
        block = plain_entity(entity) | beside.get((None, entity.id), {})
        yield _line(ftm_id(entity.id), schema, properties, block)
    for tie in graph.ties:
        schema, ends = _edge(tie, schemata)
        properties = ends | _dated(tie.period, schema) | _said(tie.evidence, graph.sources)
        properties["recordId"] = sorted({piece.record for piece in tie.evidence})
        if schema not in ("Occupancy", "Event") and tie.role:
            properties["role"] = [tie.role]
        yield _line(ftm_id(tie.id), schema, properties, plain_tie(tie))


def _beside(given: Carried) -> dict[tuple[str | None, str | None], Json]:
    """Give the statements beside the graph by their subject, else by their source."""
    found: dict[tuple[str | None, str | None], list[Json]] = {}
    for item in given.rest:
        said = item.statement
        known = said.subject in given.graph.entities
        key = (None, said.subject) if known else (said.source, None)
        found.setdefault(key, []).append(plain_statement(item))
    return {key: {"statements": many} for key, many in found.items()}


def _line(identifier: str, schema: str, properties: Properties, block: Json) -> Json:
    kept = {key: [one for one in many if one.strip()] for key, many in properties.items()}
    return {
        "id": identifier,
        "schema": schema,
        "properties": {key: many for key, many in kept.items() if many},
        OURS: block,
    }


def _source_id(source: str) -> str:
    return ftm_id(f"source:{source}")


def _document(source: Source) -> Properties:
    invented = ["INVENTED: demonstration facts that describe nobody."] if source.invented else []
    return {
        "title": [source.title],
        "fileName": [source.id],
        "publisher": [source.publisher],
        "sourceUrl": _addresses([source.url]),
        "notes": [f"Licence: {source.licence}", *invented],
    }


def _schemata(graph: MergedGraph) -> dict[str, str]:
    managed = {tie.object for tie in graph.ties if tie.relation is Relation.MANAGES}
    made = {}
    for entity in graph.entities.values():
        schema = KINDS.get(entity.kind, "Organization")
        if entity.kind is Kind.ORGANIZATION and PUBLIC_BODIES & set(entity.classifications):
            schema = "PublicBody"
        if entity.kind is Kind.CALL and entity.id in managed:
            schema = "CallForTenders"
        made[entity.id] = schema
    return made


def _pointers(graph: MergedGraph, schemata: Mapping[str, str]) -> dict[str, Properties]:
    """Give what nodes say of others in that model: parent, organization, authority, country."""
    made: dict[str, dict[str, set[str]]] = {}
    for tie in graph.ties:
        ends = (schemata[tie.subject], schemata[tie.object])
        if tie.relation is Relation.SUB_ORGANIZATION_OF and _LEGAL.issuperset(ends):
            made.setdefault(tie.subject, {}).setdefault("parent", set()).add(ftm_id(tie.object))
        elif tie.relation is Relation.POST_IN and ends[0] == "Position" and ends[1] in _LEGAL:
            made.setdefault(tie.subject, {}).setdefault("organization", set()).add(
                ftm_id(tie.object)
            )
        elif tie.relation is Relation.MANAGES and ends[1] == "CallForTenders":
            made.setdefault(tie.object, {}).setdefault("authority", set()).add(ftm_id(tie.subject))
        elif tie.relation in (Relation.LOCATED_IN, Relation.REPRESENTS):
            for code in _country(tie.object):
                made.setdefault(tie.subject, {}).setdefault("country", set()).add(code)
    return {
        one: {key: sorted(values) for key, values in found.items()} for one, found in made.items()
    }


def _node(entity: Entity, schema: str) -> Properties:
    made: Properties = {"name": [entity.name]}
    made["alias"] = _all(entity, Property.OTHER_NAME) + _all(entity, Property.ORIGINAL_NAME)
    for key, prop in {**_TEXTS[""], **_TEXTS.get(schema, {})}.items():
        made[key] = _all(entity, prop)
    if schema in _LEGAL:
        made["abbreviation"] = _all(entity, Property.ACRONYM)
        made["website"] = _addresses(_all(entity, Property.URL))
        made["classification"] = [one.value for one in entity.classifications]
        numbers = [entity.id, *_all(entity, Property.IDENTIFIER)]
        made["registrationNumber"] = [one for one in numbers if one.startswith("eu-tr:")]
    else:
        made["keywords"] = [one.value for one in entity.classifications]
    if schema == "CallForTenders":
        made["title"] = [entity.name]
        made["submissionDeadline"] = [
            one for one in _all(entity, Property.DEADLINE) if re.fullmatch(r"\d{4}-\d\d-\d\d", one)
        ]
    if entity.kind is Kind.AREA:
        made["country"] = list(_country(entity.id))
    if entity.invented:
        made["notes"] = [*made["notes"], "INVENTED: demonstration, describes nobody."]
    return made


def _edge(tie: Tie, schemata: Mapping[str, str]) -> tuple[str, Properties]:
    """Give the schema that says a tie best, with its two ends."""
    subject, obj = schemata[tie.subject], schemata[tie.object]
    one, other = [ftm_id(tie.subject)], [ftm_id(tie.object)]
    if tie.relation is Relation.MEMBER_OF and subject in _LEGAL and obj in _LEGAL - {"Person"}:
        return "Membership", {"member": one, "organization": other}
    if tie.relation is Relation.HOLDS and (subject, obj) == ("Person", "Position"):
        return "Occupancy", {"holder": one, "post": other}
    if tie.relation is Relation.CONTACT_OF:
        return "Event", {"name": [tie.role or "contact"], "involved": one + other}
    words = tie.relation.value.lower().replace("_", " ")
    return "UnknownLink", {"subject": one, "object": other, "summary": [words]}


def _dated(period: Period, schema: str) -> Properties:
    made: Properties = {} if schema == "Event" else {"status": [_STATUS[period.end_kind]]}
    if period.start is not None:
        made["startDate"] = [period.start.isoformat()]
    if period.end is not None:
        made["endDate"] = [period.end.isoformat()]
    return made


def _said(pieces: Iterable[Evidence], sources: Mapping[str, Source]) -> Properties:
    """Name publishers, addresses, proofs and the days of reading."""
    listed = list(pieces)
    named = sorted({piece.source for piece in listed})
    moments = {piece.confirmed_at.astimezone(UTC).date().isoformat() for piece in listed}
    return {
        "publisher": sorted({sources[one].publisher for one in named}),
        "sourceUrl": sorted(set(_addresses(sources[one].url for one in named))),
        "retrievedAt": sorted(moments),
        "proof": [_source_id(one) for one in named],
    }


def _all(entity: Entity, prop: Property) -> list[str]:
    return [str(fact.value) for fact in entity.properties.get(prop, ())]


def _addresses(found: Iterable[str]) -> list[str]:
    return [one for one in found if _WEB.fullmatch(one)]


def _country(identifier: str) -> Iterator[str]:
    found = BY_ALPHA3.get(identifier.removeprefix("country:"))
    if found is not None:
        yield found.alpha2.lower()
