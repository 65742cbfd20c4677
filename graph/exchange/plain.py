"""Facts, ties, sources and statements as plain JSON objects, and back.

The parts of an export that no standard has words for: level, kind of end, evidence with its days
of reading, what other sources say instead. ``popolo`` and ``ftm`` put them under ``corridors``.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TypeVar

from graph.exchange.holding import Holding
from graph.exchange.parts import Part
from graph.levels import Level, parse_level
from graph.model import (
    Classification,
    Entity,
    Evidence,
    Fact,
    Kind,
    MergedGraph,
    Property,
    Relation,
    Tie,
)
from graph.period import EndKind, Period
from graph.provenance import Recorded, Source, Statement, Value

Json = dict[str, object]
_Term = TypeVar("_Term", Kind, Classification, Property, Relation, EndKind)
_PREDICATES: Mapping[str, Property | Relation] = {
    **{term.value: term for term in Property},
    **{term.value: term for term in Relation},
}


def plain_header(graph: MergedGraph, holding: Holding | None = None) -> Json:
    """Write what holds for the whole export: level, place in the ledger, sources, licences."""
    made: Json = {"holds": holding.plain()} if holding else {}
    return made | {
        "level": graph.level.label,
        "head": graph.head,
        "dangling": list(graph.dangling),
        "sources": [plain_source(one) for one in graph.sources.values()],
    }


def plain_source(source: Source) -> Json:
    """Write a source with its licence."""
    return {
        "id": source.id,
        "publisher": source.publisher,
        "title": source.title,
        "url": source.url,
        "licence": source.licence,
        "rank": source.rank,
        "invented": source.invented,
    }


def plain_period(period: Period, start: str = "start", end: str = "end") -> Json:
    """Write the days that are known, and the kind of end always."""
    made: Json = {}
    if period.start is not None:
        made[start] = period.start.isoformat()
    if period.end is not None:
        made[end] = period.end.isoformat()
    return made | {"end_kind": period.end_kind.value}


def plain_evidence(piece: Evidence) -> Json:
    """Write who says it, in which record, and when it was read."""
    made: Json = {
        "source": piece.source,
        "record": piece.record,
        "seq": piece.seq,
        "retrieved_at": piece.retrieved_at.isoformat(),
        "confirmed_at": piece.confirmed_at.isoformat(),
    }
    return made | ({"as_of": piece.as_of.isoformat()} if piece.as_of else {})


def plain_entity(entity: Entity) -> Json:
    """Write everything known of a node."""
    facts = [
        *_plain_facts(entity.properties, chosen=True),
        *_plain_facts(entity.alternatives, chosen=False),
    ]
    return {
        "id": entity.id,
        "kind": entity.kind.value,
        "name": entity.name,
        "classifications": [one.value for one in entity.classifications],
        "level": entity.level.label,
        "invented": entity.invented,
        "facts": facts,
    }


def plain_tie(tie: Tie) -> Json:
    """Write a tie with its period and all its evidence."""
    made: Json = {
        "id": tie.id,
        "subject": tie.subject,
        "relation": tie.relation.value,
        "object": tie.object,
        **plain_period(tie.period),
        "evidence": [plain_evidence(piece) for piece in tie.evidence],
        "level": tie.level.label,
        "invented": tie.invented,
    }
    optional = {"role": tie.role, "disagreement": tie.disagreement}
    made |= {key: value for key, value in optional.items() if value is not None}
    return made | ({"qualifiers": dict(tie.qualifiers)} if tie.qualifiers else {})


def plain_statement(item: Recorded) -> Json:
    """Write one statement that the graph does not say."""
    said = item.statement
    made: Json = {
        "seq": item.seq,
        "subject": said.subject,
        "predicate": said.predicate.value,
        "source": said.source,
        "record": said.record,
        "retrieved_at": item.retrieved_at.isoformat(),
        "confirmed_at": item.confirmed_at.isoformat(),
        "level": said.level.label,
        **plain_period(said.period),
    }
    made |= _plain_value(said.value) if said.value is not None else {"object": said.object}
    if said.role is not None:
        made["role"] = said.role
    if said.as_of is not None:
        made["as_of"] = said.as_of.isoformat()
    if said.qualifiers:
        made["qualifiers"] = dict(said.qualifiers)
    return made | ({"denied": True} if said.denied else {})


def source_of(part: Part) -> Source:
    """Read a source."""
    return Source(
        part.text("id"),
        part.text("publisher"),
        part.text("title"),
        part.text("url"),
        part.text("licence"),
        part.whole("rank"),
        part.flag("invented"),
    )


def period_of(part: Part, start: str = "start", end: str = "end") -> Period:
    """Read a period."""
    kind = term_of(EndKind, part, "end_kind")
    return Period(part.day(start), part.day(end), kind)


def evidence_of(parts: Iterable[Part]) -> tuple[Evidence, ...]:
    """Read pieces of evidence, in the order in which the ledger took them."""
    pieces = [
        Evidence(
            part.text("source"),
            part.text("record"),
            part.whole("seq"),
            part.moment("retrieved_at"),
            part.moment("confirmed_at"),
            part.day("as_of"),
        )
        for part in parts
    ]
    return tuple(pieces)


def entity_of(part: Part) -> Entity:
    """Read a node."""
    chosen: dict[Property, tuple[Fact, ...]] = {}
    instead: dict[Property, tuple[Fact, ...]] = {}
    for one in part.parts("facts"):
        prop = term_of(Property, one, "property")
        fact = Fact(_value(one), period_of(one), evidence_of(one.parts("evidence")))
        where = chosen if one.flag("chosen") else instead
        where[prop] = (*where.get(prop, ()), fact)
    return Entity(
        part.text("id"),
        term_of(Kind, part, "kind"),
        part.text("name"),
        tuple(_classifications(part)),
        chosen,
        instead,
        level_of(part),
        part.flag("invented"),
    )


def tie_of(part: Part) -> Tie:
    """Read a tie."""
    return Tie(
        part.text("id"),
        part.text("subject"),
        term_of(Relation, part, "relation"),
        part.text("object"),
        part.maybe("role"),
        period_of(part),
        evidence_of(part.parts("evidence")),
        part.pairs("qualifiers"),
        level_of(part),
        part.flag("invented"),
        part.maybe("disagreement"),
    )


def statement_of(part: Part) -> Recorded:
    """Read one statement."""
    written = part.text("predicate")
    if written not in _PREDICATES:
        raise part.wrong("predicate", "a property or relation of ours")
    predicate = _PREDICATES[written]
    retrieved = part.moment("retrieved_at")
    said = Statement(
        part.text("subject"),
        predicate,
        part.text("source"),
        part.text("record"),
        value=_value(part) if isinstance(predicate, Property) else None,
        object=part.maybe("object"),
        role=part.maybe("role"),
        period=period_of(part),
        as_of=part.day("as_of"),
        qualifiers=part.pairs("qualifiers"),
        level=level_of(part),
        denied=part.flag("denied"),
    )
    return Recorded(part.whole("seq"), said, retrieved, retrieved, part.moment("confirmed_at"))


def graph_of(header: Part, entities: Iterable[Entity], ties: Iterable[Tie]) -> MergedGraph:
    """Put a graph together again."""
    return MergedGraph(
        {one.id: one for one in sorted(entities, key=lambda one: one.id)},
        tuple(sorted(ties, key=lambda tie: tie.id)),
        {one.id: one for one in map(source_of, header.parts("sources"))},
        level_of(header),
        header.whole("head"),
        header.texts("dangling"),
    )


def level_of(part: Part) -> Level:
    """Read a level."""
    return parse_level(part.text("level"))


def term_of(enum: type[_Term], part: Part, key: str) -> _Term:
    """Read a word of one of our closed lists.

    Raises:
        InputError: it is not on the list.
    """
    try:
        return enum(part.text(key))
    except ValueError:
        raise part.wrong(key, f"one of {', '.join(enum)}") from None


def _classifications(part: Part) -> Iterator[Classification]:
    for word in part.texts("classifications"):
        try:
            yield Classification(word)
        except ValueError:
            raise part.wrong("classifications", "classifications of ours") from None


def _plain_facts(facts: Mapping[Property, tuple[Fact, ...]], *, chosen: bool) -> Iterator[Json]:
    for prop in sorted(facts):
        for fact in facts[prop]:
            yield {
                "property": prop.value,
                **_plain_value(fact.value),
                **plain_period(fact.period),
                "chosen": chosen,
                "evidence": [plain_evidence(piece) for piece in fact.evidence],
            }


def _plain_value(value: Value) -> Json:
    if isinstance(value, date):
        return {"value": value.isoformat(), "type": "date"}
    return {"value": value}


def _value(part: Part) -> Value:
    found = part.values.get("value")
    if part.maybe("type") == "date":
        day = part.day("value")
        if day is not None:
            return day
    if isinstance(found, str | int | float) and not isinstance(found, bool):
        return found
    raise part.wrong("value", "a text, a number or a date")
