from dataclasses import replace
from datetime import date

from hypothesis import given

from graph.model import Relation
from graph.provenance import Statement
from queries.changes.comparing import changes
from queries.changes.effects import Effect, Effects, Verdict
from queries.changes.lines import FOLD, Line, Wanted, lines
from queries.changes.types import Change, Deed, Matter, SourceDay
from queries.finding.search import actor_ref
from tests.factories import body, person
from tests.queries.change_worlds import graphed, now_of, statements, then_of

ALL = Wanted()
NONE = Effects()


def seat(number: int, **more: object) -> Change:
    one = Change(
        key=f"tie:{number}",
        matter=Matter.MEMBERSHIP,
        deed=Deed.CHANGED,
        subject=actor_ref(person(f"p{number}")),
        object=actor_ref(body("libe")),
        relation=Relation.MEMBER_OF,
        sources=(SourceDay("register", date(2026, 5, 1)),),
        ties_then=(f"t{number}",),
        ties_now=(f"t{number}",),
        involved=("libe", f"p{number}"),
    )
    return replace(one, **more)  # type: ignore[arg-type]  # passed on


def moved(points: float, verdict: Verdict = Verdict.WORSE) -> tuple[Effect, ...]:
    return (Effect("file", verdict, points, "61", "44"),)


def keys(found: tuple[Line, ...]) -> list[str]:
    return [line.key for line in found]


def test_three_hundred_of_one_body_are_one_line_that_opens() -> None:
    told = [seat(number) for number in range(300)]
    (line,) = lines(told, NONE, ALL)
    assert (line.count, line.ties) == (300, 300)
    assert line.sentence.startswith("300 memberships of LIBE changed")
    assert len(lines(told, NONE, Wanted(only=line.key))) == 300
    assert len(lines(told, NONE, Wanted(expand=True))) == 300
    assert keys(lines(told, NONE, Wanted(only="tie:7"))) == ["tie:7"]


def test_few_stand_alone_and_what_does_something_else_is_not_folded_with_the_rest() -> None:
    assert len(lines([seat(number) for number in range(FOLD - 1)], NONE, ALL)) == FOLD - 1
    found = Effects({"tie:3": moved(-17.0)})
    first, rest = lines([seat(number) for number in range(FOLD + 1)], found, ALL)
    assert (first.key, rest.count) == ("tie:3", FOLD)
    assert first.effect == (
        "Saved 'file' loses by it: -17.0 points by this alone, in all 61 → 44."
    )


def test_changes_that_do_the_same_are_folded_and_say_each() -> None:
    found = Effects({f"tie:{number}": moved(-1.0) for number in range(FOLD)})
    (line,) = lines([seat(number) for number in range(FOLD)], found, ALL)
    assert line.effect.startswith("Each of them: Saved 'file'")


def test_broken_comes_before_a_greater_drop_before_the_rest_by_kind() -> None:
    told = [
        seat(1, matter=Matter.PERSON),
        seat(2),
        seat(3, matter=Matter.OFFICE),
        seat(4),
        seat(5),
    ]
    found = Effects(
        {
            "tie:1": moved(-2.0, Verdict.BROKEN),
            "tie:2": moved(-40.0),
            "tie:4": moved(50.0, Verdict.BETTER),
            "tie:5": (Effect("file", Verdict.SAME, 0.0, "1", "1"),),
        }
    )
    assert keys(lines(told, found, ALL)) == ["tie:1", "tie:4", "tie:2", "tie:5", "tie:3"]


def test_filters_narrow_and_never_join() -> None:
    told = [seat(1), seat(2, deed=Deed.ADDED), seat(3, matter=Matter.OFFICE)]
    found = Effects({"tie:2": moved(-1.0)})
    assert keys(lines(told, found, Wanted(matters={Matter.OFFICE}))) == ["tie:3"]
    assert keys(lines(told, found, Wanted(deeds={Deed.ADDED}))) == ["tie:2"]
    assert keys(lines(told, found, Wanted(touching=True))) == ["tie:2"]
    both = (frozenset({"libe"}), frozenset({"p1", "p9"}))
    assert keys(lines(told, found, Wanted(involved=both))) == ["tie:1"]


@given(statements(), statements())
def test_folding_loses_no_change(before: list[Statement], after: list[Statement]) -> None:
    told = changes(then_of(graphed(before)), now_of(graphed(after)))
    folded, single = lines(told, NONE, ALL), lines(told, NONE, Wanted(expand=True))
    assert sum(line.count for line in folded) == len(single) == len(told)
    opened = [one for line in folded for one in lines(told, NONE, Wanted(only=line.key))]
    assert sorted(keys(tuple(opened))) == sorted(one.key for one in told)
