"""A refresh in words that fit a screen of 24 lines of 80 characters."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from api.refresh_outcome import Outcome, totals

WIDTH, MOST = 79, 16
"""Characters of a line; lines of sources: with heads, totals and hints they make 24 at most."""

_NAME = 24
_ADDRESS = re.compile(r"https?://([^/\s]+)\S*")  # of which the host is enough on a line


@dataclass(frozen=True, slots=True)
class Report:
    """What a refresh did: an outcome a source, in order; who rested and why.

    ``before`` is the last success before it (None: there was none).
    """

    outcomes: tuple[Outcome, ...]
    resting: tuple[tuple[str, str], ...]
    before: datetime | None

    @property
    def failed(self) -> bool:
        """Say whether something could not be read."""
        return any(one.failed for one in self.outcomes)


def lines(report: Report) -> Iterator[str]:
    """Give the summary: a line a source, totals, where more is to be seen."""
    if report.outcomes:
        yield _row("source", "new", "closed", "unchanged", "rejected", "seconds")
    shown, left = _most_telling(report.outcomes)
    for one in shown:
        yield _line(one)
    if left:
        yield f"… and {left} more, with nothing to tell (--json has them)"
    if report.outcomes:
        new, closed, same, rejected, failed = totals(report.outcomes)
        seconds = sum(one.seconds for one in report.outcomes)
        yield _row("total", new, closed, same, rejected, f"{seconds:.1f}")
        if failed:
            yield f"{failed} of {len(report.outcomes)} failed; what was known of them stays."
    if report.resting:
        yield f"{len(report.resting)} not due (--dry-run says why; --all reads them too)"
    if not report.outcomes and not report.resting:
        yield "No source is configured in sources.toml."
    yield from _hints(report)


def problems(report: Report) -> Iterator[str]:
    """Give a line for each source that failed, with all of its reason."""
    for one in report.outcomes:
        if one.failed:
            yield f"{one.name}: {one.why}"


def _hints(report: Report) -> Iterator[str]:
    if report.outcomes:
        yield "Details: corridors sources, or --json with any refresh."
    new, closed, *_ = totals(report.outcomes)
    if report.before and (new or closed):
        moment = report.before.astimezone(UTC)
        yield f"What changed: corridors changes --since {moment:%Y-%m-%dT%H:%M}"


def _most_telling(outcomes: tuple[Outcome, ...]) -> tuple[tuple[Outcome, ...], int]:
    """Give those that fit, in their order: who failed, then who brought something, then others."""
    if len(outcomes) <= MOST:
        return outcomes, 0
    ranked = sorted(
        range(len(outcomes)),
        key=lambda at: (not outcomes[at].failed, not totals((outcomes[at],))[0], at),
    )
    kept = sorted(ranked[: MOST - 1])
    return tuple(outcomes[at] for at in kept), len(outcomes) - len(kept)


def _line(one: Outcome) -> str:
    new, closed, same, rejected, _ = totals((one,))
    if not one.failed:
        return _row(one.name, new, closed, same, rejected, f"{one.seconds:.1f}")
    before = f"{new} new, {closed} closed; " if one.reports else ""
    why = " ".join(_ADDRESS.sub(r"\1", one.why).split())
    return _cut(f"{_cut(one.name, _NAME - 1):<{_NAME}}{before}failed: {why}")


def _row(name: str, *cells: object) -> str:
    widths = (8, 9, 11, 10, 9)
    numbers = "".join(f"{cell!s:>{width}}" for cell, width in zip(cells, widths, strict=True))
    return f"{_cut(name, _NAME - 1):<{_NAME}}{numbers}"


def _cut(text: str, width: int = WIDTH) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"
