"""Contradictions among judgements: what a new one would break, named as a chain.

A same B and B same C make A same C; "A different C" beside them cannot be. Pure: judgements in,
a chain out. What it must not do: refuse; that is for whoever records judgements.
"""

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping

from graph.identity import Judgement, Verdict

Chain = tuple[Judgement, ...]


def contradiction(judgements: Collection[Judgement], new: Judgement) -> Chain:
    """Give the shortest chain of judgements in force that a new one contradicts; empty if none.

    An earlier judgement on the same pair is left out: the new one replaces it.
    """
    others = [one for one in judgements if one.pair != new.pair]
    if new.verdict is Verdict.UNSURE:
        return ()
    if new.verdict is Verdict.DIFFERENT:
        return same_through(others, *new.pair) or ()
    return min(_broken(others, new), key=_shortest_first, default=())


def same_through(judgements: Iterable[Judgement], start: str, end: str) -> Chain | None:
    """Give the shortest chain of judgements "same" between two; None where they are not joined.

    Of several of one length the first by order of pairs; empty where both are the same one.
    """
    return _ways(_steps(judgements), start).get(end)


def in_words(chain: Chain) -> str:
    """Write a chain as a sentence has it, each judgement with its day."""
    return "; ".join(
        f"{one.left} {one.verdict.value} {one.right} (judged {one.recorded_at.date()})"
        for one in chain
    )


def _broken(others: Collection[Judgement], new: Judgement) -> Iterator[Chain]:
    """Give, for each pair judged different that "same" would join, the chain that does it."""
    steps = _steps(others)
    left, right = _ways(steps, new.left), _ways(steps, new.right)
    for apart in others:
        if apart.verdict is not Verdict.DIFFERENT:
            continue
        for near, far in (apart.pair, apart.pair[::-1]):
            if near in left and far in right:
                yield (*left[near], *right[far], apart)


def _steps(judgements: Iterable[Judgement]) -> dict[str, list[tuple[str, Judgement]]]:
    """Give who is judged the same as whom, and by which judgement, in order of pairs."""
    steps: dict[str, list[tuple[str, Judgement]]] = {}
    for one in sorted(judgements, key=lambda one: one.pair):
        if one.verdict is Verdict.SAME:
            steps.setdefault(one.left, []).append((one.right, one))
            steps.setdefault(one.right, []).append((one.left, one))
    return steps


def _ways(steps: Mapping[str, list[tuple[str, Judgement]]], start: str) -> dict[str, Chain]:
    """Give the shortest chain to each that one is joined with, itself among them."""
    ways: dict[str, Chain] = {start: ()}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        for there, step in steps.get(here, ()):
            if there not in ways:
                ways[there] = (*ways[here], step)
                waiting.append(there)
    return ways


def _shortest_first(chain: Chain) -> tuple[int, list[tuple[str, str]]]:
    return (len(chain), [one.pair for one in chain])
