"""The Council's vote on a file, formal voting weight, scenarios of a vote in the Parliament."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from api.ask import one, positions_of, swing_routes
from api.asks.council_sheets import council_sheets, power_sheets, scenario_sheets
from api.asks.texts import pairs
from api.questions import Asked, Question
from api.wiring import View
from graph.errors import InvalidQuestion
from graph.model import Kind, Property, Relation
from queries.describe import asked
from queries.finding.search import actor_ref
from queries.majorities.council import council, reached
from queries.majorities.council_access import representatives
from queries.majorities.council_answers import CouncilAnswer, StateReach
from queries.majorities.council_positions import read_position
from queries.majorities.council_rules import IRELAND, JUSTICE_AND_HOME_AFFAIRS
from queries.majorities.council_vote import CouncilQuestion
from queries.majorities.populations import COUNCIL, populations_on
from queries.majorities.scenario import ScenarioQuestion, scenario
from queries.majorities.scenario_answers import ScenarioAnswer
from queries.majorities.voters import is_plenary
from queries.majorities.voting_weight import PowerAnswer, council_power, groups_power
from queries.parameter_labels import called
from queries.routing.routes import reach

REACH_HOPS = 4
_T = TypeVar("_T")

_RULE = (
    "qmv (55 % of the members, 65 % of the population, on a proposal of the Commission), "
    "reinforced (72 % and 65 %, without one), simple or unanimity."
)
_WITHOUT = "A state that takes no part, such as DK; thresholds follow Art. 238(3) TFEU."
_JHA = "Justice and home affairs: Denmark (Protocol 22) and Ireland (Protocol 21) take no part."
_OPTS_IN = "With --jha: Ireland opted in and takes part."
_YEAR = "Year of the populations; else the newest whole year known on the day."


@dataclass(frozen=True, slots=True)
class CouncilAsk:
    """What the Council needs and has on a file."""

    file: str = asked("The file, such as 2025/0059.")
    position: tuple[str, ...] = asked(
        "STATE=POSITION: for, lean-for (for?), unknown, lean-against (against?), against, "
        "abstain, or a range such as abstain..for. Beats what is known on the file.",
        (),
    )
    rule: str = asked(_RULE, "qmv")
    without: tuple[str, ...] = asked(_WITHOUT, ())
    jha: bool = asked(_JHA, False)
    ireland_opts_in: bool = asked(_OPTS_IN, False)
    year: int | None = asked(_YEAR, None, least=1958, most=2100)
    reach: tuple[str, ...] = asked(
        "STATE=SCORE, 0 to 1: how well we reach it, in place of our best route.", ()
    )
    winning_with: tuple[str, ...] = asked("A state taken as won over in sets that carry.", ())
    blocking_with: tuple[str, ...] = asked("A state taken as lost in sets that block.", ())
    most: int = asked("How many sets to list of each kind.", 10, least=1, most=200)
    sets: bool = asked("Whether sets are looked for, which takes longest.", True)


@dataclass(frozen=True, slots=True)
class PowerAsk:
    """How often each state or group decides, by the rule alone."""

    body: str = asked("The Council, the Parliament or a committee.", "Council")
    rule: str | None = asked(
        "In the Council qmv, reinforced, simple or unanimity, else qmv; in the Parliament simple "
        "or component (of all seats), else component in plenary and simple in a committee.",
        None,
    )
    year: int | None = asked(_YEAR, None, least=1958, most=2100)
    without: tuple[str, ...] = asked(_WITHOUT, ())
    jha: bool = asked(_JHA, False)
    ireland_opts_in: bool = asked(_OPTS_IN, False)


@dataclass(frozen=True, slots=True)
class ScenarioAsk:
    """What if each voter were for with a stated chance."""

    body: str = asked("Committee or plenary, such as LIBE or EP.")
    chance: tuple[str, ...] = asked("GROUP=CHANCE or PERSON=CHANCE of a vote for, 0 to 1.", ())
    otherwise: float = asked("Chance of whoever has no stated one, 0 to 1.", 0.5, least=0, most=1)
    rule: str = asked("simple (of the votes cast) or component (of all seats).", "simple")
    shock: float = asked(
        "How far a group leans as one: spread of the shift in log-odds; 0 for not at all.",
        0.5,
        least=0,
        most=10,
    )
    draws: int = asked("How many draws of these shifts.", 1000, least=1, most=10_000)
    seed: int = asked("Seed of the draws: the same seed, the same answer.", 1, least=0)
    effect: float = asked(
        "Part of somebody's doubt that a contact over a route of score 1 removes, 0 to 1.",
        0.5,
        least=0,
        most=1,
    )
    contacts: int = asked("How many contacts to choose.", 5, least=0, most=50)


def ask_council(told: Asked, ask: CouncilAsk) -> CouncilAnswer:
    """Answer what the Council needs and has.

    Raises:
        UnknownEntity: the file or a state is not known.
        InvalidQuestion: as for ``majorities.council.council``, or a text that is no position.
    """
    view, dossier = told.view, one(told.view, ask.file, kinds=[Kind.DOSSIER])
    absent = _absent(view, ask.without, ask.jha, ask.ireland_opts_in)
    given = _by_state(view, ask.reach, "reach", _score)
    question = CouncilQuestion(
        dossier=dossier,
        as_of=told.as_of,
        rule=ask.rule,
        year=ask.year,
        positions=_by_state(view, ask.position, "position", read_position),
        absent=absent,
        winning_with=_states(view, ask.winning_with),
        blocking_with=_states(view, ask.blocking_with),
        reach={state: reached(score, "given") for state, score in given.items()},
        most=ask.most,
        sets=ask.sets,
    )
    states = populations_on(view.rosters, told.as_of, ask.year).states
    open_to_us = [one for one in states if one not in absent and one not in given]
    found = {**_routes(told, open_to_us), **question.reach}
    answer = council(view.rosters, replace(question, reach=found))
    return replace(answer, notes=(*answer.notes, *_hints(told, ask, dossier, found)))


def ask_power(told: Asked, ask: PowerAsk) -> PowerAnswer:
    """Answer formal voting weights.

    Raises:
        UnknownEntity: the body or a state is not known.
        InvalidQuestion: the rule does not exist there, or states are left out of a body that
            has none.
    """
    view = told.view
    absent = _absent(view, ask.without, ask.jha, ask.ireland_opts_in)
    is_council = ask.body.strip().casefold() == "council"
    body = COUNCIL if is_council else one(view, ask.body, kinds=[Kind.ORGANIZATION])
    if body == COUNCIL:
        return council_power(view.rosters, told.as_of, ask.rule or "qmv", ask.year, absent)
    if absent or ask.year is not None:
        msg = "Only the Council has states that take no part, and populations of a year."
        raise InvalidQuestion(msg)
    rule = ask.rule or ("component" if is_plenary(view.rosters, body) else "simple")
    return groups_power(view.rosters, body, told.as_of, rule)


def ask_scenario(told: Asked, ask: ScenarioAsk) -> ScenarioAnswer:
    """Answer a scenario of a vote.

    Raises:
        UnknownEntity: the body or a person is not known.
        InvalidQuestion: as for ``majorities.scenario.scenario``, or a text that is no chance.
    """
    view = told.view
    body = one(view, ask.body, kinds=[Kind.ORGANIZATION])
    given = {name: _share("chance", name, text) for name, text in pairs(ask.chance, "chance")}
    of_person, of_group = positions_of(view, given)
    question = ScenarioQuestion(
        body=body,
        as_of=told.as_of,
        rule=ask.rule,
        of_person=of_person,
        of_group=of_group,
        otherwise=ask.otherwise,
        shock=ask.shock,
        draws=ask.draws,
        seed=ask.seed,
        effect=ask.effect,
        contacts=ask.contacts,
        routes=swing_routes(view, body, told.office, told.as_of),
    )
    return scenario(view.rosters, question)


def _routes(told: Asked, states: Iterable[str]) -> dict[str, StateReach]:
    """Give our best route to each state: to itself, or to whoever represents it."""
    view = told.view
    targets = {
        state: [state, *representatives(view.rosters, state, told.as_of)] for state in states
    }
    every = tuple(dict.fromkeys(target for each in targets.values() for target in each))
    if not every:
        return {}
    source = one(view, told.office)
    routes = reach(view.snapshot, [source], every, told.as_of, max_hops=REACH_HOPS)
    found = {}
    for state, own in targets.items():
        known = [(routes[source, each].cost, each) for each in own if (source, each) in routes]
        if known:
            cost, target = min(known)
            route, who = routes[source, target], actor_ref(view.graph.entities[target])
            how = f"our route to {who.name}, {route.band.value}"
            found[state] = StateReach(route.score, cost, how, via=who, route=route)
    return found


def _hints(
    told: Asked, ask: CouncilAsk, dossier: str, found: Mapping[str, StateReach]
) -> tuple[str, ...]:
    entities = told.view.graph.entities
    hints = [
        f"{entities[state].name}: {why}."
        for state, why in JUSTICE_AND_HOME_AFFAIRS
        if ask.jha and not (state == IRELAND and ask.ireland_opts_in)
    ]
    routed = sum(1 for each in found.values() if each.route is not None)
    if not routed:
        hints.append(
            "The graph knows no route from our office to anybody who represents a state in a "
            "Council body, so states without --reach count as cold (0.01). Load who does, or "
            "say how you reach them."
        )
    if _is_led_by_libe(told.view, dossier) and not ask.jha and not ask.without:
        hints.append(
            "LIBE leads on this file. If its legal basis is in justice and home affairs, Denmark "
            "and perhaps Ireland take no part: ask with --jha."
        )
    return tuple(hints)


def _is_led_by_libe(view: View, dossier: str) -> bool:
    return any(
        tie.relation is Relation.RESPONSIBLE_FOR
        and tie.role == "COMMITTEE_LEAD"
        and view.graph.entities[tie.subject].first(Property.ACRONYM) == "LIBE"
        for tie in view.rosters.of_object.get(dossier, ())
    )


def _absent(
    view: View, without: tuple[str, ...], jha: bool, ireland_opts_in: bool
) -> frozenset[str]:
    if ireland_opts_in and not jha:
        msg = (
            "That Ireland takes part (ireland_opts_in) matters in justice and home affairs alone: "
            "add that (jha)."
        )
        raise InvalidQuestion(msg)
    out = {state for state, _ in JUSTICE_AND_HOME_AFFAIRS} if jha else set()
    return frozenset(out - ({IRELAND} if ireland_opts_in else set())) | _states(view, without)


def _states(view: View, names: Iterable[str]) -> frozenset[str]:
    return frozenset(one(view, name, kinds=[Kind.AREA]) for name in names)


def _by_state(
    view: View, texts: Iterable[str], what: str, read: Callable[[str], _T]
) -> dict[str, _T]:
    found: dict[str, _T] = {}
    for name, text in pairs(texts, what):
        state = one(view, name, kinds=[Kind.AREA])
        if state in found:
            msg = f"{what} of {name} is given twice. Give it once."
            raise InvalidQuestion(msg)
        found[state] = read(text)
    return found


def _score(text: str) -> float:
    return _share("reach", "a state", text)


def _share(what: str, name: str, text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        msg = f"{called(what)}, {name}: {text!r} is no number from 0 to 1, such as 0.5."
        raise InvalidQuestion(msg)
    return value


QUESTIONS = (
    Question(
        name="council",
        title="What the Council needs and has on a file, who swings it, what completes or blocks.",
        ask=CouncilAsk,
        result=CouncilAnswer,
        answer=ask_council,
        sheets=council_sheets,
        example={
            "file": "2025/0059",
            "position": ("FR=for", "DE=for?", "HU=against", "IT=abstain..for"),
            "jha": True,
        },
    ),
    Question(
        name="power",
        title="Formal voting weight of states or groups: exact Banzhaf and Shapley–Shubik.",
        ask=PowerAsk,
        result=PowerAnswer,
        answer=ask_power,
        sheets=power_sheets,
        example={"rule": "qmv", "year": 2025},
    ),
    Question(
        name="scenario",
        title="What if each voter were for with a stated chance: a scenario, not a forecast.",
        ask=ScenarioAsk,
        result=ScenarioAnswer,
        answer=ask_scenario,
        sheets=scenario_sheets,
        example={"body": "LIBE", "chance": ("EPP=0.4", "S&D=0.9", "Greens/EFA=0.95")},
    ),
)
