from graph.snapshot import Snapshot
from queries.coalitions.coalition import assign
from queries.coalitions.question import AssignQuestion
from queries.results import Assignment, ChangeKind
from queries.rosters import Rosters
from tests.factories import DAY, contact, merged, ngo, person
from tests.queries.test_coalition import ask, pairs

Told = tuple[str, str, str | None, str | None]


def told(answer: Assignment) -> list[Told]:
    return [
        (
            change.target.id,
            change.kind.value,
            change.before.id if change.before else None,
            change.after.id if change.after else None,
        )
        for change in answer.changes
    ]


def test_nothing_to_compare_tells_of_no_change() -> None:
    assert ask().changes == ()


def test_whoever_is_off_hands_over_and_the_answer_says_to_whom() -> None:
    answer = ask(organizations={"a": 2, "b": 2}, off=frozenset({"a"}))
    assert pairs(answer) == [("b", "t")]
    assert told(answer) == [("s", "dropped", "a", None), ("t", "moved", "a", "b")]
    assert [change.reason for change in answer.changes] == [
        "A is off",
        "A is off; B had 2 slots free",
    ]


def test_whoever_steps_in_may_be_replaced_in_turn() -> None:
    graph = merged(
        [ngo("x"), ngo("y"), ngo("z"), person("s"), person("t"), person("u")],
        [
            contact("x", "s"),
            contact("y", "s", channel="email"),
            contact("y", "t"),
            contact("z", "t", channel="email"),
            contact("z", "u"),
        ],
    )
    question = AssignQuestion(
        organizations={"x": 1, "y": 1, "z": 2},
        targets={"s": 1, "t": 1, "u": 1},
        as_of=DAY,
        max_hops=1,
        off=frozenset({"x"}),
    )
    answer = assign(Snapshot.build(graph), Rosters.build(graph), question)
    assert pairs(answer) == [("y", "s"), ("z", "t"), ("z", "u")]
    assert told(answer) == [("s", "moved", "x", "y"), ("t", "moved", "y", "z")]
    assert [change.reason for change in answer.changes] == [
        "X is off; Y comes from T",
        "Y goes to S instead; Z had a slot free",
    ]


def test_withdrawing_the_idle_changes_nothing() -> None:
    answer = ask(organizations={"a": 1, "b": 1, "c": 1}, off=frozenset({"c"}))
    assert answer.changes == ()
    assert pairs(answer) == pairs(ask())


def test_same_question_with_its_own_answer_kept_changes_nothing() -> None:
    first = ask(targets={"s": 2, "t": 2})
    again = ask(targets={"s": 2, "t": 2}, keep=frozenset(pairs(first)))
    assert pairs(again) == pairs(first)
    assert again.changes == ()
    assert again.objective == first.objective
    assert "2 of 2 earlier lines are kept" in again.notes[1]
    assert "kept from the earlier answer" in again.approaches[0].reason


def test_kept_line_that_may_not_be_says_what_forbids_it() -> None:
    answer = ask(keep=frozenset({("a", "s")}), bans=frozenset({("a", "s")}))
    dropped = next(change for change in answer.changes if change.kind is ChangeKind.DROPPED)
    assert dropped.reason == "A may not go: a ban forbids it"


def test_kept_line_without_route_target_or_organisation_says_so() -> None:
    keep = frozenset({("b", "s"), ("c", "t"), ("a", "c")})
    reasons = {
        (change.target.id, change.before.id): change.reason.split(";")[0]
        for change in ask(keep=keep).changes
        if change.before
    }
    assert reasons == {
        ("s", "b"): "B has no route of at most 1 steps",
        ("t", "c"): "C is not among the organisations asked about",
        ("c", "a"): "C is not among the targets asked about",
    }


def test_backup_that_takes_the_lead_is_told() -> None:
    wide: dict[str, object] = {"organizations": {"a": 2, "b": 2}, "targets": {"t": 2}}
    first = ask(**wide)
    lead, backup = (line.organization.id for line in first.approaches)
    answer = ask(**wide, off=frozenset({lead}))
    assert told(answer) == [("t", "dropped", lead, None), ("t", "leads", lead, backup)]


def test_freed_capacity_that_is_used_elsewhere_names_both_ends() -> None:
    answer = ask(
        organizations={"a": 1}, keep=frozenset({("a", "s")}), bans=frozenset({("a", "s")})
    )
    assert told(answer) == [("s", "dropped", "a", None), ("t", "added", None, "a")]
    assert answer.changes[1].reason == "A comes from S"
