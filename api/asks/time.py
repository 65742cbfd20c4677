"""Topic *time*: one question asked of two days or states of knowledge; the rules in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from api.ask import RouteAsk, route_question
from api.questions import Asked, Question
from api.remarks import explained, remarks
from api.wiring import View
from graph.errors import InvalidQuestion
from graph.moment import parse_moment
from graph.strength_rules import Value, listed, write_rules
from queries.describe import Sheet, asked
from queries.parameter_labels import called
from queries.routing.compare import Comparison, Side, compare
from queries.routing.question import MOST_HOPS, MOST_ROUTES


@dataclass(frozen=True, slots=True)
class CompareAsk:
    """The question of ``route``, and what to compare its answer with."""

    to: tuple[str, ...] = asked("Whom to reach: names, identifiers, posts or files.")
    then: date | None = asked("The earlier day to compare with; the same day if none.", None)
    known_then: str | None = asked(
        "Compare with what was known at the end of a day, or at a moment (UTC).", None
    )
    sources: tuple[str, ...] = asked("Who of ours starts; our office if none.", ())
    k: int = asked("How many of the best routes of each answer.", 5, least=1, most=MOST_ROUTES)
    max_hops: int = asked("The greatest number of steps.", 4, least=1, most=MOST_HOPS)
    avoid: tuple[str, ...] = asked("Who must not be on the way.", ())
    via: tuple[str, ...] = asked("Of whom one must be on the way; nobody need be if none.", ())
    channels: tuple[str, ...] = asked("Which channels of contact count; all if none.", ())
    relations: tuple[str, ...] = asked("Which relations count; all if none.", ())
    min_confidence: float = asked("The least confidence that counts, 0–1.", 0.0, least=0, most=1)
    senior: bool = asked("Only persons in an office, such as a chair, in the middle.", False)
    countries: tuple[str, ...] = asked("Only persons of these countries in the middle.", ())
    kinds: tuple[str, ...] = asked("Only these kinds in the middle, such as Person or Ngo.", ())
    consented: bool = asked("Only contacts whose holder is known to agree to their use.", False)
    languages: tuple[str, ...] = asked(
        "Only contacts known to be held in these, such as fr; all if none.", ()
    )
    invented: bool = asked("Whether invented demonstration ties count.", True)


def answer_compare(told: Asked, ask: CompareAsk) -> Comparison:
    """Ask the same of both states.

    Raises:
        UnknownEntity: a name that nobody has in one of the two.
        InvalidQuestion: nothing to compare with, or the question cannot be asked of one of them.
    """
    if ask.then is None and ask.known_then is None:
        msg = (
            "Compare with what? Name an earlier day (then, such as 2026-03-04), an earlier state "
            "of knowledge (known_then), or both."
        )
        raise InvalidQuestion(msg)
    day = ask.then or told.as_of
    known = (
        parse_moment(ask.known_then, called("known_then"))
        if ask.known_then
        else told.view.known_at
    )
    before = told.view if known == told.view.known_at else told.view_at(known)
    found = compare(_side(told, ask, before, day), _side(told, ask, told.view, told.as_of))
    then = tuple(f"Then: {remark}" for remark in remarks(before, day, ask.to))
    return Comparison(
        found.then, found.now, found.k, found.max_hops, found.changes, (*then, *found.notes)
    )


def _side(told: Asked, ask: CompareAsk, view: View, day: date) -> Side:
    same = RouteAsk(
        to=ask.to,
        sources=ask.sources,
        k=ask.k,
        max_hops=ask.max_hops,
        avoid=ask.avoid,
        via=ask.via,
        channels=ask.channels,
        relations=ask.relations,
        min_confidence=ask.min_confidence,
        senior=ask.senior,
        countries=ask.countries,
        kinds=ask.kinds,
        consented=ask.consented,
        languages=ask.languages,
        invented=ask.invented,
    )
    with explained(view, day):
        question = route_question(view, same, office=told.office, as_of=day)
    return Side(view.snapshot, question, view.known_at)


def compare_sheets(found: Comparison) -> tuple[Sheet, ...]:
    """Lay out the routes of both answers, then each reason on a line of its own."""
    columns = ("now", "then", "score now", "score then", "change", "route", "why")
    routes = [
        (
            change.rank_now,
            change.rank_then,
            change.score_now,
            change.score_then,
            change.change.value,
            " → ".join(one.name for one in change.actors),
            " ".join(change.reasons),
        )
        for change in found.changes
    ]
    states = [
        (name, state.as_of, state.known_at.isoformat() if state.known_at else "the present")
        for name, state in (("then", found.then), ("now", found.now))
    ]
    return (
        Sheet("Routes", columns, tuple(routes), found.notes),
        Sheet("States", ("state", "as of", "known at"), tuple(states)),
    )


@dataclass(frozen=True, slots=True)
class RulesAsk:
    """Which rules weigh ties."""

    changed: bool = asked("Only the rules that are not as they come.", False)


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule: its key in the file, its value now and by default, and who says so.

    Half-lives are days, shares and strengths 0–1; None: there is no such rule.
    """

    key: str
    value: Value | None
    default: Value | None
    by: str


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules in force. ``digest`` names their content; ``toml`` is the file that gives them."""

    origin: str
    digest: str
    changes: int
    rules: tuple[RuleLine, ...]
    toml: str
    notes: tuple[str, ...] = ()


def answer_rules(told: Asked, ask: RulesAsk) -> Rules:
    """Give every rule with its default."""
    rules = told.view.rules
    changed = {change.key: change for change in rules.changes}
    now, default = listed(rules.model), listed(type(rules)().model)
    lines = tuple(
        RuleLine(
            key,
            now.get(key),
            default.get(key),
            (rules.origin or "default") if key in changed else "default",
        )
        for key in dict.fromkeys((*now, *default))
        if key in changed or not ask.changed
    )
    return Rules(
        rules.origin or "the defaults", rules.digest, len(changed), lines, write_rules(rules.model)
    )


def rules_sheets(found: Rules) -> tuple[Sheet, ...]:
    """Lay out the rules."""
    rows = tuple((line.key, line.value, line.default, line.by) for line in found.rules)
    note = f"From {found.origin}: {found.changes} changes, digest {found.digest}."
    return (Sheet("Rules", ("rule", "value", "default", "by"), rows, (note, *found.notes)),)


COMPARED: Mapping[str, object] = MappingProxyType({"to": ("2025/0059",), "then": date(2026, 3, 4)})

QUESTIONS = (
    Question(
        "compare",
        "What changed: the best routes on two days, or as known at two moments, and why.",
        CompareAsk,
        Comparison,
        answer_compare,
        compare_sheets,
        COMPARED,
    ),
    Question(
        "rules",
        "The rules behind every score: what is default, and what was changed.",
        RulesAsk,
        Rules,
        answer_rules,
        rules_sheets,
        MappingProxyType({"changed": False}),
        saved=lambda found: str(found.toml),
    ),
)
