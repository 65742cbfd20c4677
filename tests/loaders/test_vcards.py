"""Address cards; every card here is made by us, and nobody on one exists."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import CorridorsError, InputError
from graph.levels import Level
from graph.model import Kind, Property, Relation
from graph.provenance import Statement
from loaders.base import Batch
from loaders.known import Known
from loaders.stream import Stream
from loaders.vcards import MOST_CARD, Acquainted, read_cards
from tests.graph.factories import fact, link, node

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
WORLD = [
    node("org:friends", Kind.ORGANIZATION),
    fact("org:friends", Property.NAME, "Friends of Nothing"),
    node("org:house", Kind.ORGANIZATION),
    fact("org:house", Property.NAME, "House of Nowhere"),
    node("ep-person:1"),
    fact("ep-person:1", Property.NAME, "Nobody Known"),
    link("ep-person:1", "org:house"),
    node("ep-person:2"),
    fact("ep-person:2", Property.NAME, "Nobody Twice"),
    link("ep-person:2", "org:house"),
    node("ep-person:3"),
    fact("ep-person:3", Property.NAME, "Nobody Twice"),
]


def read(*cards: str, world: list[Statement] = WORLD) -> Batch:
    return read_bytes("\r\n".join(cards).encode(), world)


def read_bytes(content: bytes, world: list[Statement] = WORLD) -> Batch:
    def chunks() -> Iterator[bytes]:
        yield content

    stream = Stream("a.vcf", chunks())
    return read_cards(stream, Known.of(world), Acquainted.of(world), retrieved_at=NOW)


def card(*more: str, name: str = "Nobody New", org: str = "Friends of Nothing") -> str:
    lines = ["BEGIN:VCARD", "VERSION:4.0", f"FN:{name}", f"ORG:{org}", *more, "END:VCARD"]
    return "\r\n".join(lines)


def test_a_card_becomes_a_contact_of_the_office() -> None:
    batch = read(
        card(
            "N:New;Nobody;;;",
            "TITLE:Head of\r\n  advocacy",
            "LANG;PREF=1:fr-BE",
            "LANG:en",
            "REV:20260304T091500Z",
        )
    )
    said = {one.predicate: one for one in batch.statements}
    tie = said[Relation.MEMBER_OF]
    assert (tie.object, tie.role) == ("org:friends", "Head of advocacy")
    assert tie.qualifiers == (("language", "en fr"),)
    assert said[Property.NAME].value == "Nobody New"
    assert said[Property.GIVEN_NAME].value == "Nobody"
    assert {one.as_of for one in batch.statements} == {date(2026, 3, 4)}
    assert {one.level for one in batch.statements} == {Level.OFFICE}
    assert tie.subject.startswith("card:")
    assert batch.complete


def test_everything_else_is_dropped_and_counted() -> None:
    batch = read(
        card(
            "EMAIL:nobody@example.org",
            "TEL:+32 2 000 00 00",
            "BDAY:19700101",
            "ADR:;;1 Nowhere;;;;",
            "PHOTO:data:image/jpeg;base64,AAAA",
            "NOTE:likes tea",
        )
    )
    text = " ".join(str(one) for one in batch.statements)
    for private in ("example.org", "+32", "1970", "Nowhere;", "AAAA", "tea"):
        assert private not in text
    assert batch.notes == tuple(
        f"1 × {key}: dropped" for key in ("adr", "bday", "email", "note", "photo", "tel")
    )


@pytest.mark.parametrize(
    "line",
    [
        "NOTE:former patient",
        "NOTE:she was former\\, and suffers from PTSD",
        "TITLE:former client of ours",
        "CATEGORIES:friends,clients",
    ],
)
def test_a_card_that_may_be_a_clients_is_refused_whole_and_not_quoted(line: str) -> None:
    batch = read(card(line), card(name="Nobody Else"))
    assert len(batch.rejections) == 1
    assert "Nobody New" not in str(batch)
    assert "former" not in str(batch)
    assert "Nobody Else" in str(batch)


@pytest.mark.parametrize(
    ("name", "org", "who"),
    [
        ("Nobody Known", "House of Nowhere", "ep-person:1"),
        ("NOBODY  KNOWN", "house of nowhere;Unit", "ep-person:1"),
        ("Nobody Known", "Friends of Nothing", None),  # a namesake elsewhere
        ("Nobody Twice", "House of Nowhere", None),  # two are called so
        ("Known Nobody", "House of Nowhere", None),  # not the whole name in this order
    ],
)
def test_nobody_is_taken_for_a_namesake(name: str, org: str, who: str | None) -> None:
    batch = read(card(name=name, org=org))
    (tie,) = [one for one in batch.statements if one.predicate is Relation.MEMBER_OF]
    assert tie.subject == who if who else tie.subject.startswith("card:")
    assert any(one.predicate is Property.KIND for one in batch.statements) == (who is None)


def test_the_same_card_has_the_same_name_wherever_it_stands() -> None:
    uid = "UID:urn:uuid:00000000-0000-0000-0000-000000000001"
    one = read(card(uid), card(name="Nobody Else"))
    other = read(card(name="Nobody Else"), card(uid, "TITLE:Chair"))
    names = [{said.subject for said in batch.statements} for batch in (one, other)]
    assert names[0] == names[1]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (card().replace("4.0", "2.1"), "version 2.1"),
        (card().replace("VERSION:4.0\r\n", ""), "version none"),
        (card(org="Unknown Body"), "not known here"),
        (card().replace("ORG:Friends of Nothing\r\n", ""), "names no organisation"),
        (card().replace("FN:Nobody New\r\n", ""), "has no name"),
        (card(name="x" * 301), "more than 300"),
        ("BEGIN:VCARD\r\nsecret of a client\r\nEND:VCARD", "no card that can be read"),
        ("BEGIN:VCARD\r\nVERSION:4.0", "no end"),
        (card(*["PHOTO:" + "A" * 900_000] * (MOST_CARD // 900_000 + 1)), "no end, or more"),
    ],
)
def test_malformed_cards_are_rejected_by_place(text: str, told: str) -> None:
    batch = read(card(), text)
    (rejected,) = batch.rejections
    assert rejected.place == "a.vcf line 6"
    assert told in rejected.reason
    assert "secret" not in rejected.reason
    assert not batch.complete


def test_cards_of_groups_are_counted() -> None:
    batch = read(card("KIND:group"))
    assert batch.statements == ()
    assert batch.notes == ("1 × cards of groups, organisations and places: dropped",)


@pytest.mark.parametrize("content", [b"", b"BEGIN:VCALENDAR\nEND:VCALENDAR\n"])
def test_a_file_without_cards_is_refused(content: bytes) -> None:
    with pytest.raises(InputError, match="no address card"):
        read_bytes(content)


PIECES = [
    *("BEGIN:VCARD", "END:VCARD", "VERSION:3.0", "N:;;", "ORG:;", " x", "FN", "REV:2026-99-99"),
    *("X-A;B=", "NOTE;ENCODING=QUOTED-PRINTABLE:=ZZ", "g.FN:a", ":", "LANG:", "\u2028"),
    *("PHOTO;ENCODING=b:%%%", "ORG:Friends of Nothing", "FN:Nobody New"),
]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(PIECES) | st.text(max_size=12),
        max_size=14,
    )
)
def test_no_text_breaks_the_reading_but_by_our_own_errors(parts: list[str]) -> None:
    try:
        read("BEGIN:VCARD", *parts, "END:VCARD")
    except CorridorsError:
        return
    except UnicodeEncodeError:
        return  # the text itself cannot be a file


def test_a_note_about_policy_refuses_no_card() -> None:
    batch = read(
        card("NOTE:works on patients' rights and victims of torture", "TITLE:Health policy")
    )
    assert batch.rejections == ()
