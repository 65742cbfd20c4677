from collections.abc import Mapping

import pytest

from queries.changes.effects import (
    At,
    Effects,
    Figure,
    Ids,
    SavedAnswer,
    Verdict,
    effects,
    verdict_of,
)
from queries.changes.types import Change, Deed, Matter
from queries.finding.search import actor_ref
from tests.factories import person

PEOPLE = frozenset({"ann", "ben"})


def change(key: str, deed: Deed, *, then: str = "", now: str = "", bears: bool = True) -> Change:
    return Change(
        key=key,
        matter=Matter.CONTACT,
        deed=deed,
        subject=actor_ref(person("ann")),
        ties_then=(then,) if then else (),
        ties_now=(now,) if now else (),
        involved=("ann", "ben"),
        bears=bears,
    )


def worth(name: str, worths: Mapping[At, Mapping[str, int]]) -> SavedAnswer:
    """Give an answer that is worth the best of its ties, as a route is."""

    def answer(at: At, hidden: Ids) -> Figure:
        left = {tie: points for tie, points in worths[at].items() if tie not in hidden}
        best = max(left.values(), default=0)
        return Figure(bool(left), 100 * best, f"{best}", PEOPLE, frozenset(worths[at]))

    return SavedAnswer(name, f"route {name}", answer)


def alone(found: Effects, key: str) -> list[tuple[str, Verdict, float]]:
    return [(one.question, one.verdict, one.points) for one in found.of[key]]


def test_what_vanished_counts_by_what_the_earlier_answer_loses_without_it() -> None:
    saved = worth(
        "file", {At.BEFORE: {"a": 61, "b": 44}, At.EARLIER: {"b": 44}, At.NOW: {"b": 44}}
    )
    lost = change("lost", Deed.WITHDRAWN, then="a")
    found = effects([lost], [saved], 10)
    assert alone(found, "lost") == [("file", Verdict.WORSE, -17.0)]
    assert (found.of["lost"][0].before, found.of["lost"][0].now) == ("61", "44")


def test_what_appeared_counts_by_what_the_present_answer_gains() -> None:
    saved = worth("file", {At.BEFORE: {}, At.EARLIER: {}, At.NOW: {"c": 30}})
    found = effects([change("new", Deed.ADDED, now="c")], [saved], 10)
    assert alone(found, "new") == [("file", Verdict.POSSIBLE, 30.0)]


def test_a_saved_answer_that_is_lost_is_broken() -> None:
    saved = worth("file", {At.BEFORE: {"a": 61}, At.EARLIER: {}, At.NOW: {}})
    found = effects([change("lost", Deed.WITHDRAWN, then="a")], [saved], 10)
    assert alone(found, "lost") == [("file", Verdict.BROKEN, -61.0)]
    assert found.watched[0].verdict is Verdict.BROKEN
    assert found.watched[0].by_time is Verdict.SAME


def test_what_happened_is_judged_on_the_earlier_day_as_known_now() -> None:
    saved = worth("file", {At.BEFORE: {}, At.EARLIER: {"a": 20}, At.NOW: {}})
    ended = change("over", Deed.ENDED, then="a")
    known = change("lost", Deed.WITHDRAWN, then="a")
    found = effects([ended, known], [saved], 10)
    assert alone(found, "over") == [("file", Verdict.BROKEN, -20.0)]
    assert alone(found, "lost") == [("file", Verdict.SAME, 0.0)]


def test_what_no_answer_depends_on_is_not_worked_out() -> None:
    saved = worth("file", {At.BEFORE: {"a": 61}, At.EARLIER: {}, At.NOW: {"a": 44}})
    remark = change("remark", Deed.CHANGED, then="a", now="a", bears=False)
    found = effects([remark], [saved], 0)
    assert alone(found, "remark") == [("file", Verdict.SAME, 0.0)]
    assert found.skipped == ()


def test_questions_take_turns_and_what_is_left_is_counted() -> None:
    worths = {at: {"a": 10, "b": 9, "c": 8} for at in At}
    told = [change(f"lost-{tie}", Deed.WITHDRAWN, then=tie) for tie in "abc"]
    found = effects(told, [worth("one", worths), worth("two", worths)], 3)
    assert [each.question for each in found.of["lost-a"]] == ["one", "two"]
    assert found.skipped == (("one", 1), ("two", 2))


def test_somebody_who_is_in_no_answer_has_no_effect() -> None:
    saved = SavedAnswer("x", "x", lambda at, hidden: Figure(True, 100, "1"))
    assert effects([change("lost", Deed.WITHDRAWN, then="a")], [saved], 10).of == {}


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (Figure(True, 5, ""), Figure(False, 9, ""), Verdict.BROKEN),
        (Figure(False, 5, ""), Figure(True, 1, ""), Verdict.POSSIBLE),
        (Figure(True, 5, ""), Figure(True, 6, ""), Verdict.BETTER),
        (Figure(True, 5, ""), Figure(True, 4, ""), Verdict.WORSE),
        (Figure(True, 5, "", digest="a"), Figure(True, 5, "", digest="b"), Verdict.OTHER),
        (Figure(True, None, "", digest="a"), Figure(True, None, "", digest="a"), Verdict.SAME),
    ],
)
def test_a_verdict_compares_two_answers(before: Figure, now: Figure, expected: Verdict) -> None:
    assert verdict_of(before, now) is expected
