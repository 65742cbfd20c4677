import pytest

from graph.errors import InvalidQuestion, UnknownEntity
from graph.model import Classification, Kind, Relation
from graph.snapshot import Snapshot
from queries.coalition import AssignQuestion, assign
from queries.results import Assignment
from queries.rosters import Rosters
from tests.factories import DAY, body, contact, merged, ngo, person, tie


def ask(**options: object) -> Assignment:
    """Ask about two organisations and two targets; ``a`` knows both, ``b`` only one."""
    france = body("country:FRA", Classification.COUNTRY, kind=Kind.AREA)
    graph = merged(
        [ngo("a"), ngo("b"), ngo("c"), person("s"), person("t"), france],
        [
            contact("a", "s"),
            contact("a", "t"),
            contact("b", "t", channel="email"),
            tie("b", Relation.LOCATED_IN, "country:FRA"),
            tie("t", Relation.REPRESENTS, "country:FRA"),
        ],
    )
    asked: dict[str, object] = {
        "organizations": {"a": 1, "b": 1},
        "targets": {"s": 1, "t": 1},
        "as_of": DAY,
        "max_hops": 1,
        **options,
    }
    question = AssignQuestion(**asked)  # type: ignore[arg-type]  # varied
    return assign(Snapshot.build(graph), Rosters.build(graph), question)


def pairs(answer: Assignment) -> list[tuple[str, str]]:
    return [(line.organization.id, line.target.id) for line in answer.approaches]


def test_everybody_is_covered_within_the_capacities() -> None:
    answer = ask()
    assert pairs(answer) == [("a", "s"), ("b", "t")]
    assert answer.gaps == ()
    assert [given for _, given, _ in answer.load] == [1, 1]


def test_home_country_and_runner_up_are_told() -> None:
    line = ask().approaches[1]
    assert line.home_country
    assert "same country" in line.reason
    assert line.runner_up is not None
    assert line.runner_up.id == "a"


def test_ban_leaves_a_gap_with_its_reason() -> None:
    answer = ask(bans=frozenset({("a", "s")}))
    (gap,) = answer.gaps
    assert (gap.target.id, gap.missing) == ("s", 1)
    assert "ban" in gap.reason


def test_nobody_with_a_route_is_a_gap_not_an_error() -> None:
    answer = ask(organizations={"c": 3})
    assert answer.approaches == ()
    assert all("route" in gap.reason for gap in answer.gaps)


def test_cold_approach_is_made_only_when_allowed() -> None:
    answer = ask(organizations={"c": 3}, allow_cold=True)
    assert pairs(answer) == [("c", "s"), ("c", "t")]
    assert answer.approaches[0].route is None


def test_full_capacity_is_a_gap_that_says_so() -> None:
    (gap,) = ask(organizations={"a": 1}).gaps
    assert "raise a capacity" in gap.reason


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"organizations": {"nobody": 1}}, UnknownEntity),
        ({"organizations": {}}, InvalidQuestion),
        ({"organizations": {"a": -1}}, InvalidQuestion),
        ({"targets": {"s": 9}}, InvalidQuestion),
        ({"targets": {"a": 1}}, InvalidQuestion),
    ],
)
def test_question_that_makes_no_sense_is_refused(
    change: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        ask(**change)
