"""Kernels for routes of at most H hops: labels by layers, and depth-first branch and bound.

Each function runs as plain Python over memoryviews and, compiled by numba, over arrays: indexing,
whole numbers and loops only, nothing is allocated. A *state* is a node, or a node + N where a node
of ``via`` is still to be passed (N nodes); ``via`` is empty where none is asked for, and there are
then N states, else 2N. A node of ``via`` counts when it is left, so never at a route's end.
What it must not do: know what nodes or costs mean, or import numba.
"""

from graph.snapshot import FORBIDDEN
from graph.strength import Flags, Ints
from graph.tie_table import Small


def spread(
    indptr: Ints,
    heads: Small,
    costs: Ints,
    allowed: Flags,
    via: Flags,
    ends: Ints,
    offsets: Ints,
    layers: int,
    table: Ints,
    now: Ints,
    then: Ints,
    touched: Ints,
) -> int:
    """Fill ``table`` with the least cost of each state to an end within 0, 1, … ``layers`` arcs.

    ``table`` has a row of states a layer and is FORBIDDEN all over when called; ``now``, ``then``
    and ``touched`` have room for every state. Gives how many states were ``touched``: reset these.
    """
    nodes = len(indptr) - 1
    states = len(touched)
    count = 0
    for at in range(len(ends)):
        now[at] = ends[at]
        touched[count] = ends[at]
        count += 1
        for row in range(layers + 1):
            table[row * states + ends[at]] = offsets[at]
    size = count
    for layer in range(1, layers + 1):
        filled = 0
        for at in range(size):
            state = now[at]
            node = state if state < nodes else state - nodes
            spent = table[(layer - 1) * states + state]
            for arc in range(indptr[node], indptr[node + 1]):
                if costs[arc] >= FORBIDDEN:
                    continue
                tail = heads[arc]
                reached = spent + costs[arc]
                # Both states of a tail may lead here: without need, and with one that it meets.
                for place in range(tail, states, nodes):
                    met = state < nodes and (place < nodes or via[tail])
                    if not met and (state < nodes or place < nodes):
                        continue
                    known = table[layer * states + place]
                    if reached >= known:
                        continue
                    if table[layers * states + place] >= FORBIDDEN:
                        touched[count] = place
                        count += 1
                    if known == table[(layer - 1) * states + place] and allowed[tail]:
                        then[filled] = place
                        filled += 1
                    row = layer
                    while row <= layers and reached < table[row * states + place]:
                        table[row * states + place] = reached
                        row += 1
        now, then = then, now
        size = filled
    return count


def land(
    indptr: Ints,
    heads: Small,
    costs: Ints,
    allowed: Flags,
    layers: int,
    table: Ints,
    ends: Ints,
    least: Ints,
) -> None:
    """Give the ``least`` cost of each end within one arc more than ``spread`` labels have.

    Only the arcs of the ends are looked at, so that a last layer never covers the whole graph.
    """
    nodes = len(indptr) - 1
    for at in range(len(ends)):
        best = table[layers * nodes + ends[at]]
        for arc in range(indptr[ends[at]], indptr[ends[at] + 1]):
            if costs[arc] >= FORBIDDEN:
                continue
            near = heads[arc]
            label = table[layers * nodes + near] if allowed[near] else table[near]
            if label < FORBIDDEN and label + costs[arc] < best:
                best = label + costs[arc]
        least[at] = best


def explore(
    indptr: Ints,
    heads: Small,
    costs: Ints,
    allowed: Flags,
    via: Flags,
    starts: Ints,
    offsets: Ints,
    hops: int,
    layers: int,
    states: int,
    table: Ints,
    trail: Ints,
    next_arc: Ints,
    spent: Ints,
    need: Ints,
    order: Ints,
    found_cost: Ints,
    found_hops: Ints,
    found_nodes: Ints,
) -> int:
    """Find the best simple paths in (cost, hops, nodes) order; give how many there are.

    ``table`` are ``spread`` labels from the ends, of at most ``layers`` arcs. As many paths are
    sought as ``order`` is long; path *i* is row ``order[i]`` of the found ones, a row of nodes has
    ``hops + 1`` places. ``trail``, ``next_arc``, ``spent`` and ``need`` have as many.

    Arcs sorted by head and sorted ``starts`` make the search meet paths of equal cost and hops in
    the order of their nodes, so that the first met stands and equals need not be looked into.
    """
    nodes = len(indptr) - 1
    sought = len(order)
    count = 0
    worst = FORBIDDEN
    worst_hops = 0
    for start in range(len(starts)):
        depth = 0
        trail[0] = starts[start]
        next_arc[0] = indptr[starts[start]]
        spent[0] = offsets[start]
        need[0] = states - nodes
        while depth >= 0:
            arc = next_arc[depth]
            if arc >= indptr[trail[depth] + 1]:
                depth -= 1
                continue
            next_arc[depth] = arc + 1
            reached = spent[depth] + costs[arc]
            if reached > worst or costs[arc] >= FORBIDDEN:
                continue
            head = heads[arc]
            state = head + need[depth]
            left = hops - depth - 1
            if left <= layers:
                rest = table[left * states + state]
                if rest >= FORBIDDEN or reached + rest > worst:
                    continue
                if reached + rest == worst:
                    while left > 0 and table[(left - 1) * states + state] == rest:
                        left -= 1
                    if depth + 1 + left >= worst_hops:
                        continue
            crosses = False
            for at in range(depth + 1):
                if trail[at] == head:
                    crosses = True
                    break
            if crosses:
                continue
            depth += 1
            trail[depth] = head
            if table[state] < FORBIDDEN and (
                count < sought or reached < worst or depth < worst_hops
            ):
                slot = order[count - 1] if count == sought else count
                count = count if count == sought else count + 1
                found_cost[slot] = reached
                found_hops[slot] = depth
                for at in range(depth + 1):
                    found_nodes[slot * (hops + 1) + at] = trail[at]
                rank = count - 1
                while rank > 0:
                    other = order[rank - 1]
                    if found_cost[other] < reached:
                        break
                    if found_cost[other] == reached and found_hops[other] <= depth:
                        break
                    order[rank] = other
                    rank -= 1
                order[rank] = slot
                if count == sought:
                    worst = found_cost[order[count - 1]]
                    worst_hops = found_hops[order[count - 1]]
            if depth == hops or not allowed[head]:
                depth -= 1
                continue
            next_arc[depth] = indptr[head]
            spent[depth] = reached
            need[depth] = 0 if need[depth - 1] == 0 or via[head] else need[depth - 1]
    return count
