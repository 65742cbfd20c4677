"""The Parliament's votes, by itself and by HowTheyVote, and lists of members and bodies beside."""

from api.loads.base import Address, Job, Streamed
from loaders import (
    ep_dataset,
    ep_decisions,
    ep_procedure_decisions,
    ep_roll_calls,
    ep_vote_lists,
    howtheyvote,
    howtheyvote_bodies,
)
from loaders.base import Batch
from loaders.ep_dataset import read_dataset
from loaders.ep_decisions import read_decisions
from loaders.ep_procedure_decisions import read_procedure_decisions
from loaders.ep_roll_calls import read_roll_calls
from loaders.ep_vote_lists import read_vote_list
from loaders.howtheyvote import read_group_memberships, read_groups, read_members, table_of
from loaders.howtheyvote_bodies import read_named_bodies
from loaders.howtheyvote_votes import read_ballots_table, read_votes_table
from loaders.stream import Stream

_EXPORT = "https://github.com/HowTheyVote/data/releases/latest/download"
_HOSTS = ("release-assets.githubusercontent.com", "objects.githubusercontent.com")
_TABLES = ("members", "groups", "group_memberships", "votes", "member_votes")
_PLAIN = {
    "members": read_members,
    "groups": read_groups,
    "group-memberships": read_group_memberships,
}


def _howtheyvote(stream: Stream, job: Job) -> Batch:
    name, stream = table_of(stream)
    if name in _PLAIN:
        return _PLAIN[name](stream, source=job.source, retrieved_at=job.now, progress=job.progress)
    read = read_votes_table if name == "votes" else read_ballots_table
    return read(
        stream,
        parliament=job.parliament(),
        source=job.source,
        retrieved_at=job.now,
        progress=job.progress,
    )


def _roll_calls(stream: Stream, job: Job) -> Batch:
    return read_roll_calls(
        stream, parliament=job.parliament(), retrieved_at=job.now, progress=job.progress
    )


def _vote_list(stream: Stream, job: Job) -> Batch:
    return read_vote_list(
        stream, parliament=job.parliament(), retrieved_at=job.now, progress=job.progress
    )


def _decisions(stream: Stream, job: Job) -> Batch:
    return read_decisions(
        stream, parliament=job.parliament(), retrieved_at=job.now, progress=job.progress
    )


def _procedure_decisions(stream: Stream, job: Job) -> Batch:
    return read_procedure_decisions(
        stream, parliament=job.parliament(), retrieved_at=job.now, progress=job.progress
    )


def _dataset(stream: Stream, job: Job) -> Batch:
    return read_dataset(stream, source=job.source, retrieved_at=job.now, progress=job.progress)


def _named_bodies(stream: Stream, job: Job) -> Batch:
    return read_named_bodies(
        stream, source=job.source, retrieved_at=job.now, progress=job.progress
    )


LOADERS = {
    "howtheyvote": Streamed(
        "HowTheyVote's members, groups, votes and ballots",
        howtheyvote.SOURCE,
        _howtheyvote,
        each_file=True,
        # Ballots are some 17 million rows: they are fetched by hand, once a vote is chosen.
        addresses=tuple(
            Address(f"{_EXPORT}/{name}.csv.gz", f"{name}.csv.gz", _HOSTS) for name in _TABLES[:-1]
        ),
        order=_TABLES,
    ),
    "howtheyvote-bodies": Streamed(
        "Names of committees and groups by their days",
        howtheyvote_bodies.SOURCE,
        _named_bodies,
        each_file=True,
    ),
    "ep-roll-calls": Streamed("Roll-call lists of sittings", ep_roll_calls.SOURCE, _roll_calls),
    "ep-vote-lists": Streamed("Results of votes of sittings", ep_vote_lists.SOURCE, _vote_list),
    "ep-decisions": Streamed("Decisions of sittings, API", ep_decisions.SOURCE, _decisions),
    "ep-procedure-decisions": Streamed(
        "Decisions in procedures, API", ep_procedure_decisions.SOURCE, _procedure_decisions
    ),
    "ep-dataset": Streamed(
        "Members of a term, dataset", ep_dataset.SOURCE, _dataset, each_file=True
    ),
}
