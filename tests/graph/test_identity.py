"""Judgements: in and out of the ledger, what they add up to, and what contradicts them."""

import random
from datetime import UTC, datetime
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.contradictions import contradiction, in_words, same_through
from graph.errors import InputError
from graph.identity import (
    JUDGEMENTS,
    Judgement,
    Verdict,
    clusters,
    identities,
    judgements_of,
    pair_of,
    record_of,
    statement_of,
)
from graph.ledger import Ledger
from graph.levels import Level
from graph.model import Relation
from graph.provenance import Statement
from tests.graph.factories import load, moment, record, source

DAY = datetime(2026, 1, 2, tzinfo=UTC)
IDS = ("ep-person:1", "ep-person:2", "org:a", "org:b", "eu-tr:000001-01", "ours")


def judged(
    one: str, other: str, verdict: str = "same", level: Level = Level.OFFICE, reason: str = ""
) -> Judgement:
    return Judgement(*pair_of(one, other), Verdict(verdict), reason, level, DAY)


JUDGEMENT = st.builds(
    lambda pair, verdict, level: judged(pair[0], pair[1], verdict, level),
    st.sampled_from(list(combinations(IDS, 2))),
    st.sampled_from(Verdict),
    st.sampled_from(Level),
)
JUDGED = st.lists(JUDGEMENT, max_size=12, unique_by=lambda one: one.pair)


def test_a_judgement_comes_back_from_the_ledger_as_it_was(tmp_path: Path) -> None:
    made = judged("org:a", "eu-tr:000001-01", reason="same site; “ß” & so")
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        ledger.append(
            JUDGEMENTS, [statement_of(made)], retrieved_at=DAY, recorded_at=DAY, complete=False
        )
        assert judgements_of(ledger.read(Level.OFFICE)) == (made,)
        assert judgements_of(ledger.read(Level.NETWORK)) == ()


def test_a_new_verdict_replaces_the_earlier_which_is_closed_not_deleted(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        for day, verdict in enumerate(("same", "different"), 1):
            said = [statement_of(judged("org:a", "org:b", verdict))]
            load(ledger, said, day=day, of=JUDGEMENTS, complete=False)
        (now,) = judgements_of(ledger.read(Level.OFFICE))
        (then,) = judgements_of(ledger.read(Level.OFFICE, moment(1)))
        assert (then.verdict, now.verdict) == (Verdict.SAME, Verdict.DIFFERENT)
        assert len(list(ledger.history(Level.OFFICE))) == 2


def test_a_record_that_is_named_is_closed_without_a_statement(tmp_path: Path) -> None:
    two = [judged("org:a", "org:b"), judged("org:a", "ours")]
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        load(ledger, map(statement_of, two), of=JUDGEMENTS, complete=False)
        done = ledger.append(
            JUDGEMENTS,
            (),
            retrieved_at=moment(1),
            recorded_at=moment(1),
            complete=False,
            records=[record_of(("org:a", "org:b"), Level.OFFICE)],
        )
        assert (done.appended, done.closed) == (0, 1)
        assert [one.pair for one in judgements_of(ledger.read(Level.OFFICE))] == [
            ("org:a", "ours")
        ]


def test_only_judgements_may_say_who_is_the_same(tmp_path: Path) -> None:
    said = Statement("org:a", Relation.JUDGED, "register", "r", object="org:b", role="same")
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        with pytest.raises(InputError, match="only 'judgements' says who is the same"):
            load(ledger, [said], of=source())
        assert not list(ledger.history(Level.PROTECTED))


def test_of_one_pair_the_highest_level_decides() -> None:
    low, high = judged("org:a", "org:b"), judged("org:a", "org:b", "different", Level.PROTECTED)
    for order in ([low, high], [high, low]):
        (found,) = judgements_of(record(map(statement_of, order)))
        assert found.verdict is Verdict.DIFFERENT


def test_a_pair_of_one_is_refused() -> None:
    with pytest.raises(InputError, match="named twice"):
        pair_of("org:a", "org:a")
    with pytest.raises(InputError, match="in order"):
        Judgement("b", "a", Verdict.SAME, "", Level.OFFICE, DAY)


@pytest.mark.parametrize(
    ("ids", "stands"),
    [
        (("ours", "eu-tr:000001-01", "org:b", "ep-org:1"), "ep-org:1"),
        (("ours", "eu-tr:000001-01", "org:b"), "org:b"),
        (("ours", "eu-tr:000001-01"), "eu-tr:000001-01"),
        (("org:b", "org:a"), "org:a"),
        (("zz:1", "a:1"), "a:1"),
    ],
)
def test_the_most_stable_identifier_stands_for_all(ids: tuple[str, ...], stands: str) -> None:
    found = clusters([judged(one, other) for one, other in pairwise(ids)])
    assert found == {one: stands for one in sorted(ids) if one != stands}


def test_who_is_not_there_stands_for_nobody_but_is_still_an_alias() -> None:
    chain = [judged("org:a", "ours"), judged("ours", "eu-tr:000001-01")]
    assert clusters(chain, {"ours": "Organization"}) == {
        "eu-tr:000001-01": "ours",
        "org:a": "ours",
    }
    assert clusters(chain, {}) == {}


def test_no_chain_joins_two_kinds_even_through_one_that_is_gone() -> None:
    chain = [judged("ep-person:1", "gone:1"), judged("gone:1", "org:a")]
    kinds = {"ep-person:1": "Person", "org:a": "Organization"}
    found = identities(chain, kinds)
    assert found.aliases == {"gone:1": "ep-person:1"}
    assert found.unused == (chain[1],)


def test_undone_in_the_middle_a_chain_falls_apart_where_it_was_undone() -> None:
    chain = [judged("org:a", "org:b"), judged("org:b", "ours"), judged("ours", "eu-tr:000001-01")]
    assert set(clusters(chain).values()) == {"org:a"}
    left = clusters([chain[0], chain[2]])
    assert left == {"org:b": "org:a", "ours": "eu-tr:000001-01"}


@settings(deadline=None)
@given(known=JUDGED, seed=st.integers())
def test_the_order_of_judging_does_not_matter(known: list[Judgement], seed: int) -> None:
    shuffled = random.Random(seed).sample(known, len(known))
    assert repr(identities(known)) == repr(identities(shuffled))


@settings(deadline=None)
@given(known=JUDGED)
def test_what_is_judged_different_is_never_joined(known: list[Judgement]) -> None:
    found = identities(known)
    stands = {one: found.aliases.get(one, one) for one in IDS}
    for one in known:
        if one.verdict is Verdict.DIFFERENT:
            assert stands[one.left] != stands[one.right]
        if one.verdict is Verdict.SAME:
            assert (stands[one.left] == stands[one.right]) or one in found.unused
    assert not set(found.aliases) & set(found.aliases.values())  # no alias of an alias


@settings(deadline=None)
@given(known=JUDGED)
def test_an_alias_is_known_from_the_first_level_that_joins_it(known: list[Judgement]) -> None:
    found = identities(known)
    for alias, canonical in found.aliases.items():
        used = [one for one in known if one not in found.unused]
        joined = [
            level
            for level in Level
            if same_through([one for one in used if one.level <= level], alias, canonical)
        ]
        assert found.levels[alias] is min(joined)


@settings(deadline=None)
@given(known=JUDGED)
def test_judged_one_by_one_nothing_contradictory_stands(known: list[Judgement]) -> None:
    standing: list[Judgement] = []
    for one in known:
        chain = contradiction(standing, one)
        if not chain:
            standing.append(one)
        else:
            assert set(chain) <= set(standing)
            # the chain alone is what does not go together with the new one
            assert identities([*chain, one]).unused
    assert identities(standing).unused == ()


def test_the_chain_that_is_contradicted_is_named() -> None:
    known = [judged("org:a", "org:b"), judged("org:b", "ours"), judged("org:a", "eu-tr:000001-01")]
    chain = contradiction(known, judged("org:a", "ours", "different"))
    assert in_words(chain) == (
        "org:a same org:b (judged 2026-01-02); org:b same ours (judged 2026-01-02)"
    )
    apart = [*known[1:], judged("eu-tr:000001-01", "ours", "different")]
    assert [one.pair for one in contradiction(apart, known[0])] == [
        ("eu-tr:000001-01", "org:a"),
        ("org:b", "ours"),
        ("eu-tr:000001-01", "ours"),
    ]


def test_a_pair_may_be_judged_anew() -> None:
    known = [judged("org:a", "org:b")]
    assert contradiction(known, judged("org:a", "org:b", "different")) == ()
    assert contradiction(known, judged("org:a", "org:b", "unsure")) == ()
