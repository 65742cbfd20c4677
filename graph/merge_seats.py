"""Undated statements of a seat, joined to the dated seat they speak of: rule 7 of ``graph.merge``.

One source says since when somebody sits in a body, another only that they sit in it on a day of
the first one's: that is one seat with two pieces of evidence. What it must not do: join what
contradicts, or what would be lost by it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from graph.merge_properties import evidence_of
from graph.model import Relation
from graph.period import EndKind
from graph.provenance import Recorded, Source

Identity = tuple[str, Relation, str, str | None, date | None]
"""Subject, relation, object, role and start: what makes a tie this tie."""

LASTING = frozenset(
    {
        Relation.MEMBER_OF,
        Relation.REPRESENTS,
        Relation.HOLDS,
        Relation.POST_IN,
        Relation.SUB_ORGANIZATION_OF,
        Relation.LOCATED_IN,
        Relation.RAPPORTEUR_FOR,
        Relation.RESPONSIBLE_FOR,
        Relation.MANAGES,
    }
)
"""What holds for a while. Of events, such as meetings, one more without a day is one more."""

_ABOUT_THE_PAGE = frozenset({"source_text", "as_of_text", "url"})
"""Qualifiers of where a statement was read, not of the seat."""


def join_undated(
    identities: dict[Identity, list[Recorded]],
    lead: Callable[[list[Recorded]], Recorded],
    sources: Mapping[str, Source],
) -> dict[Identity, list[Recorded]]:
    """Take out of ``identities`` what is evidence for a dated tie; gives it by that tie.

    ``lead`` gives the statement that a tie's period is taken from. Of several dated ties that
    hold on the day, the one that began last is meant. Only dated statements of a statement's own
    level and below are looked at: so it is joined, or stands alone, at every level alike.
    """
    undated = [one for one in identities if one[4] is None and one[1] in LASTING]
    joined: dict[Identity, list[Recorded]] = {}
    for identity, dated in _dated(identities, undated):
        left = []
        beside = {one: identities[one] for one in dated}
        for item in identities[identity]:
            meant = _meant(item, beside, lead, sources)
            if meant is None:
                left.append(item)
            else:
                joined.setdefault(meant, []).append(item)
        if left:
            identities[identity] = left
        else:
            del identities[identity]
    return joined


def _meant(
    item: Recorded,
    dated: Mapping[Identity, list[Recorded]],
    lead: Callable[[list[Recorded]], Recorded],
    sources: Mapping[str, Source],
) -> Identity | None:
    for identity, items in dated.items():
        seen = [one for one in items if one.statement.level <= item.statement.level]
        if seen and _is_same_seat(item, lead(seen), sources):
            return identity
    return None


def _dated(
    identities: Iterable[Identity], undated: Iterable[Identity]
) -> Iterator[tuple[Identity, list[Identity]]]:
    """Give each undated tie that has dated ones beside it with these, the latest start first."""
    found: dict[Identity, list[Identity]] = {one: [] for one in undated}
    subjects = {one[0] for one in found}
    for one in identities:
        # The subject alone first: it spares nearly all the longer look.
        if one[4] is not None and one[0] in subjects and (bare := (*one[:4], None)) in found:
            found[bare].append(one)
    for identity, dated in found.items():
        if dated:
            yield identity, sorted(dated, key=_start, reverse=True)


def _start(identity: Identity) -> date:
    return identity[4] or date.min


def _is_same_seat(item: Recorded, lead: Recorded, sources: Mapping[str, Source]) -> bool:
    """Say whether an undated statement says nothing but that a dated seat is held on its day."""
    said, dated = item.statement, lead.statement
    ends = (said.period.end_kind, said.period.end)
    return (
        dated.period.contains(evidence_of(item).day)
        and (ends[0] is EndKind.UNKNOWN or ends == (dated.period.end_kind, dated.period.end))
        and {pair for pair in said.qualifiers if pair[0] not in _ABOUT_THE_PAGE}
        <= set(dated.qualifiers)
        # An invented date is never put to a real seat.
        and (sources[said.source].invented or not sources[dated.source].invented)
    )
