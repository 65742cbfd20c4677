"""Answers of ``route``, ``assign`` and ``majority`` as one table each, for ``--csv``."""

from queries.describe import Sheet
from queries.results import Assignment, MajorityAnswer, RouteAnswer


def of_routes(answer: RouteAnswer) -> Sheet:
    """Give a row a step: routes are told apart by their rank."""
    columns = (
        "route",
        "route score",
        "step",
        "from",
        "from id",
        "to",
        "to id",
        "step score",
        "band",
        "evidence",
        "evidence day",
        "arithmetic",
        "sources",
        "invented",
    )
    rows = tuple(
        (
            rank,
            route.score,
            step,
            hop.tail.name,
            hop.tail.id,
            hop.head.name,
            hop.head.id,
            hop.score,
            hop.band.value,
            hop.evidence[0].reading,
            hop.evidence[0].evidence_day,
            hop.evidence[0].arithmetic,
            ", ".join(hop.evidence[0].sources),
            hop.evidence[0].invented,
        )
        for rank, route in enumerate(answer.routes, 1)
        for step, hop in enumerate(route.hops, 1)
    )
    return Sheet("Routes", columns, rows, answer.notes)


def of_assignment(answer: Assignment) -> Sheet:
    """Give a row an approach, and one a gap, which names no organisation."""
    columns = (
        "target",
        "target id",
        "as",
        "organisation",
        "organisation id",
        "benefit",
        "same country",
        "runner-up",
        "reason",
    )
    lines = [
        (
            line.target.name,
            line.target.id,
            "lead" if line.order == 1 else "backup",
            line.organization.name,
            line.organization.id,
            line.benefit,
            line.home_country,
            line.runner_up.name if line.runner_up else None,
            line.reason,
        )
        for line in answer.approaches
    ]
    gaps = [
        (gap.target.name, gap.target.id, "gap", None, None, None, None, None, gap.reason)
        for gap in answer.gaps
    ]
    return Sheet("Who approaches whom", columns, (*lines, *gaps), answer.notes)


def of_majority(answer: MajorityAnswer) -> Sheet:
    """Give a row a case."""
    columns = ("case", "for", "against", "abstain", "needed", "gap", "carries", "assumption")
    rows = tuple(
        (
            case,
            tally.votes_for,
            tally.votes_against,
            tally.abstentions,
            tally.needed,
            tally.gap,
            tally.passes,
            tally.assumption,
        )
        for case, tally in (("low", answer.low), ("middle", answer.middle), ("high", answer.high))
    )
    return Sheet("Majority", columns, rows, answer.notes)
