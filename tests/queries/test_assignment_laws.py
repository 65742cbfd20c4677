"""What every assignment keeps, whatever the map and the question."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import InvalidQuestion
from graph.snapshot import Snapshot
from queries.coalitions.coalition import assign
from queries.coalitions.flow import FlowRules
from queries.coalitions.question import AssignQuestion
from queries.coalitions.selection import Limits
from queries.results import Assignment, ChangeKind
from queries.rosters import Rosters
from tests.factories import DAY, contact, merged, ngo, person

Pairs = set[tuple[str, str]]
OWNS, TARGETS = ("a", "b", "c", "d"), ("s", "t", "u")
CODES = (frozenset({"en"}), frozenset({"fr"}), frozenset({"en", "fr"}))


class World:
    """A seeded map, and a question about it with every condition now and then."""

    def __init__(self, seed: int) -> None:
        random = Random(seed)
        ends = [(own, other) for own in OWNS for other in (*TARGETS, *OWNS) if own != other]
        ties = [
            contact(own, other, DAY - timedelta(days=random.randrange(900)))
            for own, other in ends
            if random.random() < 0.45
        ]
        graph = merged([*map(ngo, OWNS), *map(person, TARGETS)], ties)
        self.snapshot, self.rosters = Snapshot.build(graph), Rosters.build(graph)
        pairs = [(own, target) for own in OWNS for target in TARGETS]
        some = [frozenset(one for one in pairs if random.random() < 0.15) for _ in range(2)]
        self.question = AssignQuestion(
            organizations={own: random.randint(0, 3) for own in OWNS},
            targets={target: random.randint(1, 2) for target in TARGETS},
            as_of=DAY,
            bans=some[0],
            keep=some[1] if random.random() < 0.5 else frozenset(),
            allow_cold=random.random() < 0.3,
            rules=FlowRules(even=random.random() < 0.5),
            off=frozenset(own for own in OWNS if random.random() < 0.2),
            speaks={own: random.choice(CODES) for own in OWNS if random.random() < 0.5},
            languages={one: random.choice(CODES) for one in TARGETS if random.random() < 0.5},
            strict_language=random.random() < 0.15,
            limits=Limits(
                most=random.choice([None, None, 1, 2]),
                apart=(("a", "b"),) if random.random() < 0.3 else (),
            ),
        )

    def ask(self, **changed: object) -> Assignment:
        question = replace(self.question, **changed)  # type: ignore[arg-type]  # varied
        return assign(self.snapshot, self.rosters, question)


def lines(answer: Assignment) -> Pairs:
    return {(line.organization.id, line.target.id) for line in answer.approaches}


def may_talk(question: AssignQuestion, own: str, target: str) -> bool:
    spoken, needed = question.speaks.get(own), question.languages.get(target)
    if spoken and needed:
        return bool(spoken & needed)
    return not question.strict_language


@settings(max_examples=250, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_no_condition_is_ever_broken(seed: int) -> None:
    world = World(seed)
    question = world.question
    try:
        answer = world.ask()
    except InvalidQuestion:
        return
    chosen = lines(answer)
    assert len(chosen) == len(answer.approaches)
    given = Counter(own for own, _ in chosen)
    assert all(count <= question.organizations[own] for own, count in given.items())
    assert not chosen & question.bans
    assert question.off.isdisjoint(given)
    assert all(may_talk(question, own, target) for own, target in chosen)
    assert question.limits.hold(frozenset(given))
    missing = {gap.target.id: gap.missing for gap in answer.gaps}
    met = Counter(target for _, target in chosen)
    assert {
        target: demand - met[target]
        for target, demand in question.targets.items()
        if demand > met[target]
    } == missing
    assert all(line.route is not None or question.allow_cold for line in answer.approaches)
    assert answer.proven


def told(answer: Assignment) -> tuple[Pairs, Pairs]:
    """Give the lines that an answer says went, and those it says came."""
    went, came = set(), set()
    for change in answer.changes:
        if change.kind is ChangeKind.LEADS:
            continue
        if change.before:
            went.add((change.before.id, change.target.id))
        if change.after:
            came.add((change.after.id, change.target.id))
    return went, came


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_the_changes_told_are_the_changes_made(seed: int) -> None:
    world = World(seed)
    try:
        before = lines(world.ask(off=frozenset(), keep=frozenset()))
        after = world.ask(keep=frozenset())
    except InvalidQuestion:
        return
    if not world.question.off:
        assert after.changes == ()
        return
    assert told(after) == (before - lines(after), lines(after) - before)
    assert all(change.reason for change in after.changes)
    kept = world.ask(keep=frozenset(before)) if before else after
    assert told(kept) == (before - lines(kept), lines(kept) - before)


@pytest.mark.parametrize("seed", range(40))
def test_no_other_plan_changes_less_without_losing_what_keeping_is_worth(seed: int) -> None:
    world = World(seed)
    free: dict[str, object] = {"limits": Limits(), "keep": frozenset()}
    try:
        first = world.ask(**free, off=frozenset())
    except InvalidQuestion:
        return
    before = lines(first)
    for gone in sorted({own for own, _ in before}):
        after = world.ask(**free, off=frozenset({gone}))
        stayed = before & lines(after)
        # Forcing every line that can stay to stay must cost more than a bonus a line it saves.
        able = {pair for pair in before if pair[0] != gone}
        lost = able - stayed
        bonus = world.question.rules.keep_bonus * len(lost)
        if lost:
            strict = replace(world.question.rules, keep_bonus=10.0)
            forced = world.ask(**free, off=frozenset({gone}), rules=strict)
            assert able <= lines(forced)
            assert after.objective - forced.objective > bonus - 1e-6
