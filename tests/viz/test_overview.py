from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import UnknownEntity
from graph.levels import Level
from graph.model import Classification, MergedGraph, Relation
from graph.snapshot import Snapshot
from queries.rosters import Rosters
from tests.factories import DAY, body, contact, member, merged, ngo, person, tie
from tests.viz.test_maps import drawn, parliament
from viz.map_model import EVERYTHING, MOST_PLACES, Choice
from viz.map_overview import Overview, OverviewQuestion, members_with, overview, way_of
from viz.overview_ground import Ground, divide, ground_of, way_to
from viz.overview_scene import scene_of_overview
from viz.style import PartKind


def seen(
    graph: MergedGraph,
    choice: Choice = EVERYTHING,
    inside: str | None = None,
    deep: int = 1,
    as_of: date = DAY,
) -> Overview:
    question = OverviewQuestion(as_of, inside, deep)
    return overview(Snapshot.build(graph), Rosters.build(graph), question, choice)


def crowd(count: int = MOST_PLACES + 500) -> MergedGraph:
    """Give a body with more members than a map holds, a smaller one, and a committee of three."""
    names = [f"p{number:04d}" for number in range(count)]
    others = [f"q{number:03d}" for number in range(count // 4)]
    return merged(
        [
            *(person(name) for name in (*names, *others, "ada", "ben", "cleo")),
            body("all", Classification.INSTITUTION),
            body("few", Classification.INSTITUTION),
            body("droi", Classification.COMMITTEE),
        ],
        [
            *(member(name, "all") for name in names),
            *(member(name, "few") for name in others),
            *(member(name, "droi") for name in ("ada", "ben", "cleo")),
        ],
    )


def layered(graph: MergedGraph, towns: int = 3, streets: int = 6, many: int = 400) -> Ground:
    """Give a ground of towns with streets: neighbours are tied most, towns least."""
    chance = np.random.default_rng(7)
    per_town, count = streets * many, towns * streets * many

    def ends(among: int, each: int) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
        one = np.repeat(np.arange(count), each)
        return np.stack([one, one // among * among + chance.integers(0, among, len(one))])

    pairs = np.concatenate([ends(many, 6), ends(per_town, 9), ends(count, 1)], axis=1)
    pairs = pairs[:, pairs[0] != pairs[1]]
    low, high = pairs.min(axis=0), pairs.max(axis=0)
    keys = np.unique(low * count + high)
    ids = tuple(graph.entities)
    places = np.arange(len(keys))
    index = {one: n for n, one in enumerate(ids)}
    return Ground(ids, index, places, places, keys // count, keys % count)


def test_everybody_is_counted_once() -> None:
    graph = parliament()
    made = seen(graph)
    assert sum(one.size for one in made.places) + made.alone == made.actors == len(graph.entities)
    assert made.alone == 1  # the one who left


def test_a_community_opens_by_any_of_its_members() -> None:
    graph = parliament()
    rosters = Rosters.build(graph)
    for place in seen(graph).places:
        inside = members_with(rosters, place.key, DAY)
        assert len(inside) == place.size
        assert all(members_with(rosters, one, DAY) == inside for one in inside)
        made = drawn(graph=graph, of=(), inside=place.key)
        assert [one.id for one in made.places] == sorted(inside)


def test_only_ties_of_the_day_divide() -> None:
    assert "gone" not in members_with(Rosters.build(parliament()), "libe", DAY)


def test_communities_too_small_to_stand_alone_are_gathered_and_can_be_opened() -> None:
    pairs = [("ada", "ben"), ("cleo", "dan")]
    graph = merged(
        [person(name) for pair in pairs for name in pair] + [body("x"), person("a"), person("b")],
        [*(contact(*pair) for pair in pairs), member("a", "x"), member("b", "x")],
    )
    made = seen(graph)
    [gathered] = [one for one in made.places if one.gathered]
    assert (gathered.size, made.small) == (4, 4)
    assert members_with(Rosters.build(graph), gathered.key, DAY) == ("ada", "ben", "cleo", "dan")


def test_a_community_too_large_for_a_map_is_divided_until_each_part_fits() -> None:
    graph = crowd()
    [large, *_] = seen(graph).places
    assert large.divides
    assert large.size > MOST_PLACES
    within = seen(graph, inside=large.key)
    assert [one.name for one in within.way] == [large.name]
    assert within.actors == large.size == sum(one.size for one in within.places)
    assert all(not one.divides for one in within.places)
    rosters = Rosters.build(graph)
    parts = [members_with(rosters, one.key, DAY, 2) for one in within.places]
    assert sorted(one for part in parts for one in part) == list(
        members_with(rosters, large.key, DAY)
    )
    for place, part in zip(within.places, parts, strict=True):
        made = drawn(graph=graph, of=(), inside=place.key, deep=2, most=MOST_PLACES)
        assert ([one.id for one in made.places], made.left_out) == (list(part), 0)


def test_what_ties_do_not_divide_is_divided_by_name_and_named_by_it() -> None:
    within = seen(crowd(), inside="all")
    assert {one.name for one in within.places} == {"ALL – P1248", "P1249 – P2499"}
    assert sorted(one.size for one in within.places) == [1250, 1251]


def test_a_large_community_shows_communities_of_its_own() -> None:
    graph = merged([person(f"p{number:05d}") for number in range(7_200)])
    rosters, ground = Rosters.build(graph), layered(graph)
    towns = divide(rosters, ground, way_to(rosters, ground, None, 1)[0][0], ())
    assert [len(one.members) for one in towns] == [2_400] * 3
    assert all(one.divides for one in towns)
    way, key = way_to(rosters, ground, "p00000", 2)
    streets = divide(rosters, ground, way[1], key[:1])
    assert sum(len(one.members) for one in streets) == 2_400
    assert len(streets) == 6
    assert all(one.word is None and 380 < len(one.members) < 420 for one in streets)
    assert [len(one.members) for one in way[:2]] == [7_200, 2_400]


def test_a_way_ends_where_nothing_more_is_divided() -> None:
    graph = parliament()
    rosters = Rosters.build(graph)
    deep = way_of(rosters, OverviewQuestion(DAY, "libe", 20))
    assert [one.deep for one in deep] == list(range(1, len(deep) + 1))
    assert "libe" in members_with(rosters, "libe", DAY, 20)


def test_the_same_graph_gives_the_same_overview_and_division() -> None:
    graph = crowd()
    for inside in (None, "all"):
        assert seen(graph, inside=inside) == seen(graph, inside=inside)


def test_nobody_unknown_is_opened() -> None:
    with pytest.raises(UnknownEntity):
        seen(parliament(), inside="nobody")


CHOICES = [
    Choice(kinds=frozenset({"Person"})),
    Choice(countries=frozenset({"country:FRA"})),
    Choice(groups=frozenset({"EPP"})),
    Choice(relations=frozenset({Relation.CONTACT_OF})),
    Choice(levels=frozenset({Level.PUBLIC})),
    Choice(bands=frozenset({"medium", "none"})),
    Choice(evidence_from=DAY - timedelta(days=90)),
    Choice(kinds=frozenset({"Person", "NGO"}), relations=frozenset({Relation.CONTACT_OF})),
]


def chamber() -> MergedGraph:
    """Give one community with groups, countries, contacts and a tie that carries no request."""
    acronym = body("epp", Classification.POLITICAL_GROUP)
    return merged(
        [
            *(person(name) for name in ("ada", "ben", "cleo", "dan")),
            acronym,
            body("libe", Classification.COMMITTEE),
            body("country:FRA"),
            ngo("ours"),
        ],
        [
            *(member(name, "libe") for name in ("ada", "ben", "cleo", "dan")),
            member("ada", "epp"),
            member("ben", "epp"),
            tie("ada", Relation.REPRESENTS, "country:FRA"),
            contact("ours", "ada", DAY - timedelta(days=30)),
            contact("ours", "cleo", DAY - timedelta(days=900)),
        ],
    )


@pytest.mark.parametrize("choice", [EVERYTHING, *CHOICES])
def test_filters_count_as_they_do_on_a_map_of_the_same_actors(choice: Choice) -> None:
    graph = chamber()
    key = seen(graph).places[0].key
    inside = seen(graph, choice, inside=key)
    made = drawn(choice, graph=graph, of=(), inside=key)
    assert inside.facets == made.facets
    assert inside.seen == sum(one.shown for one in made.places)
    assert inside.steps_seen == sum(one.shown for one in made.lines)
    assert inside.begun == made.begun
    # Everything is one community here, so the whole says the same.
    assert seen(graph, choice).facets == made.facets


def test_filters_mark_and_never_divide_or_place_anew() -> None:
    graph = parliament()
    plain, chosen = seen(graph), seen(graph, Choice(kinds=frozenset({"Committee"})))
    assert [(one.key, one.x, one.y, one.size) for one in plain.places] == [
        (one.key, one.x, one.y, one.size) for one in chosen.places
    ]
    assert sum(one.seen for one in chosen.places) == chosen.seen == 2


def test_a_scene_leaves_out_or_fades_what_is_not_in_sight() -> None:
    graph = crowd(40)
    made = seen(graph, Choice(kinds=frozenset({"Institution"})))
    names = {one.id: one.name for one in graph.entities.values()}
    hidden, faded = (scene_of_overview(made, names, fade=fade) for fade in (False, True))
    assert [node.seen for node in hidden.nodes] == [1, 1]
    assert [node.faded for node in faded.nodes] == [False, True, False]
    assert "Filters leave 2 of 56 actors in sight." in hidden.notes


def test_what_a_place_opens_into_has_a_shape_of_its_own() -> None:
    graph = crowd()
    names = {one.id: one.name for one in graph.entities.values()}
    parts = [node.part for node in scene_of_overview(seen(graph), names).nodes]
    assert sorted(one for one in parts if one) == [
        PartKind.COMMUNITY,
        PartKind.COMMUNITY,
        PartKind.DIVIDED,
    ]


def test_the_ground_of_a_graph_goes_with_it() -> None:
    rosters = Rosters.build(parliament())
    assert ground_of(rosters, DAY) is ground_of(rosters, DAY)
    other = Rosters.build(parliament())
    assert ground_of(other, DAY) is not ground_of(rosters, DAY)


NAMES = tuple("abcdefgh")


@st.composite
def layers(draw: st.DrawFn) -> tuple[MergedGraph, MergedGraph]:
    """Give a graph of which some people and ties are secret, and one that never held them."""
    secret = draw(st.sets(st.sampled_from(NAMES), max_size=3))
    pairs = st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES), st.booleans())
    drawn_pairs = draw(st.lists(pairs, max_size=18, unique=True))
    open_ties = [
        contact(a, b)
        for a, b, hidden in drawn_pairs
        if not hidden and a != b and not {a, b} & secret
    ]
    everybody = [person(one) for one in NAMES]
    known = [one for one in everybody if one.id not in secret]
    ties = open_ties + [
        replace(contact(a, b), id=f"secret:{a}:{b}")
        for a, b, hidden in drawn_pairs
        if a != b and (hidden or {a, b} & secret)
    ]
    return merged(everybody, ties), merged(known, open_ties)


@settings(max_examples=40, deadline=None)
@given(layers(), st.sampled_from([EVERYTHING, *CHOICES]))
def test_a_lower_level_is_told_what_it_holds_whatever_was_asked_above_it(
    both: tuple[MergedGraph, MergedGraph], choice: Choice
) -> None:
    above, below = both
    alone = told(merged(below.entities.values(), below.ties), choice)
    told(above, choice)
    assert told(below, choice) == alone


def told(graph: MergedGraph, choice: Choice) -> list[object]:
    """Give all that can be asked of a graph: the whole, and each part, two divisions deep."""
    snapshot, rosters = Snapshot.build(graph), Rosters.build(graph)
    asked = [OverviewQuestion(DAY)]
    asked += [OverviewQuestion(DAY, one, deep) for one in graph.entities for deep in (1, 2)]
    return [
        answer
        for question in asked
        for answer in (
            overview(snapshot, rosters, question, choice),
            way_of(rosters, question),
        )
    ]
