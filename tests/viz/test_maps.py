from datetime import date

import pytest

from graph.errors import UnknownEntity
from graph.levels import Level
from graph.model import Classification, MergedGraph, Relation
from graph.period import Period
from graph.snapshot import Snapshot
from queries.rosters import Rosters
from tests.factories import DAY, body, contact, member, merged, ngo, person
from viz.map_choice import chosen, only_shown
from viz.map_cut import around
from viz.map_model import Change, Choice, Map, MapQuestion, Opening
from viz.maps import map_of

LATE = Period.since(date(2026, 3, 1))
OVER = Period.between(None, date(2026, 2, 1))


def parliament() -> MergedGraph:
    """Give two committees with members, one who came, one who left, and a contact of ours."""
    return merged(
        [
            *(person(name) for name in ("ada", "ben", "cleo", "dan", "gone", "new")),
            body("libe", Classification.COMMITTEE),
            body("droi", Classification.COMMITTEE),
            ngo("ours"),
        ],
        [
            member("ada", "libe"),
            member("ben", "libe", "CHAIR"),
            member("ben", "droi"),
            member("cleo", "droi"),
            member("dan", "droi"),
            member("gone", "libe", period=OVER),
            member("new", "libe", period=LATE),
            contact("ours", "ada", date(2026, 5, 1), invented=True),
        ],
    )


def drawn(choice: Choice | None = None, graph: MergedGraph | None = None, **asked: object) -> Map:
    held = graph or parliament()
    question = MapQuestion(**({"of": ("libe",), "as_of": DAY} | asked))  # type: ignore[arg-type]
    return map_of(Snapshot.build(held), Rosters.build(held), question, choice or Choice())


def ids(made: Map) -> list[str]:
    return [one.id for one in made.places]


def shown(made: Map) -> list[str]:
    return [one.id for one in made.places if one.shown]


def test_a_map_holds_what_is_near_on_the_day() -> None:
    assert ids(drawn()) == ["ada", "ben", "libe", "new"]


def test_a_contact_counts_after_its_day() -> None:
    assert "ours" in ids(drawn(of=("ada",)))


def test_the_same_question_has_the_same_places() -> None:
    assert drawn(steps=2) == drawn(steps=2)


def test_expanding_keeps_everybody_where_they_were() -> None:
    before, after = drawn(), drawn(opened=(Opening("ben"), Opening("droi")))
    places = {one.id: (one.x, one.y) for one in after.places}
    assert {"droi", "cleo", "dan"} <= set(places)
    assert {one.id: places[one.id] for one in before.places} == {
        one.id: (one.x, one.y) for one in before.places
    }


def test_what_was_opened_first_stays_when_more_is_opened() -> None:
    before = drawn(opened=(Opening("ben"),))
    places = {
        one.id: (one.x, one.y) for one in drawn(opened=(Opening("ben"), Opening("ada"))).places
    }
    assert all(places[one.id] == (one.x, one.y) for one in before.places)


def test_expanding_takes_the_chosen_relations_only() -> None:
    made = drawn(opened=(Opening("ada", frozenset({Relation.MEMBER_OF})),))
    assert "ours" not in ids(made)


def test_collapsing_takes_away_what_hangs_on_it_alone() -> None:
    assert ids(drawn(opened=(Opening("ben"), Opening("droi")), shut=("droi",))) == [
        "ada", "ben", "droi", "libe", "new",
    ]  # fmt: skip


def test_beyond_counts_who_is_not_on_the_map() -> None:
    assert {one.id: one.beyond for one in drawn().places} == {
        "ada": 1, "ben": 1, "libe": 0, "new": 0,
    }  # fmt: skip
    counts = around(Rosters.build(parliament()), "ben", DAY, ids(drawn()))
    assert counts == {Relation.MEMBER_OF: (2, 1)}


def test_two_days_tell_who_appeared_and_who_vanished() -> None:
    made = drawn(since=date(2026, 1, 15))
    assert {one.id: one.change for one in made.places if one.change} == {
        "gone": Change.VANISHED, "new": Change.APPEARED,
    }  # fmt: skip
    assert sorted(tie.change for tie in made.ties if tie.change) == ["appeared", "vanished"]


def test_places_over_all_days_are_the_same_on_each() -> None:
    # Whoever is there on both days stands at the same place, though the others differ.
    early = drawn(as_of=date(2026, 4, 1), still=True)
    late = drawn(as_of=DAY, still=True)
    assert {one.id: (one.x, one.y) for one in early.places} == {
        one.id: (one.x, one.y) for one in late.places
    }


@pytest.mark.parametrize(
    ("choice", "left"),
    [
        (Choice(kinds=frozenset({"Committee"})), ["droi", "libe"]),
        (Choice(relations=frozenset({Relation.CONTACT_OF})), ["ada", "libe", "ours"]),
        (Choice(levels=frozenset({Level.OFFICE})), ["libe"]),
        (Choice(evidence_from=date(2026, 5, 2)), ["libe"]),
    ],
)
def test_a_filter_hides_and_never_deletes(choice: Choice, left: list[str]) -> None:
    made = drawn(choice, steps=2)
    assert shown(made) == left
    assert len(made.places) == len(drawn(steps=2).places)
    assert ids(only_shown(made)) == left


def test_facets_count_all_and_what_is_seen() -> None:
    made = drawn(Choice(kinds=frozenset({"Committee"})), steps=2)
    kinds = {one.word: (one.count, one.shown) for one in made.facets["kind"]}
    assert kinds == {"Person": (3, 0), "Committee": (2, 2), "NGO": (1, 0)}


def test_too_many_are_cut_and_counted() -> None:
    made = drawn(steps=2, most=3)
    assert (len(made.places), made.left_out) == (3, 3)
    assert "libe" in ids(made)


def test_lines_carry_the_strength_of_the_step() -> None:
    made = drawn()
    assert {line.band for line in made.lines} <= {"strong", "medium", "weak", "cold"}
    assert [line.count for line in made.lines] == [1, 1, 1]


def test_whoever_is_unknown_is_named() -> None:
    with pytest.raises(UnknownEntity, match="nobody"):
        drawn(of=("nobody",))


def test_a_map_tells_nothing_that_its_graph_does_not_hold() -> None:
    graph = parliament()
    lower = merged(
        [entity for entity in graph.entities.values() if entity.id != "ours"],
        [tie for tie in graph.ties if tie.relation is not Relation.CONTACT_OF],
    )
    assert drawn(of=("ada",), graph=lower) == drawn(
        of=("ada",), graph=merged(lower.entities.values(), lower.ties)
    )
    assert all("OURS" not in one.name for one in drawn(of=("ada",), graph=lower).places)
    assert chosen(drawn(graph=lower), Choice()).places == drawn(graph=lower).places
