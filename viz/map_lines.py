"""What is drawn between two on a map: all their ties as one line, as strong as the step is."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from graph.model import Tie
from graph.snapshot import CostView, Snapshot
from graph.strength import Ints
from viz.map_cut import change_of
from viz.map_model import MapLine, MapQuestion
from viz.scene import label_of


def lines_of(
    snapshot: Snapshot, question: MapQuestion, ties: Sequence[Tie], index: Mapping[str, int]
) -> tuple[tuple[MapLine, ...], dict[str, int]]:
    """Collapse ties into one line a pair, sorted by ends; give also the line of each tie."""
    by_pair: dict[tuple[int, int], list[Tie]] = defaultdict(list)
    for tie in ties:
        low, high = index[tie.subject], index[tie.object]
        by_pair[(low, high) if low < high else (high, low)].append(tie)
    pairs = sorted(by_pair)
    lines, of_tie = [], {}
    bands = _bands(snapshot, question, [by_pair[pair][0] for pair in pairs])
    for number, (pair, band) in enumerate(zip(pairs, bands, strict=True)):
        own = by_pair[pair]
        change = change_of(own, question.as_of, question.since)
        label = "; ".join(dict.fromkeys(map(label_of, own)))
        invented = any(tie.invented for tie in own)
        lines.append(MapLine(*pair, band, len(own), label, invented, change))
        of_tie.update({tie.id: number for tie in own})
    return tuple(lines), of_tie


def _bands(snapshot: Snapshot, question: MapQuestion, ties: Sequence[Tie]) -> list[str]:
    """Name how strong the step of each tie is; empty where no tie of it carries a request.

    What does not hold on the day, but did on the earlier one, is as strong as it was then.
    """
    if not ties:
        return []
    ends = [(snapshot.index[tie.subject], snapshot.index[tie.object]) for tie in ties]
    steps = _pairs(snapshot, np.array(ends, dtype=np.int64))
    found = _strengths(snapshot.costs(question.as_of), steps)
    if question.since:
        then = _strengths(snapshot.costs(question.since), steps)
        found = [now or before for now, before in zip(found, then, strict=True)]
    return [snapshot.model.band(strength) if strength else "" for strength in found]


def _pairs(snapshot: Snapshot, ends: Ints) -> Ints:
    """Give the number of the step between each two nodes, -1 where there is none."""
    low, high = snapshot.indptr[ends[:, 0]], snapshot.indptr[ends[:, 0] + 1]
    heads, wanted = snapshot.heads, ends[:, 1]
    last = high.copy()
    # All are looked up at once, each by halves among the arcs of its own node.
    while bool((low < high).any()):
        middle = (low + high) // 2
        before = np.zeros(len(low), dtype=np.bool_)
        open_ = low < high
        before[open_] = heads[middle[open_]] < wanted[open_]
        low, high = np.where(before, middle + 1, low), np.where(open_ & ~before, middle, high)
    there = low < last
    there[there] = heads[low[there]] == wanted[there]
    found: Ints = np.full(len(low), -1, dtype=np.int64)
    found[there] = snapshot.arc_pair[low[there]]
    return found


def _strengths(costs: CostView, steps: Ints) -> list[float]:
    if not len(costs.strengths):
        return [0.0] * len(steps)
    strengths: list[float] = np.where(steps < 0, 0.0, costs.strengths[steps]).tolist()
    return strengths
