"""One refresh of a home folder, from its lock to its report."""

from collections.abc import Callable, Sequence
from datetime import datetime

from api.refresh import Runner, ordered
from api.refresh_file import Entry
from api.refresh_lock import only_one
from api.refresh_report import Report
from api.refresh_state import State, Verdict, verdict
from api.settings import Settings
from graph.ledger import Ledger
from loaders.base import Progress

Plan = tuple[tuple[Entry, Verdict], ...]


def planned(settings: Settings, entries: Sequence[Entry], now: datetime, every: bool) -> Plan:
    """Give the entries in the order in which they run, each with whether it is due and why.

    ``every`` makes all of them due.
    """
    state = State.read(settings.refresh_state)
    plan = []
    for entry in ordered(entries):
        judged = verdict(entry, state.of(entry), now)
        plan.append((entry, Verdict(True, "asked for") if every and not judged.due else judged))
    return tuple(plan)


def refresh_all(
    settings: Settings,
    entries: Sequence[Entry],
    every: bool,
    now: Callable[[], datetime],
    progress: Progress,
) -> Report:
    """Refresh what is due, while nobody else does.

    Raises:
        StoreBusy: another refresh is running, or the ledger is being written.
        StoreError: the home folder cannot be written.
    """
    with only_one(settings.refresh_lock, now()):
        plan = planned(settings, entries, now(), every)
        due = [entry for entry, judged in plan if judged.due]
        resting = tuple((entry.name, judged.why) for entry, judged in plan if not judged.due)
        state = State.read(settings.refresh_state)
        before = state.last()
        if not due:
            return Report((), resting, before)
        with Ledger.open(settings.ledger) as ledger:
            runner = Runner(ledger, state, settings.cache, settings.ep_api, now)
            return Report(tuple(runner.run(due, progress)), resting, before)
