"""An assignment as a person reads it in a terminal, a phone-wide window included."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from api.terminal import name_of
from queries.results import Assignment, AssignmentChange, SlotPrice, Spread


def assignment(answer: Assignment) -> RenderableType:
    """Lay out who approaches whom, gaps, what changed, the load, and prices if asked for."""
    worth = f"worth {answer.objective:.2f}"
    if not answer.proven:
        worth += f", at most {answer.bound:.2f} is possible"
    parts: list[RenderableType] = [
        Text(f"Who approaches whom, as of {answer.as_of} ({worth})", "bold")
    ]
    parts += _lines(answer)
    for gap in answer.gaps:
        parts.append(Text(f"Gap: {gap.target.name} lacks {gap.missing}: {gap.reason}", "red"))
    parts += [Text(_change(change)) for change in answer.changes]
    load = "; ".join(f"{org.name} {given}/{most}" for org, given, most in answer.load if given)
    parts.append(Text(f"Load: {load or 'nobody'}"))
    parts.append(Text(_spread(answer.spread)))
    parts += [Text(_price(price)) for price in answer.prices]
    parts += [Text(f"Note: {note}", style="dim") for note in answer.notes]
    return Group(*parts)


def _lines(answer: Assignment) -> Iterator[Text]:
    for line in answer.approaches:
        if line.order == 1:
            yield Text(f"{name_of(line.target)}", style="bold")
        order = "lead  " if line.order == 1 else "backup"
        yield Text(f"  {order} {line.organization.name}: {line.reason}")


def _change(change: AssignmentChange) -> str:
    before = change.before.name if change.before else "nobody"
    after = change.after.name if change.after else "nobody"
    return (
        f"Changed: {change.target.name}, {change.kind.value}, {before} → {after}: {change.reason}"
    )


def _spread(spread: Spread) -> str:
    return (
        f"Spread: {spread.least} to {spread.most} approaches each (median {spread.median:g}) over "
        f"{spread.organizations} organisations; {spread.idle} idle, {spread.full} full"
    )


def _price(price: SlotPrice) -> str:
    name = price.organization.name
    if price.worth is None:
        return f"Price: one more slot of {name}: not settled in the time allowed"
    takes = ", ".join(target.name for target in price.takes)
    why = f"would take {takes}" if takes else "no new line"
    if price.worth and not takes:
        why += ": its present load counts as lighter, or lines move among others"
    return f"Price: one more slot of {name} is worth {price.worth:.2f} ({why})"
