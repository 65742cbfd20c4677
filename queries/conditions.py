"""What the conditions of a question cost: the same question without each of them, one at a time.

What it must not do: drop what tells who starts, who is to be reached and when, or that invented
contacts do not count: a route on an invented contact is no gain.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.snapshot import Snapshot
from graph.strength import figure, score
from queries.explain import actor
from queries.pool import search
from queries.route_question import RouteQuestion, prepare


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a question, in words, and the question without it."""

    text: str
    without: RouteQuestion


def conditions(snapshot: Snapshot, question: RouteQuestion) -> Iterator[Condition]:
    """Give the conditions that limit which routes there are; each of those to avoid is one."""
    for name in sorted(question.avoid):
        without = replace(question, avoid=question.avoid - {name})
        yield Condition(f"avoid {actor(snapshot, name).name}", without)
    if question.via:
        told = " or ".join(actor(snapshot, name).name for name in sorted(question.via))
        yield Condition(f"pass {told}", replace(question, via=frozenset()))
    yield from _of_ties(question)
    yield from _of_those_between(snapshot, question)
    if question.max_hops is not None:
        steps = "1 step" if question.max_hops == 1 else f"{question.max_hops} steps"
        yield Condition(f"at most {steps}", replace(question, max_hops=None))


def at_fault(snapshot: Snapshot, question: RouteQuestion) -> tuple[str, ...]:
    """Say of a question that has no route which of its conditions is at fault, if any is."""
    stated = tuple(conditions(snapshot, question))
    found = [(each.text, _least(snapshot, each.without)) for each in stated]
    said = tuple(
        f"No route, because of the condition '{text}': without that condition there is one, of "
        f"score {figure(score(cost))}."
        for text, cost in found
        if cost is not None
    )
    if said or len(stated) < 2:
        return said
    cost = _least(snapshot, _bare(question))
    all_gone = "nor without all of them"
    if cost is not None:
        all_gone = f"without all of them there is one, of score {figure(score(cost))}"
    listed = "; ".join(each.text for each in stated)
    told = f"No single condition is at fault ({listed}): without any one there is no route"
    return (f"{told}; {all_gone}.",)


def _least(snapshot: Snapshot, question: RouteQuestion) -> int | None:
    found = search(snapshot, prepare(snapshot, question), 1)
    return found[0][0] if found else None


def _bare(question: RouteQuestion) -> RouteQuestion:
    return RouteQuestion(
        sources=question.sources,
        targets=question.targets,
        as_of=question.as_of,
        readiness=question.readiness,
        max_hops=None,
        include_invented=question.include_invented,
        relays=question.relays,
    )


def _of_ties(question: RouteQuestion) -> Iterator[Condition]:
    if question.relations is not None:
        told = f"only the relations {', '.join(sorted(question.relations))}"
        yield Condition(told, replace(question, relations=None))
    if question.channels is not None:
        told = f"only contacts by {', '.join(sorted(question.channels))}"
        yield Condition(told, replace(question, channels=None))
    if question.min_confidence > 0:
        told = f"confidence of at least {question.min_confidence:g}"
        yield Condition(told, replace(question, min_confidence=0.0))
    if question.consented:
        yield Condition("only contacts with consent", replace(question, consented=False))
    if question.languages is not None:
        told = f"only contacts in {', '.join(sorted(question.languages))}"
        yield Condition(told, replace(question, languages=None))


def _of_those_between(snapshot: Snapshot, question: RouteQuestion) -> Iterator[Condition]:
    if question.senior:
        yield Condition("only persons in an office", replace(question, senior=False))
    if question.countries:
        told = " or ".join(actor(snapshot, name).name for name in sorted(question.countries))
        yield Condition(f"only persons of {told}", replace(question, countries=frozenset()))
    if question.kinds:
        told = f"only {', '.join(sorted(question.kinds))} in the middle"
        yield Condition(told, replace(question, kinds=frozenset()))
