from datetime import date

import pytest

from graph.errors import SourceChanged
from graph.levels import Level
from graph.model import Property, Relation
from graph.period import Period
from loaders.base import Batch
from loaders.ep_roll_calls import read_roll_calls
from loaders.parliament import Parliament
from loaders.stream import Stream, opened
from tests.loaders.source_files import stream
from tests.loaders.test_howtheyvote import counts
from tests.loaders.vote_files import (
    DAY,
    PARLIAMENT,
    READ_ON,
    VOTE,
    member,
    roll_call,
    roll_calls,
)
from tests.shared import SHARED, needs_shared

FIXTURES = SHARED / "europarl" / "howtheyvote-fixtures"


def load(made: Stream, parliament: Parliament = PARLIAMENT) -> Batch:
    return read_roll_calls(made, parliament=parliament, retrieved_at=READ_ON)


def votes(batch: Batch) -> list[tuple[str, str | None, tuple[tuple[str, str], ...]]]:
    ties = [one for one in batch.statements if one.predicate is Relation.VOTED]
    assert {(one.object, one.period, one.level) for one in ties} <= {
        (VOTE, Period.on(DAY), Level.OFFICE)
    }
    return [(one.subject, one.role, one.qualifiers) for one in ties]


def test_persid_is_the_member_and_mepid_is_not() -> None:
    made = roll_calls(
        roll_call(
            ("For", {"PPE": (member("Example", "1", "2"),)}),
            ("Against", {"S-D": (member("Example", "2", "1"),)}),
            ("Abstention", {"Verts/ALE": (member("Moller", "3", "9"),)}),
        )
    )
    batch = load(made)
    assert votes(batch) == [
        ("ep-person:1", "for", (("group", "EPP"),)),
        ("ep-person:2", "against", (("group", "S&D"),)),
        ("ep-person:3", "abstain", (("group", "Greens/EFA"),)),
    ]
    assert batch.notes == ()


def test_the_vote_has_its_totals_and_label_and_no_result_nor_name() -> None:
    batch = load(roll_calls(roll_call(("For", {}), ("Against", {}), totals={"For": 9})))
    said = {one.predicate: one.value for one in batch.statements if one.value is not None}
    assert said == {
        Property.KIND: "Event",
        Property.CLASSIFICATION: "VoteEvent",
        Property.DESCRIPTION: "A10-0001/2025 - § 1",
        Property.VOTES_FOR: 9,
        Property.VOTES_AGAINST: 0,
    }


@pytest.mark.parametrize(
    ("name", "group", "found"),
    [
        ("Example", "PPE", ["ep-person:1"]),  # another Example sits in another group
        ("EXAMPLE Ana", "PPE", ["ep-person:1"]),
        ("Möller", "PPE", ["ep-person:3"]),  # folded
        ("Moeller", "PPE", []),  # another spelling is another name
        ("Moller", "S-D", []),  # not in that group
        ("Twin Cy", "PPE", []),  # two of them, since one changed group in February
        ("Twin Cy", "S-D", []),
    ],
)
def test_older_lists_name_members_by_name_within_the_group_of_the_day(
    name: str, group: str, found: list[str]
) -> None:
    batch = load(roll_calls(roll_call(("For", {group: (member(name),)}))))
    assert [one[0] for one in votes(batch)] == found
    if not found:
        (one,) = batch.rejections
        assert "nobody is guessed" in one.reason
        assert one.record == f"{VOTE}|{name}"


def test_namesakes_are_named_in_the_report() -> None:
    batch = load(roll_calls(roll_call(("For", {"PPE": (member("Twin Cy"),)}))))
    assert "ep-person:3, ep-person:4 bear that name" in batch.rejections[0].reason


def test_before_a_change_of_group_the_same_name_means_one() -> None:
    made = roll_calls(roll_call(("For", {"PPE": (member("Twin Cy"),)}), day="2025-01-20"))
    assert [
        (one.subject, one.period)
        for one in load(made).statements
        if one.predicate is Relation.VOTED
    ] == [("ep-person:3", Period.on(date(2025, 1, 20)))]


def test_a_member_twice_counts_once() -> None:
    made = roll_calls(
        roll_call(
            ("For", {"PPE": (member("Example", "1"),)}),
            ("Against", {"PPE": (member("Example", "1"),)}),
        )
    )
    batch = load(made)
    assert votes(batch) == [("ep-person:1", "for", (("group", "EPP"),))]
    assert "stands in this vote already, as for" in batch.rejections[0].reason


def test_totals_that_do_not_fit_and_intentions_are_said() -> None:
    later = (
        "<Intentions><Intentions.Result.For><Result.PoliticalGroup.List Identifier='PPE'>"
        f"{member('Moller', '3')}</Result.PoliticalGroup.List></Intentions.Result.For>"
        "</Intentions>"
    )
    made = roll_calls(
        roll_call(("For", {"PPE": (member("Example", "1"),)}), totals={"For": 2}, more=later)
    )
    batch = load(made)
    assert batch.notes == (
        f"rcv.xml {VOTE}: Result.For names 1 members, while its total says 2.",
        f"rcv.xml {VOTE}: 1 corrections or intentions stand beside; not kept.",
    )
    assert len(votes(batch)) == 1


def test_a_list_of_another_sitting_gives_nothing_and_counts_all() -> None:
    made = roll_calls(roll_call(("For", {"PPE": (member("Example", "1"),)}), number="5"))
    batch = load(made)
    assert batch.statements == ()
    assert counts(batch) == {
        "ballots in the list": 1,
        "ballots kept": 0,
        "roll calls in the list": 1,
        "reference votes in the list": 0,
    }


def test_without_a_choice_the_report_says_what_to_load() -> None:
    batch = load(roll_calls(roll_call(("For", {}))), Parliament())
    assert batch.statements == ()
    assert "corridors load reference-votes" in batch.notes[0]


def test_an_outside_document_type_is_passed_over_and_one_with_entities_refused() -> None:
    vote = roll_call(("For", {"PPE": (member("Example", "1"),)}))
    bare = '<!DOCTYPE PV.RollCallVoteResults SYSTEM "http://example.org/RCV.dtd">'
    assert len(votes(load(roll_calls(vote, head=bare)))) == 1
    own = '<!DOCTYPE PV.RollCallVoteResults [<!ENTITY a "b">]>'
    with pytest.raises(SourceChanged, match="document type"):
        load(roll_calls(vote, head=own))
    lost = roll_call(("For", {"PPE": (member("Ex&auml;mple", "1"),)}))
    with pytest.raises(SourceChanged, match="&auml; is defined nowhere"):
        load(roll_calls(lost, head=bare))


def test_another_file_is_refused() -> None:
    with pytest.raises(SourceChanged, match=r"PV\.RollCallVoteResults"):
        load(stream("<meps/>"))


@needs_shared
@pytest.mark.parametrize(
    ("name", "vote", "kept", "rejected", "notes"),
    [
        ("rcv-list_pv-9-2024-04-24-rcv-fr-noon", "168834", ["197490"], 0, 0),
        ("rcv_list_pv-9-2023-12-12-rcv-fr", "157699", ["197443"], 0, 0),
        ("rcv_list_p9-pv_2020_07-23_rcv_xc", "116365", ["198096", "125025", "197438"], 0, 0),
        ("rcv_list_pv-9-2020-07-23-rcv-fr", "116365", ["198096", "125025", "197438"], 0, 0),
        # Its total says two for: the fault that gave the file its name.
        (
            "rcv_list_incorrect_pv-9-2020-07-23-rcv-fr",
            "116365",
            ["198096", "125025", "197438"],
            0,
            1,
        ),
        # Two Adinolfis, told apart by their given names and groups.
        ("rcv_list_pv-9-2020-09-15-rcv-fr", "116461", ["197826", "124831"], 0, 0),
        ("rcv_list_pv-9-2019-07-15-rcv-fr", "108425", [], 0, 0),
    ],
)
def test_the_real_lists_find_their_members_with_or_without_numbers(
    real_members: Parliament, name: str, vote: str, kept: list[str], rejected: int, notes: int
) -> None:
    chosen = {f"ep-vote:{vote}": Level.PUBLIC}
    parliament = Parliament(
        real_members.people, chosen=chosen, names=real_members.names, groups=real_members.groups
    )
    with opened(FIXTURES / f"{name}.xml.gz") as made:
        batch = load(made, parliament)
    cast = [one.subject for one in batch.statements if one.predicate is Relation.VOTED]
    assert cast == [f"ep-person:{number}" for number in kept]
    assert (len(batch.rejections), len(batch.notes)) == (rejected, notes)


@pytest.fixture(scope="module")
def real_members() -> Parliament:
    from loaders.howtheyvote import read_group_memberships, read_members
    from tests.loaders.vote_files import SOURCE

    folder = SHARED / "europarl" / "howtheyvote"
    with opened(folder / "members.csv.gz") as people:
        named = read_members(people, source=SOURCE, retrieved_at=READ_ON)
    with opened(folder / "group_memberships.csv.gz") as seats:
        seated = read_group_memberships(seats, source=SOURCE, retrieved_at=READ_ON)
    return Parliament.of((*named.statements, *seated.statements))
