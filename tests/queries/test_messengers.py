from datetime import timedelta

import pytest

from graph.errors import InvalidQuestion, UnknownEntity
from graph.snapshot import Snapshot
from queries.coalitions.messengers import MessengersQuestion, messengers
from queries.coalitions.recruit import RecruitQuestion, recruit
from tests.factories import DAY, contact, member, merged, ngo, person

OLD = DAY - timedelta(days=2000)
"""A contact of that day is too faint to count."""

CONTACTS = [
    ("a", "p1"),
    ("a", "p2"),
    ("b", "p2"),
    ("b", "p3"),
    ("c", "p3"),
    ("d", "p1"),
    ("d", "p2"),
    ("d", "p3"),
    ("e", "p4"),
]
SNAPSHOT = Snapshot.build(
    merged(
        [*map(ngo, "abcdef"), *(person(f"p{number}") for number in range(1, 6))],
        [contact(own, other) for own, other in CONTACTS] + [contact("f", "p5", OLD)],
    )
)


def ask(
    organizations: str, *targets: str, wanted: int = 1, **options: float
) -> MessengersQuestion:
    return MessengersQuestion(
        tuple(organizations),
        dict.fromkeys(targets, wanted),
        DAY,
        max_hops=1,
        **options,  # type: ignore[arg-type]  # passed on
    )


def test_the_smallest_set_reaches_every_target() -> None:
    answer = messengers(SNAPSHOT, ask("abcd", "p1", "p2", "p3"))
    assert [one.organization.id for one in answer.messengers] == ["d"]
    assert [each.id for each in answer.messengers[0].reaches] == ["p1", "p2", "p3"]
    assert answer.gaps == ()


def test_whoever_alone_reaches_a_target_is_irreplaceable() -> None:
    answer = messengers(SNAPSHOT, ask("abde", "p1", "p4"))
    assert [one.id for one in answer.irreplaceable] == ["e"]
    needed = {one.organization.id: [t.id for t in one.needed_for] for one in answer.messengers}
    assert needed == {"a": [], "e": ["p4"]}


def test_two_messengers_each_need_two_sets() -> None:
    answer = messengers(SNAPSHOT, ask("abcd", "p1", "p2", "p3", wanted=2))
    assert sorted(one.organization.id for one in answer.messengers) == ["a", "b", "d"]
    assert [one.adds for one in answer.messengers] == [3, 2, 1]


def test_a_target_nobody_reaches_is_a_gap_with_its_reason() -> None:
    answer = messengers(SNAPSHOT, ask("abf", "p1", "p5"))
    assert [(gap.target.id, gap.missing) for gap in answer.gaps] == [("p5", 1)]
    assert "nobody of ours has a route of at least 0.1" in answer.gaps[0].reason


def test_a_weaker_route_counts_when_asked() -> None:
    answer = messengers(SNAPSHOT, ask("abf", "p1", "p5", strength=0.0004))
    assert answer.gaps == ()


def test_a_route_exactly_as_strong_as_asked_counts_however_it_is_rounded() -> None:
    graph = Snapshot.build(merged([ngo("a"), ngo("net")], [member("a", "net")]))
    exactly = 0.5 * 0.9  # a member, one step; its rounded cost gives 0.4499998
    for strength, gaps in ((exactly, 0), (exactly + 1e-5, 1)):
        question = MessengersQuestion(("a",), {"net": 1}, DAY, strength, max_hops=1)
        assert len(messengers(graph, question).gaps) == gaps


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (ask("ab", "p1", wanted=0), "Nobody is asked for at p1"),
        (ask("ab", "p1", strength=0.0), "strength is 0"),
        (ask("ab"), "at least one source and one target"),
        (ask("ab", "a"), "both a source and a target"),
    ],
)
def test_what_cannot_be_asked_is_told(question: MessengersQuestion, told: str) -> None:
    with pytest.raises(InvalidQuestion, match=told):
        messengers(SNAPSHOT, question)


def test_an_unknown_name_is_told() -> None:
    with pytest.raises(UnknownEntity):
        messengers(SNAPSHOT, ask("az", "p1"))


# -------------------------------------------------------------------- whom to win


def wish(ours: str, candidates: str, *targets: str, most: int = 2) -> RecruitQuestion:
    return RecruitQuestion(
        tuple(ours), tuple(candidates), dict.fromkeys(targets, 1), DAY, most=most, max_hops=1
    )


def test_whoever_brings_most_of_what_we_lack_comes_first() -> None:
    answer = recruit(SNAPSHOT, wish("a", "bcde", "p1", "p2", "p3", "p4", "p5"))
    assert (answer.reached, answer.weight) == (2, 5)
    assert [(one.organization.id, one.adds) for one in answer.recruits] == [("b", 1), ("e", 1)]
    assert [each.id for each in answer.recruits[1].brings] == ["p4"]
    assert (answer.gained, answer.bound, answer.proven) == (2, 2, True)
    assert [each.id for each in answer.beyond] == ["p5"]


def test_nobody_is_named_who_adds_nothing() -> None:
    answer = recruit(SNAPSHOT, wish("d", "abc", "p1", "p2", "p3"))
    assert answer.recruits == ()
    assert (answer.reached, answer.gained, answer.bound) == (3, 0, 0)


def test_a_better_choice_than_the_greedy_one_is_taken() -> None:
    # Greedy takes x (4 of 6) and then reaches 5 with one more; y and z together reach all six.
    ties = {"x": "2345", "y": "124", "z": "356"}
    snapshot = Snapshot.build(
        merged(
            [*map(ngo, "oxyz"), *(person(f"t{number}") for number in range(1, 7))],
            [contact(own, f"t{number}") for own, numbers in ties.items() for number in numbers],
        )
    )
    targets = dict.fromkeys([f"t{number}" for number in range(1, 7)], 1)
    question = RecruitQuestion(("o",), ("x", "y", "z"), targets, DAY, most=2, max_hops=1)
    answer = recruit(snapshot, question)
    assert [one.organization.id for one in answer.recruits] == ["y", "z"]
    assert (answer.gained, answer.proven) == (6, True)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (wish("a", "", "p1"), "Nobody is there to be won"),
        (wish("a", "ab", "p1"), "a is one of ours"),
        (wish("a", "b", "p1", most=0), "must be 1 or more"),
    ],
)
def test_what_cannot_be_won_is_told(question: RecruitQuestion, told: str) -> None:
    with pytest.raises(InvalidQuestion, match=told):
        recruit(SNAPSHOT, question)
