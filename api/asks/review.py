"""The question what may be the same and waits for somebody to judge; ``docs/matching.md``."""

from dataclasses import dataclass
from types import MappingProxyType

from api.ask import one
from api.questions import Asked, Question
from queries.describe import Sheet, asked
from queries.review import ReviewAnswer, ReviewKind, ReviewPair, ReviewQuestion, review


@dataclass(frozen=True, slots=True)
class ReviewAsk:
    """Which people or organisations may be the same?"""

    kind: ReviewKind = asked("Among whom to look.", ReviewKind.BOTH)
    of: tuple[str, ...] = asked(
        "Only pairs with one of these persons or organisations, by name or identifier; if none "
        "is named, all.",
        (),
    )
    least: int = asked(
        "The lowest score shown, in points: 0 is even odds, ten points more are ten times the "
        "odds.",
        0,
        least=-10,
    )
    most: int = asked("How many pairs to list at most.", 25, least=1, most=1000)
    skip: int = asked("How many pairs, from the best, to pass over: the next page.", 0, least=0)
    unsure: bool = asked("Whether pairs somebody judged unsure are shown again.", False)
    different: bool = asked("Whether pairs that identifiers tell apart are shown.", False)


def ask_review(told: Asked, ask: ReviewAsk) -> ReviewAnswer:
    """Find the pairs at the level of whoever asks.

    Raises:
        UnknownEntity: a name that nobody has.
    """
    question = ReviewQuestion(
        ask.kind,
        ask.least,
        ask.most,
        ask.skip,
        ask.unsure,
        ask.different,
        frozenset(one(told.view, name) for name in ask.of),
    )
    return review(told.view.graph, told.view.judgements, question)


def review_sheets(answer: ReviewAnswer) -> tuple[Sheet, ...]:
    """Lay out the pairs, and the parts of each score as a table of their own."""
    columns = ("score", "suggested", "one", "one id", "other", "other id", "why", "to judge")
    told = (
        f"{answer.total} pairs; {answer.judged} were judged, {answer.apart} have identifiers that "
        "tell them apart.",
    )
    parts = tuple(
        (place, part.name.value, part.points, part.said)
        for place, pair in enumerate(answer.pairs, answer.skipped + 1)
        for part in pair.parts
    )
    return (
        Sheet("Pairs", columns, tuple(map(_row, answer.pairs)), (*told, *answer.notes)),
        Sheet("Parts of scores", ("pair", "part", "points", "why"), parts),
    )


def _row(pair: ReviewPair) -> tuple[str | int, ...]:
    suggested = pair.suggestion.value + (f" (judged {pair.judged.value})" if pair.judged else "")
    why = "; ".join(f"{part.said} ({part.points:+d})" for part in pair.parts)
    return (
        pair.score,
        suggested,
        pair.left.name,
        pair.left.id,
        pair.right.name,
        pair.right.id,
        why,
        pair.command,
    )


QUESTIONS = (
    Question(
        "review",
        "Which people or organisations may be the same and wait for a judgement?",
        ReviewAsk,
        ReviewAnswer,
        ask_review,
        review_sheets,
        MappingProxyType({"kind": "organizations", "least": -5, "most": 5}),
    ),
)
