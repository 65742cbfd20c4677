"""Topic *deadlines*: what closes or happens soon, with who says so."""

from dataclasses import dataclass
from types import MappingProxyType

from api.questions import Asked, Question
from queries.deadlines import MOST_DAYS, Deadlines, Occasion, deadline_sheets, deadlines
from queries.describe import asked


@dataclass(frozen=True, slots=True)
class DeadlinesAsk:
    """Which days."""

    days: int = asked(
        "How many days ahead, counted from the day asked about.", 90, least=1, most=MOST_DAYS
    )
    occasion: tuple[Occasion, ...] = asked("Only these sorts of days; all if none.", ())
    about: tuple[str, ...] = asked(
        "Only what has one of these words in its name, programme or identifier.", ()
    )
    invented: bool = asked("Whether the invented demonstration dialogues count.", True)


def answer_deadlines(told: Asked, ask: DeadlinesAsk) -> Deadlines:
    """Give the days ahead."""
    return deadlines(
        told.view.graph,
        as_of=told.as_of,
        days=ask.days,
        occasions=ask.occasion,
        about=ask.about,
        invented=ask.invented,
    )


QUESTIONS = (
    Question(
        "deadlines",
        "What closes or happens soon: calls, dialogues and consultations before them, votes.",
        DeadlinesAsk,
        Deadlines,
        answer_deadlines,
        deadline_sheets,
        MappingProxyType({"days": 60}),
    ),
)
