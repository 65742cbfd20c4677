from datetime import date

import pytest

from graph.errors import SourceChanged
from graph.model import Property, Relation
from graph.period import EndKind, Period
from loaders.base import Batch
from loaders.howtheyvote import read_group_memberships, read_groups, read_members, table_of
from loaders.stream import Stream, opened
from tests.loaders.source_files import stream
from tests.loaders.vote_files import (
    READ_ON,
    SOURCE,
    ballots,
    groups,
    members,
    memberships,
    votes,
)
from tests.shared import SHARED, needs_shared

EXPORT = SHARED / "europarl" / "howtheyvote"
ROW = "9001,Ana,EXAMPLE,GRC,1970-01-01,ana@example.org,https://f.example,https://t.example"


def counts(batch: Batch) -> dict[str, int]:
    return {one.what: one.found for one in batch.counts}


@pytest.mark.parametrize(
    ("made", "name"),
    [
        (votes(), "votes"),
        (members(), "members"),
        (memberships(), "group-memberships"),
        (groups(), "groups"),
        (ballots(), "member-votes"),
    ],
)
def test_a_table_is_told_by_its_header_and_nothing_of_it_is_lost(made: Stream, name: str) -> None:
    whole = b"".join(made.chunks)
    found, again = table_of(Stream("x", [whole[:3], whole[3:]]))
    assert (found, b"".join(again.chunks)) == (name, whole)


def test_another_table_of_the_export_is_refused_with_what_is_read() -> None:
    with pytest.raises(SourceChanged, match=r"votes\.csv, member_votes\.csv"):
        table_of(stream("code,label,iso_alpha_2\n"))


def test_a_member_has_name_and_number_and_nothing_private() -> None:
    batch = read_members(members(ROW), source=SOURCE, retrieved_at=READ_ON)
    said = {one.predicate: one.value for one in batch.statements}
    assert said == {
        Property.KIND: "Person",
        Property.CLASSIFICATION: "MEP",
        Property.IDENTIFIER: "ep-person:9001",
        Property.NAME: "Ana EXAMPLE",
        Property.GIVEN_NAME: "Ana",
        Property.FAMILY_NAME: "EXAMPLE",
    }
    assert batch.complete


def test_the_same_member_twice_is_rejected_by_row() -> None:
    batch = read_members(members(ROW, ROW), source=SOURCE, retrieved_at=READ_ON)
    (one,) = batch.rejections
    assert (one.place, one.record) == ("members.csv row 3", "ep-person:9001")
    assert batch.complete


def test_a_membership_is_dated_and_of_the_parliaments_own_body() -> None:
    batch = read_group_memberships(
        memberships("9001,SD,9,2019-07-02,2020-01-31", "9001,GREEN_EFA,10,2024-07-16,"),
        source=SOURCE,
        retrieved_at=READ_ON,
    )
    ties = [one for one in batch.statements if one.predicate is Relation.MEMBER_OF]
    assert [(one.object, one.role, one.period) for one in ties] == [
        ("ep-org:5154", "MEMBER", Period.between(date(2019, 7, 2), date(2020, 1, 31))),
        ("ep-org:7028", "MEMBER", Period.since(date(2024, 7, 16))),
    ]
    assert ties[1].period.end_kind is EndKind.OPEN
    acronyms = {
        one.subject: one.value for one in batch.statements if one.predicate is Property.ACRONYM
    }
    assert acronyms == {"ep-org:5154": "S&D", "ep-org:7028": "Greens/EFA"}


def test_a_membership_that_outlives_its_group_is_rejected_with_its_record() -> None:
    batch = read_group_memberships(
        memberships(
            "9001,ID,9,2019-07-02,",
            "9002,NEWEST,10,2025-01-01,",
            "9003,EPP,9,2020-01-01,2020-02-01",
        ),
        source=SOURCE,
        retrieved_at=READ_ON,
    )
    assert [one.record for one in batch.rejections] == [
        "ep-person:9001|ID|2019-07-02",
        "ep-person:9002|NEWEST|2025-01-01",
    ]
    assert counts(batch)["group memberships kept"] == 1


def test_groups_name_the_bodies_of_their_time() -> None:
    batch = read_groups(
        groups("GUE_NGL,The Left group,The Left,Left", "GUE_NGL_1995_0,Confederal group,GUE,GUE"),
        source=SOURCE,
        retrieved_at=READ_ON,
    )
    names = {one.subject: one.value for one in batch.statements if one.predicate is Property.NAME}
    assert names == {
        "ep-org:5151": "Confederal group",
        "ep-org:6259": "The Left group",
        "ep-org:7036": "The Left group",
    }


@needs_shared
def test_the_real_tables_come_out_whole() -> None:
    found: dict[str, int] = {}
    for name, read in (
        ("members", read_members),
        ("groups", read_groups),
        ("group_memberships", read_group_memberships),
    ):
        with opened(EXPORT / f"{name}.csv.gz") as made:
            batch = read(made, source=SOURCE, retrieved_at=READ_ON)
        assert (batch.rejections, batch.complete) == ((), True)
        found |= counts(batch)
    assert found == {
        "members read": 1_276,
        "members kept": 1_276,
        "groups read": 11,
        "groups kept": 11,
        "group memberships read": 1_888,
        "group memberships kept": 1_888,
        "members with several in a term": 184 + 54,
        "of them, in more than one group": 119,
    }
