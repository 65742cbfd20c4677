"""No real answer is at hand: every row is made by us, after the directory's published model."""

from collections.abc import Callable
from pathlib import Path

import pytest

import loaders
from graph.errors import SourceChanged
from graph.model import Property, Relation
from graph.period import ALWAYS_UNKNOWN
from loaders.base import Batch
from loaders.eu_whoiswho import NOTICE, PAGE, read_whoiswho
from loaders.known import Known
from loaders.stream import Stream
from tests.loaders.authority_files import (
    AUTHORITY,
    DIRECTORY,
    NAMES,
    READ_ON,
    WHOISWHO,
    answer,
    answer_csv,
    found,
    membership,
    said_of,
)

NOBODY = Known({})
PURPOSE = "invitations to a hearing on inventions"
POST = "eu-post:INV.A.1/head-of-unit"
QUERIES = Path(loaders.__file__).parent / "queries"


def read(made: Stream, purpose: str | None = None, known: Known = NOBODY) -> Batch:
    return read_whoiswho(made, known=known, retrieved_at=READ_ON, purpose=purpose)


@pytest.mark.parametrize("form", [answer, answer_csv])
def test_position_becomes_a_post_in_its_organisation(form: Callable[..., Stream]) -> None:
    batch = read(form(membership(1)))
    assert said_of(batch, POST) == {
        "kind": ["Post"],
        "name": ["Head of Unit"],
        "seats": [1],
        "POST_IN": ["whoiswho:INV.A.1"],
    }
    assert said_of(batch, "whoiswho:INV.A.1") == {
        "kind": ["Organization"],
        "name": ["Unit of Inventions"],
        "identifier": ["INV.A.1"],
        "SUB_ORGANIZATION_OF": ["eu-body:INV"],
    }
    assert batch.complete


def test_position_held_by_several_is_one_post_with_their_number() -> None:
    batch = read(answer(membership(1, "Policy Officer"), membership(2, "Policy Officer")))
    assert said_of(batch, "eu-post:INV.A.1/policy-officer")["seats"] == [2]
    assert found(batch)["posts"] == 1


def test_nearest_parent_counts_and_the_institution_only_without_one() -> None:
    above = membership(1, "Director", mnemonic="INV.A", name="Directorate")
    batch = read(answer(above, membership(2, parent=f"{DIRECTORY}/INV.A")))
    assert said_of(batch, "whoiswho:INV.A.1")["SUB_ORGANIZATION_OF"] == ["whoiswho:INV.A"]
    assert said_of(batch, "whoiswho:INV.A")["SUB_ORGANIZATION_OF"] == ["eu-body:INV"]


def test_body_of_the_table_is_described_under_the_lists_identifier() -> None:
    row = membership(1, organization=f"{AUTHORITY}/corporate-body/FRA", mnemonic="")
    batch = read(answer(row), known=Known({}, {"eu-body:FRA": "org:fra"}))
    assert said_of(batch, "eu-post:fra/head-of-unit")["POST_IN"] == ["org:fra"]


@pytest.mark.parametrize("form", [answer, answer_csv])
def test_without_a_purpose_no_name_is_kept_and_they_are_counted(
    form: Callable[..., Stream],
) -> None:
    batch = read(form(membership(1, family="EXAMPLE"), names=True))
    assert "EXAMPLE" not in repr(batch)
    assert "/P1" not in repr(batch)
    assert found(batch)["names left out"] == 1
    assert {one.predicate for one in batch.statements}.isdisjoint(
        {Relation.HOLDS, Relation.MEMBER_OF}
    )


def test_with_a_purpose_officials_hold_posts_without_an_invented_start() -> None:
    batch = read(answer(membership(1, family="EXAMPLE"), names=True), PURPOSE)
    assert said_of(batch, "eu-person:P1") == {
        "kind": ["Person"],
        "classification": ["Official"],
        "name": ["Ana EXAMPLE"],
        "family_name": ["EXAMPLE"],
        "given_name": ["Ana"],
        "HOLDS": [POST],
    }
    (tie,) = [one for one in batch.statements if one.predicate is Relation.HOLDS]
    assert tie.period == ALWAYS_UNKNOWN
    assert any(PURPOSE in note for note in batch.notes)


def test_who_shares_a_position_is_a_member_and_holds_no_post_alone() -> None:
    rows = [membership(number, "Policy Officer", family="EXAMPLE") for number in (1, 2)]
    batch = read(answer(*rows, names=True), PURPOSE)
    ties = [one for one in batch.statements if one.predicate is Relation.MEMBER_OF]
    assert sorted(one.subject for one in ties) == ["eu-person:P1", "eu-person:P2"]
    assert {one.object for one in ties} == {"whoiswho:INV.A.1"}
    assert {one.qualifiers for one in ties} == {(("position", "Policy Officer"),)}
    assert Relation.HOLDS not in {one.predicate for one in batch.statements}


def test_position_that_names_somebody_is_left_out_and_counted() -> None:
    batch = read(answer(membership(1, "Assistant to Ms Example"), membership(2)))
    assert "Example" not in repr(batch)
    assert found(batch)["positions that name somebody left out"] == 1


def test_screen_says_that_direct_marketing_is_forbidden() -> None:
    assert NOTICE in read(answer(membership(1))).notes
    assert "direct marketing" in NOTICE


def test_full_page_says_that_another_may_follow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loaders.eu_whoiswho.PAGE", 2)
    batch = read(answer(membership(1), membership(2)))
    assert any("further page" in note for note in batch.notes)


def test_row_without_an_organisation_is_rejected_with_its_place() -> None:
    batch = read(answer(membership(1), membership(2, mnemonic="", organization="x")))
    assert [one.place for one in batch.rejections] == ["answer.json result 2"]
    assert not batch.complete


def test_empty_answer_stops_the_reading() -> None:
    with pytest.raises(SourceChanged, match="no row"):
        read(answer())


def test_queries_ask_for_what_is_read_and_never_for_more() -> None:
    posts = (QUERIES / "whoiswho-posts.rq").read_text(encoding="utf-8")
    people = (QUERIES / "whoiswho-people.rq").read_text(encoding="utf-8")
    assert f"SELECT DISTINCT {' '.join(f'?{name}' for name in WHOISWHO)}\n" in posts
    every = " ".join(f"?{name}" for name in (*WHOISWHO, *NAMES))
    assert f"SELECT DISTINCT {every}\n" in people
    assert f"LIMIT {PAGE}\n" in posts
    assert f"LIMIT {PAGE}\n" in people
    for private in ("vcard", "hasEmail", "hasTelephone", "hasAddress", "img", "foaf:mbox"):
        assert private not in posts + people
    assert "familyName" not in posts


def test_no_property_of_private_life_is_said_of_an_official() -> None:
    batch = read(answer(membership(1, family="EXAMPLE"), names=True), PURPOSE)
    said = {one.predicate for one in batch.statements if one.subject == "eu-person:P1"}
    assert said == {
        Property.KIND,
        Property.CLASSIFICATION,
        Property.NAME,
        Property.FAMILY_NAME,
        Property.GIVEN_NAME,
        Relation.HOLDS,
    }
