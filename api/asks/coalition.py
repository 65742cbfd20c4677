"""Questions about our side as a whole: who must go, whom to win, whom to approach, the sheets."""

from dataclasses import dataclass

from api.ask import one
from api.asks import coalition_sheets as sheets
from api.asks.action_sheets import SheetsAsk, ask_sheets
from api.asks.measures_people import (
    AMONG,
    CONFIDENCE,
    HOPS,
    INVENTED,
    OURS,
    ours,
    people,
    ties,
)
from api.asks.texts import counts
from api.questions import Asked, Question
from graph.errors import InvalidQuestion
from graph.model import Classification, Kind
from queries.coalitions.action_sheets import ActionSheets
from queries.coalitions.key_people import KeyPeopleAnswer, KeyPeopleQuestion, key_people
from queries.coalitions.messengers import MessengersAnswer, MessengersQuestion, messengers
from queries.coalitions.recruit import RecruitAnswer, RecruitQuestion, recruit
from queries.describe import asked
from queries.parameter_labels import called
from queries.routing.question import MOST_HOPS

_STRENGTH = "The least route score, 0 to 1, that counts as reaching; 0.1 is where weak begins."
_ALLIES = frozenset({Classification.NGO, Classification.NETWORK, Classification.CENTRE})


@dataclass(frozen=True, slots=True)
class MessengersAsk:
    """Who of us must go?"""

    to: tuple[str, ...] = asked("Whom to reach. " + AMONG)
    ours: tuple[str, ...] = asked(OURS, ())
    each: int = asked("How many messengers each target needs.", 1, least=1, most=10)
    strength: float = asked(_STRENGTH, 0.1, least=0, most=1)
    hops: int = asked(HOPS, 2, least=1, most=MOST_HOPS)
    confidence: float = asked(CONFIDENCE, 0.0, least=0, most=1)
    invented: bool = asked(INVENTED, True)


@dataclass(frozen=True, slots=True)
class RecruitAsk:
    """Whom should we win?"""

    to: tuple[str, ...] = asked("Whom to reach. " + AMONG)
    ours: tuple[str, ...] = asked(OURS, ())
    among: tuple[str, ...] = asked(
        "Who might be won; if nobody is named, every NGO, network and centre that is not ours.", ()
    )
    weight: tuple[str, ...] = asked("TARGET=NUMBER: how much a target counts; else 1.", ())
    most: int = asked("How many to win.", 3, least=1, most=50)
    strength: float = asked(_STRENGTH, 0.1, least=0, most=1)
    hops: int = asked(HOPS, 2, least=1, most=MOST_HOPS)
    confidence: float = asked(CONFIDENCE, 0.0, least=0, most=1)
    invented: bool = asked(INVENTED, True)


@dataclass(frozen=True, slots=True)
class ApproachAsk:
    """Whom should we approach so that most of an audience is reached?"""

    audience: tuple[str, ...] = asked("The audience. " + AMONG)
    among: tuple[str, ...] = asked(
        "Who might be approached; if nobody is named, the audience itself.", ()
    )
    ours: tuple[str, ...] = asked(OURS, ())
    most: int = asked("How many to approach.", 5, least=1, most=100)
    hops: int = asked("The greatest number of steps from us to them.", 3, least=1, most=MOST_HOPS)
    pull: int = asked(
        "The greatest number of steps from them to the audience.", 2, least=1, most=MOST_HOPS
    )
    confidence: float = asked(CONFIDENCE, 0.0, least=0, most=1)
    invented: bool = asked(INVENTED, True)


def ask_messengers(told: Asked, ask: MessengersAsk) -> MessengersAnswer:
    """Answer who must go."""
    targets = people(told.view, ask.to, told.as_of)
    question = MessengersQuestion(
        organizations=ours(told.view, ask.ours, targets),
        targets=dict.fromkeys(targets, ask.each),
        as_of=told.as_of,
        strength=ask.strength,
        max_hops=ask.hops,
        ties=ties(ask.confidence, ask.invented),
    )
    return messengers(told.view.snapshot, question)


def ask_recruit(told: Asked, ask: RecruitAsk) -> RecruitAnswer:
    """Answer whom to win."""
    view = told.view
    targets = people(view, ask.to, told.as_of)
    own = ours(view, ask.ours, targets)
    candidates = tuple(one(view, name, kinds=[Kind.ORGANIZATION]) for name in ask.among)
    weights = {one(view, name): number for name, number in counts(ask.weight, "weight", 1).items()}
    strangers = sorted(set(weights) - set(targets))
    if strangers:
        msg = f"{called('weight')} names {', '.join(strangers)}, which is no target. Leave it out."
        raise InvalidQuestion(msg)
    question = RecruitQuestion(
        ours=own,
        candidates=candidates or _allies(told, {*own, *targets}),
        targets={name: weights.get(name, 1) for name in targets},
        as_of=told.as_of,
        most=ask.most,
        strength=ask.strength,
        max_hops=ask.hops,
        ties=ties(ask.confidence, ask.invented),
    )
    return recruit(view.snapshot, question)


def _allies(told: Asked, without: set[str]) -> tuple[str, ...]:
    lookup = told.view.graph.lookup
    found = {entity.id for each in _ALLIES for entity in lookup.classified(each)}
    return tuple(sorted(found - without))


def ask_approach(told: Asked, ask: ApproachAsk) -> KeyPeopleAnswer:
    """Answer whom to approach."""
    view = told.view
    audience = people(view, ask.audience, told.as_of)
    candidates = people(view, ask.among, told.as_of) if ask.among else audience
    question = KeyPeopleQuestion(
        ours=ours(view, ask.ours, {*audience, *candidates}),
        candidates=candidates,
        audience=audience,
        as_of=told.as_of,
        most=ask.most,
        max_hops=ask.hops,
        pull_hops=ask.pull,
        ties=ties(ask.confidence, ask.invented),
    )
    return key_people(view.snapshot, question)


QUESTIONS = (
    Question(
        "messengers",
        "The fewest of us who reach everybody, and who of them cannot be replaced.",
        MessengersAsk,
        MessengersAnswer,
        ask_messengers,
        sheets.of_messengers,
        {"to": ("2025/0059",), "strength": 0.01},
    ),
    Question(
        "recruit",
        "Whom to win for the coalition: who reaches most of what we do not reach.",
        RecruitAsk,
        RecruitAnswer,
        ask_recruit,
        sheets.of_recruit,
        {
            "to": ("2025/0059",),
            "ours": ("IRCT Brussels office", "ECRE"),
            "among": ("Human Rights Watch", "PICUM", "Caritas Europa", "Redress Trust"),
            "strength": 0.01,
        },
    ),
    Question(
        "approach",
        "Whom to approach so that most of a committee or another audience is reached.",
        ApproachAsk,
        KeyPeopleAnswer,
        ask_approach,
        sheets.of_approach,
        {"audience": ("LIBE",), "most": 5},
    ),
    Question(
        "sheets",
        "One action sheet an organisation, with only what that organisation may see.",
        SheetsAsk,
        ActionSheets,
        ask_sheets,
        sheets.of_sheets,
        {"to": ("2025/0059",), "backup": True},
        handed_on=True,
    ),
)
