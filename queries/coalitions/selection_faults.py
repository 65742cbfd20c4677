"""Which limit is at fault when no assignment keeps them all, in words that say what to change."""

from dataclasses import replace

from graph.errors import InvalidQuestion
from queries.coalitions.flow import FlowProblem, FlowRules, open_pairs
from queries.coalitions.question import Name
from queries.coalitions.selection import Limits, Need, possible


def check_limits(limits: Limits, able: frozenset[str], name: Name) -> None:
    """Refuse limits that contradict each other or the organisations at hand.

    Raises:
        InvalidQuestion: says which limit, and what would hold.
    """
    if limits.most is not None and limits.most < 1:
        msg = f"At most {limits.most} organisations can take part: nobody. Expected 1 or more."
        raise InvalidQuestion(msg)
    if limits.seconds <= 0:
        msg = f"The solver has {limits.seconds:g} seconds. Expected more than 0."
        raise InvalidQuestion(msg)
    for one, other in limits.apart:
        if one == other:
            msg = f"{name(one)} cannot be kept apart from itself; leave it out instead."
            raise InvalidQuestion(msg)
    for need in limits.needs:
        _check_need(need, limits, able)


def _check_need(need: Need, limits: Limits, able: frozenset[str]) -> None:
    if need.least < 1:
        msg = f"At least {need.least} of {need.name} are needed. Expected 1 or more."
        raise InvalidQuestion(msg)
    known = len(need.members & able)
    if known < need.least:
        belong = f"only {known} are" if known else "none is"
        msg = (
            f"At least {need.least} of {need.name} are needed, but of the organisations with "
            f"capacity {belong} known to belong to it. Lower the need, or add members."
        )
        raise InvalidQuestion(msg)
    if limits.most is not None and need.least > limits.most:
        msg = (
            f"At least {need.least} of {need.name} and at most {limits.most} organisations "
            "contradict each other. Raise the one or lower the other."
        )
        raise InvalidQuestion(msg)


def fault(problem: FlowProblem, rules: FlowRules, limits: Limits, name: Name) -> str:
    """Say which limits no choice can keep; they must be known to be too much together.

    Each limit is left out in turn: those without which an answer exists are at fault.
    """
    routed = frozenset(own for own, _ in open_pairs(problem))
    for need in limits.needs:
        can = len(need.members & routed)
        if can < need.least:
            return (
                f"At least {need.least} of {need.name} are needed, but only {can} of them may "
                "approach a target at all (no route, a ban, a language or no capacity)."
            )
    parts = [(text, problem, rest) for text, rest in _parts(limits, name)]
    for own, target in sorted(problem.pinned):
        rest = replace(problem, pinned=problem.pinned - {(own, target)})
        parts.append((f"{name(own)} must go to {name(target)}", rest, limits))
    guilty = [text for text, asked, rest in parts if possible(asked, rules, rest)]
    texts = guilty or [text for text, _, _ in parts]
    slots = sum(problem.demands.values())
    return (
        f"No assignment of {slots} approaches keeps all limits. At fault: {'; '.join(texts)}. "
        f"{'Changing any one of these' if guilty else 'Changing several of these'} may help."
    )


def _parts(limits: Limits, name: Name) -> list[tuple[str, Limits]]:
    """Give each limit in words, with the limits that are left without it."""
    parts = []
    if limits.most is not None:
        parts.append((f"at most {limits.most} organisations", replace(limits, most=None)))
    for at, need in enumerate(limits.needs):
        rest = limits.needs[:at] + limits.needs[at + 1 :]
        parts.append((f"at least {need.least} of {need.name}", replace(limits, needs=rest)))
    for at, (one, other) in enumerate(limits.apart):
        left = limits.apart[:at] + limits.apart[at + 1 :]
        parts.append((f"{name(one)} apart from {name(other)}", replace(limits, apart=left)))
    return parts
