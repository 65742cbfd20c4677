"""Ties in two graphs: which appeared, were withdrawn or changed, each told once.

A tie's identifier holds its role and start, so a corrected role looks like one tie that vanished
and one that appeared. Those of the same two ends are paired and told as one change; so is a tie
whose end became known together with the next role of the same person in the same body. Ties that
came or went with one of their ends are told with that entity.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph.model import MergedGraph, Relation, Tie
from queries.changes.entities import Moves

Ends = tuple[str, Relation, str]

EVENTS = frozenset({Relation.CONTACT_OF})
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
    return old.role == new.role and old.relation not in EVENTS


def _no_event(old: Tie, new: Tie) -> bool:
    return old.relation not in EVENTS


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
