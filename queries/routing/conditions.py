"""What the conditions of a question cost: the same question without each of them, one at a time.

What it must not do: drop what tells who starts, who is to be reached and when, or that invented
contacts do not count: a route on an invented contact is no gain.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.snapshot import Snapshot
from graph.strength import figure, score
from queries.results import Fault
from queries.routing.explain import actor
from queries.routing.pool import search
from queries.routing.question import RouteQuestion, prepare


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a question, in words, and the question without it.

    ``name`` is the field of the question, ``value`` which of several alike is meant.
    """

    text: str
    without: RouteQuestion
    name: str
    value: str | None = None


def conditions(snapshot: Snapshot, question: RouteQuestion) -> Iterator[Condition]:
    """Give the conditions that limit which routes there are; each of those to avoid is one."""
    for name in sorted(question.avoid):
        without = replace(question, avoid=question.avoid - {name})
        yield Condition(f"avoid {actor(snapshot, name).name}", without, "avoid", name)
    if question.via:
        words = " or ".join(actor(snapshot, name).name for name in sorted(question.via))
        yield Condition(f"pass {words}", replace(question, via=frozenset()), "via")
    yield from _of_ties(question)
    yield from _of_those_between(snapshot, question)
    if question.max_hops is not None:
        steps = "1 step" if question.max_hops == 1 else f"{question.max_hops} steps"
        yield Condition(f"at most {steps}", replace(question, max_hops=None), "max_hops")


def faults(snapshot: Snapshot, question: RouteQuestion) -> tuple[Fault, ...]:
    """Give the conditions of a question that has no route without which it has one.

    First the one whose dropping opens the best route; equal ones in the order they are stated.
    """
    found = [(each, _least(snapshot, each.without)) for each in conditions(snapshot, question)]
    known = [(cost, each) for each, cost in found if cost is not None]
    return tuple(
        Fault(each.name, each.value, each.text, score(cost))
        for cost, each in sorted(known, key=lambda pair: pair[0])
    )


def at_fault(snapshot: Snapshot, question: RouteQuestion) -> tuple[str, ...]:
    """Say of a question that has no route which of its conditions is at fault, if any is."""
    return told(snapshot, question, faults(snapshot, question))


def told(snapshot: Snapshot, question: RouteQuestion, found: tuple[Fault, ...]) -> tuple[str, ...]:
    """Put faults into words; where no single condition is at fault, what all together are."""
    stated = tuple(conditions(snapshot, question))
    said = tuple(
        f"No route, because of the condition '{each.text}': without that condition there is one, "
        f"of score {figure(each.score)}."
        for each in found
    )
    if said or len(stated) < 2:
        return said
    cost = _least(snapshot, _bare(question))
    all_gone = "nor without all of them"
    if cost is not None:
        all_gone = f"without all of them there is one, of score {figure(score(cost))}"
    listed = "; ".join(each.text for each in stated)
    none = f"No single condition is at fault ({listed}): without any one there is no route"
    return (f"{none}; {all_gone}.",)


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
        words = f"only the relations {', '.join(sorted(question.relations))}"
        yield Condition(words, replace(question, relations=None), "relations")
    if question.channels is not None:
        words = f"only contacts by {', '.join(sorted(question.channels))}"
        yield Condition(words, replace(question, channels=None), "channels")
    if question.min_confidence > 0:
        words = f"confidence of at least {question.min_confidence:g}"
        yield Condition(words, replace(question, min_confidence=0.0), "min_confidence")
    if question.consented:
        yield Condition(
            "only contacts with consent", replace(question, consented=False), "consented"
        )
    if question.languages is not None:
        words = f"only contacts in {', '.join(sorted(question.languages))}"
        yield Condition(words, replace(question, languages=None), "languages")


def _of_those_between(snapshot: Snapshot, question: RouteQuestion) -> Iterator[Condition]:
    if question.senior:
        yield Condition("only persons in an office", replace(question, senior=False), "senior")
    if question.countries:
        words = " or ".join(actor(snapshot, name).name for name in sorted(question.countries))
        yield Condition(
            f"only persons of {words}", replace(question, countries=frozenset()), "countries"
        )
    if question.kinds:
        words = f"only {', '.join(sorted(question.kinds))} in the middle"
        yield Condition(words, replace(question, kinds=frozenset()), "kinds")
