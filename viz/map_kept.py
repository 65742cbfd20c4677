"""Maps made last of one state of the graph: another filter, or a file, is of the same map.

What is kept lives and goes with the graph it was made of. What it must not do: answer for another
graph, however alike.
"""

from collections import OrderedDict
from threading import Lock

from graph.collector import uncollected
from graph.snapshot import Snapshot
from queries.rosters import Rosters
from viz.map_choice import chosen
from viz.map_model import EVERYTHING, Choice, Map, MapQuestion
from viz.maps import whole_map

MOST = 4


class KeptMaps:
    """The last few maps, unfiltered, by what was asked; may be used from several threads."""

    def __init__(self) -> None:
        """Begin with none."""
        self._lock = Lock()
        self._of: tuple[Snapshot, Rosters] | None = None
        self._maps: OrderedDict[MapQuestion, Map] = OrderedDict()

    def map_of(
        self,
        snapshot: Snapshot,
        rosters: Rosters,
        question: MapQuestion,
        choice: Choice = EVERYTHING,
    ) -> Map:
        """Give a map as ``viz.maps.map_of`` does; the same cut is not made again.

        Raises:
            UnknownEntity: an id that the graph does not hold.
        """
        whole = self._found(snapshot, rosters, question)
        if whole is None:
            with uncollected():
                whole = whole_map(snapshot, rosters, question)
            self._keep(snapshot, rosters, question, whole)
        return chosen(whole, choice)

    def _found(self, snapshot: Snapshot, rosters: Rosters, question: MapQuestion) -> Map | None:
        with self._lock:
            if self._of is None or self._of[0] is not snapshot or self._of[1] is not rosters:
                self._of = (snapshot, rosters)
                self._maps.clear()
            if question in self._maps:
                self._maps.move_to_end(question)
            return self._maps.get(question)

    def _keep(
        self, snapshot: Snapshot, rosters: Rosters, question: MapQuestion, made: Map
    ) -> None:
        with self._lock:
            if self._of is None or self._of[0] is not snapshot or self._of[1] is not rosters:
                return
            self._maps[question] = made
            while len(self._maps) > MOST:
                self._maps.popitem(last=False)
