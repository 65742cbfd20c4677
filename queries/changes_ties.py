"""Ties in two graphs: which appeared, were withdrawn or changed, each told once.

A tie's identifier holds its role and start, so a corrected role looks like one tie that vanished
and one that appeared. Those of the same two ends are paired and told as one change; so is a tie
whose end became known together with the next role of the same person in the same body. Ties that
came or went with one of their ends are told with that entity.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from graph.model import Evidence, MergedGraph, Relation, Tie
from graph.period import EndKind, Period
from queries.changes_entities import Journal, Moves, days_of
from queries.changes_types import Change, Deed, Detail, matter_of
from queries.search import actor_ref

Ends = tuple[str, Relation, str]

_EVENTS = frozenset({Relation.CONTACT_OF})
"""Relations of which two on different days are two events, never one that changed."""


@dataclass(frozen=True, slots=True)
class TiePair:
    """A tie then and what it is now; ``extra`` is the earlier role that ended with it."""

    old: Tie | None
    new: Tie | None
    extra: Tie | None = None

    @property
    def lead(self) -> Tie:
        """Give the tie as it is now or, if it vanished, as it was."""
        found = self.new or self.old
        assert found is not None
        return found


@dataclass(frozen=True, slots=True)
class Sorted:
    """The differences between ties: those to be told by themselves, and those told with an end.

    ``with_entity`` maps the identifier of an entity that came, went or moved to the ties then and
    now that did so with it.
    """

    pairs: tuple[TiePair, ...]
    with_entity: Mapping[str, tuple[list[str], list[str]]]


def sort_ties(then: MergedGraph, now: MergedGraph, moved: Moves) -> Sorted:
    """Find every tie that differs, and pair what belongs together."""
    old = {tie.id: tie for tie in then.ties}
    new = {tie.id: tie for tie in now.ties}
    told: dict[str, tuple[list[str], list[str]]] = {}
    gone = [old[name] for name in sorted(old.keys() - new.keys())]
    come = [new[name] for name in sorted(new.keys() - old.keys())]
    changed = [
        TiePair(old[name], new[name])
        for name in sorted(old.keys() & new.keys())
        if content(old[name]) != content(new[name])
    ]
    gone, come = _carried(gone, come, old.values(), new.values(), moved, told)
    pairs, gone, come = _paired(gone, come, moved)
    changed, come = _succeeded(changed, come)
    lost = [tie for tie in gone if not _adopted(tie, then, now, told, 0)]
    won = [tie for tie in come if not _adopted(tie, now, then, told, 1)]
    pairs += [*changed, *(TiePair(tie, None) for tie in lost)]
    pairs += [TiePair(None, tie) for tie in won]
    return Sorted(tuple(sorted(pairs, key=lambda pair: pair.lead.id)), told)


def content(tie: Tie) -> tuple[object, ...]:
    """Give what a tie says, but for who says so and when."""
    return (tie.role, tie.period, tie.qualifiers, tie.disagreement, tie.invented)


def tie_change(
    pair: TiePair, then: MergedGraph, now: MergedGraph, journal: Journal, day: date
) -> Change:
    """Write a pair as a change; ``day`` is the one that answers are about."""
    lead = pair.lead
    graph = now if pair.new else then
    ends = graph.entities[lead.subject], graph.entities[lead.object]
    deed, known_on = Deed.ADDED, journal.known_on(_fresh(pair))
    if pair.new is None:
        deed, known_on = journal.lost(lead.evidence)
    elif pair.old is not None:
        deed = Deed.CHANGED
    return Change(
        key=f"tie:{lead.id}",
        matter=matter_of(lead),
        deed=deed,
        subject=actor_ref(ends[0]),
        object=actor_ref(ends[1]),
        relation=lead.relation,
        role=lead.role,
        details=tuple(_details(pair)),
        day=_day(pair),
        known_on=known_on,
        sources=days_of(_fresh(pair) or lead.evidence, last=pair.new is None),
        ties_then=_ids(pair.old),
        ties_now=_ids(pair.new, pair.extra),
        involved=tuple(sorted({lead.subject, lead.object})),
        bears=_bears(pair, day),
    )


# ------------------------------------------------------------------------- pairing


def _carried(
    gone: list[Tie],
    come: list[Tie],
    old: Iterable[Tie],
    new: Iterable[Tie],
    moved: Moves,
    told: dict[str, tuple[list[str], list[str]]],
) -> tuple[list[Tie], list[Tie]]:
    """Take out ties that only follow an end to its new identifier."""
    if not (moved.merged or moved.renumbered or moved.split):
        return gone, come
    forward = {**moved.merged, **moved.renumbered}
    there: dict[tuple[Ends, tuple[object, ...]], str] = {}
    for tie in new:
        part = next((end for end in (tie.subject, tie.object) if end in moved.split), "")
        there[_ends(tie, moved.split), content(tie)] = part
    left = []
    for tie in gone:
        mover = next((end for end in (tie.subject, tie.object) if end in forward), "")
        key = (_ends(tie, forward), content(tie))
        mover = mover if mover and key in there else there.get(key, "")
        if mover:
            told.setdefault(mover, ([], []))[0].append(tie.id)
        else:
            left.append(tie)
    back: dict[str, list[str]] = {}
    for name, whole in forward.items():
        back.setdefault(whole, []).append(name)
    here = {(_ends(tie, forward), content(tie)) for tie in old}
    kept = []
    for tie in come:
        ends = (tie.subject, tie.object)
        part = next((end for end in ends if end in moved.split), "")
        mover = part or next((back[end][0] for end in ends if end in back), "")
        if mover and (_ends(tie, moved.split), content(tie)) in here:
            told.setdefault(mover, ([], []))[1].append(tie.id)
        else:
            kept.append(tie)
    return left, kept


def _paired(
    gone: list[Tie], come: list[Tie], moved: Moves
) -> tuple[list[TiePair], list[Tie], list[Tie]]:
    """Pair ties of the same two ends: first of one start, then of one role, then the rest."""
    forward = {**moved.merged, **moved.renumbered}
    left: dict[Ends, list[Tie]] = {}
    for tie in gone:
        left.setdefault(_ends(tie, forward), []).append(tie)
    waiting: dict[Ends, list[Tie]] = {}
    for tie in come:
        waiting.setdefault(_ends(tie, {}), []).append(tie)
    pairs: list[TiePair] = []
    for ends in sorted(left.keys() & waiting.keys()):
        for fits in _FITS:
            pairs += _matched(left[ends], waiting[ends], fits)
    used = {id(tie) for pair in pairs for tie in (pair.old, pair.new)}
    return (
        pairs,
        [tie for tie in gone if id(tie) not in used],
        [tie for tie in come if id(tie) not in used],
    )


def _same_start(old: Tie, new: Tie) -> bool:
    return old.period.start == new.period.start


def _same_role(old: Tie, new: Tie) -> bool:
    return old.role == new.role and old.relation not in _EVENTS


def _no_event(old: Tie, new: Tie) -> bool:
    return old.relation not in _EVENTS


_FITS = (_same_start, _same_role, _no_event)


def _matched(
    old: list[Tie], new: list[Tie], fits: Callable[[Tie, Tie], bool]
) -> Iterator[TiePair]:
    """Pair in order of identifier, and take the paired out of both lists."""
    for tie in sorted(old, key=lambda one: one.id):
        other = next((one for one in sorted(new, key=lambda one: one.id) if fits(tie, one)), None)
        if other is not None:
            old.remove(tie)
            new.remove(other)
            yield TiePair(tie, other)


def _succeeded(changed: list[TiePair], come: list[Tie]) -> tuple[list[TiePair], list[Tie]]:
    """Join a role whose end became known with the next one of the same ends."""
    waiting: dict[Ends, list[Tie]] = {}
    for tie in come:
        waiting.setdefault(_ends(tie, {}), []).append(tie)
    joined, used = [], set()
    for pair in changed:
        assert pair.old is not None
        assert pair.new is not None
        later = [
            tie
            for tie in waiting.get(_ends(pair.new, {}), ())
            if tie.id not in used and _follows(pair.old, pair.new, tie)
        ]
        if later:
            used.add(later[0].id)
            joined.append(TiePair(pair.old, later[0], extra=pair.new))
        else:
            joined.append(pair)
    return joined, [tie for tie in come if tie.id not in used]


def _follows(old: Tie, ended: Tie, tie: Tie) -> bool:
    end, start = ended.period.end, tie.period.start
    newly = end is not None and old.period.end != end
    return newly and start is not None and end is not None and 0 <= (start - end).days <= 1


def _adopted(
    tie: Tie,
    own: MergedGraph,
    other: MergedGraph,
    told: dict[str, tuple[list[str], list[str]]],
    side: int,
) -> bool:
    """Tell a tie with an end that is in one graph only; an office only with its body or post."""
    office = is_office(tie) and tie.object in own.entities and tie.object in other.entities
    if office:
        return False
    for end in (tie.subject, tie.object):
        if end in own.entities and end not in other.entities:
            told.setdefault(end, ([], []))[side].append(tie.id)
            return True
    return False


_OFFICES = ("CHAIR", "PRESIDENT")


def is_office(tie: Tie) -> bool:
    """Say whether a tie is an office that people ask for by name: a chair, a president, a post."""
    if tie.relation is Relation.HOLDS:
        return True
    role = tie.role or ""
    return tie.relation is Relation.MEMBER_OF and (
        role in _OFFICES or role.startswith(("CHAIR_CO", "PRESIDENT_CO"))
    )


def _ends(tie: Tie, moved: Mapping[str, str]) -> Ends:
    return moved.get(tie.subject, tie.subject), tie.relation, moved.get(tie.object, tie.object)


# ------------------------------------------------------------------------- writing


def _details(pair: TiePair) -> Iterator[Detail]:
    old, new = pair.old, pair.new
    if old is None or new is None:
        return
    behind = _sources(old.evidence), _sources(new.evidence)
    for what, before, now in _parts(old, new, pair.extra):
        if before != now:
            yield Detail(what, before, now, *behind)


def _parts(old: Tie, new: Tie, ended: Tie | None) -> Iterator[tuple[str, str | None, str | None]]:
    yield "subject", old.subject, new.subject
    yield "object", old.object, new.object
    yield "role", old.role, new.role
    yield "start", _text(old.period.start), _text(new.period.start)
    if ended is not None:
        yield "end of the earlier role", _end(old.period), _end(ended.period)
    else:
        yield "end", _end(old.period), _end(new.period)
    was, is_now = dict(old.qualifiers), dict(new.qualifiers)
    for key in sorted(was.keys() | is_now.keys()):
        yield key, was.get(key), is_now.get(key)
    yield "disagreement", old.disagreement, new.disagreement
    yield "invented", str(old.invented).lower(), str(new.invented).lower()


def _bears(pair: TiePair, day: date) -> bool:
    """Say whether a tie counts otherwise than before on a day."""
    old, new = pair.old, pair.new
    if old is not None and new is not None:
        return _counted(old, day) != _counted(new, day)
    return pair.lead.relation in _EVENTS or pair.lead.period.contains(day)


def _counted(tie: Tie, day: date) -> tuple[object, ...]:
    qualifiers = tuple(pair for pair in tie.qualifiers if pair[0] in _READ)
    fades = tie.period.end_kind is EndKind.UNKNOWN
    when = tie.period.start if tie.relation in _EVENTS else tie.period.contains(day)
    return (tie.subject, tie.object, tie.role, when, fades, qualifiers, tie.invented)


_READ = frozenset({"confidence", "consent", "group", "intensity", "language", "published"})
"""Qualifiers that an answer depends on; the others are remarks."""


def _day(pair: TiePair) -> date | None:
    """Give the day on which what is told happened: a newly known end, else the start."""
    if pair.new is None:
        return None
    if pair.extra is not None or pair.old is None:
        return pair.new.period.start
    ended = pair.new.period.end
    return ended if ended != pair.old.period.end else pair.new.period.start


def _fresh(pair: TiePair) -> list[Evidence]:
    """Give the evidence that was not there before; that of a lost tie if it is lost."""
    if pair.new is None:
        return list(pair.lead.evidence)
    known = {piece.seq for piece in pair.old.evidence} if pair.old else set()
    fresh = [piece for tie in (pair.new, pair.extra) if tie for piece in tie.evidence]
    return [piece for piece in fresh if piece.seq not in known]


def _ids(*ties: Tie | None) -> tuple[str, ...]:
    return tuple(sorted(tie.id for tie in ties if tie is not None))


def _end(period: Period) -> str:
    if period.end is not None:
        return period.end.isoformat()
    return "still running" if period.end_kind is EndKind.OPEN else "not known"


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _sources(behind: Iterable[Evidence]) -> tuple[str, ...]:
    return tuple(sorted({piece.source for piece in behind}))
