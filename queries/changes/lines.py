"""Changes as lines of an answer: ranked by what they do to saved answers, noise folded.

Changes of one sort in one place that do the same to saved answers are one line with a count; its
key opens it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from graph.model import Relation
from queries.changes.effects import Effect, Effects, Verdict
from queries.changes.types import Change, Deed, Detail, Matter, SourceDay
from queries.changes.words import effect_words, many, sentence
from queries.results import ActorRef

FOLD = 5
"""From how many changes of one sort on they are one line."""

_SCATTERED = frozenset({Relation.CONTACT_OF, Relation.VOTED})
"""Ties that are folded by source, since each has another end."""

_MATTERS = tuple(Matter)
_DEEDS = tuple(Deed)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a change, or ``count`` changes of one sort folded.

    ``key`` names it; that of a folded line opens it. ``became_known`` is False for what happened
    by the calendar. ``day`` is the (last) day on which it happened, ``known_on`` that on which it
    became known. ``ties`` counts the ties that it tells. ``effects`` are those on saved answers;
    of a folded line those of each change in it.
    """

    key: str
    matter: Matter
    deed: Deed
    became_known: bool
    sentence: str
    count: int
    ties: int
    subject: ActorRef | None
    object: ActorRef | None
    relation: Relation | None
    role: str | None
    before: tuple[ActorRef, ...]
    after: tuple[ActorRef, ...]
    details: tuple[Detail, ...]
    day: date | None
    known_on: date | None
    sources: tuple[SourceDay, ...]
    effects: tuple[Effect, ...]
    effect: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which changes are shown; empty: all.

    Of each set of ``involved``, one identifier must be touched; ``only`` opens a line by its key.
    """

    matters: Collection[Matter] = ()
    deeds: Collection[Deed] = ()
    involved: tuple[frozenset[str], ...] = ()
    touching: bool = False
    only: str | None = None
    expand: bool = False


def lines(told: Sequence[Change], found: Effects, wanted: Wanted) -> tuple[Line, ...]:
    """Give the lines that are wanted, what matters most first."""
    shown = [change for change in told if _fits(change, found, wanted)]
    groups: dict[str, list[Change]] = {}
    for change in shown:
        groups.setdefault(_fold_key(change, found), []).append(change)
    laid: list[Line] = []
    for key, parts in groups.items():
        opened = wanted.expand or wanted.only == key
        if len(parts) < FOLD or opened:
            laid += [
                _single(change, found)
                for change in parts
                if wanted.only in (None, key, change.key)
            ]
        elif wanted.only is None:
            laid.append(_folded(key, parts, found))
        else:
            laid += [_single(change, found) for change in parts if change.key == wanted.only]
    return tuple(sorted(laid, key=_rank))


def _fits(change: Change, found: Effects, wanted: Wanted) -> bool:
    return (
        (not wanted.matters or change.matter in wanted.matters)
        and (not wanted.deeds or change.deed in wanted.deeds)
        and all(not meant.isdisjoint(change.involved) for meant in wanted.involved)
        and (not wanted.touching or change.key in found.of)
    )


def _fold_key(change: Change, found: Effects) -> str:
    """Name the sort of a change, with what it does to saved answers; an office stands alone."""
    if change.before or change.after:
        return change.key
    sort = [change.matter.value, change.deed.value]
    if change.relation is None:
        label = change.subject.classification or change.subject.kind
        sort += [label.value, *_first_source(change)]
    elif change.relation in _SCATTERED or change.object is None:
        sort += [change.relation.value, *_first_source(change)]
    else:
        sort += [change.relation.value, change.object.id]
    sort += sorted({detail.what for detail in change.details})
    sort += [
        f"{one.question}{one.points:+.2f}"
        for one in found.of.get(change.key, ())
        if one.verdict is not Verdict.SAME
    ]
    return "fold:" + "/".join(sort)


def _first_source(change: Change) -> list[str]:
    return [change.sources[0].source] if change.sources else []


def _single(change: Change, found: Effects) -> Line:
    own = found.of.get(change.key, ())
    return Line(
        key=change.key,
        matter=change.matter,
        deed=change.deed,
        became_known=change.deed.is_known,
        sentence=sentence(change),
        count=1,
        ties=len({*change.ties_then, *change.ties_now}),
        subject=change.subject,
        object=change.object,
        relation=change.relation,
        role=change.role,
        before=change.before,
        after=change.after,
        details=change.details,
        day=change.day,
        known_on=change.known_on,
        sources=change.sources,
        effects=own,
        effect=effect_words(own),
    )


def _folded(key: str, parts: list[Change], found: Effects) -> Line:
    first = parts[0]
    alike = first.relation is not None and first.relation not in _SCATTERED
    where = f" {_between(first)}{first.object.name}" if alike and first.object else ""
    sources = {(one.source, one.day): one for part in parts for one in part.sources}
    same = found.of.get(first.key, ())
    words = effect_words(same)
    return Line(
        key=key,
        matter=first.matter,
        deed=first.deed,
        became_known=first.deed.is_known,
        sentence=many(parts, where),
        count=len(parts),
        ties=len({name for part in parts for name in (*part.ties_then, *part.ties_now)}),
        subject=None,
        object=first.object if alike else None,
        relation=first.relation,
        role=None,
        before=(),
        after=(),
        details=(),
        day=max((part.day for part in parts if part.day), default=None),
        known_on=max((part.known_on for part in parts if part.known_on), default=None),
        sources=tuple(sources[each] for each in sorted(sources)),
        effects=same,
        effect=f"Each of them: {words}" if words else "",
    )


def _between(change: Change) -> str:
    return "on " if change.matter in (Matter.FILE_ROLE, Matter.POSITION) else "of "


def _rank(line: Line) -> tuple[object, ...]:
    moved = [one for one in line.effects if one.verdict is not Verdict.SAME]
    turned = any(one.verdict in (Verdict.BROKEN, Verdict.POSSIBLE) for one in moved)
    group = 0 if turned else 1 if moved else 2 if line.effects else 3
    size = max((abs(one.points) for one in moved), default=0.0)
    newest = -(line.day or line.known_on or date.min).toordinal()
    return (
        group,
        -size,
        _MATTERS.index(line.matter),
        _DEEDS.index(line.deed),
        newest,
        line.key,
    )
