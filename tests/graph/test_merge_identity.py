"""The merge of what is judged the same: laws over random ledgers, and known cases."""

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import InvalidQuestion, StoreDamaged
from graph.identifiers import fold
from graph.identity import JUDGEMENTS, Judgement, Verdict, pair_of, record_of, statement_of
from graph.ledger import Ledger
from graph.levels import Level
from graph.merge import merge
from graph.model import Kind, MergedGraph, Property, Relation
from graph.period import ALWAYS_UNKNOWN, Period
from graph.project import node_rows
from graph.provenance import Statement
from graph.rdf.files import write_rdf
from graph.snapshot import Snapshot
from queries.finding.search import SearchIndex
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
)
from tests.loaders.register_names import _said
from tests.shared import needs_shared

HIGH = source("parliament", rank=90)
LOW = source("newsletter", rank=10)
IDS = ("ep-person:1", "ep-person:2", "org:a", "org:b", "eu-tr:000001-01")
KINDS = {one: Kind.PERSON if "person" in one else Kind.ORGANIZATION for one in IDS}


def judged(
    one: str, other: str, verdict: str = "same", level: Level = Level.OFFICE, reason: str = ""
) -> Judgement:
    return Judgement(*pair_of(one, other), Verdict(verdict), reason, level, moment(5))


def same(*pairs: tuple[str, str], level: Level = Level.OFFICE) -> list[Statement]:
    return [statement_of(judged(one, other, level=level)) for one, other in pairs]


def merged(*statements: Statement, level: Level = Level.PROTECTED) -> MergedGraph:
    return graph_of(record(statements), HIGH, LOW, level=level)


SUBJECTS, LEVELS = st.sampled_from(IDS), st.sampled_from(Level)
NAMED = st.sampled_from(["register", "parliament", "newsletter", "office"])
NODES = st.builds(lambda s, o, v: node(s, KINDS[s], of=o, level=v), SUBJECTS, NAMED, LEVELS)
FACTS = st.builds(
    lambda s, p, n, o, v: fact(s, p, n, of=o, level=v),
    SUBJECTS,
    st.sampled_from([Property.NAME, Property.NOTE, Property.POPULATION]),
    st.sampled_from(["x", "y", 3]),
    NAMED,
    LEVELS,
)
LINKS = st.builds(
    lambda s, o, f, p, v, c: link(
        s,
        o,
        of=f,
        period=p,
        level=v,
        relation=Relation.CONTACT_OF if c else Relation.MEMBER_OF,
        role="meeting" if c else "MEMBER",
    ),
    SUBJECTS,
    SUBJECTS,
    NAMED,
    st.sampled_from([ALWAYS_UNKNOWN, Period.on(date(2025, 3, 1)), Period.since(date(2024, 1, 1))]),
    LEVELS,
    st.booleans(),
)
FACTS_OF_ALL = st.lists(NODES | FACTS | LINKS, max_size=25)
JUDGED = st.lists(
    st.builds(
        lambda pair, verdict, level: judged(pair[0], pair[1], verdict, level),
        st.sampled_from(list(combinations(IDS, 2))),
        st.sampled_from([Verdict.SAME, Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE]),
        LEVELS,
    ),
    max_size=5,
    unique_by=lambda one: one.pair,
)


def shown(graph: MergedGraph) -> tuple[str, str, list[bytes], object]:
    """Give all that doors are made from: graph, triples, arrays, rows, names."""
    made = Snapshot.build(graph)
    costs = made.costs(date(2025, 6, 1)).costs
    arrays = [made.indptr.tobytes(), made.heads.tobytes(), made.arc_pair.tobytes()]
    arrays += [made.is_actor.tobytes(), costs.tobytes()]
    index = SearchIndex.build(graph)
    rest = (made.ids, list(node_rows(graph)), dict(index.exact), index.owners)
    return repr(graph), write_rdf(graph, "ntriples"), arrays, rest


@settings(max_examples=40, deadline=None)
@given(facts=FACTS_OF_ALL, known=JUDGED)
def test_merged_then_withdrawn_all_is_the_same_to_the_byte(
    facts: list[Statement], known: list[Judgement]
) -> None:
    with Ledger.open("sqlite://") as ledger:
        _load_all(ledger, facts)

        def graph() -> MergedGraph:
            made = merge(ledger.read(Level.PROTECTED), ledger.sources(), Level.PROTECTED, 0)
            return replace(made, head=made.last_place())

        before = shown(graph())
        for day, one in enumerate(known, 5):
            load(ledger, [statement_of(one)], day=day, of=JUDGEMENTS, complete=False)
        with_judgements = graph()
        for day, one in enumerate(reversed(known), 50):
            _withdraw(ledger, one, day)
        assert shown(graph()) == before
        # and what a judgement joined was joined, or the law would say nothing
        assert all(alias not in with_judgements.entities for alias in with_judgements.aliases)


@settings(max_examples=60, deadline=None)
@given(facts=FACTS_OF_ALL, known=JUDGED, seed=st.integers())
def test_the_order_of_judging_does_not_matter(
    facts: list[Statement], known: list[Judgement], seed: int
) -> None:
    shuffled = random.Random(seed).sample(known, len(known))
    first = merged(*facts, *map(statement_of, known))
    second = merged(*facts, *map(statement_of, shuffled))
    assert repr(first) == repr(second)


@settings(max_examples=40, deadline=None)
@given(facts=FACTS_OF_ALL, known=JUDGED, level=LEVELS)
def test_a_judgement_changes_nothing_below_its_level(
    facts: list[Statement], known: list[Judgement], level: Level
) -> None:
    low = [one for one in known if one.level <= level]
    whole = merged(*facts, *map(statement_of, known), level=level)
    assert shown(whole) == shown(merged(*facts, *map(statement_of, low), level=level))


@settings(max_examples=60, deadline=None)
@given(facts=FACTS_OF_ALL, known=JUDGED)
def test_no_alias_is_left_and_nothing_is_lost(
    facts: list[Statement], known: list[Judgement]
) -> None:
    plain, graph = merged(*facts), merged(*facts, *map(statement_of, known))
    assert set(graph.entities) | set(graph.aliases) >= set(plain.entities)
    assert not set(graph.aliases) & set(graph.entities)
    assert set(graph.aliases.values()) <= set(graph.entities)
    ends = {end for tie in graph.ties for end in (tie.subject, tie.object)}
    assert not ends & set(graph.aliases)
    for alias, canonical in graph.aliases.items():
        if alias in plain.entities:
            assert graph.entities[canonical].kind is plain.entities[alias].kind


@settings(max_examples=60, deadline=None)
@given(facts=FACTS_OF_ALL, known=JUDGED)
def test_a_thing_of_the_whole_is_seen_from_its_own_level_on(
    facts: list[Statement], known: list[Judgement]
) -> None:
    """What is handed on by level (sheets) must be what that level itself would show."""
    # "Different" at a higher level parts what lower ones still see as one: no law there.
    statements = [*facts, *(statement_of(o) for o in known if o.verdict is Verdict.SAME)]
    whole = merged(*statements)
    for level in Level:
        part = merged(*statements, level=level)
        own = {tie.id for tie in whole.ties if tie.level <= level}
        assert own <= {tie.id for tie in part.ties}
        assert {k for k, e in whole.entities.items() if e.level <= level} <= set(part.entities)


# -------------------------------------------------------------------- known cases


TWO = (
    node("org:a", Kind.ORGANIZATION, of="newsletter"),
    fact("org:a", Property.NAME, "Alpha", of="newsletter"),
    node("eu-tr:000001-01", Kind.ORGANIZATION),
    fact("eu-tr:000001-01", Property.NAME, "Alpha International AISBL"),
    node("ep-person:1"),
    link("eu-tr:000001-01", "ep-person:1", relation=Relation.CONTACT_OF, role="meeting"),
)
PAIR = ("org:a", "eu-tr:000001-01")


def test_both_become_one_and_who_said_what_stays() -> None:
    graph = merged(*TWO, *same(PAIR))
    assert list(graph.entities) == ["ep-person:1", "org:a"]
    assert graph.aliases == {"eu-tr:000001-01": "org:a"}
    entity = graph.entities["org:a"]
    assert entity.name == "Alpha International AISBL"  # the register ranks above the newsletter
    (instead,) = entity.alternatives[Property.NAME]
    assert (instead.value, instead.evidence[0].record) == ("Alpha", "org:a")
    (tie,) = graph.ties
    assert (tie.subject, tie.evidence[0].record) == ("org:a", "eu-tr:000001-01/ep-person:1")
    assert tie.level is Level.OFFICE  # below it, this is no tie of org:a


def test_judgements_are_no_ties_and_no_source_of_the_graph() -> None:
    for verdict in Verdict:
        graph = merged(*TWO, statement_of(judged(*PAIR, verdict.value)))
        assert "judgements" not in graph.sources
        assert all(tie.relation is not Relation.JUDGED for tie in graph.ties)
    assert merged(*TWO, statement_of(judged(*PAIR, "unsure"))) == merged(*TWO)


def test_a_tie_of_one_with_itself_vanishes_and_is_counted() -> None:
    tie = link("eu-tr:000001-01", "org:a")
    graph = merged(*TWO, tie, *same(PAIR))
    assert graph.self_ties == 1
    assert [one.relation for one in graph.ties] == [Relation.CONTACT_OF]
    assert merged(*TWO, tie).self_ties == 0


def test_a_chain_of_three_is_one_whatever_is_in_the_middle() -> None:
    third = node("org:b", Kind.ORGANIZATION)
    graph = merged(*TWO, third, *same(PAIR, ("eu-tr:000001-01", "org:b")))
    assert graph.aliases == {"eu-tr:000001-01": "org:a", "org:b": "org:a"}
    # the middle one is gone from its source: the two others stay one
    rest = [one for one in (*TWO, third) if one.subject != "eu-tr:000001-01"]
    gone = merged(*rest, *same(PAIR, ("eu-tr:000001-01", "org:b")))
    assert gone.aliases == {"eu-tr:000001-01": "org:a", "org:b": "org:a"}


def test_two_kinds_are_never_joined() -> None:
    graph = merged(*TWO, *same(("org:a", "ep-person:1")))
    assert (graph.aliases, len(graph.entities)) == ({}, 3)


def test_a_damaged_verdict_is_named() -> None:
    (said,) = same(PAIR)
    with pytest.raises(StoreDamaged, match="perhaps"):
        merged(*TWO, replace(said, role="perhaps"))


def test_a_source_that_is_read_again_appends_nothing_after_a_merge(tmp_path: Path) -> None:
    facts = [replace(one, source="register") for one in TWO]
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        load(ledger, facts)
        load(ledger, same(PAIR), day=1, of=JUDGEMENTS, complete=False)
        again = load(ledger, facts, day=2)
        assert (again.appended, again.closed) == (0, 0)
        graph = merge(ledger.read(Level.OFFICE), ledger.sources(), Level.OFFICE, ledger.head())
        assert graph.aliases == {"eu-tr:000001-01": "org:a"}
        earlier = merge(ledger.read(Level.OFFICE, moment(0)), ledger.sources(), Level.OFFICE, 0)
        assert (earlier.aliases, len(earlier.entities)) == ({}, 3)


def test_both_names_and_both_identifiers_find_it() -> None:
    graph = merged(*TWO, *same(PAIR))
    index = SearchIndex.build(graph)
    for text in ("Alpha", "alpha international aisbl", "org:a", "eu-tr:000001-01", "000001-01"):
        assert index.resolve(text).id == "org:a"
        assert index.search(text)[0].actor.id == "org:a"
    assert index.identifier("000001-01") == "eu-tr:000001-01"
    assert index.identifier("Alpha") is None


def test_an_alias_is_told_in_every_form_of_export() -> None:
    from graph.networks import to_networkx

    graph = merged(*TWO, *same(PAIR))
    rows = {row.uid: row.properties for row in node_rows(graph)}
    assert rows["org:a"]["aliases"] == ["eu-tr:000001-01"]
    assert "aliases" not in rows["ep-person:1"]
    assert to_networkx(graph).nodes["org:a"]["aliases"] == "eu-tr:000001-01"
    same_as = "<urn:x-corridors:entity:org:a> <http://www.w3.org/2002/07/owl#sameAs> "
    assert f"{same_as}<urn:x-corridors:entity:eu-tr:000001-01> ." in write_rdf(graph, "ntriples")


@needs_shared
def test_names_that_are_twice_in_the_real_register_are_found_once_when_judged() -> None:
    facts = list(_said())
    plain = merged(*facts)
    by_name: dict[str, list[str]] = {}
    for entity in plain.entities.values():
        by_name.setdefault(fold(entity.name), []).append(entity.id)
    twice = {name: ids for name, ids in by_name.items() if len(ids) > 1}
    assert (len(plain.entities), len(twice)) == (13_089, 13)
    before, pairs = SearchIndex.build(plain), [(ids[0], ids[1]) for ids in twice.values()]
    joined = merged(*facts, *same(*pairs))
    after = SearchIndex.build(joined)
    assert len(joined.entities) == 13_089 - 13
    for name, (one, other) in twice.items():
        with pytest.raises(InvalidQuestion, match="may mean 2 different ones"):
            before.resolve(name)
        assert after.resolve(name).id == min(one, other)
        assert after.resolve(max(one, other)).id == min(one, other)
    apart = [statement_of(judged(one, other, "different")) for one, other in pairs]
    assert merged(*facts, *apart) == plain


def _load_all(ledger: Ledger, facts: Iterable[Statement]) -> None:
    known = {one.id: one for one in (source(), OFFICE, HIGH, LOW)}
    by_source: dict[str, list[Statement]] = {}
    for one in facts:
        by_source.setdefault(one.source, []).append(one)
    for day, name in enumerate(sorted(by_source)):
        load(ledger, by_source[name], day=day, of=known[name])


def _withdraw(ledger: Ledger, one: Judgement, day: int) -> None:
    ledger.append(
        JUDGEMENTS,
        (),
        retrieved_at=moment(day),
        recorded_at=moment(day),
        complete=False,
        records=[record_of(one.pair, one.level)],
    )
