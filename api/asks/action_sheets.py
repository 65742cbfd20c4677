"""The sheets of a plan: the plan is asked for as ``corridors assign`` does, each gets its part."""

from dataclasses import dataclass, replace
from enum import StrEnum

from api.ask import one
from api.ask_assignment import DEFAULT_CAPACITY, DEFAULT_SECONDS, AssignAsk, ask_assignment
from api.ask_targets import files_of
from api.asks.measures_people import HOPS, INVENTED
from api.asks.texts import codes, counts, needs, pairs, pinned
from api.questions import Asked
from graph.errors import NothingProjected
from graph.levels import Level, parse_level
from graph.model import MergedGraph
from graph.snapshot import TieFilter
from queries.coalitions.action_sheets import ActionSheets, Layers, SheetQuestion, action_sheets
from queries.describe import asked
from queries.routing.question import MOST_HOPS


class ShareLevel(StrEnum):
    """What whoever reads a sheet may see of what is not their own."""

    PUBLIC = "public"
    NETWORK = "network"


@dataclass(frozen=True, slots=True)
class SheetsAsk:
    """What does each of us get to see of the plan?"""

    to: tuple[str, ...] = asked("Whom to reach: people, or files for their (shadow) rapporteurs.")
    org: tuple[str, ...] = asked(
        "NAME or NAME=NUMBER: who may go, and how many each can take (2 if not said); else all "
        "that hold a contact.",
        (),
    )
    only: tuple[str, ...] = asked(
        "Whose sheets to make; else everybody's.", (), label="Whose sheets"
    )
    share: ShareLevel = asked(
        "What readers may see that is not their own contact.", ShareLevel.NETWORK
    )
    ban: tuple[str, ...] = asked("ORGANISATION > TARGET: who must not go to whom.", ())
    backup: bool = asked("A second messenger for each target.", False)
    cold: bool = asked("Allow approaches without a route.", False)
    hops: int = asked(HOPS, 2, least=1, most=MOST_HOPS)
    off: tuple[str, ...] = asked("Who cannot go now.", ())
    lead: tuple[str, ...] = asked("ORGANISATION > TARGET: who must lead for whom.", ())
    second: tuple[str, ...] = asked(
        "ORGANISATION > TARGET: who must back up for whom.", (), label="Who must back up for whom"
    )
    capacity: tuple[str, ...] = asked(
        "NAME=NUMBER: what somebody can take, if it is not what it says above.", ()
    )
    keep: tuple[str, ...] = asked(
        "ORGANISATION > TARGET: a line of an earlier plan, kept unless changing it gains more.", ()
    )
    speaks: tuple[str, ...] = asked("ORGANISATION=fr,en: the languages it speaks.", ())
    language: tuple[str, ...] = asked(
        "TARGET=fr,nl: languages, one of which the messenger must speak.", ()
    )
    strict_language: bool = asked("Both sides' languages must be known.", False)
    even: bool = asked("Spread the work: each further approach costs more.", False)
    most_organizations: int | None = asked(
        "How many organisations may take part at most.", None, least=1, most=200
    )
    need: tuple[str, ...] = asked(
        "NETWORK>=2 or COUNTRY>=2: so many of its members must take part.", ()
    )
    apart: tuple[str, ...] = asked("ORGANISATION > ORGANISATION: not both take part.", ())
    seconds: float = asked(
        "Seconds the solver may search, where such limits are set.",
        DEFAULT_SECONDS,
        least=0.1,
        most=60,
    )
    invented: bool = asked(INVENTED, True)


def ask_sheets(told: Asked, ask: SheetsAsk) -> ActionSheets:
    """Answer with what each organisation may see of the plan."""
    level = parse_level(ask.share.value)
    lines = ask_assignment(told.view, _plan(ask), as_of=told.as_of).approaches
    # Each at its own level: a graph that is filtered after merging still carries the higher ones.
    layers = Layers(
        own=_graph(
            told, Level.OFFICE, level
        ),  # who is the same, too, is for readers to know or not
        shared=_graph(told, level),
        public=_graph(told, Level.PUBLIC),
    )
    question = SheetQuestion(
        as_of=told.as_of,
        level=level,
        max_hops=ask.hops,
        ties=TieFilter(include_invented=ask.invented),
        model=told.view.rules.model,
        files=tuple(files_of(told.view, ask.to, told.as_of)),
    )
    only = frozenset(one(told.view, name) for name in ask.only)
    return action_sheets(lines, layers, question, only)


def _graph(told: Asked, level: Level, judged: Level | None = None) -> MergedGraph:
    """Give the graph at a level, or below; an empty one where nothing is stated so low."""
    try:
        return told.view_below(level, judged).graph
    except NothingProjected:
        return replace(told.view.graph, entities={}, ties=(), sources={}, level=level)


def _plan(ask: SheetsAsk) -> AssignAsk:
    return AssignAsk(
        to=ask.to,
        organizations=counts(ask.org, "org", DEFAULT_CAPACITY),
        bans=tuple(pairs(ask.ban, "ban", ">")),
        backup=ask.backup,
        max_hops=ask.hops,
        cold=ask.cold,
        invented=ask.invented,
        off=ask.off,
        keep=tuple(pairs(ask.keep, "keep", ">")),
        speaks=codes(ask.speaks, "speaks"),
        languages=codes(ask.language, "language"),
        strict_language=ask.strict_language,
        even=ask.even,
        most=ask.most_organizations,
        needs=needs(ask.need, "need"),
        apart=tuple(pairs(ask.apart, "apart", ">")),
        seconds=ask.seconds,
        pins=pinned(ask.lead, ask.second),
        capacities=counts(ask.capacity, "capacity", DEFAULT_CAPACITY),
    )
