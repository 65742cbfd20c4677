"""What each change alone does to the answers that people have saved.

The number is the difference between two differences, in points of 100: what the answer owes to the
change now (with it, less without it), less what it owed to it then. So what vanished counts by
what the earlier answer loses without it, what appeared by what the present one gains by it. What
became known is judged on one day in both states of knowledge, what happened on both days with
the present knowledge. What it must not do: answer a question itself.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from queries.changes.types import Change

Ids = frozenset[str]

LEAST = 5
"""Hundredths of a point below which an effect is none: what is shown would be 0.0."""


class At(StrEnum):
    """A state in which a saved question is answered.

    *Before*: as known then, about today. *Earlier*: as known now, about the earlier day. *Now*: as
    known now, about today.
    """

    BEFORE = "before"
    EARLIER = "earlier"
    NOW = "now"


class Verdict(StrEnum):
    """What became of a saved answer, or what a change does to it."""

    BROKEN = "broken"
    POSSIBLE = "possible"
    WORSE = "worse"
    BETTER = "better"
    OTHER = "other"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Figure:
    """An answer as one number.

    ``hundredths`` of a point of 100 (None: it has no number); ``shown`` is how people read it;
    ``possible`` says that the answer is what was hoped for: a route, no gap, a majority.
    ``people`` and ``ties`` are those it is made of; ``digest`` tells one answer from another.
    """

    possible: bool
    hundredths: int | None
    shown: str
    people: Ids = frozenset()
    ties: Ids = frozenset()
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Effect:
    """What one change does to one saved answer. ``points`` are of 100, below 0 for a drop."""

    question: str
    verdict: Verdict
    points: float
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Watched:
    """A saved question with its answers in the three states.

    ``before`` is as known then and ``now`` as known now, both about today; ``earlier`` is as known
    now, about the earlier day. ``verdict`` compares the first two, ``by_time`` the last two.
    """

    name: str
    question: str
    before: str
    now: str
    earlier: str
    verdict: Verdict
    by_time: Verdict


def _always(change: Change, people: Ids) -> bool:
    return True


@dataclass(frozen=True, slots=True, eq=False)
class SavedAnswer:
    """A saved question and how it is answered: in a state, as if some ties never held.

    ``may_matter`` says whether a change that meets only one of the answer's people, and none of
    its ties, can change the answer at all.
    """

    name: str
    question: str
    answer: Callable[[At, Ids], Figure]
    may_matter: Callable[[Change, Ids], bool] = _always


@dataclass(frozen=True, slots=True)
class Effects:
    """Effects by a change's key, worst first; ``skipped`` were not computed, by question."""

    of: Mapping[str, tuple[Effect, ...]] = field(default_factory=dict)
    watched: tuple[Watched, ...] = ()
    skipped: tuple[tuple[str, int], ...] = ()


def effects(told: Sequence[Change], saved: Iterable[SavedAnswer], most: int) -> Effects:
    """Say what each change does to each saved answer, for at most so many pairs of the two.

    Of each question those changes come first whose ties its answer is made of, then those between
    its people; the questions take turns.
    """
    listed = sorted(saved, key=lambda one: one.name)
    figures = [{state: one.answer(state, frozenset()) for state in At} for one in listed]
    candidates, still = [], []
    for place, one in enumerate(listed):
        near = [
            (nearness, change.key, change)
            for change in told
            if (nearness := _nearness(change, one, figures[place])) is not None
        ]
        near.sort(key=lambda each: each[:2])
        moving = [change for _, _, change in near if change.bears]
        candidates += [(turn, place, change) for turn, change in enumerate(moving)]
        still += [(0, place, change) for _, _, change in near if not change.bears]
    candidates.sort(key=lambda each: each[:2])
    found: dict[str, list[Effect]] = {}
    for _, place, change in (*candidates[:most], *still):
        effect = _effect(change, listed[place], figures[place])
        found.setdefault(change.key, []).append(effect)
    skipped: dict[str, int] = {}
    for _, place, _ in candidates[most:]:
        skipped[listed[place].name] = skipped.get(listed[place].name, 0) + 1
    return Effects(
        {key: tuple(sorted(each, key=weight)) for key, each in found.items()},
        tuple(_watched(one, figures[place]) for place, one in enumerate(listed)),
        tuple(sorted(skipped.items())),
    )


def weight(effect: Effect) -> tuple[int, float, str]:
    """Give what sorts effects: broken or newly possible first, then by size."""
    turned = effect.verdict in (Verdict.BROKEN, Verdict.POSSIBLE)
    return (0 if turned else 1, -abs(effect.points), effect.question)


def verdict_of(before: Figure, now: Figure) -> Verdict:
    """Say what became of an answer."""
    if before.possible != now.possible:
        return Verdict.POSSIBLE if now.possible else Verdict.BROKEN
    old, new = before.hundredths or 0, now.hundredths or 0
    if old != new:
        return Verdict.BETTER if new > old else Verdict.WORSE
    return Verdict.SAME if before.digest == now.digest else Verdict.OTHER


def _nearness(change: Change, saved: SavedAnswer, figures: Mapping[At, Figure]) -> int | None:
    """Say how near a change is to an answer; None where it touches neither people nor ties."""
    old = figures[At.BEFORE if change.deed.is_known else At.EARLIER]
    now = figures[At.NOW]
    if not old.ties.isdisjoint(change.ties_then) or not now.ties.isdisjoint(change.ties_now):
        return 0
    people = old.people | now.people
    met = len(people.intersection(change.involved))
    if met > 1:
        return 1
    return 2 if met and saved.may_matter(change, people) else None


def _effect(change: Change, saved: SavedAnswer, figures: Mapping[At, Figure]) -> Effect:
    state = At.BEFORE if change.deed.is_known else At.EARLIER
    old, now = figures[state], figures[At.NOW]
    owed = _owes(saved, state, old, change.ties_then if change.bears else ())
    owes = _owes(saved, At.NOW, now, change.ties_now if change.bears else ())
    hundredths = owes - owed if abs(owes - owed) >= LEAST else 0
    whole = verdict_of(old, now)
    verdict = Verdict.SAME
    if hundredths < 0:
        verdict = Verdict.BROKEN if whole is Verdict.BROKEN else Verdict.WORSE
    elif hundredths > 0:
        verdict = Verdict.POSSIBLE if whole is Verdict.POSSIBLE else Verdict.BETTER
    return Effect(saved.name, verdict, hundredths / 100, old.shown, now.shown)


def _owes(saved: SavedAnswer, state: At, figure: Figure, ties: Iterable[str]) -> int:
    hidden = frozenset(ties)
    if not hidden or figure.hundredths is None:
        return 0
    return figure.hundredths - (saved.answer(state, hidden).hundredths or 0)


def _watched(saved: SavedAnswer, figures: Mapping[At, Figure]) -> Watched:
    before, earlier, now = (figures[state] for state in (At.BEFORE, At.EARLIER, At.NOW))
    return Watched(
        saved.name,
        saved.question,
        before.shown,
        now.shown,
        earlier.shown,
        verdict_of(before, now),
        verdict_of(earlier, now),
    )
