"""Answers about who matters, laid out as tables."""

from collections.abc import Iterable

from graph.store import Cell
from queries.describe import Sheet
from queries.measures.brokerage_roles import PATTERNS, BrokerageAnswer, Role
from queries.measures.brokers import BrokersAnswer
from queries.measures.departure import Departure, SinglePoint, SinglePoints, TargetWithout
from queries.measures.grid import ADVICE, AxisScore, GridAnswer
from queries.measures.salience import Attribute, SalienceAnswer
from queries.measures.structural_holes import HolesAnswer
from queries.results import ActorRef

_Rows = tuple[tuple[Cell, ...], ...]


def of_brokers(answer: BrokersAnswer) -> tuple[Sheet, ...]:
    """Lay out brokers, and each pair behind them."""
    return (
        Sheet(
            "Brokers",
            (
                "broker",
                "ours",
                "pairs",
                "share of pairs",
                "cut off without",
                "times weaker without",
                "betweenness",
                "id",
            ),
            tuple(
                (
                    one.actor.name,
                    one.is_ours,
                    one.pairs,
                    one.share,
                    one.cut_off,
                    one.times_weaker,
                    one.betweenness,
                    one.actor.id,
                )
                for one in answer.brokers
            ),
            (
                f"{answer.pairs} pairs of ours and targets, {answer.reached} with a route of at "
                f"most {answer.max_hops} steps, {answer.direct} of them direct. Brokers: "
                f"{len(answer.brokers)} of {answer.found}.",
                *answer.notes,
            ),
        ),
        Sheet(
            "Pairs",
            ("broker", "ours", "target", "route", "score", "without", "times weaker", "instead"),
            tuple(
                (
                    one.actor.name,
                    loss.source.name,
                    loss.target.name,
                    _way(loss.route),
                    loss.score,
                    loss.without,
                    loss.times_weaker,
                    _way(loss.replacement),
                )
                for one in answer.brokers
                for loss in one.losses
            ),
        ),
    )


def of_departure(answer: Departure) -> tuple[Sheet, ...]:
    """Lay out what is lost, and what becomes weaker."""
    name = answer.leaver.name
    total = (
        f"{answer.targets} targets, {answer.reached} reached within {answer.max_hops} steps now; "
        f"without {name}: {answer.lost_count} lost, {answer.weaker_count} weaker, "
        f"{answer.unchanged} as before."
    )
    return (
        Sheet("Weaker", _CHANGED, _changed(answer.weaker), (total, *answer.notes)),
        Sheet("Lost", _CHANGED, _changed(answer.lost)),
    )


_CHANGED = ("target", "times weaker", "score", "without", "route now", "route instead", "id")


def _changed(changed: Iterable[TargetWithout]) -> _Rows:
    return tuple(
        (
            one.target.name,
            one.times_weaker,
            one.score,
            one.without,
            _way(one.route),
            _way(one.replacement),
            one.target.id,
        )
        for one in changed
    )


def of_single_points(answer: SinglePoints) -> tuple[Sheet, ...]:
    """Lay out who alone keeps a target within reach, and who makes some weaker."""
    total = f"{answer.targets} targets, {answer.reached} within {answer.max_hops} steps."
    columns = ("who", "ours", "lost", "lost targets", "weaker", "times weaker at worst", "id")
    return (
        Sheet("Single points", columns, _points(answer.points), (total, *answer.notes)),
        Sheet("Weaker without", columns, _points(answer.others)),
        Sheet(
            "Not reached", ("target", "id"), tuple((one.name, one.id) for one in answer.unreached)
        ),
    )


def _points(points: Iterable[SinglePoint]) -> _Rows:
    return tuple(
        (
            one.actor.name,
            one.is_ours,
            len(one.lost),
            [target.name for target in one.lost],
            one.weaker,
            one.times_weaker,
            one.actor.id,
        )
        for one in points
    )


def of_brokerage(answer: BrokerageAnswer) -> tuple[Sheet, ...]:
    """Lay out raw counts, each with its ratio to what chance would give."""
    roles = tuple(f"{role} {PATTERNS[role]}" for role in Role)
    total = f"{answer.ties} ties among {sum(size for _, size in answer.groups)}."
    ratios = tuple(
        (one.actor.name, one.group, *(each.ratio for each in one.roles), one.actor.id)
        for one in answer.members
    )
    return (
        Sheet(
            "Roles",
            ("who", "group", "ties", *roles, "all", "id"),
            tuple(
                (
                    one.actor.name,
                    one.group,
                    one.ties,
                    *(each.count for each in one.roles),
                    one.total,
                    one.actor.id,
                )
                for one in answer.members
            ),
            (total, *answer.notes),
        ),
        Sheet("Times expected", ("who", "group", *roles, "id"), ratios),
        Sheet("Groups", ("group", "members"), answer.groups),
        Sheet(
            "Left out, group not known",
            ("who", "id"),
            tuple((one.name, one.id) for one in answer.ungrouped),
        ),
    )


def of_holes(answer: HolesAnswer) -> tuple[Sheet, ...]:
    """Lay out constraint and sizes; a cell is empty where there is no contact."""
    columns = ("who", "contacts", "constraint", "effective size", "efficiency", "unweighted size")
    rows = tuple(
        (
            one.actor.name,
            one.contacts,
            one.constraint,
            one.effective_size,
            one.efficiency,
            one.unweighted_size,
            one.actor.id,
        )
        for one in answer.members
    )
    notes = (f"{answer.ties} ties in the set.", *answer.notes)
    return (Sheet("Structural holes", (*columns, "id"), rows, notes),)


def of_grid(answer: GridAnswer) -> tuple[Sheet, ...]:
    """Lay out the grid, every input of everybody, and the values used."""
    lead = ", ".join(one.name for one in answer.lead) or "not known"
    about = (
        f"Lead committee: {lead}. Other files of the field: {len(answer.field)}. "
        f"{answer.known:.0%} of the weight rests on known inputs."
    )
    return (
        Sheet(
            "Grid",
            ("who", "group", "power", "interest", "quadrant", "advice", "firm", "known", "id"),
            tuple(
                (
                    one.actor.name,
                    one.group,
                    _score(one.power),
                    _score(one.interest),
                    one.quadrant or "not known",
                    ADVICE[one.quadrant] if one.quadrant else None,
                    one.firm,
                    f"{one.power.known:.0%} / {one.interest.known:.0%}",
                    one.actor.id,
                )
                for one in answer.lines
            ),
            (about, "In brackets: with what is not known at 0 and at 1.", *answer.notes),
        ),
        Sheet(
            "Inputs",
            ("who", "input", "value", "weight", "what it rests on", "sources", "invented"),
            tuple(
                (
                    line.actor.name,
                    one.name,
                    "not known" if one.value is None else one.value,
                    one.weight,
                    one.reading,
                    list(one.sources),
                    one.invented,
                )
                for line in answer.lines
                for one in line.inputs
            ),
        ),
        Sheet(
            "Values",
            ("name", "value", "default"),
            tuple((one.name, one.value, one.is_default) for one in answer.values),
        ),
    )


def _score(score: AxisScore) -> str:
    value = "not known" if score.value is None else f"{score.value:.2f}"
    return value if score.low == score.high else f"{value} ({score.low:.2f}–{score.high:.2f})"


def of_salience(answer: SalienceAnswer) -> tuple[Sheet, ...]:
    """Lay out classes with stances, and why each attribute holds."""
    return (
        Sheet(
            "Salience",
            ("who", "group", *Attribute, "class", "possible", "stance", "id"),
            tuple(
                (
                    one.actor.name,
                    one.group,
                    *(_known(judgement.has) for judgement in one.judgements),
                    one.salience_class or "not known",
                    list(one.possible),
                    one.stance or "not known",
                    one.actor.id,
                )
                for one in answer.members
            ),
            answer.notes,
        ),
        Sheet(
            "Reasons",
            ("who", "attribute", "has", "stated", "reason", "sources", "invented"),
            tuple(
                (
                    one.actor.name,
                    each.attribute,
                    _known(each.has),
                    each.is_stated,
                    each.reading,
                    list(each.sources),
                    each.invented,
                )
                for one in answer.members
                for each in one.judgements
            ),
        ),
    )


def _known(has: bool | None) -> str:
    return "not known" if has is None else "yes" if has else "no"


def _way(route: tuple[ActorRef, ...]) -> str:
    return " → ".join(one.name for one in route)
