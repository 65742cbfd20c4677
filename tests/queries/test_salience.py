from dataclasses import replace
from datetime import timedelta

import pytest

from graph.errors import InvalidQuestion, UnknownEntity
from graph.model import Relation, Tie
from graph.period import Period
from queries.measures.salience import (
    CLASSES,
    Attribute,
    Salience,
    SalienceClass,
    SalienceQuestion,
    salience,
)
from tests.factories import DAY, contact, tie
from tests.queries.file_graph import FILE, both

ASKED = SalienceQuestion(FILE, DAY, ours=("us",))
P, L, U = Attribute


def ask(question: SalienceQuestion = ASKED, *more: Tie) -> dict[str, Salience]:
    return {one.actor.id: one for one in salience(*both(*more), question).members}


def has(one: Salience) -> tuple[bool | None, ...]:
    return tuple(judgement.has for judgement in one.judgements)


@pytest.mark.parametrize(
    ("attributes", "name"),
    [
        ((), "non-stakeholder"),
        ((P,), "dormant"),
        ((L,), "discretionary"),
        ((U,), "demanding"),
        ((P, L), "dominant"),
        ((P, U), "forceful"),
        ((L, U), "dependent"),
        ((P, L, U), "definitive"),
    ],
)
def test_every_combination_has_its_class(attributes: tuple[Attribute, ...], name: str) -> None:
    stated = {("shadow", one): one in attributes for one in Attribute}
    one = ask(replace(ASKED, stated=stated))["shadow"]
    assert (one.salience_class, one.possible) == (name, (SalienceClass(name),))
    assert all(judgement.is_stated for judgement in one.judgements)
    assert len(CLASSES) == len(SalienceClass) == 8


def test_formal_roles_give_power_and_a_rightful_claim() -> None:
    found = ask()
    assert has(found["shadow"])[:2] == (True, True)
    assert has(found["member"])[:2] == (True, True)
    assert has(found["substitute"])[:2] == (False, True)
    assert has(found["unstated"])[:2] == (None, True)


def test_only_whole_rosters_deny_power() -> None:
    found = ask(replace(ASKED, added=("elsewhere", "official", "us")))
    assert has(found["elsewhere"]) == (False, None, None)
    assert has(found["official"]) == (None, None, None)
    assert has(found["us"]) == (None, None, None)
    assert len(found["us"].possible) == 8


def test_a_recent_stand_or_contact_is_urgent() -> None:
    recent = contact("us", "chair", DAY - timedelta(days=90))
    found = ask(ASKED, recent, contact("us", "shadow", DAY - timedelta(days=91)))
    assert has(found["chair"])[2] is True
    assert has(found["shadow"])[2] is None
    assert has(ask(replace(ASKED, urgent_days=91), recent)["chair"])[2] is True
    stand = Period.since(DAY - timedelta(days=9))
    found = ask(ASKED, tie("us", Relation.STANDS_ON, FILE, "against", period=stand))
    assert (has(found["us"])[2], found["us"].stance) == (True, "against")


def test_a_later_contact_does_not_count_yet() -> None:
    later = contact("us", "chair", DAY + timedelta(days=1))
    assert has(ask(ASKED, later)["chair"])[2] is None


def test_open_attributes_leave_the_classes_that_are_possible() -> None:
    one = ask()["shadow"]
    assert one.salience_class is None
    assert one.possible == (SalienceClass.DOMINANT, SalienceClass.DEFINITIVE)
    assert one.stance is None


def test_what_is_stated_wins_and_the_rule_stays_readable() -> None:
    one = ask(replace(ASKED, stated={("shadow", P): False}))["shadow"]
    assert has(one)[0] is False
    assert "by rule: yes, shadow rapporteur" in one.judgements[0].reading


def test_stating_something_of_somebody_adds_them() -> None:
    assert has(ask(replace(ASKED, stated={("us", L): True}))["us"]) == (None, True, None)


def test_those_on_the_file_come_first_among_equals() -> None:
    members = salience(*both(), ASKED).members
    assert [one.actor.id for one in members[:2]] == ["shadow", "chair"]


def test_whatever_is_at_fault_is_named() -> None:
    with pytest.raises(InvalidQuestion, match="urgent_days is 0"):
        ask(replace(ASKED, urgent_days=0))
    with pytest.raises(UnknownEntity, match="'z'"):
        ask(replace(ASKED, added=("z",)))
