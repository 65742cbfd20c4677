"""Answers as a person reads them in a terminal, a phone-wide window included."""

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.table import Table as RichTable
from rich.text import Text

from graph.store import Cell, Table
from loaders.base import LoadReport
from queries.results import (
    ActorRef,
    EvidenceLine,
    Hop,
    MajorityAnswer,
    Route,
    RouteAnswer,
    Tally,
)

MAX_REJECTIONS_SHOWN = 20


def name_of(actor: ActorRef) -> str:
    """Name an actor with what it is, and whether it is invented."""
    what = actor.classification.value if actor.classification else actor.kind.value
    return f"{actor.name} ({what}{', invented' if actor.invented else ''})"


def routes(answer: RouteAnswer) -> RenderableType:
    """Lay out routes, or what was searched where there are none."""
    head = Text(
        f"From {_names(answer.sources)} to {_names(answer.targets)}, as of {answer.as_of},"
        f" {answer.limit}.",
        style="bold",
    )
    parts: list[RenderableType] = [head]
    parts += [_route(number, route) for number, route in enumerate(answer.routes, 1)]
    if not answer.routes:
        parts.append(_nothing_found(answer))
    parts += [Text(f"Note: {note}", style="dim") for note in answer.notes]
    return Group(*parts)


def majority(answer: MajorityAnswer) -> RenderableType:
    """Lay out the three cases and the swing list."""
    table = _table("case", "for", "against", "cast", "abstain", "needed", "gap", "")
    for case, tally in (("low", answer.low), ("middle", answer.middle), ("high", answer.high)):
        table.add_row(case, *_tally(tally))
    vacancies = "vacancies not known" if answer.vacancies is None else f"{answer.vacancies} vacant"
    parts: list[RenderableType] = [
        Text(
            f"{answer.body.name}, {answer.voters} voters of {answer.component_members} seats, "
            f"{vacancies}",
            style="bold",
        ),
        Text(f"Rule: {answer.rule} ({answer.legal_basis}), as of {answer.as_of}"),
        table,
    ]
    for one in answer.stand_ins:
        parts.append(Text(f"{one.substitute.name} votes for {one.absent.name} ({one.group})"))
    for swing in answer.swing[:15]:
        how = f"route {swing.route.band.value}" if swing.route else "no route asked or found"
        parts.append(Text(f"Open: {swing.voter.name} ({swing.group}), {how}"))
    if len(answer.swing) > 15:
        parts.append(Text(f"… and {len(answer.swing) - 15} more (--json has them all)"))
    parts += [Text(f"Note: {note}", style="dim") for note in answer.notes]
    return Group(*parts)


def load_report(report: LoadReport) -> RenderableType:
    """Lay out one load: counts, what is new, every rejection up to a screenful."""
    parts: list[RenderableType] = [
        Text(
            f"{report.source}: {report.status.value}; read {report.read} statements, "
            f"{report.appended} new, {report.unchanged} unchanged, {report.closed} no longer "
            f"stated ({report.seconds:.1f} s)",
            style="bold" if report.appended or report.closed else "",
        )
    ]
    for count in report.counts:
        expected = "" if count.expected is None else f", expected {count.expected}"
        style = "red" if count.expected not in (None, count.found) else ""
        parts.append(Text(f"  {count.what}: found {count.found}{expected}", style=style))
    shown = report.rejections[:MAX_REJECTIONS_SHOWN]
    parts += [Text(f"  rejected {item.place}: {item.reason}", "yellow") for item in shown]
    if len(report.rejections) > len(shown):
        more = len(report.rejections) - len(shown)
        parts.append(Text(f"  … and {more} more rejections (--json has them all)", "yellow"))
    parts += [Text(f"  note: {note}", style="dim") for note in report.notes]
    return Group(*parts)


def rows(table: Table) -> RenderableType:
    """Lay out a Cypher answer."""
    laid = _table(*table.columns)
    for row in table.rows:
        laid.add_row(*(Text(_cell(cell)) for cell in row))
    count = f"{len(table.rows)} rows" + (", cut at the limit" if table.truncated else "")
    return Group(laid, Text(count, style="dim"))


def _route(number: int, route: Route) -> RenderableType:
    chain = " → ".join(actor.name for actor in route.actors)
    lines = [Text(f"\n{number}. {chain}", style="bold")]
    lines.append(
        Text(f"   route score {route.score:.2f} ({route.band.value}); {len(route.hops)} steps")
    )
    for index, hop in enumerate(route.hops):
        weakest = " ← weakest" if index == route.weakest and len(route.hops) > 1 else ""
        lines += _hop(hop, weakest)
    return Group(*lines)


def _hop(hop: Hop, remark: str) -> list[Text]:
    best = hop.evidence[0]
    lines = [
        Text(f"   · {name_of(hop.tail)} → {name_of(hop.head)}: {hop.band.value}{remark}"),
        Text(f"     {best.reading}; {_evidence(best)}"),
        Text(f"     {best.arithmetic}; step: {hop.arithmetic}", style="dim"),
    ]
    if len(hop.evidence) > 1:
        others = "; ".join(line.reading for line in hop.evidence[1:4])
        lines.append(Text(f"     also: {others}", style="dim"))
    return lines


def _evidence(line: EvidenceLine) -> str:
    holder = f"; held by {line.holder.name}" if line.holder else ""
    invented = "; INVENTED for the demonstration" if line.invented else ""
    return (
        f"evidence of {line.evidence_day} ({line.age_days} days old), "
        f"{', '.join(line.sources)}{holder}{invented}"
    )


def _nothing_found(answer: RouteAnswer) -> RenderableType:
    searched = answer.searched
    lines = [
        Text(
            f"No route. Searched {searched.actors} actors and {searched.ties} ties; we reach "
            f"{searched.near_count} actors, {searched.far_count} reach the target.",
            style="yellow",
        ),
        Text(f"  Nearest on our side: {_names(searched.near_frontier) or 'nobody'}"),
        Text(f"  Nearest to the target: {_names(searched.far_frontier) or 'nobody'}"),
    ]
    for item in answer.introductions:
        lines.append(
            Text(f"  Worth making: {item.near.name} meets {item.far.name}: {item.reason}")
        )
    return Group(*lines)


def _tally(tally: Tally) -> Iterable[str]:
    verdict = "carries" if tally.passes else "fails"
    votes = (tally.votes_for, tally.votes_against, tally.votes_cast, tally.abstentions)
    return (*map(str, (*votes, tally.needed, tally.gap)), verdict)


def _table(*columns: str) -> RichTable:
    table = RichTable(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(Text(column), overflow="fold")
    return table


def _cell(cell: Cell) -> str:
    return "" if cell is None else str(cell)


def _names(actors: Sequence[ActorRef], most: int = 8) -> str:
    names = ", ".join(actor.name for actor in actors[:most])
    return names + (f" and {len(actors) - most} more" if len(actors) > most else "")
