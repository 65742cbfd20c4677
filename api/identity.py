"""Judging who is the same: what both doors do with a decision, and what they say of it.

A judgement is one small load of the source ``judgements``: whole or not at all, seen from its
level on, and kept for ever even when withdrawn. Nothing of the facts is touched.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from api.free_text import require_no_case
from api.judgement_lines import Judged, JudgementLine, kind_of, listed, told
from api.wiring import View, Workspace
from graph.contradictions import contradiction, in_words
from graph.errors import InvalidQuestion
from graph.identity import (
    JUDGEMENTS,
    Judgement,
    Verdict,
    identities,
    judgements_of,
    pair_of,
    record_of,
    statement_of,
)
from graph.levels import Level

__all__ = ["LONGEST_REASON", "Ask", "Judged", "JudgementLine", "judge", "listed", "withdraw"]

LONGEST_REASON = 500
"""Most characters of a reason."""

_LEAST = Level.OFFICE


@dataclass(frozen=True, slots=True)
class Ask:
    """A decision as somebody puts it: two names or identifiers, and what was decided.

    ``level`` says from which level on it may be known (None: the lowest that fits).
    """

    one: str
    other: str
    verdict: Verdict
    reason: str = ""
    level: Level | None = None


def judge(workspace: Workspace, ask: Ask, *, at: Level, now: datetime) -> Judged:
    """Record a decision by somebody who sees up to a level; deciding twice changes nothing.

    Raises:
        UnknownEntity: a name that nobody has.
        InvalidQuestion: two of different kinds, one named twice, a level that does not fit, or a
            decision that contradicts earlier ones; the chain is named.
        StoreBusy: another process is writing.
    """
    _may_judge(at)
    with workspace.alone():  # nobody else of this process decides between reading and writing
        return _judge(workspace, ask, at, now)


def _judge(workspace: Workspace, ask: Ask, at: Level, now: datetime) -> Judged:
    view = workspace.view(at)
    pair = _pair(view, ask)
    _of_one_kind(view, pair)
    level = _level(view, pair, ask.level, at)
    reason = " ".join(ask.reason.split())
    if len(reason) > LONGEST_REASON:
        msg = f"The reason has {len(reason)} characters; {LONGEST_REASON} are the most."
        raise InvalidQuestion(msg)
    new = Judgement(*pair, ask.verdict, reason, level, now)
    require_no_case(reason, "The reason")
    earlier = _own(workspace, pair, level)
    if earlier is not None and replace(earlier, recorded_at=now) == new:
        notes = ("This was decided before; nothing was changed.",)
        return told(workspace, pair, at, notes=notes)
    _refuse_contradiction(workspace, new, at)
    workspace.ledger.append(
        JUDGEMENTS, [statement_of(new)], retrieved_at=now, recorded_at=now, complete=False
    )
    replaced = earlier.verdict if earlier else None
    return told(workspace, pair, at, changed=True, replaced=replaced)


def withdraw(workspace: Workspace, one: str, other: str, *, at: Level, now: datetime) -> Judged:
    """Withdraw the judgement in force on a pair: everything is as if it had never been made.

    Raises:
        InvalidQuestion: there is none; those that come near are named.
        StoreBusy: another process is writing.
    """
    _may_judge(at)
    with workspace.alone():
        found = _withdrawable(workspace.view(at), one, other)
        workspace.ledger.append(
            JUDGEMENTS,
            (),
            retrieved_at=now,
            recorded_at=now,
            complete=False,
            records=[record_of(found.pair, found.level)],
        )
        return told(workspace, found.pair, at, changed=True, replaced=found.verdict)


def _may_judge(at: Level) -> None:
    if at < _LEAST:
        msg = (
            f"Judgements are made at level {_LEAST.label} or above; this door sees "
            f"{at.label} only."
        )
        raise InvalidQuestion(msg)


# -------------------------------------------------------------------- who is meant


def _meant(view: View, text: str) -> str:
    """Give the identifier meant; one that is an alias is meant itself, not who it stands for."""
    return view.index.identifier(text) or view.index.resolve(text).id


def _pair(view: View, ask: Ask) -> tuple[str, str]:
    one, other = _meant(view, ask.one), _meant(view, ask.other)
    if one == other:
        aliases = [alias for alias, stands in view.graph.aliases.items() if stands == one]
        more = f" It stands for {', '.join(aliases)} as well." if aliases else ""
        msg = (
            f"{ask.one!r} and {ask.other!r} both mean {view.graph.entities[one].name} [{one}]."
            f"{more} Give two different identifiers."
            if one in view.graph.entities
            else f"{one} was named twice. Give two different identifiers."
        )
        raise InvalidQuestion(msg)
    return pair_of(one, other)


def _of_one_kind(view: View, pair: tuple[str, str]) -> None:
    kinds = [kind_of(view, end) for end in pair]
    if None not in kinds and kinds[0] != kinds[1]:
        msg = (
            f"{pair[0]} is of kind {kinds[0]} and {pair[1]} of kind {kinds[1]}: they cannot be "
            "the same, so there is nothing to judge. Correct the kind if it is wrong."
        )
        raise InvalidQuestion(msg)


def _level(view: View, pair: tuple[str, str], wanted: Level | None, at: Level) -> Level:
    """Give the level of a new judgement: never below what it names."""
    least = max(_level_of(view, end) for end in pair)
    level = max(least, _LEAST) if wanted is None else wanted
    if level > at:
        msg = f"Level {level.label} is above what this door sees ({at.label})."
        raise InvalidQuestion(msg)
    if level < least:
        msg = (
            f"At level {level.label} nobody may know of both {pair[0]} and {pair[1]}; the lowest "
            f"level for a judgement on them is {least.label}."
        )
        raise InvalidQuestion(msg)
    return level


def _level_of(view: View, identifier: str) -> Level:
    """Give the level from which on an identifier is known to exist."""
    canonical = view.graph.canonical(identifier)
    known = view.graph.entities.get(canonical)
    own = known.level if known else Level.PUBLIC
    if identifier == canonical:
        return own
    return max(own, identities(view.judgements).levels.get(identifier, Level.PUBLIC))


# -------------------------------------------------------------------- what stands already


def _at(workspace: Workspace, level: Level) -> tuple[Judgement, ...]:
    return judgements_of(workspace.ledger.read(level, source=JUDGEMENTS.id))


def _own(workspace: Workspace, pair: tuple[str, str], level: Level) -> Judgement | None:
    """Give the judgement on a pair that was recorded at exactly this level."""
    return next(
        (one for one in _at(workspace, level) if (one.pair, one.level) == (pair, level)), None
    )


def _refuse_contradiction(workspace: Workspace, new: Judgement, at: Level) -> None:
    """Look at every level that would see the new one, up to what the judging person may see."""
    for level in Level:
        if not new.level <= level <= at:
            continue
        known = _at(workspace, level)
        if any(one.pair == new.pair and one.level > new.level for one in known):
            continue  # another one decides there
        chain = contradiction(known, new)
        if chain:
            msg = (
                f"{new.left} {new.verdict.value} {new.right} contradicts what was judged before: "
                f"{in_words(chain)}. Nothing was recorded. Withdraw one of these first with "
                "`corridors undo-judgement`."
            )
            raise InvalidQuestion(msg)


def _withdrawable(view: View, one: str, other: str) -> Judgement:
    ends = [_named(view, text) for text in (one, other)]
    known = view.judgements
    exact = [found for found in known if set(found.pair) == set(ends)]
    if exact:
        return exact[0]
    # By name both may mean the same by now, so look among all that they stand for.
    groups = [_group(view, end) for end in ends]
    near = [
        found
        for found in known
        if (found.left in groups[0] and found.right in groups[1])
        or (found.left in groups[1] and found.right in groups[0])
    ]
    if len(near) == 1 and not any(view.index.identifier(text) for text in (one, other)):
        return near[0]
    listing = "; ".join(f"{found.left} {found.verdict.value} {found.right}" for found in near)
    hint = f" Near it: {listing}." if near else " `corridors judgements` lists all."
    msg = f"There is no judgement on {ends[0]} and {ends[1]}.{hint}"
    raise InvalidQuestion(msg)


def _named(view: View, text: str) -> str:
    """Give the identifier meant; also one of which only a judgement knows any more."""
    cleaned = text.strip()
    if any(cleaned in one.pair for one in view.judgements):
        return cleaned
    return _meant(view, text)


def _group(view: View, identifier: str) -> Collection[str]:
    canonical = view.graph.canonical(identifier)
    return {canonical, *(a for a, stands in view.graph.aliases.items() if stands == canonical)}
