"""What is said of judgements: who their two are now, and why one is without effect."""

from dataclasses import dataclass
from datetime import datetime

from api.wiring import View, Workspace
from graph.contradictions import in_words, same_through
from graph.identity import Judgement, Verdict
from graph.levels import Level
from graph.model import Kind
from queries.finding.search import actor_ref
from queries.results import ActorRef


@dataclass(frozen=True, slots=True)
class JudgementLine:
    """One judgement in force, with who its two are now.

    ``left_actor`` and ``right_actor`` are None where nothing is known of that identifier (any
    more). ``joined`` says that both are one now; ``note`` why that is not what the verdict says.
    """

    left: str
    right: str
    verdict: Verdict
    reason: str
    level: str
    recorded_at: datetime
    left_actor: ActorRef | None
    right_actor: ActorRef | None
    joined: bool
    note: str


@dataclass(frozen=True, slots=True)
class Judged:
    """What a decision did. ``judgement`` is the one in force after it, None where none is.

    ``changed`` is false where the same was decided before; ``replaced`` is the earlier verdict.
    """

    left: str
    right: str
    judgement: JudgementLine | None
    changed: bool
    replaced: Verdict | None
    notes: tuple[str, ...]


def listed(view: View) -> tuple[JudgementLine, ...]:
    """Give the judgements in force in a view, sorted by pair."""
    return tuple(line_of(view, one) for one in view.judgements)


def told(
    workspace: Workspace,
    pair: tuple[str, str],
    at: Level,
    *,
    changed: bool = False,
    replaced: Verdict | None = None,
    notes: tuple[str, ...] = (),
) -> Judged:
    """Say how a pair stands after a decision."""
    view = workspace.view(at)
    left, right = pair
    line = next((line_of(view, one) for one in view.judgements if one.pair == pair), None)
    if _joined(view, left, right) and (line is None or line.verdict is not Verdict.SAME):
        chain = same_through(view.judgements, left, right) or ()
        notes = (*notes, f"They still count as one: {in_words(chain)}.")
    elif line is not None and changed and line.note:
        notes = (*notes, line.note)
    return Judged(left, right, line, changed, replaced, notes)


def line_of(view: View, one: Judgement) -> JudgementLine:
    """Give one judgement as it stands in a view."""
    joined = _joined(view, one.left, one.right)
    return JudgementLine(
        one.left,
        one.right,
        one.verdict,
        one.reason,
        one.level.label,
        one.recorded_at,
        _actor(view, one.left),
        _actor(view, one.right),
        joined,
        _note(view, one, joined=joined),
    )


def _note(view: View, one: Judgement, *, joined: bool) -> str:
    if one.verdict is not Verdict.SAME or joined:
        return ""
    kinds = [kind_of(view, end) for end in one.pair]
    if None in kinds:
        return "Without effect now: nothing is known of one of them (any more)."
    if kinds[0] != kinds[1]:
        return f"Without effect: they are of kinds {kinds[0]} and {kinds[1]} by now."
    return "Without effect: it would join two that another judgement keeps apart."


def _joined(view: View, left: str, right: str) -> bool:
    return view.graph.canonical(left) == view.graph.canonical(right)


def _actor(view: View, identifier: str) -> ActorRef | None:
    found = view.graph.entities.get(view.graph.canonical(identifier))
    return actor_ref(found) if found else None


def kind_of(view: View, identifier: str) -> Kind | None:
    """Give the kind of an identifier or an alias; None where nothing is known of it."""
    found = view.graph.entities.get(view.graph.canonical(identifier))
    return found.kind if found else None
