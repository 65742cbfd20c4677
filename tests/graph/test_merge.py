import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import StoreDamaged
from graph.ledger import Ledger
from graph.levels import Level
from graph.merge import merge
from graph.model import Classification, Entity, Kind, MergedGraph, Property, Relation, Tie
from graph.period import ALWAYS_UNKNOWN, Period
from graph.provenance import Recorded, Statement
from tests.graph.factories import (
    OFFICE,
    fact,
    graph_of,
    link,
    load,
    moment,
    node,
    record,
    source,
    year,
)

HIGH = source("parliament", rank=90)
LOW = source("newsletter", rank=10)
ENDS = (node("ep-person:1"), node("ep-org:2", Kind.ORGANIZATION))


def merged(*statements: Statement, level: Level = Level.PROTECTED) -> MergedGraph:
    return graph_of(record(statements), HIGH, LOW, level=level)


def person(*statements: Statement) -> Entity:
    return merged(node("ep-person:1"), *statements).entities["ep-person:1"]


def values(entity: Entity, prop: Property) -> list[object]:
    return [each.value for each in entity.properties.get(prop, ())]


def ties(*statements: Statement) -> tuple[Tie, ...]:
    return merged(*ENDS, *statements).ties


def membership(**options: object) -> Statement:
    return link("ep-person:1", "ep-org:2", **options)  # type: ignore[arg-type]  # passed on


# -------------------------------------------------------------------- entities


def test_an_entity_has_its_kind_name_and_classifications() -> None:
    entity = person(
        fact("ep-person:1", Property.NAME, "A name"),
        fact("ep-person:1", Property.CLASSIFICATION, "Official"),
        fact("ep-person:1", Property.CLASSIFICATION, "MEP"),
    )
    assert (entity.kind, entity.name) == (Kind.PERSON, "A name")
    assert entity.classifications == (Classification.MEP, Classification.OFFICIAL)


def test_an_entity_without_name_is_called_by_its_id() -> None:
    assert person().name == "ep-person:1"


def test_entities_and_ties_are_sorted_by_id() -> None:
    graph = merged(*ENDS, membership(role="CHAIR"), membership(role="MEMBER"), node("a:1"))
    assert list(graph.entities) == ["a:1", "ep-org:2", "ep-person:1"]
    assert [tie.id for tie in graph.ties] == sorted(tie.id for tie in graph.ties)


def test_only_sources_in_use_are_named() -> None:
    assert list(merged(*ENDS).sources) == ["register"]


def test_an_entity_is_invented_when_only_invented_sources_say_what_it_is() -> None:
    tale = source("tale", invented=True)
    graph = graph_of(
        record([node("a:1", of="tale"), node("a:2", of="tale"), node("a:2"), node("a:3")]), tale
    )
    assert [entity.invented for entity in graph.entities.values()] == [True, False, False]


def test_a_statement_of_an_unknown_source_stops_the_merge() -> None:
    with pytest.raises(StoreDamaged, match="nobody"):
        merged(node("a:1", of="nobody"))


def test_an_unknown_kind_stops_the_merge() -> None:
    with pytest.raises(StoreDamaged, match="Robot"):
        merged(fact("a:1", Property.KIND, "Robot"))


# -------------------------------------------------------------------- properties


def test_a_higher_rank_decides_a_single_value() -> None:
    entity = person(
        fact("ep-person:1", Property.NAME, "Low", of="newsletter"),
        fact("ep-person:1", Property.NAME, "High", of="parliament"),
    )
    assert entity.name == "High"
    assert [each.value for each in entity.alternatives[Property.NAME]] == ["Low"]


def test_of_equal_ranks_the_later_confirmed_decides() -> None:
    old, new = record(
        [fact("a:1", Property.NAME, "Old"), fact("a:1", Property.NAME, "New", of="twin")]
    )
    late = replace(new, confirmed_at=moment(5))
    graph = graph_of([*record([node("a:1")], first=9), old, late], source("twin"))
    assert graph.entities["a:1"].name == "New"


def test_of_equals_the_values_own_order_decides() -> None:
    entity = person(
        fact("ep-person:1", Property.NAME, "B"), fact("ep-person:1", Property.NAME, "A")
    )
    assert entity.name == "A"


def test_a_name_that_is_over_yields_to_one_that_is_not() -> None:
    entity = person(
        fact("ep-person:1", Property.NAME, "Former", of="parliament", period=year(2019)),
        fact("ep-person:1", Property.NAME, "Present", of="newsletter"),
    )
    assert entity.name == "Present"


def test_names_of_different_times_are_all_kept_newest_first() -> None:
    entity = person(
        fact("ep-person:1", Property.NAME, "First", period=year(2019)),
        fact("ep-person:1", Property.NAME, "Third", period=Period.since(date(2021, 1, 1))),
        fact("ep-person:1", Property.NAME, "Second", period=year(2020)),
    )
    assert values(entity, Property.NAME) == ["Third", "Second", "First"]


def test_figures_by_year_are_all_kept_newest_first() -> None:
    entity = person(
        *(fact("ep-person:1", Property.POPULATION, 100 + y, period=year(y)) for y in (2023, 2025)),
        fact("ep-person:1", Property.POPULATION, 7, of="parliament"),
    )
    assert values(entity, Property.POPULATION) == [2125, 2123]
    assert entity.first(Property.POPULATION) == 2125


def test_rival_figures_for_one_year_are_decided_by_rank() -> None:
    entity = person(
        fact("ep-person:1", Property.POPULATION, 1, period=year(2025), of="newsletter"),
        fact("ep-person:1", Property.POPULATION, 2, period=year(2025), of="parliament"),
    )
    assert values(entity, Property.POPULATION) == [2]


def test_several_values_are_all_kept_where_several_are_allowed() -> None:
    entity = person(
        fact("ep-person:1", Property.OTHER_NAME, "B", of="newsletter"),
        fact("ep-person:1", Property.OTHER_NAME, "A", of="parliament"),
    )
    assert values(entity, Property.OTHER_NAME) == ["A", "B"]


def test_sources_that_agree_make_one_fact_with_two_pieces_of_evidence() -> None:
    entity = person(
        fact("ep-person:1", Property.NAME, "A", of="newsletter"),
        fact("ep-person:1", Property.NAME, "A", of="parliament"),
    )
    (name,) = entity.properties[Property.NAME]
    assert [each.source for each in name.evidence] == ["newsletter", "parliament"]


# -------------------------------------------------------------------- the office


def test_the_offices_value_replaces_publishers() -> None:
    entity = person(
        fact("ep-person:1", Property.OTHER_NAME, "Wrong", of="parliament"),
        fact("ep-person:1", Property.OTHER_NAME, "Right", of="office"),
    )
    assert values(entity, Property.OTHER_NAME) == ["Right"]
    assert [each.value for each in entity.alternatives[Property.OTHER_NAME]] == ["Wrong"]


def test_what_the_office_denies_is_gone() -> None:
    entity = person(
        fact("ep-person:1", Property.OTHER_NAME, "Wrong"),
        fact("ep-person:1", Property.OTHER_NAME, "Fine"),
        fact("ep-person:1", Property.OTHER_NAME, "Wrong", of="office", denied=True),
    )
    assert values(entity, Property.OTHER_NAME) == ["Fine"]
    assert Property.OTHER_NAME not in entity.alternatives


def test_a_publisher_cannot_deny() -> None:
    entity = person(
        fact("ep-person:1", Property.NAME, "A"),
        fact("ep-person:1", Property.NAME, "A", of="parliament", denied=True),
    )
    assert entity.name == "A"


def test_the_offices_later_word_stands_against_its_denial() -> None:
    entity = person(
        fact("ep-person:1", Property.NAME, "A", of="office", denied=True),
        fact("ep-person:1", Property.NAME, "A", of="office", record="second thoughts"),
    )
    assert entity.name == "A"


def test_a_denied_kind_removes_the_entity() -> None:
    graph = merged(*ENDS, node("ep-person:1", of="office", denied=True))
    assert list(graph.entities) == ["ep-org:2"]


def test_a_denied_tie_is_gone() -> None:
    assert ties(membership(), membership(of="office", denied=True)) == ()


def test_a_denial_without_role_denies_every_role() -> None:
    denial = membership(of="office", denied=True, role=None)
    assert ties(membership(role="CHAIR"), membership(role="MEMBER"), denial) == ()


@pytest.mark.parametrize(
    "denial",
    [
        membership(of="office", denied=True, role="CHAIR"),
        membership(of="office", denied=True, period=year(2020)),
        membership(of="parliament", denied=True),
        membership(of="office", denied=True, relation=Relation.REPRESENTS),
    ],
)
def test_a_denial_of_something_else_leaves_the_tie(denial: Statement) -> None:
    assert len(ties(membership(period=Period.since(date(2024, 1, 1))), denial)) == 1


def test_the_offices_tie_replaces_an_overlapping_one_and_says_so() -> None:
    (tie,) = ties(
        membership(period=Period.since(date(2024, 7, 16)), of="parliament", record="m1"),
        membership(period=Period.since(date(2024, 9, 1)), of="office"),
    )
    assert tie.period == Period.since(date(2024, 9, 1))
    assert [each.source for each in tie.evidence] == ["office"]
    assert tie.disagreement == (
        "parliament (record m1) states 2024-07-16 – still running "
        "(not taken: the office's own word stands against every publisher's)"
    )


def test_the_offices_tie_leaves_earlier_and_other_ties() -> None:
    found = ties(
        membership(period=year(2020)),
        membership(period=year(2024), role="CHAIR"),
        membership(period=year(2024), of="office"),
    )
    assert len(found) == 3


# -------------------------------------------------------------------- ties


def test_sources_that_agree_make_one_tie() -> None:
    (tie,) = ties(membership(period=year(2024)), membership(period=year(2024), of="parliament"))
    assert [each.source for each in tie.evidence] == ["register", "parliament"]
    assert tie.disagreement is None


@pytest.mark.parametrize(
    "other",
    [
        membership(period=year(2024), role="CHAIR"),
        membership(period=year(2025)),
        membership(period=year(2024), relation=Relation.REPRESENTS),
    ],
)
def test_another_role_start_or_relation_is_another_tie(other: Statement) -> None:
    assert len(ties(membership(period=year(2024)), other)) == 2


def test_the_end_is_the_higher_sources_and_the_other_is_named() -> None:
    start = date(2024, 7, 16)
    (tie,) = ties(
        membership(period=Period.between(start, date(2025, 1, 1)), of="newsletter", record="n7"),
        membership(period=Period.since(start), of="parliament"),
    )
    assert tie.period == Period.since(start)
    assert tie.disagreement == (
        "newsletter (record n7) states 2024-07-16 – 2025-01-01 "
        "(not taken: parliament ranks above newsletter (90 to 10))"
    )


def test_of_equal_ranks_the_later_confirmed_end_is_taken() -> None:
    start = date(2024, 7, 16)
    early, late = record(
        [
            membership(period=Period.between(start, date(2025, 1, 1))),
            membership(period=Period.since(start), record="again"),
        ]
    )
    early = replace(early, confirmed_at=moment(9))
    graph = graph_of([*record(ENDS, first=10), early, late])
    assert graph.ties[0].period.end == date(2025, 1, 1)


def test_silence_about_an_end_disagrees_with_nobody() -> None:
    start = date(2024, 7, 16)
    (tie,) = ties(membership(period=Period.since(start)), membership(period=Period(start)))
    assert tie.disagreement is None


def test_a_tie_keeps_its_id_when_its_end_becomes_known() -> None:
    start = date(2024, 7, 16)
    (before,) = ties(membership(period=Period.since(start)))
    (after,) = ties(membership(period=Period.between(start, date(2026, 1, 1))))
    assert before.id == after.id


def test_a_ties_id_is_what_it_has_always_been() -> None:
    (tie,) = ties(membership(period=year(2024)))
    assert tie.id == "member-of:6c3eb679c4a229f2"


def test_qualifiers_are_the_chosen_statements() -> None:
    (tie,) = ties(
        membership(of="newsletter", qualifiers=(("a", "1"),)),
        membership(of="parliament", qualifiers=(("b", "2"),)),
    )
    assert tie.qualifiers == (("b", "2"),)


def test_a_tie_is_invented_only_when_all_its_evidence_is() -> None:
    tale = source("tale", invented=True)
    lines = [*ENDS, membership(of="tale"), membership(of="tale", role="CHAIR"), membership()]
    graph = graph_of(record(lines), tale)
    assert {tie.role: tie.invented for tie in graph.ties} == {"MEMBER": False, "CHAIR": True}


def test_a_tie_to_something_undescribed_is_named_and_left_out() -> None:
    graph = merged(*ENDS, link("ep-person:1", "ep-org:9"), fact("a:1", Property.NAME, "bare"))
    assert (graph.ties, graph.dangling) == ((), ("a:1", "ep-org:9"))


# -------------------------------------------------------------------- undated and dated

SINCE = Period.since(date(2024, 1, 1))  # statements are read on 2026-01-01


def said_on(day: date, **options: object) -> Statement:
    return replace(membership(of="parliament", **options), as_of=day)


def test_who_names_no_dates_is_evidence_for_the_dated_tie() -> None:
    (tie,) = ties(membership(period=SINCE), membership(of="parliament"))
    assert tie.period == SINCE
    assert [each.source for each in tie.evidence] == ["register", "parliament"]
    assert tie.disagreement is None
    assert tie.id == ties(membership(period=SINCE))[0].id


def test_undated_evidence_stands_by_its_place_in_the_ledger() -> None:
    (tie,) = ties(membership(of="parliament"), membership(period=SINCE))
    assert [each.source for each in tie.evidence] == ["parliament", "register"]


def test_of_several_seats_the_one_of_the_day_is_meant() -> None:
    first, second = sorted(
        ties(
            membership(period=Period.between(date(2024, 1, 1), date(2024, 6, 30))),
            membership(period=Period.since(date(2025, 1, 1))),
            said_on(date(2024, 3, 1), record="old list"),
            said_on(date(2025, 3, 1), record="new list"),
        ),
        key=lambda tie: str(tie.period.start),
    )
    assert [each.record for each in first.evidence][1:] == ["old list"]
    assert [each.record for each in second.evidence][1:] == ["new list"]


@pytest.mark.parametrize(
    "other",
    [
        said_on(date(2023, 12, 31)),
        membership(role="CHAIR"),
        membership(role=None),
        membership(relation=Relation.REPRESENTS),
        membership(period=Period.between(None, date(2025, 1, 1))),
        membership(qualifiers=(("committee", "LIBE"),)),
    ],
    ids=["before it", "other role", "no role", "other relation", "other end", "says more"],
)
def test_an_undated_statement_of_something_else_is_a_tie_of_its_own(other: Statement) -> None:
    assert len(ties(membership(period=SINCE), other)) == 2


def test_an_undated_statement_after_the_end_is_a_tie_of_its_own() -> None:
    assert len(ties(membership(period=year(2024)), said_on(date(2025, 1, 1)))) == 2


def test_where_it_was_read_is_nothing_more_that_is_said() -> None:
    page = (("source_text", "page 3"),)
    (tie,) = ties(membership(period=SINCE), membership(of="parliament", qualifiers=page))
    assert len(tie.evidence) == 2


def test_one_more_meeting_without_a_day_is_one_more_meeting() -> None:
    day = Period.on(date(2026, 1, 1))
    contact = Relation.CONTACT_OF
    found = ties(membership(relation=contact, period=day), membership(relation=contact))
    assert len(found) == 2


def test_an_invented_date_is_never_put_to_a_real_seat() -> None:
    tale = source("tale", invented=True)
    lines = [*ENDS, membership(of="tale", period=SINCE), membership()]
    assert {tie.invented for tie in graph_of(record(lines), tale).ties} == {True, False}


def test_dates_of_a_higher_level_are_not_put_to_what_is_known_below() -> None:
    lines = (*ENDS, membership(), membership(period=SINCE, of="parliament", level=Level.OFFICE))
    assert [tie.level for tie in merged(*lines, level=Level.PUBLIC).ties] == [Level.PUBLIC]
    assert {tie.period: tie.level for tie in merged(*lines).ties} == {
        ALWAYS_UNKNOWN: Level.PUBLIC,
        SINCE: Level.OFFICE,
    }


def test_an_end_known_at_a_higher_level_only_is_told_beside_the_undated_evidence() -> None:
    lines = (
        *ENDS,
        membership(period=SINCE),
        membership(of="newsletter", record="n7"),
        membership(of="parliament", period=year(2024), level=Level.OFFICE),
    )
    (below,), (above,) = merged(*lines, level=Level.PUBLIC).ties, merged(*lines).ties
    assert (below.id, below.disagreement) == (above.id, None)
    assert above.period == year(2024)
    assert "newsletter (record n7) still states it as of 2026-01-01" in str(above.disagreement)


# -------------------------------------------------------------------- levels


def test_statements_above_the_level_do_not_exist() -> None:
    graph = merged(
        *ENDS,
        fact("ep-person:1", Property.NOTE, "careful", level=Level.OFFICE, of="newsletter"),
        membership(level=Level.OFFICE),
        level=Level.NETWORK,
    )
    assert (graph.ties, graph.dangling, list(graph.sources)) == ((), (), ["register"])
    assert Property.NOTE not in graph.entities["ep-person:1"].properties


def test_an_entitys_level_is_the_lowest_that_says_what_it_is() -> None:
    graph = merged(
        node("a:1", level=Level.OFFICE),
        node("a:1", level=Level.NETWORK),
        fact("a:1", Property.NAME, "A", level=Level.PUBLIC),
    )
    assert graph.entities["a:1"].level is Level.NETWORK


def test_a_ties_level_is_at_least_that_of_its_ends() -> None:
    graph = merged(node("a:1", level=Level.OFFICE), node("a:2"), link("a:1", "a:2"))
    assert graph.ties[0].level is Level.OFFICE


# -------------------------------------------------------------------- laws

SUBJECTS = st.sampled_from(["a:1", "a:2", "a:3"])
SOURCES = st.sampled_from(["register", "parliament", "newsletter"])
LEVELS = st.sampled_from(list(Level))
PERIODS = st.sampled_from(
    [ALWAYS_UNKNOWN, year(2024), year(2025), Period.since(date(2024, 1, 1)), Period.since(None)]
)
NODES = st.builds(lambda s, o, v: node(s, of=o, level=v), SUBJECTS, SOURCES, LEVELS)
FACTS = st.builds(
    lambda s, p, n, o, t, v: fact(s, p, n, of=o, period=t, level=v),
    SUBJECTS,
    st.sampled_from([Property.NAME, Property.NOTE, Property.POPULATION]),
    st.sampled_from(["x", "y", 1, 2.5]),
    st.sampled_from(["register", "parliament", "office"]),
    PERIODS,
    LEVELS,
)


def any_link(sources: Iterable[str]) -> st.SearchStrategy[Statement]:
    return st.builds(
        lambda s, o, r, p, f, v, d: link(
            s, o, role=r, period=p, of=f, level=v, denied=d and f == "office"
        ),
        SUBJECTS,
        SUBJECTS,
        st.sampled_from([None, "MEMBER"]),
        PERIODS,
        st.sampled_from(list(sources)),
        LEVELS,
        st.booleans(),
    )


LINKS = any_link(["register", "parliament", "office"])
STATEMENTS = st.lists(NODES | FACTS | LINKS, max_size=25)


@given(statements=STATEMENTS, seed=st.integers())
def test_the_order_of_statements_does_not_matter(statements: list[Statement], seed: int) -> None:
    recorded = record(statements)
    shuffled: list[Recorded] = random.Random(seed).sample(recorded, len(recorded))
    first, second = graph_of(recorded, HIGH, LOW), graph_of(shuffled, HIGH, LOW)
    assert repr(first) == repr(second)  # also the order inside mappings


@given(statements=STATEMENTS, level=LEVELS)
def test_a_level_answers_as_if_nothing_above_it_were_known(
    statements: list[Statement], level: Level
) -> None:
    recorded = record(statements)
    below = [item for item in recorded if item.statement.level <= level]
    assert graph_of(recorded, HIGH, LOW, level=level) == graph_of(below, HIGH, LOW, level=level)


@given(statements=st.lists(NODES | any_link(["register", "newsletter"]), max_size=25))
def test_a_thing_appears_exactly_from_its_own_level_on(statements: list[Statement]) -> None:
    whole = merged(*statements)
    for level in Level:
        part = merged(*statements, level=level)
        assert set(part.entities) == {k for k, e in whole.entities.items() if e.level <= level}
        assert [tie.id for tie in part.ties] == [t.id for t in whole.ties if t.level <= level]


@given(statements=st.lists(any_link(["register", "newsletter"]), max_size=25))
def test_every_statement_of_a_tie_is_evidence_once(statements: list[Statement]) -> None:
    ends = [node("a:1"), node("a:2"), node("a:3")]
    graph = merged(*ends, *statements)
    places = [piece.seq for tie in graph.ties for piece in tie.evidence]
    assert sorted(places) == list(range(4, 4 + len(statements)))


def test_a_ledger_merges_like_its_statements(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        load(ledger, [*ENDS, membership()])
        load(ledger, [membership(of="office", denied=True)], of=OFFICE, complete=False)
        graph = merge(ledger.read(Level.PUBLIC), ledger.sources(), Level.PUBLIC, ledger.head())
    assert (len(graph.entities), graph.ties, graph.head) == (2, (), 2)
