"""What the ledger and the home know beside the graph: loads, sources, days, saved questions.

Everything is as whoever asks at a level may know it.
"""

from dataclasses import dataclass
from datetime import datetime

from api.saved import SavedQuestion, SavedQuestions
from api.wiring import Workspace
from graph.ledger import Load
from graph.levels import Level
from graph.provenance import Source
from queries.changes.entities import Journal


@dataclass(frozen=True, slots=True)
class Account:
    """The account of a ledger at a level, up to a moment (None: now)."""

    workspace: Workspace
    level: Level
    known_at: datetime | None = None

    def loads(self) -> tuple[Load, ...]:
        """Give all loads, oldest first."""
        return tuple(load for load in self.workspace.ledger.loads() if self._is_past(load))

    def begun(self) -> datetime | None:
        """Give when the first load was recorded of which the level may know; None: nothing was."""
        return self.workspace.ledger.first_moment(self.level)

    def never_read(self) -> dict[str, Source]:
        """Give the sources that were tried and never read: nothing they say can be known."""
        read = {load.source for load in self.loads() if load.succeeded}
        known = self.workspace.ledger.sources(self.known_at)
        return {name: source for name, source in known.items() if name not in read}

    def journal(self) -> Journal:
        """Say when each statement of the level was recorded and closed."""
        recorded, closed = {}, {}
        for item in self.workspace.ledger.history(self.level):
            recorded[item.seq] = item.recorded_at
            ended = item.closed_at
            if ended is not None and (self.known_at is None or ended <= self.known_at):
                closed[item.seq] = ended
        return Journal(recorded, closed)

    def saved(self) -> tuple[SavedQuestion, ...]:
        """Give the saved questions that the level may see."""
        return SavedQuestions(self.workspace.settings.home, self.level).listed()

    def _is_past(self, load: Load) -> bool:
        return self.known_at is None or load.recorded_at <= self.known_at
