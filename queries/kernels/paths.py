"""Kernels for routes without hop limit: best route from both ends, bounds from the targets, spurs.

Each function runs as plain Python over memoryviews and, compiled by numba, over arrays (see
``hops`` for both, and for what a state is). Lengths are ``cost * SCALE + hops`` in one
number, so that the shortest has least cost, then fewest hops; among those the smallest nodes are
read off afterwards, from marks on every shortest path. Costs of a path must stay below 2**40.
A label counts where its ``seen`` is the ``stamp`` of the call, so nothing is ever cleared.
What it must not do: know what nodes or costs mean, or import numba.
"""

from graph.snapshot import FORBIDDEN
from graph.strength import Flags, Ints
from graph.tie_table import Small

SCALE = 1 << 20
"""More than the hops of any path."""


def lift(heap: Ints, place: Ints, key: Ints, at: int) -> None:
    """Move a state of the heap (four children a place) up to where its key belongs."""
    state = heap[at]
    while at > 0 and key[heap[(at - 1) >> 2]] > key[state]:
        heap[at] = heap[(at - 1) >> 2]
        place[heap[at]] = at
        at = (at - 1) >> 2
    heap[at] = state
    place[state] = at


def drop(heap: Ints, place: Ints, key: Ints, size: int) -> int:
    """Take the top off a heap of some size; give the size that is left."""
    size -= 1
    state = heap[size]
    at = 0
    while 4 * at + 1 < size:
        least = 4 * at + 1
        for child in range(least + 1, min(least + 4, size)):
            if key[heap[child]] < key[heap[least]]:
                least = child
        if key[heap[least]] >= key[state]:
            break
        heap[at] = heap[least]
        place[heap[at]] = at
        at = least
    heap[at] = state
    place[state] = at
    return size


def settle(
    indptr: Ints,
    heads: Small,
    costs: Ints,
    allowed: Flags,
    ends: Ints,
    limit: int,
    front: int,
    front_stamp: int,
    far: Ints,
    seen: Ints,
    stamp: int,
    far_off: Ints,
    close: Ints,
    heap: Ints,
    place: Ints,
) -> None:
    """Label nodes with their distance ``far_off`` to the nearest end.

    Left out are nodes through which every path is longer than the limit: they are at least
    ``front`` from the starts, or ``far`` where that is less and ``seen`` is ``front_stamp``.
    """
    size = 0
    for at in range(len(ends)):
        far_off[ends[at]] = 0
        close[ends[at]] = stamp
        heap[size] = ends[at]
        lift(heap, place, far_off, size)
        size += 1
    while size > 0:
        node = heap[0]
        size = drop(heap, place, far_off, size)
        if far_off[node] > 0 and not allowed[node]:
            continue
        for arc in range(indptr[node], indptr[node + 1]):
            if costs[arc] >= FORBIDDEN:
                continue
            tail = heads[arc]
            length = far_off[node] + costs[arc] * SCALE + 1
            if close[tail] == stamp and far_off[tail] <= length:
                continue
            least = front
            if seen[tail] == front_stamp and far[tail] < front:
                least = far[tail]
            if length + least > limit:
                continue
            far_off[tail] = length
            if close[tail] != stamp:
                close[tail] = stamp
                heap[size] = tail
                place[tail] = size
                size += 1
            lift(heap, place, far_off, place[tail])


def meet(
    indptr: Ints,
    heads: Small,
    costs: Ints,
    allowed: Flags,
    starts: Ints,
    offsets: Ints,
    ends: Ints,
    stamp: int,
    far: Ints,
    seen: Ints,
    place: Ints,
    before: Ints,
    ahead: Ints,
    back: Ints,
    meeting: Ints,
) -> tuple[int, int, int]:
    """Search from both sides until no path as short as the shortest is left to be found.

    Labels have a row of N from the starts and one from the ends; ``before`` is the state that a
    label came from; ``ahead`` and ``back`` are the heaps.

    Gives the least length, FORBIDDEN where there is no path; how many nodes are in
    ``meeting``: every shortest path has one of them; and up to where labels from the starts are
    complete. No start may be an end.
    """
    nodes = len(indptr) - 1
    front = 0
    for at in range(len(starts)):
        far[starts[at]] = offsets[at] * SCALE
        seen[starts[at]] = stamp
        ahead[front] = starts[at]
        lift(ahead, place, far, front)
        front += 1
    rear = 0
    for at in range(len(ends)):
        far[ends[at] + nodes] = 0
        seen[ends[at] + nodes] = stamp
        back[rear] = ends[at] + nodes
        lift(back, place, far, rear)
        rear += 1
    best = FORBIDDEN
    count = 0
    while front > 0 and rear > 0 and far[ahead[0]] + far[back[0]] <= best:
        forward = front <= rear
        heap = ahead if forward else back
        state = heap[0]
        size = drop(heap, place, far, front if forward else rear)
        shift = 0 if forward else nodes
        if allowed[state - shift] or far[state] % SCALE == 0:
            for arc in range(indptr[state - shift], indptr[state - shift + 1]):
                if costs[arc] >= FORBIDDEN:
                    continue
                head = heads[arc]
                length = far[state] + costs[arc] * SCALE + 1
                here = head + shift
                facing = head + nodes - shift
                if length > best or (seen[here] == stamp and far[here] <= length):
                    continue
                met = seen[facing] == stamp
                if not allowed[head] and not (met and far[facing] % SCALE == 0):
                    continue
                far[here] = length
                before[here] = state
                if seen[here] != stamp:
                    seen[here] = stamp
                    heap[size] = here
                    place[here] = size
                    size += 1
                lift(heap, place, far, place[here])
                if met and length + far[facing] <= best:
                    count = count if length + far[facing] == best else 0
                    best = length + far[facing]
                    meeting[count] = head
                    count += 1
        front = size if forward else front
        rear = rear if forward else size
    reach = min(far[ahead[0]], best) if front > 0 else best
    return best, count, reach


def bound(
    indptr: Ints,
    heads: Small,
    costs: Ints,
    allowed: Flags,
    stamp: int,
    far: Ints,
    seen: Ints,
    before: Ints,
    reach: int,
    marked: Ints,
    mark: int,
    best: Ints,
) -> tuple[int, int]:
    """Give a length within which there are as many paths as ``best`` is long, after ``meet``.

    FORBIDDEN where so many are not seen. A step from one side's tree of labels to the other's,
    which is in neither tree, makes a walk that no other such step makes. Those that do not cross
    themselves are counted. ``marked`` is above ``mark`` nowhere; gives also the last mark used.
    """
    nodes = len(indptr) - 1
    sought = len(best)
    for at in range(sought):
        best[at] = FORBIDDEN
    for tail in range(nodes):
        if seen[tail] != stamp or far[tail] > reach:
            continue
        if not allowed[tail] and far[tail] % SCALE > 0:
            continue
        for arc in range(indptr[tail], indptr[tail + 1]):
            head = heads[arc]
            other = head + nodes
            if costs[arc] >= FORBIDDEN or seen[other] != stamp:
                continue
            length = far[tail] + costs[arc] * SCALE + 1 + far[other]
            if length >= best[sought - 1] or not (allowed[head] or far[other] == 0):
                continue
            if seen[head] == stamp and far[head] % SCALE > 0 and before[head] == tail:
                continue
            back = tail + nodes
            if seen[back] == stamp and far[back] > 0 and before[back] == other:
                continue
            mark += 1
            state = tail
            while far[state] % SCALE > 0:
                marked[state] = mark
                state = before[state]
            marked[state] = mark
            state = other
            while marked[state - nodes] != mark and far[state] > 0:
                state = before[state]
            if marked[state - nodes] == mark:
                continue
            rank = sought - 1
            while rank > 0 and best[rank - 1] > length:
                best[rank] = best[rank - 1]
                rank -= 1
            best[rank] = length
    return best[sought - 1], mark


def read_meeting(
    indptr: Ints,
    heads: Small,
    costs: Ints,
    allowed: Flags,
    starts: Ints,
    offsets: Ints,
    stamp: int,
    far: Ints,
    seen: Ints,
    best: int,
    meeting: Ints,
    count: int,
    marked: Ints,
    spent: Ints,
    stack: Ints,
    path: Ints,
) -> int:
    """Write the first of the shortest paths after ``meet`` to ``path``; give its node count."""
    nodes = len(indptr) - 1
    size = 0
    for at in range(count):
        for state in range(meeting[at], 2 * nodes, nodes):
            if marked[state] != stamp:
                marked[state] = stamp
                stack[size] = state
                size += 1
        spent[meeting[at]] = far[meeting[at]]
    while size > 0:
        size -= 1
        state = stack[size]
        shift = 0 if state < nodes else nodes
        if far[state] % SCALE == 0:
            continue
        for arc in range(indptr[state - shift], indptr[state - shift + 1]):
            other = heads[arc] + shift
            if costs[arc] >= FORBIDDEN or seen[other] != stamp or marked[other] == stamp:
                continue
            if far[other] + costs[arc] * SCALE + 1 != far[state]:
                continue
            if allowed[heads[arc]] or far[other] % SCALE == 0:
                marked[other] = stamp
                spent[heads[arc]] = far[other] if shift == 0 else best - far[other]
                stack[size] = other
                size += 1
    node = -1
    for at in range(len(starts)):
        one = starts[at]
        on = marked[one] == stamp or marked[one + nodes] == stamp
        if on and spent[one] == offsets[at] * SCALE:
            node = one
            break
    length = 0
    path[length] = node
    while spent[node] < best:
        for arc in range(indptr[node], indptr[node + 1]):
            head = heads[arc]
            on = marked[head] == stamp or marked[head + nodes] == stamp
            if not on or costs[arc] >= FORBIDDEN:
                continue
            if spent[head] == spent[node] + costs[arc] * SCALE + 1:
                node = head
                break
        length += 1
        path[length] = node
    return length + 1


def spur(
    indptr: Ints,
    heads: Small,
    costs: Ints,
    allowed: Flags,
    via: Flags,
    starts: Ints,
    lengths: Ints,
    need: int,
    barred: Ints,
    ban: Ints,
    far_off: Ints,
    close: Ints,
    close_stamp: int,
    radius: int,
    cut: int,
    stamp: int,
    far: Ints,
    seen: Ints,
    key: Ints,
    place: Ints,
    heap: Ints,
    goals: Ints,
) -> tuple[int, int]:
    """Search on from starts of some length each, past none of the banned nodes, up to a cut.

    ``need`` is N while a node of ``via`` is still to be passed, else 0. No first step leads to a
    ``barred`` node. ``far_off`` bounds what is left, where ``close`` is ``close_stamp``; elsewhere
    ``radius`` does; it is 0 at the ends. Gives the least length, FORBIDDEN where it is above the
    cut, and how many end states of that length are in ``goals``. A path may cross itself only
    where it passes a node with and without need.
    """
    nodes = len(indptr) - 1
    best = cut
    count = 0
    size = 0
    turn = 0
    while turn < len(starts) or size > 0:
        bars = 0
        if turn < len(starts):
            node = starts[turn]
            length = lengths[turn]
            shift = need
            bars = len(barred)
            turn += 1
        else:
            state = heap[0]
            if key[state] > best:
                break
            size = drop(heap, place, key, size)
            node = state if state < nodes else state - nodes
            length = far[state]
            if state < nodes and close[node] == close_stamp and far_off[node] == 0:
                best = length
                goals[count] = state
                count += 1
            if not allowed[node]:
                continue
            shift = 0 if state < nodes or via[node] else nodes
        for arc in range(indptr[node], indptr[node + 1]):
            head = heads[arc]
            if costs[arc] >= FORBIDDEN or ban[head] == stamp:
                continue
            known = close[head] == close_stamp
            if not allowed[head] and not (known and far_off[head] == 0):
                continue
            reached = length + costs[arc] * SCALE + 1
            least = reached + (far_off[head] if known else radius)
            here = head + shift
            if least > best or (seen[here] == stamp and far[here] <= reached):
                continue
            is_barred = False
            for bar in range(bars):
                if barred[bar] == head:
                    is_barred = True
                    break
            if is_barred:
                continue
            far[here] = reached
            key[here] = least
            if seen[here] != stamp:
                seen[here] = stamp
                heap[size] = here
                place[here] = size
                size += 1
            lift(heap, place, key, place[here])
    return (best if count > 0 else FORBIDDEN), count


def read_spur(
    indptr: Ints,
    heads: Small,
    costs: Ints,
    allowed: Flags,
    via: Flags,
    starts: Ints,
    lengths: Ints,
    need: int,
    states: int,
    stamp: int,
    far: Ints,
    seen: Ints,
    goals: Ints,
    count: int,
    marked: Ints,
    stack: Ints,
    path: Ints,
) -> int:
    """Write the first of the shortest paths after ``spur`` to ``path``; give its node count."""
    nodes = len(indptr) - 1
    best = far[goals[0]]
    for at in range(count):
        marked[goals[at]] = stamp
        stack[at] = goals[at]
    size = count
    while size > 0:
        size -= 1
        state = stack[size]
        shift = 0 if state < nodes else nodes
        for arc in range(indptr[state - shift], indptr[state - shift + 1]):
            tail = heads[arc]
            if costs[arc] >= FORBIDDEN or not allowed[tail]:
                continue
            for other in range(tail, states, nodes):
                if seen[other] != stamp or marked[other] == stamp:
                    continue
                leads = 0 if other < nodes or via[tail] else nodes
                if leads == shift and far[other] + costs[arc] * SCALE + 1 == far[state]:
                    marked[other] = stamp
                    stack[size] = other
                    size += 1
    node = -1
    spent = 0
    for at in range(len(starts)):
        for arc in range(indptr[starts[at]], indptr[starts[at] + 1]):
            here = heads[arc] + need
            if node >= 0 or costs[arc] >= FORBIDDEN or marked[here] != stamp:
                continue
            if lengths[at] + costs[arc] * SCALE + 1 == far[here]:
                node = starts[at]
                spent = lengths[at]
    shift = need
    length = 0
    path[0] = node
    while spent < best:
        for arc in range(indptr[node], indptr[node + 1]):
            here = heads[arc] + shift
            if costs[arc] >= FORBIDDEN or marked[here] != stamp:
                continue
            if far[here] == spent + costs[arc] * SCALE + 1:
                node = heads[arc]
                spent = far[here]
                break
        shift = 0 if shift == 0 or via[node] else nodes
        length += 1
        path[length] = node
    return length + 1
