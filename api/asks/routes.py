"""Questions about several routes at once: different ones, disjoint ones, how firm the best is."""

from dataclasses import dataclass

from api.ask import RouteAsk, route_question
from api.asks import routes_sheets as sheets
from api.questions import Asked, Question
from queries.describe import asked
from queries.disjoint import DisjointAnswer, disjoint
from queries.diverse import MOST_ALIKE, DiverseAnswer, diverse
from queries.robustness import RobustAnswer, robustness
from queries.route_question import MOST_HOPS, RouteQuestion

_TO = "Whom to reach: persons, bodies, posts, or a file for its (shadow) rapporteurs."
_SOURCES = "Who of ours starts; if none is named, our office."
_HOPS = "The greatest number of steps in a route."
_AVOID = "Who must not be on the way."
_VIA = "One of these must be on the way."
_CHANNEL = "Count only these kinds of contact, such as meeting."
_RELATION = "Count only these relations, such as CONTACT_OF."
_CONFIDENCE = "The least confidence of a contact that counts, 0 to 1."
_INVENTED = "Whether the invented demonstration contacts count."


@dataclass(frozen=True, slots=True)
class DiverseAsk:
    """Which routes do not hang on the same people?"""

    to: tuple[str, ...] = asked(_TO)
    sources: tuple[str, ...] = asked(_SOURCES, ())
    k: int = asked("How many routes to give at most.", 5, least=1, most=50)
    alike: float = asked(
        "The greatest share of go-betweens that two routes may have in common.",
        MOST_ALIKE,
        least=0,
        most=1,
    )
    hops: int = asked(_HOPS, 4, least=1, most=MOST_HOPS)
    avoid: tuple[str, ...] = asked(_AVOID, ())
    via: tuple[str, ...] = asked(_VIA, ())
    channel: tuple[str, ...] = asked(_CHANNEL, ())
    relation: tuple[str, ...] = asked(_RELATION, ())
    confidence: float = asked(_CONFIDENCE, 0.0, least=0, most=1)
    invented: bool = asked(_INVENTED, True)


@dataclass(frozen=True, slots=True)
class DisjointAsk:
    """How many people must leave before somebody is lost to us?"""

    to: tuple[str, ...] = asked(_TO)
    sources: tuple[str, ...] = asked(_SOURCES, ())
    k: int = asked("How many routes to give at most.", 5, least=1, most=50)
    avoid: tuple[str, ...] = asked(_AVOID, ())
    channel: tuple[str, ...] = asked(_CHANNEL, ())
    relation: tuple[str, ...] = asked(_RELATION, ())
    confidence: float = asked(_CONFIDENCE, 0.0, least=0, most=1)
    invented: bool = asked(_INVENTED, True)


@dataclass(frozen=True, slots=True)
class RobustAsk:
    """What does the best route hang on, and what would change its rank?"""

    to: tuple[str, ...] = asked(_TO)
    sources: tuple[str, ...] = asked(_SOURCES, ())
    k: int = asked("How many routes to rank.", 3, least=1, most=50)
    hops: int = asked(_HOPS, 4, least=1, most=MOST_HOPS)
    avoid: tuple[str, ...] = asked(_AVOID, ())
    via: tuple[str, ...] = asked(_VIA, ())
    channel: tuple[str, ...] = asked(_CHANNEL, ())
    relation: tuple[str, ...] = asked(_RELATION, ())
    confidence: float = asked(_CONFIDENCE, 0.0, least=0, most=1)
    invented: bool = asked(_INVENTED, True)


def ask_diverse(told: Asked, ask: DiverseAsk) -> DiverseAnswer:
    """Answer with routes that share few people."""
    return diverse(told.view.snapshot, _question(told, ask), ask.alike)


def ask_disjoint(told: Asked, ask: DisjointAsk) -> DisjointAnswer:
    """Answer with routes that share nobody."""
    return disjoint(told.view.snapshot, _question(told, ask))


def ask_robust(told: Asked, ask: RobustAsk) -> RobustAnswer:
    """Answer how firm the best route is."""
    return robustness(told.view.snapshot, _question(told, ask))


def _question(told: Asked, ask: DiverseAsk | DisjointAsk | RobustAsk) -> RouteQuestion:
    plain = RouteAsk(
        to=ask.to,
        sources=ask.sources,
        k=ask.k,
        max_hops=None if isinstance(ask, DisjointAsk) else ask.hops,
        avoid=ask.avoid,
        via=() if isinstance(ask, DisjointAsk) else ask.via,
        channels=ask.channel,
        relations=ask.relation,
        min_confidence=ask.confidence,
        invented=ask.invented,
    )
    return route_question(told.view, plain, office=told.office, as_of=told.as_of)


QUESTIONS = (
    Question(
        "diverse",
        "Routes that do not hang on the same people.",
        DiverseAsk,
        DiverseAnswer,
        ask_diverse,
        sheets.of_diverse,
        {"to": ("Murielle LAURENT",), "k": 4},
    ),
    Question(
        "disjoint",
        "How many people must leave before somebody is lost to us, and routes that share nobody.",
        DisjointAsk,
        DisjointAnswer,
        ask_disjoint,
        sheets.of_disjoint,
        {"to": ("Murielle LAURENT",), "k": 3},
    ),
    Question(
        "robust",
        "What the best route hangs on: losses, backups, half-lives, later days, conditions.",
        RobustAsk,
        RobustAnswer,
        ask_robust,
        sheets.of_robust,
        {"to": ("Murielle LAURENT",), "avoid": ("ECRE",)},
    ),
)
