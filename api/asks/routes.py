"""Questions about several routes at once: different ones, disjoint ones, how firm the best is."""

from dataclasses import dataclass

from api.ask import RouteAsk, route_question
from api.asks import routes_sheets as sheets
from api.asks.texts import shares
from api.questions import Asked, Question
from queries.describe import asked
from queries.routing.disjoint import DisjointAnswer, disjoint
from queries.routing.diverse import MOST_ALIKE, DiverseAnswer, diverse
from queries.routing.question import MOST_HOPS, RouteQuestion
from queries.routing.robustness import RobustAnswer, robustness

_HOPS = "The greatest number of steps in a route."
_VIA = "One of these must be on the way."
_HOW_MANY = "How many routes to give at most."


@dataclass(frozen=True, slots=True)
class SomeRoutes:
    """Whom to reach, from whom, and under which conditions: what these questions share."""

    to: tuple[str, ...] = asked(
        "Whom to reach: persons, bodies, posts, or a file for its (shadow) rapporteurs."
    )
    sources: tuple[str, ...] = asked("Who of ours starts; if none is named, our office.", ())
    avoid: tuple[str, ...] = asked("Who must not be on the way.", ())
    channel: tuple[str, ...] = asked("Count only these kinds of contact, such as meeting.", ())
    relation: tuple[str, ...] = asked("Count only these relations, such as CONTACT_OF.", ())
    confidence: float = asked(
        "The least confidence of a contact that counts, 0 to 1.", 0.0, least=0, most=1
    )
    kind: tuple[str, ...] = asked(
        "Only these kinds in the middle, such as Person or Ngo.", (), label="Kinds of go-between"
    )
    senior: bool = asked("Only persons in an office, such as a chair, in the middle.", False)
    country: tuple[str, ...] = asked("Only persons of these countries in the middle.", ())
    consented: bool = asked("Only contacts whose holder is known to agree to their use.", False)
    language: tuple[str, ...] = asked("Only contacts known to be held in these, such as fr.", ())
    ready: tuple[str, ...] = asked(
        "SOURCE=SHARE, 0 to 1: how free who starts is; its routes count that much less.", ()
    )
    invented: bool = asked("Whether the invented demonstration contacts count.", True)


@dataclass(frozen=True, slots=True)
class DiverseAsk(SomeRoutes):
    """Which routes do not hang on the same people?"""

    k: int = asked(_HOW_MANY, 5, least=1, most=50)
    alike: float = asked(
        "The greatest share of go-betweens that two routes may have in common.",
        MOST_ALIKE,
        least=0,
        most=1,
    )
    hops: int = asked(_HOPS, 4, least=1, most=MOST_HOPS)
    via: tuple[str, ...] = asked(_VIA, ())
    load: int | None = asked(
        "How many of the routes may lead through one go-between; any number if not said.",
        None,
        least=1,
    )


@dataclass(frozen=True, slots=True)
class DisjointAsk(SomeRoutes):
    """How many people must leave before somebody is lost to us?"""

    k: int = asked(_HOW_MANY, 5, least=1, most=50)


@dataclass(frozen=True, slots=True)
class RobustAsk(SomeRoutes):
    """What does the best route hang on, and what would change its rank?"""

    k: int = asked("How many routes to rank.", 3, least=1, most=50)
    hops: int = asked(_HOPS, 4, least=1, most=MOST_HOPS)
    via: tuple[str, ...] = asked(_VIA, ())


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
        senior=ask.senior,
        countries=ask.country,
        consented=ask.consented,
        languages=ask.language,
        kinds=ask.kind,
        ready=shares(ask.ready, "ready"),
        load=ask.load if isinstance(ask, DiverseAsk) else None,
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
        "How many in between must leave before somebody is lost to us; routes that share nobody.",
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
