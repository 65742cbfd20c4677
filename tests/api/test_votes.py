"""Votes into a ledger, as a person would load them. Every file here was made by us."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from api.load import load_path, load_saved
from api.load_streams import files_of
from graph.errors import SourceUnavailable
from graph.ledger import Ledger
from graph.levels import Level
from graph.merge import merge
from graph.model import MergedGraph, Property, Relation
from loaders.base import LoadReport, LoadStatus
from loaders.stream import Stream
from tests.loaders.source_files import full_list, listed
from tests.loaders.vote_files import (
    ballots,
    decision,
    decisions,
    groups,
    member,
    members,
    memberships,
    roll_call,
    roll_calls,
    vote_list,
    vote_row,
    votes,
    voting,
)

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
CHOICE = (
    "vote,dossier,ours,date,title,source\n"
    "900001,2025/0001,for,2025-03-04,Our reference,our choice\n"
)
SHADOW = (
    '[{"appointed": "2025-01-30", "committee": "LIBE", "group_at_appointment": "PPE", '
    '"mep_id": 1, "procedure_code": "2025/0001(COD)", "procedure_title": "An invented file", '
    '"procedure_type": "COD", "role": "shadow_rapporteur"}]'
)
EXPORT = {
    "members": members("1,Ana,EXAMPLE,GRC,,,,", "2,Bo,EXAMPLE,GRC,,,,"),
    "groups": groups("EPP,Group E,E,E"),
    "group_memberships": memberships("1,EPP,10,2024-07-16,"),
    "votes": votes(
        vote_row("900001", main="False"), vote_row("900002"), vote_row("3", procedure="")
    ),
    "member_votes": ballots(
        "900001,1,FOR,GRC,EPP", "900001,2,AGAINST,GRC,NI", "900002,1,FOR,GRC,EPP"
    ),
}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "ledger.sqlite") as opened:
        yield opened


@pytest.fixture
def export(tmp_path: Path) -> Path:
    folder = tmp_path / "export"
    folder.mkdir()
    for name, made in EXPORT.items():
        (folder / f"{name}.csv").write_bytes(b"".join(made.chunks))
    (folder / "countries.csv").write_text("code\nGRC\n", encoding="utf-8")
    return folder


def load(ledger: Ledger, name: str, folder: Path, made: Stream | str, day: int = 0) -> LoadReport:
    path = folder / f"{name}.in"
    path.write_bytes(made.encode() if isinstance(made, str) else b"".join(made.chunks))
    return load_saved(ledger, name, path, now=NOW + timedelta(days=day))


def graph(ledger: Ledger, level: Level = Level.OFFICE) -> MergedGraph:
    return merge(ledger.read(level), ledger.sources(), level, 1)


def chosen(ledger: Ledger, folder: Path) -> None:
    load(ledger, "ep-shadows", folder, SHADOW)
    load(ledger, "reference-votes", folder, CHOICE)


def test_a_folder_is_read_table_by_table_in_the_order_they_need(export: Path) -> None:
    assert [path.stem for path in files_of("howtheyvote", export)] == list(EXPORT)


def test_a_folder_without_any_of_them_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceUnavailable, match="called members, groups"):
        files_of("howtheyvote", tmp_path)


def test_the_whole_export_gives_results_for_all_and_ballots_for_whom_chose(
    ledger: Ledger, tmp_path: Path, export: Path
) -> None:
    chosen(ledger, tmp_path)
    reports = load_path(ledger, "howtheyvote", export, now=NOW)
    assert [one.source for one in reports] == [f"howtheyvote:{name}" for name in EXPORT]
    public, office = graph(ledger, Level.PUBLIC), graph(ledger)
    assert [one for one in public.entities if one.startswith("ep-vote:")] == ["ep-vote:900002"]
    assert public.entities["ep-vote:900002"].first(Property.RESULT) == "ADOPTED"
    assert [tie.relation for tie in public.ties if tie.relation is Relation.VOTED] == []
    cast = [(tie.subject, tie.role) for tie in office.ties if tie.relation is Relation.VOTED]
    assert sorted(cast) == [("ep-person:1", "for"), ("ep-person:2", "against")]


def test_the_export_again_appends_nothing(ledger: Ledger, tmp_path: Path, export: Path) -> None:
    chosen(ledger, tmp_path)
    load_path(ledger, "howtheyvote", export, now=NOW)
    for report in load_path(ledger, "howtheyvote", export, now=NOW + timedelta(days=1)):
        assert (report.status, report.appended, report.closed) == (LoadStatus.UNCHANGED, 0, 0)
        assert report.unchanged > 0


@pytest.mark.parametrize(
    ("name", "made"),
    [
        (
            "ep-roll-calls",
            lambda: roll_calls(roll_call(("For", {"PPE": (member("Example Ana"),)}))),
        ),
        ("ep-vote-lists", lambda: vote_list(voting("900002", favour="401"))),
        ("ep-decisions", lambda: decisions(decision(), decision(900002))),
    ],
)
def test_the_parliaments_own_lists_add_to_the_same_votes_and_reload_without_a_change(
    ledger: Ledger, tmp_path: Path, export: Path, name: str, made: object
) -> None:
    chosen(ledger, tmp_path)
    load_path(ledger, "howtheyvote", export, now=NOW)
    before = set(graph(ledger).entities)
    assert callable(made)
    first = load(ledger, name, tmp_path, made())
    assert first.appended > 0
    assert set(graph(ledger).entities) == before
    again = load(ledger, name, tmp_path, made(), day=1)
    assert (again.status, again.appended, again.closed) == (LoadStatus.UNCHANGED, 0, 0)


def test_where_counts_differ_the_parliament_is_chosen_and_the_other_kept(
    ledger: Ledger, tmp_path: Path, export: Path
) -> None:
    chosen(ledger, tmp_path)
    load_path(ledger, "howtheyvote", export, now=NOW)
    load(ledger, "ep-vote-lists", tmp_path, vote_list(voting("900002", favour="401")))
    vote = graph(ledger).entities["ep-vote:900002"]
    assert vote.first(Property.VOTES_FOR) == 401
    (other,) = vote.alternatives[Property.VOTES_FOR]
    assert (other.value, other.evidence[0].source) == (400, "howtheyvote:votes")


def test_two_lists_that_agree_are_two_pieces_of_evidence_for_one_ballot(
    ledger: Ledger, tmp_path: Path, export: Path
) -> None:
    chosen(ledger, tmp_path)
    load_path(ledger, "howtheyvote", export, now=NOW)
    load(
        ledger,
        "ep-roll-calls",
        tmp_path,
        roll_calls(roll_call(("For", {"PPE": (member("Example Ana"),)}))),
    )
    (tie,) = (
        one
        for one in graph(ledger).ties
        if one.relation is Relation.VOTED and one.subject == "ep-person:1"
    )
    assert {one.source for one in tie.evidence} == {"howtheyvote:member_votes", "ep-roll-calls"}


def test_a_list_that_names_people_nobody_describes_says_so(ledger: Ledger, tmp_path: Path) -> None:
    report = load(ledger, "ep-shadows", tmp_path, SHADOW)
    assert any(
        "described by no loaded source: ep-org:LIBE, ep-person:1" in one for one in report.notes
    )
    load(ledger, "ep-full-list", tmp_path, full_list(listed("1")))
    again = load(ledger, "ep-shadows", tmp_path, SHADOW, day=1)
    assert any("described by no loaded source: ep-org:LIBE. Ties" in one for one in again.notes)
