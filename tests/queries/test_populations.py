from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from graph.errors import InvalidQuestion
from graph.model import Fact, MergedGraph, Property, Relation
from graph.period import ALWAYS_UNKNOWN
from queries.majorities.populations import COUNCIL, Populations, populations_on
from queries.rosters import Rosters
from tests.factories import DAY, evidence, member, merged, person, tie
from tests.queries.council_figures import state, union

SHARE, PEOPLE = Property.POPULATION_SHARE_PCT, Property.POPULATION


def on(graph: MergedGraph, day: date = DAY, year: int | None = None) -> Populations:
    return populations_on(Rosters.build(graph), day, year)


def years(*figures: dict[str, list[tuple[str, float]]], prop: Property = SHARE) -> MergedGraph:
    codes = sorted({code for one in figures for code in one})
    states = [state(code, {prop: [x for f in figures for x in f.get(code, [])]}) for code in codes]
    seats = [tie(one.id, Relation.MEMBER_OF, COUNCIL, "MEMBER") for one in states]
    return merged([*union({}).entities.values(), *states], seats)


def test_shares_become_whole_numbers_that_keep_every_digit() -> None:
    found = on(union({"A": 60.1, "B": 39.9}, prop=SHARE))
    assert (found.weights, found.exact) == ((6010, 3990), False)
    finer = on(union({"A": 60.125, "B": 39.875}, prop=SHARE))
    assert finer.weights == (60125, 39875)


def test_inhabitants_are_used_where_all_members_have_them() -> None:
    facts: dict[Property, list[tuple[str, float]]] = {
        SHARE: [("2026", 50.0)],
        PEOPLE: [("2026", 7)],
    }
    states = [state("A", facts), state("B", facts)]
    graph = merged([*union({}).entities.values(), *states])
    assert (on(graph).weights, on(graph).exact) == ((7, 7), True)


def test_shares_are_used_where_inhabitants_of_one_are_missing() -> None:
    both = state("A", {SHARE: [("2026", 60.0)], PEOPLE: [("2026", 7)]})
    one = state("B", {SHARE: [("2026", 40.0)]})
    found = on(merged([*union({}).entities.values(), both, one]))
    assert (found.weights, found.exact) == ((6000, 4000), False)


def test_inhabitants_of_some_and_shares_of_others_do_not_compare() -> None:
    mixed = [state("A", {PEOPLE: [("2026", 7)]}), state("B", {SHARE: [("2026", 40.0)]})]
    with pytest.raises(InvalidQuestion, match=r"do not compare\. Load shares for country:A"):
        on(merged([*union({}).entities.values(), *mixed]))


def test_newest_year_up_to_the_day_is_chosen_and_named() -> None:
    graph = years({"A": [("2020", 50.0), ("2025", 60.0), ("2027", 70.0)]})
    found = on(graph)
    assert (found.year, found.weights) == (2025, (6000,))
    assert "those of 2025, not of 2026" in found.notes[0]


def test_a_year_that_lacks_a_member_is_passed_over_and_named() -> None:
    graph = years({"A": [("2025", 50.0), ("2026", 55.0)], "B": [("2025", 50.0)]})
    found = on(graph)
    assert found.year == 2025
    assert "2026 lacks 1 of 2: country:B" in found.notes[0]


def test_asking_for_a_year_that_lacks_a_member_is_refused() -> None:
    graph = years({"A": [("2025", 50.0), ("2026", 55.0)], "B": [("2025", 50.0)]})
    with pytest.raises(InvalidQuestion, match="2026 lacks 1 of 2: country:B"):
        on(graph, year=2026)


def test_a_day_before_all_figures_names_the_years_known() -> None:
    with pytest.raises(InvalidQuestion, match=r"2019-01-01. Years known: 2020"):
        on(years({"A": [("2020", 50.0)]}), date(2019, 1, 1))


def test_a_year_without_figures_is_refused() -> None:
    with pytest.raises(InvalidQuestion, match=r"known for 1999. Years known: 2020"):
        on(years({"A": [("2020", 50.0)]}), year=1999)


def test_a_graph_without_figures_says_what_to_load() -> None:
    with pytest.raises(InvalidQuestion, match="council-figures"):
        on(union({}))


@pytest.mark.parametrize(("day", "there"), [(date(2020, 1, 31), True), (date(2020, 2, 1), False)])
def test_a_state_that_left_counts_to_its_last_day(day: date, there: bool) -> None:
    graph = years({"GBR": [("2016", 40.0)], "FRA": [("2016", 60.0)]})
    assert ("country:GBR" in on(graph, day).states) is there


def test_outcome_within_half_a_digit_of_the_threshold_is_not_certain() -> None:
    found = on(union({"A": 65.0, "B": 35.0}, prop=SHARE))
    assert not found.is_certain(["country:A"], found.states, 65)
    assert found.is_certain(["country:A"], found.states, 64)
    exact = on(union({"A": 65, "B": 35}))
    assert exact.is_certain(["country:A"], exact.states, 65)


def test_all_shares_sum_to_one_hundred_so_few_opponents_bound_many_supporters() -> None:
    # Ten supporters could be 0.05 off together; one opponent only 0.005.
    shares = {chr(65 + n): 6.5 for n in range(10)} | {"Z": 34.99}
    found = on(union(shares, prop=SHARE))
    supporters = [one for one in found.states if one != "country:Z"]
    assert found.is_certain(supporters, found.states, 65)


@given(st.lists(st.integers(0, 30_000), min_size=1, max_size=5), st.data())
def test_a_certain_outcome_is_that_of_the_true_figures(
    some: list[int], data: st.DataObject
) -> None:
    # True figures in thousandths of a percent; published in hundredths, never on a border.
    true = [*some, 100_000 - sum(some)]
    assume(true[-1] >= 0 and all(each % 10 != 5 for each in true))
    states = tuple(f"country:{at}" for at in range(len(true)))
    published = tuple(round(each / 10) for each in true)
    figures = Populations(2026, states, published, False, Fraction(1, 100), ())
    participants = data.draw(st.sets(st.sampled_from(states), min_size=1))
    supporters = data.draw(st.sets(st.sampled_from(sorted(participants))))
    held, all_held = (
        sum(each for each, one in zip(true, states, strict=True) if one in chosen)
        for chosen in (supporters, participants)
    )
    shown, all_shown = sum(figures.of(supporters)), sum(figures.of(participants))
    for percent in range(1, 100):
        if figures.is_certain(supporters, participants, percent):
            published_outcome = 100 * shown >= percent * all_shown
            assert published_outcome == (100 * held >= percent * all_held)


def test_shares_that_say_more_than_their_sum_allows_settle_nothing() -> None:
    # 65.02 of 100.03 are above 65 percent, yet of 100 at most 64.995 can be theirs.
    shares = {chr(65 + n): 6.5 for n in range(8)} | {"X": 6.51, "Y": 6.51, "Z": 35.01}
    found = on(union(shares, prop=SHARE))
    supporters = [one for one in found.states if one != "country:Z"]
    assert not found.is_certain(supporters, found.states, 65)


def test_shares_that_cannot_sum_to_100_settle_nothing() -> None:
    found = on(union({"A": 80.0, "B": 30.0}, prop=SHARE))
    assert not found.is_certain(["country:A"], found.states, 65)


def test_subsets_are_given_in_order() -> None:
    found = on(union({"A": 1, "B": 2, "C": 3}))
    for chosen in combinations(found.states, 2):
        assert found.of(chosen) == tuple(
            weight
            for one, weight in zip(found.states, found.weights, strict=True)
            if one in chosen
        )


def test_a_person_who_sits_in_the_council_is_no_member_state() -> None:
    graph = union({"A": 1, "B": 2}, more=(person("envoy"),))
    seated = merged(graph.entities.values(), [*graph.ties, member("envoy", COUNCIL)])
    assert on(seated).states == ("country:A", "country:B")


def test_figures_of_no_year_are_left_out_and_named() -> None:
    graph = union({"A": 1, "B": 2})
    undated = Fact(7, ALWAYS_UNKNOWN, evidence("figures"))
    entities = dict(graph.entities)
    entities["country:A"] = replace(
        entities["country:A"],
        properties={
            PEOPLE: (*entities["country:A"].properties[PEOPLE], undated),
        },
    )
    found = on(merged(entities.values(), graph.ties))
    assert found.weights == (1, 2)
    assert found.notes[0] == "Not used, since they have no first day: populations of country:A."
