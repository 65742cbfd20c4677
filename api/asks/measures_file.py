"""Questions about who matters on a file: power-interest grid and salience.

``docs/measures.md`` says what each figure is and what it does not say.
"""

from dataclasses import dataclass, replace
from types import MappingProxyType

from api.ask import one
from api.asks import measures_sheets as sheets
from api.asks.measures_people import (
    CONFIDENCE,
    INVENTED,
    LISTED,
    MOST,
    OURS,
    left_out,
    ours,
    people,
    ties,
)
from api.questions import Asked, Question
from graph.errors import InvalidQuestion
from graph.model import Kind
from queries.describe import asked
from queries.measures.grid import GridAnswer, GridQuestion, power_interest
from queries.measures.grid_model import GridModel
from queries.measures.salience import Attribute, SalienceAnswer, SalienceQuestion, salience

_FILE = "The file, such as 2025/0059."
_ADDED = "People or organisations to look at besides those on the file."


@dataclass(frozen=True, slots=True)
class GridAsk:
    """Who has power over a file, and who cares?"""

    file: str = asked(_FILE)
    ours: tuple[str, ...] = asked(OURS + " Contacts with them count as interest.", ())
    add: tuple[str, ...] = asked(_ADDED, ())
    field: tuple[str, ...] = asked(
        "Files of the same field; if none, those that the same committees lead on.", ()
    )
    body: tuple[str, ...] = asked(
        "Bodies on the subject besides the committees responsible, such as DROI.", ()
    )
    value: tuple[str, ...] = asked(
        "A weight, value or threshold to use instead of its default, as NAME=VALUE from 0 to 1, "
        "such as weight.role=0.6 or role.chair=1; the table Values lists all.",
        (),
    )
    most: int = asked(LISTED, MOST, least=1)
    confidence: float = asked(CONFIDENCE, 0.0, least=0, most=1)
    invented: bool = asked(INVENTED, True)


@dataclass(frozen=True, slots=True)
class SalienceAsk:
    """Who has power, a rightful claim, and urgency on a file?"""

    file: str = asked(_FILE)
    ours: tuple[str, ...] = asked(OURS + " Contacts with them count as urgent.", ())
    add: tuple[str, ...] = asked(_ADDED, ())
    has: tuple[str, ...] = asked(
        "What somebody has whatever the rules derive, as NAME=power, legitimacy or urgency.", ()
    )
    lacks: tuple[str, ...] = asked("The same for what somebody has not.", ())
    days: int = asked(
        "For how many days a stand or a contact counts as urgent.", 90, least=1, most=36500
    )
    most: int = asked(LISTED, MOST, least=1)
    invented: bool = asked(INVENTED, True)


def answer_grid(told: Asked, ask: GridAsk) -> GridAnswer:
    """Answer who has power over a file, and who cares."""
    view = told.view
    question = GridQuestion(
        dossier=one(view, ask.file, kinds=[Kind.DOSSIER]),
        as_of=told.as_of,
        ours=ours(view, ask.ours),
        added=people(view, ask.add, told.as_of),
        field=tuple(one(view, name, kinds=[Kind.DOSSIER]) for name in ask.field),
        bodies=tuple(one(view, name, kinds=[Kind.ORGANIZATION]) for name in ask.body),
        model=GridModel.edited(ask.value),
        ties=ties(ask.confidence, ask.invented),
    )
    answer = power_interest(view.snapshot, view.rosters, question)
    return replace(
        answer,
        lines=answer.lines[: ask.most],
        notes=(*answer.notes, *left_out((answer.lines,), ask.most)),
    )


def answer_salience(told: Asked, ask: SalienceAsk) -> SalienceAnswer:
    """Answer who has power, a rightful claim, and urgency on a file."""
    view = told.view
    stated = _stated(told, ask)
    question = SalienceQuestion(
        dossier=one(view, ask.file, kinds=[Kind.DOSSIER]),
        as_of=told.as_of,
        ours=ours(view, ask.ours),
        added=people(view, ask.add, told.as_of),
        stated=MappingProxyType(stated),
        urgent_days=ask.days,
        include_invented=ask.invented,
    )
    answer = salience(view.snapshot, view.rosters, question)
    return replace(
        answer,
        members=answer.members[: ask.most],
        notes=(*answer.notes, *left_out((answer.members,), ask.most)),
    )


def _stated(told: Asked, ask: SalienceAsk) -> dict[tuple[str, Attribute], bool]:
    found: dict[tuple[str, Attribute], bool] = {}
    for texts, has in ((ask.has, True), (ask.lacks, False)):
        for text in texts:
            name, _, written = text.rpartition("=")
            if written.strip() not in set(Attribute) or not name.strip():
                known = ", ".join(Attribute)
                msg = f"{text!r}: expected NAME=ATTRIBUTE with one of: {known}."
                raise InvalidQuestion(msg)
            key = one(told.view, name.strip()), Attribute(written.strip())
            if found.setdefault(key, has) is not has:
                msg = f"{name.strip()} is said both to have {key[1]} and to lack it; drop one."
                raise InvalidQuestion(msg)
    return found


QUESTIONS = (
    Question(
        "grid",
        "Who has power over a file and who cares, with every input shown.",
        GridAsk,
        GridAnswer,
        answer_grid,
        sheets.of_grid,
        MappingProxyType({"file": "2025/0059"}),
    ),
    Question(
        "salience",
        "Who has power, a rightful claim and urgency on a file (Mitchell, Agle and Wood).",
        SalienceAsk,
        SalienceAnswer,
        answer_salience,
        sheets.of_salience,
        MappingProxyType({"file": "2025/0059"}),
    ),
)
