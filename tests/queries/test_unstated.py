from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from graph.model import Tie
from graph.snapshot import Snapshot
from queries.routing.disjoint import disjoint
from queries.routing.diverse import diverse
from queries.routing.question import RouteQuestion
from queries.routing.robustness import robustness
from queries.routing.routes import find_routes, routes_each
from queries.routing.unstated import unstated
from tests.factories import DAY, contact, merged, ngo, person

ANSWERS: tuple[Callable[[Snapshot, RouteQuestion], Any], ...] = (
    find_routes,
    routes_each,
    diverse,
    disjoint,
    robustness,
)


def said(one: Tie, **qualifiers: str) -> Tie:
    return replace(one, qualifiers=tuple(sorted(qualifiers.items())))


def snapshot() -> Snapshot:
    ties = [
        said(contact("us", "a"), consent="yes", language="fr"),
        said(contact("a", "target"), consent="yes", language="en"),
        said(contact("us", "b"), consent="no"),
        contact("b", "target", channel="email"),
        contact("us", "b", DAY + timedelta(days=1)),  # not yet
        contact("us", "c", invented=True),
    ]
    return Snapshot.build(merged([ngo("us"), *map(person, ("a", "b", "c", "target"))], ties))


def ask(**options: Any) -> RouteQuestion:
    return RouteQuestion(("us",), ("target",), DAY, **options)


def test_nothing_is_said_where_nothing_was_asked_of_contacts() -> None:
    assert unstated(snapshot(), ask()) == ()


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"consented": True}, ["3 of 5 contacts left out: their holders are not known to agree."]),
        ({"languages": frozenset({"fr"})}, ["3 of 5 contacts left out: nobody states their l"]),
        ({"consented": True, "include_invented": False}, ["2 of 4 contacts left out"]),
        ({"consented": True, "channels": frozenset({"email"})}, ["1 of 1 contact left out"]),
        ({"consented": True, "languages": frozenset({"fr"})}, ["3 of 5", "3 of 5"]),
    ],
)
def test_only_contacts_that_would_count_otherwise_are_counted(
    options: dict[str, Any], expected: list[str]
) -> None:
    told = unstated(snapshot(), ask(**options))
    assert len(told) == len(expected)
    assert all(one.startswith(start) for one, start in zip(told, expected, strict=True))


@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("languages", [frozenset({"fr", "en"}), frozenset({"de"})])
def test_every_answer_says_it_whether_or_not_there_is_a_route(
    answer: Callable[[Snapshot, RouteQuestion], Any], languages: frozenset[str]
) -> None:
    question = ask(languages=languages)
    notes = answer(snapshot(), question).notes
    assert set(unstated(snapshot(), question)) <= set(notes)
