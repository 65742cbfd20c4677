"""What became of each source of a refresh, and of all of them together."""

from collections.abc import Sequence
from dataclasses import dataclass

from loaders.base import LoadReport


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one entry; ``why`` is empty where all went well."""

    name: str
    loader: str
    reports: tuple[LoadReport, ...]
    seconds: float
    why: str = ""

    @property
    def failed(self) -> bool:
        """Say whether something of it could not be read."""
        return bool(self.why)


def totals(outcomes: Sequence[Outcome]) -> tuple[int, int, int, int, int]:
    """Give new, closed, unchanged and rejected over all, and how many entries failed."""
    reports = [report for one in outcomes for report in one.reports]
    return (
        sum(report.appended for report in reports),
        sum(report.closed for report in reports),
        sum(report.unchanged for report in reports),
        sum(len(report.rejections) for report in reports),
        sum(1 for one in outcomes if one.failed),
    )
