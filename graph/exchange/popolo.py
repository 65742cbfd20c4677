"""The graph as one Popolo document, and back.

Persons, organizations, posts, areas, memberships, events and votes stand in Popolo's own words,
readable by any tool that knows them. What Popolo has no word for stands beside it: ``end_kind``
(known, open, unknown) and ``retrieved_at`` of each source as further properties, and everything
else under ``corridors``. Reading back uses these blocks, so that nothing is lost; a document of
somebody else's, without them, is read by ``loaders.popolo``. See ``docs/exchange.md``.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from graph.errors import InputError
from graph.exchange.carried import Carried
from graph.exchange.holding import Holding
from graph.exchange.parts import Part, read_object
from graph.exchange.plain import (
    Json,
    entity_of,
    graph_of,
    plain_entity,
    plain_header,
    plain_period,
    plain_statement,
    plain_tie,
    statement_of,
    tie_of,
)
from graph.model import (
    Classification,
    Entity,
    Evidence,
    Kind,
    MergedGraph,
    Property,
    Relation,
    Tie,
)
from graph.provenance import Source

OURS = "corridors"
"""The key of what only this product writes."""

KINDS = {
    Kind.PERSON: "persons",
    Kind.ORGANIZATION: "organizations",
    Kind.POST: "posts",
    Kind.AREA: "areas",
    Kind.EVENT: "events",
}
"""Where nodes of each kind stand; the others have no place in Popolo."""

RELATIONS = {
    Relation.MEMBER_OF: "memberships",
    Relation.HOLDS: "memberships",
    Relation.CONTACT_OF: "events",
    Relation.VOTED: "votes of vote_events",
    Relation.POST_IN: "organization_id of posts",
    Relation.SUB_ORGANIZATION_OF: "parent_id of organizations",
    Relation.LOCATED_IN: "area_id of organizations",
}
"""Where ties of each relation stand; the others have no place in Popolo."""

OPTIONS = {"for": "yes", "against": "no", "abstain": "abstain", "absent": "absent"}
_LISTS = ("persons", "organizations", "posts", "areas", "memberships", "events", "vote_events")
_POINTERS = {
    Relation.POST_IN: "organization_id",
    Relation.SUB_ORGANIZATION_OF: "parent_id",
    Relation.LOCATED_IN: "area_id",
}


def write_popolo(given: Carried) -> str:
    """Write a document; the same graph gives the same bytes."""
    made = _Writing(given.graph, given.holding).document(
        [plain_statement(item) for item in given.rest]
    )
    return json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def is_ours(document: Part) -> bool:
    """Say whether a document was written by this product."""
    return document.has(OURS)


def read_popolo(text: str, where: str) -> Carried:
    """Read back what ``write_popolo`` wrote.

    Raises:
        InputError: it is no such document; the message says where.
    """
    return from_document(read_object(text, where))


def from_document(document: Part) -> Carried:
    """Read a document that was parsed already; see ``read_popolo``.

    Raises:
        InputError: it is no document of ours.
    """
    if not is_ours(document):
        msg = f"{document.place} holds no {OURS!r}: it was written by somebody else."
        raise InputError(msg)
    header = document.part(OURS)
    blocks = [*_blocks(document), *header.parts("entities"), *header.parts("ties")]
    entities = [entity_of(one) for one in blocks if not one.has("relation")]
    ties = [tie_of(one) for one in blocks if one.has("relation")]
    rest = tuple(statement_of(one) for one in header.parts("statements"))
    return Carried(graph_of(header, entities, ties), rest)


def beyond_popolo(graph: MergedGraph) -> tuple[tuple[str, int], ...]:
    """Count what has no place in Popolo and travels under ``corridors`` alone, sorted."""
    nodes = Counter(one.kind.value for one in graph.entities.values() if one.kind not in KINDS)
    ties = Counter(tie.relation.value for tie in graph.ties if tie.relation not in RELATIONS)
    return tuple(sorted((nodes + ties).items()))


class _Writing:
    """Puts the objects of one document together."""

    def __init__(self, graph: MergedGraph, holding: Holding | None) -> None:
        self._graph, self._holding = graph, holding
        self._pointers: dict[str, dict[str, str]] = {}
        self._votes: dict[str, list[Json]] = {}

    def document(self, statements: list[Json]) -> Json:
        listed: dict[str, list[Json]] = {name: [] for name in _LISTS}
        entities: list[Json] = []
        ties: list[Json] = []
        for tie in self._graph.ties:
            if tie.relation in _POINTERS:
                # The first by identifier: Popolo has room for one, the block for all.
                pointers = self._pointers.setdefault(tie.subject, {})
                pointers.setdefault(_POINTERS[tie.relation], tie.object)
        for tie in self._graph.ties:
            if self._placed(tie, listed) is None:
                ties.append(plain_tie(tie))
        for entity in self._graph.entities.values():
            name = _list_of(entity)
            if name is None:
                entities.append(plain_entity(entity))
            else:
                listed[name].append(self._node(entity))
        header = plain_header(self._graph, self._holding) | {"entities": entities, "ties": ties}
        header["statements"] = statements
        meta: dict[str, object] = {"sources": [_credit(s) for s in self._graph.sources.values()]}
        if self._holding:
            meta["about"] = list(self._holding.lines())
        return {"meta": meta, OURS: header, **listed}

    def _placed(self, tie: Tie, listed: Mapping[str, list[Json]]) -> Json | None:
        """Write a tie where Popolo has a place for it, and give what was written."""
        made: Json | None = None
        if tie.relation in (Relation.MEMBER_OF, Relation.HOLDS):
            made = self._membership(tie)
            listed["memberships"].append(made)
        elif tie.relation is Relation.CONTACT_OF:
            made = self._contact(tie)
            listed["events"].append(made)
        elif tie.relation is Relation.VOTED and _votes_at(self._graph.entities[tie.object]):
            made = {"voter_id": tie.subject, "option": OPTIONS.get(tie.role or "", tie.role)}
            made |= {"sources": self._sources(tie.evidence), OURS: plain_tie(tie)}
            self._votes.setdefault(tie.object, []).append(made)
        return made

    def _membership(self, tie: Tie) -> Json:
        made: Json = {"id": tie.id, **plain_period(tie.period, "start_date", "end_date")}
        person = self._graph.entities[tie.subject].kind is Kind.PERSON
        made |= {"person_id": tie.subject} if person else {"member": {"id": tie.subject}}
        if tie.relation is Relation.HOLDS:
            made["post_id"] = tie.object
            body = self._pointers.get(tie.object, {}).get("organization_id")
            made |= {"organization_id": body} if body else {}
        else:
            made["organization_id"] = tie.object
        made |= {"role": tie.role} if tie.role is not None else {}
        return made | {"sources": self._sources(tie.evidence), OURS: plain_tie(tie)}

    def _contact(self, tie: Tie) -> Json:
        return {
            "id": tie.id,
            "name": tie.role or "contact",
            "classification": tie.role,
            **plain_period(tie.period, "start_date", "end_date"),
            "attendees": [{"id": tie.subject}, {"id": tie.object}],
            "sources": self._sources(tie.evidence),
            OURS: plain_tie(tie),
        }

    def _node(self, entity: Entity) -> Json:
        pieces = [
            piece
            for facts in entity.properties.values()
            for fact in facts
            for piece in fact.evidence
        ]
        made: Json = {"id": entity.id, **_named(entity), **self._pointers.get(entity.id, {})}
        if entity.classification is not None:
            made["classification"] = entity.classification.value
        if _votes_at(entity):
            made["votes"] = self._votes.get(entity.id, [])
        return made | {"sources": self._sources(pieces), OURS: plain_entity(entity)}

    def _sources(self, pieces: Iterable[Evidence]) -> list[Json]:
        """Write each source once, with the latest day on which it was read."""
        latest: dict[str, Evidence] = {}
        for piece in pieces:
            known = latest.get(piece.source)
            if known is None or known.confirmed_at < piece.confirmed_at:
                latest[piece.source] = piece
        return [self._link(latest[name]) for name in sorted(latest)]

    def _link(self, piece: Evidence) -> Json:
        source = self._graph.sources[piece.source]
        made: Json = {
            "note": f"{_credit(source)}, record {piece.record}",
            "retrieved_at": piece.confirmed_at.isoformat(),
        }
        return made | ({"url": source.url} if source.url else {})


def _named(entity: Entity) -> Json:
    """Write names, identifiers and texts in Popolo's words."""
    label = {Kind.POST: "label"}.get(entity.kind, "name")
    made: Json = {label: entity.name}
    if entity.kind is Kind.PERSON:
        words = ((Property.GIVEN_NAME, "given_name"), (Property.FAMILY_NAME, "family_name"))
        made |= {key: entity.first(prop) for prop, key in words if entity.first(prop)}
    others = [
        {"name": str(fact.value), **plain_period(fact.period, "start_date", "end_date")}
        for prop in (Property.OTHER_NAME, Property.ORIGINAL_NAME, Property.ACRONYM)
        for fact in entity.properties.get(prop, ())
    ]
    links = [{"url": str(fact.value)} for fact in entity.properties.get(Property.URL, ())]
    made |= {"other_names": others} if others else {}
    made |= {"links": links} if links else {}
    return made | {"identifiers": [_identifier(entity.id), *_identifiers(entity)]}


def _identifiers(entity: Entity) -> Iterator[Json]:
    for fact in entity.properties.get(Property.IDENTIFIER, ()):
        yield _identifier(str(fact.value))


def _identifier(text: str) -> Json:
    scheme, colon, rest = text.partition(":")
    return {"scheme": scheme, "identifier": rest} if colon and rest else {"identifier": text}


def _list_of(entity: Entity) -> str | None:
    return "vote_events" if _votes_at(entity) else KINDS.get(entity.kind)


def _votes_at(entity: Entity) -> bool:
    return entity.kind is Kind.EVENT and Classification.VOTE_EVENT in entity.classifications


def _credit(source: Source) -> str:
    invented = ", INVENTED" if source.invented else ""
    return f"{source.publisher}: {source.title} ({source.licence}{invented})"


def _blocks(document: Part) -> Iterator[Part]:
    """Give our block of every object that has one."""
    for name in _LISTS:
        for one in document.parts(name):
            yield one.part(OURS)
            for vote in one.parts("votes"):
                yield vote.part(OURS)
