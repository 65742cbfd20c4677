"""Merging ties: rules 3, 4, 6 and (by ``graph.merge_seats``) 7 of ``graph.merge``."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from json.encoder import encode_basestring as _quoted

from graph.merge_properties import evidence_of
from graph.merge_rules import DATES_STAND, rule_of_tie
from graph.merge_seats import Identity, join_undated
from graph.model import Entity, Relation, Tie
from graph.period import EndKind
from graph.provenance import Recorded, Source

_SLUGS = {relation: relation.value.lower().replace("_", "-") for relation in Relation}
_Same = tuple[str, Relation, str]


def merge_ties(recorded: Iterable[Recorded], sources: Mapping[str, Source]) -> Iterator[Tie]:
    """Give the ties that statements of relations, in order of seq, add up to.

    Whether both ends exist is not looked at here.
    """
    identities: dict[Identity, list[Recorded]] = {}
    overruled: dict[tuple[_Same, str | None], list[Recorded]] = {}
    for item, by_office in _decided(list(recorded), sources):
        same, statement = _same(item), item.statement
        if by_office:
            overruled.setdefault((same, statement.role), []).append(item)
        else:
            identity = (*same, statement.role, statement.period.start)
            identities.setdefault(identity, []).append(item)
    undated = join_undated(identities, lambda items: _lead(items, sources), sources)
    for identity, items in identities.items():
        rivals = overruled.get((identity[:3], identity[3]), ()) if overruled else ()
        also = undated.get(identity, ()) if undated else ()
        if len(items) == 1 and not rivals and not also:
            yield _lone_tie(identity, items[0], sources)
        else:
            yield _tie(identity, items, also, rivals, sources)


def tie_id(identity: Identity) -> str:
    """Name a tie for ever: the relation, and a hash of what makes it this tie."""
    subject, relation, obj, role, start = identity
    # JSON, written by hand: an encoder called once a tie takes a fifth of the whole merge.
    fields = (
        f'[{_quoted(subject)},"{relation}",{_quoted(obj)},'
        f"{_quoted(role) if role is not None else 'null'},"
        f"{_quoted(start.isoformat()) if start else 'null'}]"
    )
    return f"{_SLUGS[relation]}:{hashlib.sha256(fields.encode()).hexdigest()[:16]}"


def readable(tie: Tie, subject: Entity, obj: Entity) -> Tie:
    """Raise a tie's level to its ends': below them, nothing shows that it exists."""
    level = max(tie.level, subject.level, obj.level)
    return tie if level == tie.level else replace(tie, level=level)


def _decided(
    recorded: list[Recorded], sources: Mapping[str, Source]
) -> Iterator[tuple[Recorded, bool]]:
    """Give what is stated and not denied, and whether the office's own word replaces it."""
    office: dict[_Same, list[Recorded]] = {}
    for item in recorded:
        if sources[item.statement.source].is_office:
            office.setdefault(_same(item), []).append(item)
    if not office:
        yield from ((item, False) for item in recorded if not item.statement.denied)
        return
    for item in recorded:
        words = office.get(_same(item), ())
        if item.statement.denied or any(_denies(word, item, sources) for word in words):
            continue
        yield item, any(_replaces(word, item, sources) for word in words)


def _denies(word: Recorded, item: Recorded, sources: Mapping[str, Source]) -> bool:
    """Say whether the office's word denies an item; its own later word stands."""
    denial, said = word.statement, item.statement
    own_later = sources[said.source].is_office and item.seq > word.seq
    return (
        denial.denied
        and denial.role in (None, said.role)
        and denial.period.overlaps(said.period)
        and not own_later
    )


def _replaces(word: Recorded, item: Recorded, sources: Mapping[str, Source]) -> bool:
    said = item.statement
    return (
        not word.statement.denied
        and not sources[said.source].is_office
        and word.statement.role == said.role
        and word.statement.period.overlaps(said.period)
    )


def _lone_tie(identity: Identity, item: Recorded, sources: Mapping[str, Source]) -> Tie:
    """Give what ``_tie`` gives of one statement that nobody contradicts: nearly all are such."""
    statement = item.statement
    subject, relation, obj, role, _ = identity
    return Tie(
        tie_id(identity),
        subject,
        relation,
        obj,
        role,
        statement.period,
        (evidence_of(item),),
        statement.qualifiers,
        statement.level,
        sources[statement.source].invented,
    )


def _tie(
    identity: Identity,
    items: list[Recorded],
    undated: Sequence[Recorded],
    overruled: Iterable[Recorded],
    sources: Mapping[str, Source],
) -> Tie:
    """Give a tie; ``undated`` is evidence for it that decides nothing.

    Its level is that of its own statements: below them, nobody knows since when.
    """
    lead = _lead(items, sources)
    everything = sorted((*items, *undated), key=lambda item: item.seq)
    subject, relation, obj, role, _ = identity
    period = lead.statement.period
    replaced = [item for item in overruled if _answers(item, items, sources)]
    rivals = [item for item in items if item is not lead] + replaced
    return Tie(
        id=tie_id(identity),
        subject=subject,
        relation=relation,
        object=obj,
        role=role,
        period=period,
        evidence=tuple(evidence_of(item) for item in everything),
        qualifiers=lead.statement.qualifiers,
        level=min(item.statement.level for item in items),
        invented=all(sources[item.statement.source].invented for item in everything),
        disagreement=_disagreement(lead, rivals, undated, sources),
    )


def _answers(replaced: Recorded, items: list[Recorded], sources: Mapping[str, Source]) -> bool:
    """Say whether this tie is the office's word about a replaced statement."""
    return any(
        sources[item.statement.source].is_office
        and item.statement.period.overlaps(replaced.statement.period)
        for item in items
    )


def _lead(items: list[Recorded], sources: Mapping[str, Source]) -> Recorded:
    """Give the statement that a tie's period and qualifiers are taken from."""
    return items[0] if len(items) == 1 else max(items, key=lambda item: _weight(item, sources))


def _weight(item: Recorded, sources: Mapping[str, Source]) -> tuple[int, datetime, bool, int]:
    rank = sources[item.statement.source].rank
    says_something = item.statement.period.end_kind is not EndKind.UNKNOWN
    return (rank, item.confirmed_at, says_something, item.seq)


def _disagreement(
    lead: Recorded,
    rivals: Iterable[Recorded],
    undated: Iterable[Recorded],
    sources: Mapping[str, Source],
) -> str | None:
    """Name what others state instead and why not; saying nothing of an end contradicts nobody.

    Undated evidence disagrees where its day lies outside: a source of a higher level than its own
    may know of an end.
    """
    chosen, said = lead.statement.period, []
    for item in rivals:
        period = item.statement.period
        silent = period.end_kind is EndKind.UNKNOWN and period.start == chosen.start
        if period != chosen and not silent:
            said.append(
                f"{_who(item)} states "
                f"{period.describe()} (not taken: {rule_of_tie(lead, item, sources)})"
            )
    said += [
        f"{_who(item)} still states it as of {day} (not taken: {DATES_STAND})"
        for item in undated
        for day in (evidence_of(item).day,)
        if not chosen.contains(day)
    ]
    return "; ".join(dict.fromkeys(said)) or None


def _who(item: Recorded) -> str:
    return f"{item.statement.source} (record {item.statement.record})"


def _same(item: Recorded) -> _Same:
    statement = item.statement
    # Only relations come here, and every relation has an object (Statement checks it).
    return (statement.subject, Relation(statement.predicate), statement.object or "")
