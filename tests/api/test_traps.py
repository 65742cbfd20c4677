"""Traps of the publishers' files, loaded as a person would: nothing breaks, each is reported.

The recordings are ours (``tests/loaders/traps/README.md``); what right is stands in each name.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from api.load import load_path
from graph.ledger import Ledger
from graph.levels import Level
from graph.merge import merge
from graph.model import Classification, MergedGraph, Property, Relation, Tie
from graph.period import EndKind
from loaders.base import LoadReport, LoadStatus
from queries.rosters import Rosters

TRAPS = Path(__file__).parents[1] / "loaders" / "traps"
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
ORDER = (
    ("ep-bodies", "bodies.json"),
    ("ep-members", "members"),
    ("howtheyvote", "export"),
    ("ep-shadows", "shadows.json"),
    ("reference-votes", "reference-votes.csv"),
    ("ep-roll-calls", "roll-calls.xml"),
    ("transparency-register", "register.xml"),
    ("ep-meetings", "meetings.csv"),
)
DAY = date(2025, 3, 4)


@dataclass(frozen=True)
class Loaded:
    """The ledger after all loads, their reports by source, and the graph at the office's level."""

    ledger: Ledger
    reports: dict[str, LoadReport]
    rosters: Rosters

    @property
    def graph(self) -> MergedGraph:
        return self.rosters.graph

    def said(self, source: str) -> str:
        """Give everything that the report of a source says in words."""
        report = self.reports[source]
        rejected = (f"{one.place}: {one.reason}" for one in report.rejections)
        counts = (f"{one.found} {one.what}" for one in report.counts)
        return "\n".join((*report.notes, *rejected, *counts))

    def ties(self, relation: Relation, subject: str) -> list[Tie]:
        own = self.rosters.of_subject.get(subject, ())
        return [one for one in own if one.relation is relation]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loaded]:
    with Ledger.open(tmp_path_factory.mktemp("traps") / "ledger.sqlite") as ledger:
        reports = {}
        for name, path in ORDER:
            for report in load_path(ledger, name, TRAPS / path, now=NOW):
                reports[report.source] = report
        level = Level.OFFICE
        merged = merge(ledger.read(level), ledger.sources(), level, 1)
        yield Loaded(ledger, reports, Rosters.build(merged))


def test_every_trap_loads_and_a_second_load_of_all_appends_nothing(loaded: Loaded) -> None:
    assert {one.status for one in loaded.reports.values()} == {LoadStatus.SUCCESS}
    for name, path in ORDER:
        for report in load_path(loaded.ledger, name, TRAPS / path, now=NOW + timedelta(days=1)):
            assert (report.status, report.appended, report.closed) == (LoadStatus.UNCHANGED, 0, 0)


@pytest.mark.parametrize(
    ("source", "ghost"),
    [
        ("howtheyvote:group_memberships", "ep-person:9199"),
        ("mpoftheweek", "ep-person:9198"),
        ("ep-roll-calls", "ep-person:9197"),
    ],
)
def test_a_ghost_member_is_named_in_the_report_and_stays_out_of_the_graph(
    loaded: Loaded, source: str, ghost: str
) -> None:
    assert ghost in loaded.said(source)
    assert ghost not in loaded.graph.entities
    assert not any(ghost in (tie.subject, tie.object) for tie in loaded.graph.ties)


def test_a_member_without_a_group_is_counted_and_sits_in_none(loaded: Loaded) -> None:
    assert "1 sitting members without a group" in loaded.said("ep-open-data")
    assert loaded.rosters.group("ep-person:9104", DAY) is None
    assert loaded.rosters.group("ep-person:9101", DAY) == "EPP"
    seated = [seat.person for seat in loaded.rosters.seats("ep-org:ep-10", DAY)]
    assert "ep-person:9104" in seated


def test_homonyms_stay_two_and_a_ballot_by_name_alone_goes_to_neither(loaded: Loaded) -> None:
    both = [loaded.graph.entities[f"ep-person:{number}"].name for number in (9101, 9102)]
    assert both == ["Ana EXAMPLE", "Ana EXAMPLE"]
    assert "ep-person:9101, ep-person:9102 bear that name" in loaded.said("ep-roll-calls")
    for person in ("ep-person:9101", "ep-person:9102"):
        voted = [tie.object for tie in loaded.ties(Relation.VOTED, person)]
        assert voted == ["ep-vote:900902"]  # the one with numbers


def test_after_a_change_of_name_there_is_one_person_under_the_new_and_lists_by_the_old_find_it(
    loaded: Loaded,
) -> None:
    person = loaded.graph.entities["ep-person:9103"]
    assert person.name == "Bo NEWNAME"
    others = [fact.value for fact in person.alternatives[Property.FAMILY_NAME]]
    assert others == ["OLDNAME"]
    voted = {tie.object for tie in loaded.ties(Relation.VOTED, "ep-person:9103")}
    assert voted == {"ep-vote:900901", "ep-vote:900902"}
    assert "Nobody" in loaded.said("ep-roll-calls")


def test_a_committee_without_a_roster_is_named_and_has_no_seats(loaded: Loaded) -> None:
    note = "Committees of which no loaded source names a member: "
    reports = load_path(loaded.ledger, "ep-bodies", TRAPS / "bodies.json", now=NOW, dry_run=True)
    (said,) = (one for report in reports for one in report.notes if one.startswith(note))
    assert said == f"{note}ep-org:6006, ep-org:EMPT."
    assert loaded.graph.entities["ep-org:EMPT"].name == "Committee on Nothing"
    assert loaded.rosters.seats("ep-org:EMPT", DAY) == ()


def test_the_same_register_number_twice_is_kept_once_and_the_second_rejected(
    loaded: Loaded,
) -> None:
    (one,) = loaded.reports["transparency-register"].rejections
    assert (one.record, "already" in one.reason) == ("eu-tr:333333333333-33", True)
    assert loaded.graph.entities["eu-tr:333333333333-33"].name == "Invented Union"


def test_one_name_under_two_numbers_stays_two_and_a_meeting_by_name_means_neither(
    loaded: Loaded,
) -> None:
    assert "1 names are borne by more than one entry" in loaded.said("transparency-register")
    twins = ("eu-tr:111111111111-11", "eu-tr:222222222222-22")
    assert {loaded.graph.entities[one].name for one in twins} == {"Invented Federation"}
    assert [loaded.ties(Relation.CONTACT_OF, one) for one in twins] == [[], []]
    (met,) = loaded.ties(Relation.CONTACT_OF, "eu-tr:333333333333-33")
    assert met.object == "ep-person:9102"


def test_a_joint_committee_is_both_where_rows_say_so_and_its_own_body_where_members_sit(
    loaded: Loaded,
) -> None:
    file = loaded.rosters.of_object["ep-procedure:2025-9001"]
    lead = {tie.subject for tie in file if tie.relation is Relation.RESPONSIBLE_FOR}
    assert lead == {"ep-org:FEMM", "ep-org:LIBE"}
    joint = loaded.graph.entities["ep-org:6005"]
    assert (joint.name, joint.classification) == (
        "Joint invented committee FEMM and LIBE",
        Classification.COMMITTEE,
    )
    # Its number is given anew each term, so it must not pass for a version of a lasting CJ99.
    assert loaded.ties(Relation.VERSION_OF, "ep-org:6005") == []
    assert [seat.person for seat in loaded.rosters.seats("ep-org:LIBE", DAY)] == [
        "ep-person:9102",
        "ep-person:9103",
    ]


def test_a_body_under_two_numbers_has_one_roster_each_day_and_nobody_twice(
    loaded: Loaded,
) -> None:
    for day, number in ((date(2025, 1, 19), 6001), (date(2025, 1, 20), 6002)):
        (seat,) = loaded.rosters.seats("ep-org:ENVI", day)
        assert (seat.person, seat.tie.object) == ("ep-person:9101", f"ep-org:{number}")


def test_an_end_that_is_missing_empty_or_far_away_is_open_each_time(loaded: Loaded) -> None:
    for person, group in ((9101, 7018), (9102, 7018), (9103, 7038)):
        (tie,) = (
            one
            for one in loaded.ties(Relation.MEMBER_OF, f"ep-person:{person}")
            if one.object == f"ep-org:{group}"
        )
        assert (tie.period.end, tie.period.end_kind) == (None, EndKind.OPEN)


def test_a_group_in_four_spellings_is_one_group_with_all_the_evidence(loaded: Loaded) -> None:
    voted = loaded.ties(Relation.VOTED, "ep-person:9103")
    assert {tie.qualifier("group") for tie in voted} == {"S&D"}  # S&D and S-D
    (shadow,) = loaded.ties(Relation.RAPPORTEUR_FOR, "ep-person:9103")
    assert shadow.qualifier("group") == "S&D"  # S_D
    seats = loaded.ties(Relation.MEMBER_OF, "ep-person:9103")
    (group,) = (tie for tie in seats if tie.object == "ep-org:7038")
    assert {one.source for one in group.evidence} == {
        "ep-open-data",
        "howtheyvote:group_memberships",  # SD
    }


def test_a_group_nobody_knows_is_rejected_by_row(loaded: Loaded) -> None:
    (one,) = loaded.reports["howtheyvote:group_memberships"].rejections
    assert "NEWEST" in one.reason
    assert one.record == "ep-person:9103|NEWEST|2025-01-01"


def test_greece_in_four_spellings_is_one_country(loaded: Loaded) -> None:
    countries = [
        loaded.rosters.countries(f"ep-person:{number}", DAY) for number in range(9101, 9105)
    ]
    assert countries == [frozenset({"country:GRC"})] * 4


def test_every_recording_is_invented_and_says_so() -> None:
    assert "made by us" in (TRAPS / "README.md").read_text(encoding="utf-8")
    for path in sorted((TRAPS / "members").iterdir()):
        (person,) = json.loads(path.read_text(encoding="utf-8"))["data"]
        assert 9100 < int(person["identifier"]) < 9200
