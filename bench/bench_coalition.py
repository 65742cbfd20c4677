"""Times of the assignment of 60 organisations to 720 targets, beside HiGHS in the same run.

Usage: ``python -m bench.bench_coalition [times]``. Benefits are given and seeded, about 9,800
pairs; lead and backup, home countries, kept lines and load costs all count. Prints milliseconds.
Nothing is asserted but that both find the same worth. Last comes a whole question, from a
snapshot to lines with reasons and evidence. All names are invented numbers.
"""

import random
import statistics
import sys
import time
from collections.abc import Callable

from bench.synthetic import DAY, parliament
from graph.snapshot import Snapshot
from queries.coalitions.coalition import assign
from queries.coalitions.flow import (
    UNIT,
    FlowProblem,
    FlowRules,
    open_pairs,
    share_out,
    worth_units,
)
from queries.coalitions.question import AssignQuestion
from queries.coalitions.selection import Limits, choose
from queries.coalitions.selection_model import model, solve
from queries.rosters import Rosters

ORGANIZATIONS, TARGETS = 60, 720
DENSITY, HOME, KEPT = 0.2275, 0.07, 0.05
PEER_SECONDS, LIMITED_SECONDS = 60.0, 15.0


def main() -> None:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    problem = invented()
    print(f"{ORGANIZATIONS} x {TARGETS}, {len(open_pairs(problem))} pairs, demand 2")
    for name, rules in (("level", FlowRules()), ("even", FlowRules(even=True))):
        compare(name, problem, rules, times)
    limited(problem)
    whole_question()


def whole_question() -> None:
    """Time an answer with routes, reasons and runners-up, on an invented parliament."""
    graph = parliament()
    snapshot, rosters = Snapshot.build(graph), Rosters.build(graph)
    owns = [name for name in snapshot.ids if name.startswith("ngo")][:ORGANIZATIONS]
    targets = [name for name in snapshot.ids if name.startswith("person")][:TARGETS]
    question = AssignQuestion(dict.fromkeys(owns, 24), dict.fromkeys(targets, 2), DAY)
    timed("whole question, <= 2 steps", lambda: assign(snapshot, rosters, question), 5)


def invented() -> FlowProblem:
    """Give a seeded problem with all soft rules."""
    drawn = random.Random(1)
    owns = [f"org:{number:03}" for number in range(ORGANIZATIONS)]
    targets = [f"target:{number:03}" for number in range(TARGETS)]
    pairs = [(own, target) for own in owns for target in targets if drawn.random() < DENSITY]
    return FlowProblem(
        {own: drawn.randint(4, 36) for own in owns},
        dict.fromkeys(targets, 2),
        {pair: drawn.uniform(0.02, 0.95) for pair in pairs},
        frozenset(pair for pair in pairs if drawn.random() < HOME),
        frozenset(pair for pair in pairs if drawn.random() < KEPT),
    )


def compare(name: str, problem: FlowProblem, rules: FlowRules, times: int) -> None:
    """Time flow and HiGHS on one problem, and stop where they disagree."""
    ours = timed(f"{name}: min-cost flow", lambda: share_out(problem, rules), times)
    asked = model(problem, rules)
    whole = len(asked.users) + len(asked.pairs)
    peer = timed(
        f"{name}: HiGHS MILP, rows built before", lambda: solve(asked, whole, PEER_SECONDS), 5
    )
    found = worth_units(problem, rules, share_out(problem, rules))
    exact = round(solve(asked, whole, PEER_SECONDS)[1])
    print(f"  {name}: HiGHS takes {peer / ours:.1f} times ours; worth {found / UNIT:.4f} in both")
    if found != exact:
        sys.exit(f"The flow's worth is {found}, HiGHS's {exact}.")


def limited(problem: FlowProblem) -> None:
    """Time what at most half of the organisations can do, which only HiGHS can answer."""
    limits = Limits(most=ORGANIZATIONS // 2, seconds=LIMITED_SECONDS)
    started = time.perf_counter()
    choice = choose(problem, FlowRules(), limits)
    spent = time.perf_counter() - started
    if choice is None:
        sys.exit("No choice keeps the limit.")
    gap = 100 * (choice.bound - choice.units) / choice.units
    state = "proven" if choice.proven else f"gap {gap:.2f} %"
    print(
        f"  at most {limits.most} organisations: {spent:.1f} s, {choice.units / UNIT:.4f}, {state}"
    )


def timed(what: str, call: Callable[[], object], times: int) -> float:
    call()
    spent = []
    for _ in range(times):
        started = time.perf_counter()
        call()
        spent.append((time.perf_counter() - started) * 1e3)
    spent.sort()
    middle = statistics.median(spent)
    print(f"  {what}: p50 {middle:.2f} ms, p95 {spent[int(len(spent) * 0.95)]:.2f} ms")
    return middle


if __name__ == "__main__":
    main()
