"""The workspace: ledger, merged graph, snapshot, index and reader, each made when first needed.

Everything below takes its settings, dates and stores as arguments; here they are put together.
Doors share one workspace; it may be used from several threads.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from threading import RLock
from types import TracebackType
from typing import Self

from api import kept_views
from api.emptying import go_on_emptying
from api.engines import projections_of
from api.keeping import settle_if_alone
from api.rules import rules_of
from api.settings import Settings
from graph.collector import settle, uncollected
from graph.errors import CorridorsError, InvalidQuestion, NothingProjected
from graph.identity import JUDGEMENTS, Judgement, is_judged_above, judgements_of
from graph.ledger import Ledger
from graph.levels import Level
from graph.merge import merge
from graph.model import MergedGraph
from graph.moment import describe_moment
from graph.project import Projection
from graph.projections import Projections
from graph.snapshot import Snapshot
from graph.store import GraphReader
from graph.strength_rules import DEFAULT_RULES, RuleSet
from graph.twin import use
from queries.coverage import begins
from queries.finding.search import SearchIndex
from queries.rosters import Rosters
from viz.map_kept import KeptMaps

Progress = Callable[[int, int | None, str], None]

PAST_VIEWS = 3
"""How many graphs of past moments are kept at once."""


@dataclass(frozen=True, slots=True)
class View:
    """One state of the graph at a level, with what answers are made from.

    ``known_at`` is the moment whose knowledge it is (None: now); ``rules`` weigh its ties;
    ``begins`` says from which day on there are data of each sort; ``judgements`` are those in
    force on who is the same, sorted by pair; ``maps`` are those made of it last.
    """

    graph: MergedGraph
    snapshot: Snapshot
    index: SearchIndex
    rosters: Rosters
    known_at: datetime | None = None
    rules: RuleSet = DEFAULT_RULES
    begins: Mapping[str, date] = field(default_factory=dict)
    judgements: tuple[Judgement, ...] = ()
    maps: KeptMaps = field(default_factory=KeptMaps, compare=False)


class Workspace:
    """What a door needs to answer; use it as a context manager."""

    def __init__(self, settings: Settings) -> None:
        """Open the ledger of the settings' home, creating it where there is none."""
        self.settings = settings
        self._ceiling = Level.PROTECTED
        use(settings.kernels, settings.compiled)
        self.ledger = Ledger.open(settings.ledger, keys=settings.erasure_keys)
        self.projections = projections_of(settings)
        settle_if_alone(settings.home, self.ledger)
        go_on_emptying(settings.home, self.ledger, self.projections)
        self._lock = RLock()
        # Taken before the other one, never while holding it: whoever builds a projection, which
        # takes long, keeps nobody from views.
        self._projecting = RLock()
        self._rules: RuleSet | None = None
        self._views: dict[Level, tuple[int, View]] = {}
        self._past: OrderedDict[tuple[Level, int, int, Level], View] = OrderedDict()
        self._readers: dict[Level, tuple[int, GraphReader]] = {}

    def __enter__(self) -> Self:
        """Give itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close everything."""
        self.close()

    def close(self) -> None:
        """Let go of readers and ledger; closing twice does nothing."""
        with self._projecting, self._lock:
            for _, reader in self._readers.values():
                reader.close()
            self._readers.clear()
            self.projections.close()
            self.ledger.close()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other threads away from the workspace, for whoever reads and then writes."""
        with self._projecting, self._lock:
            yield

    def at(self, level: Level) -> Self:
        """Give the same workspace to somebody who may see no more than a level, by any way."""
        lent = copy(self)
        lent.settings = replace(self.settings, level=level)
        lent._ceiling = min(level, self._ceiling)
        return lent

    def forget(self) -> None:
        """Let go of everything made from the ledger; it is made anew when asked for."""
        with self._projecting, self._lock:
            for _, reader in self._readers.values():
                reader.close()
            self._readers.clear()
            self._views.clear()
            self._past.clear()

    @property
    def rules(self) -> RuleSet:
        """The rules that the settings name, read once.

        Raises:
            InputError: their file cannot be used.
        """
        with self._lock:
            if self._rules is None:
                self._rules = rules_of(self.settings.rules)
            return self._rules

    def view(
        self,
        level: Level | None = None,
        known_at: datetime | None = None,
        judged: Level | None = None,
    ) -> View:
        """Give the graph at a level as the ledger stands now, or as it was known at a moment.

        ``judged`` leaves out judgements on identity above that level: for what is handed on to
        others, who may not learn of them (None: all that the level sees).

        Raises:
            NothingProjected: nothing was loaded yet.
            InvalidQuestion: nothing was loaded at that moment; the first one is named.
            InputError: the file of rules cannot be used.
        """
        chosen = self._chosen(level)
        with self._lock:
            head = self.ledger.head(chosen)
            if judged is not None:
                return self._apart(chosen, known_at, head, judged)
            if known_at is not None:
                return self._past_view(chosen, known_at, head)
            known = self._views.get(chosen)
            if known and known[0] == head:
                return known[1]
            with uncollected():
                view = self._laid_out(self._kept_or_built(chosen, head))
            self._views[chosen] = (head, view)
            settle()
            return view

    def built(self, level: Level) -> Snapshot:
        """Build a level from the ledger, whatever is kept: for whoever checks what is.

        Raises:
            NothingProjected: nothing was loaded yet.
        """
        chosen = self._chosen(level)
        return self._build(chosen, self.ledger.head(chosen))

    def reader(self, level: Level | None = None, progress: Progress | None = None) -> GraphReader:
        """Open the projection of a level, building it first where the ledger has moved on.

        Raises:
            NothingProjected: nothing was loaded yet.
            StoreBusy: another process holds the projection.
        """
        chosen = self._chosen(level)
        head, known = self._known_reader(chosen)
        if known:
            return known
        with self._projecting:
            head, known = self._known_reader(chosen)  # perhaps made while this one waited
            if known:
                return known
            with self._lock:
                old = self._readers.pop(chosen, None)
            if old:
                old[1].close()
            made = self._projection(chosen, head, self.projections, progress)
            reader = self.projections.open(made)
            with self._lock:
                self._readers[chosen] = (head, reader)
            return reader

    def _known_reader(self, level: Level) -> tuple[int, GraphReader | None]:
        """Give where the ledger stands, and the open reader if it is as new as that."""
        with self._lock:
            head = self.ledger.head(level)
            known = self._readers.get(level)
            return head, known[1] if known and known[0] == head else None

    def is_projected(self) -> bool:
        """Say whether the projection of the settings' level is as new as the ledger."""
        level = self.settings.level
        there = self.projections.current(level)
        return there is not None and there.head == self.ledger.head(level)

    def _chosen(self, level: Level | None) -> Level:
        return min(self.settings.level if level is None else level, self._ceiling)

    def _past_view(self, level: Level, known_at: datetime, head: int) -> View:
        """Give a past state, one of the last few.

        Moments between two loads share it. What was known then is named by the head then, as long
        as the head now is the same: a later load may be recorded with an earlier date.
        """
        then = self.ledger.head(level, known_at)
        if then == head:
            return replace(self.view(level), known_at=known_at)
        return self._kept((level, then, head, level), known_at)

    def _apart(self, level: Level, known_at: datetime | None, head: int, judged: Level) -> View:
        """Give a state without the judgements above a level; the same one where there are none."""
        whole = self.view(level, known_at)
        if all(one.level <= judged for one in whole.judgements):
            return whole
        return self._kept((level, whole.graph.head, head, judged), known_at)

    def _kept(self, key: tuple[Level, int, int, Level], known_at: datetime | None) -> View:
        level, then, _, judged = key
        if key not in self._past:
            with uncollected():
                snapshot = self._build(level, then, known_at, judged)
                self._past[key] = self._laid_out(snapshot, known_at, judged)
            while len(self._past) > PAST_VIEWS:
                self._past.popitem(last=False)
        self._past.move_to_end(key)
        return replace(self._past[key], known_at=known_at)

    def _kept_or_built(self, level: Level, head: int) -> Snapshot:
        """Give a level as the ledger stands, from the file kept of it where there is one."""
        home, rules = self.settings.home, self.rules
        key = kept_views.key_of(self.ledger, level, rules)
        kept = kept_views.take(home, key, rules)
        if kept is not None and kept.head == head:
            return kept
        made = self._build(level, head)
        kept_views.keep(home, key, made, self.ledger, rules)
        return made

    def _build(
        self,
        level: Level,
        head: int,
        known_at: datetime | None = None,
        judged: Level = Level.PROTECTED,
    ) -> Snapshot:
        statements, sources = self.ledger.read(level, known_at), self.ledger.sources(known_at)
        used = (item for item in statements if not is_judged_above(judged, item))
        graph = merge(used, sources, level, head)
        if not graph.entities:
            raise self._nothing(level, known_at)
        return Snapshot.build(graph, self.rules.model)

    def _laid_out(
        self,
        snapshot: Snapshot,
        known_at: datetime | None = None,
        judged: Level = Level.PROTECTED,
    ) -> View:
        graph = snapshot.graph
        decided = self.ledger.read(min(graph.level, judged), known_at, JUDGEMENTS.id)
        return View(
            graph,
            snapshot,
            SearchIndex.build(graph),
            Rosters.build(graph),
            known_at,
            self.rules,
            begins(snapshot),
            judgements_of(decided),
        )

    def _nothing(self, level: Level, known_at: datetime | None) -> CorridorsError:
        first = self.ledger.first_moment(level)
        if known_at is None or first is None:
            return NothingProjected(
                "Nothing is loaded yet. Run `corridors demo`, or `corridors load starter-pack`."
            )
        return InvalidQuestion(
            f"Nothing was known at {describe_moment(known_at)}: the first load was recorded at "
            f"{describe_moment(first)}. Ask as known then or later."
        )

    def _projection(
        self, level: Level, head: int, projections: Projections, progress: Progress | None
    ) -> Projection:
        there = projections.current(level)
        if there is not None and there.head == head:
            return there
        return projections.build(self.view(level).graph, progress or _silent)


def _silent(done: int, total: int | None, what: str) -> None:
    """Show nothing."""
