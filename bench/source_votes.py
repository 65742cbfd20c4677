"""The votes part of ``bench_sources``: cases by name, each a run that reads one file anew.

Known beside the files: the starter pack, HowTheyVote's members and groups, every file that
``mpoftheweek`` names, and one chosen vote. Ballots are invented, as no real table is at hand.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from graph.levels import Level
from loaders.archive import read_file
from loaders.base import Batch
from loaders.ep_dataset import read_dataset
from loaders.ep_procedure_decisions import read_procedure_decisions
from loaders.ep_roll_calls import read_roll_calls
from loaders.ep_shadows import read_shadows
from loaders.ep_vote_lists import read_vote_list
from loaders.howtheyvote import SOURCE, read_group_memberships, read_groups, read_members
from loaders.howtheyvote_bodies import read_named_bodies
from loaders.howtheyvote_votes import read_ballots_table, read_votes_table
from loaders.pack import load_pack
from loaders.parliament import Parliament
from loaders.stream import Stream, opened

EP = Path(__file__).parents[2] / "shared" / "data" / "europarl"
READ = datetime(2026, 1, 5, tzinfo=UTC)
FIXTURES = EP / "howtheyvote-fixtures"
CHOSEN = "ep-vote:900001"
VOTERS = 720

Read = Callable[[Stream], Batch]


@cache
def parliament(*, files: bool) -> Parliament:
    """Give who and what is known; with every file of the list of shadow rapporteurs or not."""
    said = [one for _, batch in load_pack() for one in batch.statements]
    folder = EP / "howtheyvote"
    for name, read in (("members", read_members), ("group_memberships", read_group_memberships)):
        with opened(folder / f"{name}.csv.gz") as stream:
            said += read(stream, source=SOURCE, retrieved_at=READ).statements
    if files:
        shadows = read_file(EP / "mpoftheweek" / "assignments.json.gz")
        said += read_shadows(shadows, retrieved_at=READ).statements
    chosen = {CHOSEN: Level.OFFICE, "ep-vote:116461": Level.OFFICE}
    return replace(Parliament.of(said), chosen=chosen, days={CHOSEN: date(2025, 3, 4)})


def of_file(path: Path, read: Read) -> Callable[[], Batch]:
    def run() -> Batch:
        with opened(path) as stream:
            return read(stream)

    return run


def votes_table(*, files: bool) -> Callable[[], Batch]:
    known = parliament(files=files)

    def read(stream: Stream) -> Batch:
        return read_votes_table(stream, parliament=known, source=SOURCE, retrieved_at=READ)

    return of_file(EP / "howtheyvote" / "votes.csv.gz", read)


def vote_lists() -> Callable[[], Batch]:
    """Read the largest list, of 329 votings, with results of HowTheyVote's votes known."""
    votes = votes_table(files=True)().statements
    days = {one.subject: one.as_of for one in votes if one.as_of}
    known = replace(parliament(files=True), days=days)

    def read(stream: Stream) -> Batch:
        return read_vote_list(stream, parliament=known, retrieved_at=READ)

    return of_file(FIXTURES / "vot-list_pv-9-2024-04-24-vot-en.xml.gz", read)


def ballots(votes: int) -> Callable[[], Batch]:
    known = parliament(files=False)
    people = sorted(one.removeprefix("ep-person:") for one in known.people)[:VOTERS]

    def chunks() -> Iterator[bytes]:
        yield b"vote_id,member_id,position,country_code,group_code\n"
        for number in range(900_001, 900_001 + votes):
            yield "".join(f"{number},{one},FOR,GRC,EPP\n" for one in people).encode()

    def run() -> Batch:
        made = Stream("member_votes.csv", chunks())
        return read_ballots_table(made, parliament=known, source=SOURCE, retrieved_at=READ)

    return run


def roll_call_list(votes: int) -> Callable[[], Batch]:
    """Read an invented list of one group, whose members have no numbers."""
    known = replace(parliament(files=False), chosen={CHOSEN: Level.OFFICE})
    day = date(2025, 3, 4)
    names = {
        bearers[0]: name
        for name, bearers in sorted(known.names.items())
        if " " in name and len(bearers) == 1 and known.in_group(bearers[0], "EPP", day)
    }
    listed = "".join(
        f'<PoliticalGroup.Member.Name MepId="1">{name}</PoliticalGroup.Member.Name>'
        for name in names.values()
    )

    def chunks() -> Iterator[bytes]:
        yield b"<PV.RollCallVoteResults>"
        for number in range(900_001, 900_001 + votes):
            yield (
                f'<RollCallVote.Result Identifier="{number}" Date="{day}"><Result.For>'
                f'<Result.PoliticalGroup.List Identifier="PPE">{listed}'
                "</Result.PoliticalGroup.List></Result.For></RollCallVote.Result>"
            ).encode()
        yield b"</PV.RollCallVoteResults>"

    def run() -> Batch:
        made = Stream("rcv.xml", chunks())
        return read_roll_calls(made, parliament=known, retrieved_at=READ)

    return run


def _decisions(stream: Stream) -> Batch:
    code = stream.place.removesuffix(".json.gz").removeprefix("odp-procedure_")
    known = Parliament(dossiers=frozenset({f"ep-procedure:{code}"}))
    return read_procedure_decisions(stream, parliament=known, retrieved_at=READ)


def _roll_calls(stream: Stream) -> Batch:
    return read_roll_calls(stream, parliament=parliament(files=False), retrieved_at=READ)


def _plain(folder: str, name: str, read: Callable[..., Batch]) -> Callable[[], Batch]:
    def loaded(stream: Stream) -> Batch:
        return read(stream, source=SOURCE, retrieved_at=READ)

    return of_file(EP / folder / name, loaded)


CASES: dict[str, Callable[[], Callable[[], Batch]]] = {
    "howtheyvote members.csv.gz": lambda: _plain("howtheyvote", "members.csv.gz", read_members),
    "howtheyvote groups.csv.gz": lambda: _plain("howtheyvote", "groups.csv.gz", read_groups),
    "howtheyvote group_memberships.csv.gz": lambda: _plain(
        "howtheyvote", "group_memberships.csv.gz", read_group_memberships
    ),
    "howtheyvote votes.csv.gz, pack": lambda: votes_table(files=False),
    "howtheyvote votes.csv.gz, 576 files": lambda: votes_table(files=True),
    "invented ballots of 240 votes": lambda: ballots(240),
    "invented ballots of 2,400 votes": lambda: ballots(2_400),
    "vot-list 2024-04-24": vote_lists,
    "rcv-list 2020-09-15": lambda: of_file(
        FIXTURES / "rcv_list_pv-9-2020-09-15-rcv-fr.xml.gz", _roll_calls
    ),
    "invented rcv-list of 100 votes": lambda: roll_call_list(100),
    "odp-procedure_2025-0260.json.gz": lambda: of_file(
        FIXTURES / "odp-procedure_2025-0260.json.gz", _decisions
    ),
    "meps-dataset-csv-2025.csv.gz": lambda: _plain(
        "ep-open-data-api", "meps-dataset-csv-2025.csv.gz", read_dataset
    ),
    "ref-committees.json.gz": lambda: _plain(
        "howtheyvote-fixtures", "ref-committees.json.gz", read_named_bodies
    ),
    "ref-groups.json.gz": lambda: _plain(
        "howtheyvote-fixtures", "ref-groups.json.gz", read_named_bodies
    ),
}
"""Cases of ``bench_sources``: what prepares a run, and the run."""
