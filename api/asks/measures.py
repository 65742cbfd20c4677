"""Questions about who matters: brokers, departures, roles and holes; with those on files.

``docs/measures.md`` says what each figure is and what it does not say.
"""

from dataclasses import dataclass, replace
from types import MappingProxyType

from api.ask import one, tie_filter
from api.asks import measures_sheets as sheets
from api.asks.measures_file import QUESTIONS as ON_FILES
from api.asks.measures_people import (
    AMONG,
    CONFIDENCE,
    HOPS,
    INVENTED,
    LISTED,
    MOST,
    OURS,
    actors,
    left_out,
    ours,
    people,
    ties,
)
from api.questions import Asked, Question
from graph.errors import InvalidQuestion
from graph.snapshot import TieFilter
from queries.describe import asked
from queries.measures.brokerage_roles import BrokerageAnswer, brokerage_roles
from queries.measures.brokers import BrokersAnswer, brokers
from queries.measures.departure import (
    Departure,
    SinglePoints,
    departure,
    office_holders_within,
    single_points,
)
from queries.measures.groupings import Grouping, group_of
from queries.measures.our_reach import ReachQuestion
from queries.measures.structural_holes import HolesAnswer, structural_holes
from queries.measures.ties_among import invented_note, ties_among
from queries.routing.question import MOST_HOPS

_REACHED = "Whom we should reach. " + AMONG
_ALL_REACHED = " If none is named: all MEPs and officials we reach within the steps."


@dataclass(frozen=True, slots=True)
class BrokersAsk:
    """Who stands between us and …?"""

    to: tuple[str, ...] = asked(_REACHED)
    ours: tuple[str, ...] = asked(OURS, ())
    hops: int = asked(HOPS, 3, least=1, most=MOST_HOPS)
    pivots: int = asked("From how many starts betweenness is sampled; 0: all.", 64, least=0)
    most: int = asked(LISTED, 10, least=1)
    confidence: float = asked(CONFIDENCE, 0.0, least=0, most=1)
    invented: bool = asked(INVENTED, True)


@dataclass(frozen=True, slots=True)
class LeavesAsk:
    """What do we lose if … leaves?"""

    name: str = asked("Who would leave: a person, or one of our organisations.")
    to: tuple[str, ...] = asked(_REACHED + _ALL_REACHED, ())
    ours: tuple[str, ...] = asked(OURS, ())
    hops: int = asked(HOPS, 3, least=1, most=MOST_HOPS)
    most: int = asked(LISTED, MOST, least=1)
    channel: tuple[str, ...] = asked("Count only these kinds of contact, such as meeting.", ())
    relation: tuple[str, ...] = asked("Count only these relations, such as CONTACT_OF.", ())
    confidence: float = asked(CONFIDENCE, 0.0, least=0, most=1)
    consented: bool = asked("Only contacts whose holder is known to agree to their use.", False)
    language: tuple[str, ...] = asked("Only contacts known to be held in these, such as fr.", ())
    invented: bool = asked(INVENTED, True)


@dataclass(frozen=True, slots=True)
class SinglePointsAsk:
    """Without whom do we lose somebody?"""

    to: tuple[str, ...] = asked(_REACHED + _ALL_REACHED, ())
    ours: tuple[str, ...] = asked(OURS, ())
    hops: int = asked(HOPS, 3, least=1, most=MOST_HOPS)
    most: int = asked(LISTED, MOST, least=1)
    confidence: float = asked(CONFIDENCE, 0.0, least=0, most=1)
    invented: bool = asked(INVENTED, True)


@dataclass(frozen=True, slots=True)
class BrokerageAsk:
    """Between which groups does somebody stand in the middle?"""

    among: tuple[str, ...] = asked(
        "The set that is looked at; if none is named, all who may stand in a route. " + AMONG, ()
    )
    groups: Grouping = asked("By what people are grouped.", Grouping.POLITICAL_GROUP)
    ours: tuple[str, ...] = asked(OURS + " They join the set if it is grouped by side.", ())
    least: float = asked("The least strength of a tie that counts, 0 to 1.", 0.0, least=0, most=1)
    most: int = asked(LISTED, MOST, least=1)
    confidence: float = asked(CONFIDENCE, 0.0, least=0, most=1)
    invented: bool = asked(INVENTED, True)


@dataclass(frozen=True, slots=True)
class HolesAsk:
    """Whose contacts do not know one another?"""

    among: tuple[str, ...] = asked(
        "The set that is looked at; if none is named, all who may stand in a route. " + AMONG, ()
    )
    only: tuple[str, ...] = asked("List only these; the set stays the same.", ())
    least: float = asked("The least strength of a tie that counts, 0 to 1.", 0.0, least=0, most=1)
    most: int = asked(LISTED, MOST, least=1)
    confidence: float = asked(CONFIDENCE, 0.0, least=0, most=1)
    invented: bool = asked(INVENTED, True)


def answer_brokers(told: Asked, ask: BrokersAsk) -> BrokersAnswer:
    """Answer who stands between us and a set of targets."""
    question = _reach(told, ask.to, ask)
    answer = brokers(told.view.snapshot, question, ask.pivots, ask.most)
    return replace(answer, notes=(*answer.notes, *_invented(told, question)))


def answer_leaves(told: Asked, ask: LeavesAsk) -> Departure:
    """Answer what we lose if somebody leaves."""
    leaver = one(told.view, ask.name, as_of=told.as_of)
    counted = tie_filter(
        ask.channel,
        ask.relation,
        ask.language,
        confidence=ask.confidence,
        consented=ask.consented,
        invented=ask.invented,
    )
    question = _reach(told, ask.to, ask, counted)
    answer = departure(told.view.snapshot, question, leaver)
    return replace(
        answer,
        lost=answer.lost[: ask.most],
        weaker=answer.weaker[: ask.most],
        notes=(
            *answer.notes,
            *_invented(told, question),
            *left_out((answer.lost, answer.weaker), ask.most),
        ),
    )


def answer_single_points(told: Asked, ask: SinglePointsAsk) -> SinglePoints:
    """Answer without whom we lose a target."""
    question = _reach(told, ask.to, ask)
    answer = single_points(told.view.snapshot, question)
    return replace(
        answer,
        points=answer.points[: ask.most],
        others=answer.others[: ask.most],
        notes=(
            *answer.notes,
            *_invented(told, question),
            *left_out((answer.points, answer.others), ask.most),
        ),
    )


def answer_brokerage(told: Asked, ask: BrokerageAsk) -> BrokerageAnswer:
    """Answer who stands between which groups."""
    view, as_of = told.view, told.as_of
    names = set(people(view, ask.among, as_of) or actors(view))
    our_side = ours(view, ask.ours)
    if ask.groups is Grouping.SIDE:
        names |= set(our_side)
    groups = {name: group_of(view.rosters, name, as_of, ask.groups, our_side) for name in names}
    known = {name: group for name, group in groups.items() if group is not None}
    if len(known) < 2:
        msg = (
            f"Of the {len(names)} in the set the {ask.groups} is known of {len(known)} on "
            f"{as_of}. Choose another grouping or a larger set."
        )
        raise InvalidQuestion(msg)
    filtered = ties(ask.confidence, ask.invented)
    among = ties_among(view.snapshot, known, as_of, filtered, ask.least)
    answer = brokerage_roles(
        view.snapshot, among, known, ask.groups, as_of, tuple(names - set(known))
    )
    return replace(
        answer,
        members=answer.members[: ask.most],
        notes=(
            *answer.notes,
            *invented_note(view.snapshot, as_of, filtered, among.ids),
            *left_out((answer.members,), ask.most),
        ),
    )


def answer_holes(told: Asked, ask: HolesAsk) -> HolesAnswer:
    """Answer whose contacts do not know one another."""
    view = told.view
    names = people(view, ask.among, told.as_of) or actors(view)
    shown = {one(view, name) for name in ask.only}
    strangers = sorted(shown - set(names))
    if strangers:
        msg = f"{view.graph.entities[strangers[0]].name} is not in the set; add them to --among."
        raise InvalidQuestion(msg)
    filtered = ties(ask.confidence, ask.invented)
    among = ties_among(view.snapshot, names, told.as_of, filtered, ask.least)
    answer = structural_holes(view.snapshot, among, told.as_of)
    members = tuple(each for each in answer.members if not shown or each.actor.id in shown)
    return replace(
        answer,
        members=members[: ask.most],
        notes=(
            *answer.notes,
            *invented_note(view.snapshot, told.as_of, filtered, among.ids),
            *left_out((members,), ask.most),
        ),
    )


def _reach(
    told: Asked,
    to: tuple[str, ...],
    ask: BrokersAsk | LeavesAsk | SinglePointsAsk,
    counted: TieFilter | None = None,
) -> ReachQuestion:
    """Put our side and the targets together; whoever is named as ours is no target."""
    view = told.view
    aimed = people(view, to, told.as_of)
    our_side = ours(view, ask.ours, without=aimed)
    filtered = counted or ties(ask.confidence, ask.invented)
    question = ReachQuestion(our_side, aimed, told.as_of, ask.hops, filtered)
    if aimed:
        return question
    return replace(question, targets=office_holders_within(view.snapshot, question))


def _invented(told: Asked, question: ReachQuestion) -> tuple[str, ...]:
    return invented_note(told.view.snapshot, told.as_of, question.ties)


QUESTIONS = (
    Question(
        "brokers",
        "Who stands on the best routes between us and a set of people.",
        BrokersAsk,
        BrokersAnswer,
        answer_brokers,
        sheets.of_brokers,
        MappingProxyType({"to": ("2025/0059",)}),
    ),
    Question(
        "leaves",
        "Whom we lose, or reach less well, if somebody leaves.",
        LeavesAsk,
        Departure,
        answer_leaves,
        sheets.of_departure,
        MappingProxyType({"name": "Human Rights Watch"}),
    ),
    Question(
        "single-points",
        "Without whom we lose somebody: our single points of failure.",
        SinglePointsAsk,
        SinglePoints,
        answer_single_points,
        sheets.of_single_points,
        MappingProxyType({"to": ("LIBE",)}),
    ),
    Question(
        "brokerage",
        "Between which groups somebody stands in the middle (Gould and Fernandez).",
        BrokerageAsk,
        BrokerageAnswer,
        answer_brokerage,
        sheets.of_brokerage,
        MappingProxyType({"among": ("LIBE",), "groups": Grouping.POLITICAL_GROUP}),
    ),
    Question(
        "holes",
        "Whose contacts do not know one another (Burt's constraint and effective size).",
        HolesAsk,
        HolesAnswer,
        answer_holes,
        sheets.of_holes,
        MappingProxyType({"among": ("DROI",)}),
    ),
    *ON_FILES,
)
