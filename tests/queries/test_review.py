from dataclasses import replace
from datetime import UTC, datetime

import pytest

from graph.identity import Judgement, Verdict
from graph.levels import Level
from graph.model import Kind, MergedGraph, Property
from queries.review import ReviewAnswer, ReviewKind, ReviewQuestion, review
from tests.graph.factories import fact, graph_of, node, record

NOW = datetime(2026, 1, 1, tzinfo=UTC)
A, B, C = "org:our-friends", "org:our-friends-asbl", "org:others"


def graph(*more: str) -> MergedGraph:
    said = [
        statement
        for one, name in ((A, "Our Friends"), (B, "Our Friends asbl"), (C, "Others"))
        for statement in (
            node(one, Kind.ORGANIZATION),
            fact(one, Property.NAME, name),
            *(fact(one, Property.URL, url) for url in more if one != C),
        )
    ]
    said += [
        statement
        for one in ("ep-person:1", "ep-person:2")
        for statement in (node(one), fact(one, Property.NAME, "Ana EXAMPLE"))
    ]
    return graph_of(record(said))


def judged(verdict: Verdict, left: str = A, right: str = B) -> Judgement:
    return Judgement(left, right, verdict, "", Level.PUBLIC, NOW)


def asked(*judgements: Judgement, question: ReviewQuestion | None = None) -> ReviewAnswer:
    return review(graph(), judgements, question or ReviewQuestion())


def test_pair_is_shown_with_its_parts_and_the_command_to_judge() -> None:
    (pair,) = asked().pairs
    assert (pair.left.id, pair.right.id, pair.suggestion) == (A, B, Verdict.UNSURE)
    assert pair.command == f"corridors same {A} {B}"
    assert sum(part.points for part in pair.parts) == pair.score


def test_website_in_common_makes_it_a_suggestion() -> None:
    answer = review(graph("https://friends.example"), (), ReviewQuestion())
    assert [pair.suggestion for pair in answer.pairs] == [Verdict.SAME]


@pytest.mark.parametrize("verdict", [Verdict.DIFFERENT, Verdict.UNSURE])
def test_judged_pair_is_left_out_and_counted(verdict: Verdict) -> None:
    answer = asked(judged(verdict))
    assert (answer.pairs, answer.judged) == ((), 1)


def test_unsure_ones_come_back_on_request_only() -> None:
    question = ReviewQuestion(unsure=True)
    (pair,) = asked(judged(Verdict.UNSURE), question=question).pairs
    assert pair.judged is Verdict.UNSURE
    assert asked(judged(Verdict.DIFFERENT), question=question).pairs == ()


def test_judgement_on_another_identifier_of_the_same_counts() -> None:
    alias = judged(Verdict.SAME, "eu-tr:111111111111-11", A)
    apart = judged(Verdict.DIFFERENT, "eu-tr:111111111111-11", B)
    assert asked(alias, apart).pairs == ()


def test_pairs_that_identifiers_tell_apart_are_counted_and_shown_on_request() -> None:
    persons = ReviewQuestion(ReviewKind.PERSONS)
    assert (asked(question=persons).pairs, asked(question=persons).apart) == ((), 1)
    shown = asked(question=replace(persons, different=True)).pairs
    assert [pair.suggestion for pair in shown] == [Verdict.DIFFERENT]


def test_pages_follow_one_another() -> None:
    question = ReviewQuestion(different=True, most=1)
    first, second = asked(question=question), asked(question=replace(question, skip=1))
    assert [first.total, second.total] == [2, 2]
    assert {first.pairs[0].left.id, second.pairs[0].left.id} == {A, "ep-person:1"}
    assert any("1 more pair is not listed: skip 1 to see" in note for note in first.notes)
    assert any("past the last" in n for n in asked(question=replace(question, skip=9)).notes)


def test_only_those_named_are_looked_at() -> None:
    assert asked(question=ReviewQuestion(only=frozenset({C}))).total == 0
    assert asked(question=ReviewQuestion(only=frozenset({B}))).total == 1
