"""Plenary votes on the pack's files, and members who changed group, from HowTheyVote's export.

A source of its own, since HowTheyVote's licence is share-alike. Votes come with their result and
counts, without ballots: those are kept of votes that an office chose (``loaders.vote_facts``).
Memberships are those of sitting members who were in more than one group of the 10th term: the
ended ones, and the present one where the newer list of members names the same group.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from graph.model import Property, Relation
from graph.period import EndKind
from graph.provenance import Source, Statement
from loaders.archive import read_file
from loaders.base import Batch
from loaders.ep_groups import BODIES
from loaders.howtheyvote import read_group_memberships
from loaders.howtheyvote_votes import read_votes_table
from loaders.parliament import Parliament
from loaders.stream import Stream
from tools.pack_members import Sitting

VOTES = Source(
    id="starter-votes",
    publisher="HowTheyVote.eu",
    title="Plenary votes on the files; members who changed group",
    url="https://howtheyvote.eu",
    licence="ODbL 1.0, HowTheyVote.eu; Source: European Parliament, © European Union",
    rank=40,
)
EXPORT_DAY = date(2026, 5, 21)
"""Day of the last vote in the export."""

_TENTH = frozenset(one.body for one in BODIES if one.period.end is None)


def votes_and_changes(
    shared: Path, sitting: Sitting, files: Sequence[Statement], retrieved_at: datetime
) -> list[Statement]:
    """Give votes on the files by their files, and changed memberships of sitting members."""
    parliament = Parliament.of([*sitting.statements, *files])
    votes = read_votes_table(
        _table(shared, "votes"), parliament=parliament, source=VOTES, retrieved_at=retrieved_at
    )
    memberships = read_group_memberships(
        _table(shared, "group_memberships"), source=VOTES, retrieved_at=retrieved_at
    )
    _refuse_losses(votes)
    _refuse_losses(memberships)
    named = (
        replace(one, value=f"Vote of {one.as_of}: {one.value}")
        if one.predicate is Property.NAME  # else it would be called like its file
        else one
        for one in votes.statements
    )
    return [*named, *_changes(memberships, sitting)]


def _changes(memberships: Batch, sitting: Sitting) -> list[Statement]:
    listed = {
        (one.subject, one.object)
        for one in sitting.statements
        if one.predicate is Relation.MEMBER_OF and one.object in _TENTH
    }
    own: defaultdict[str, list[Statement]] = defaultdict(list)
    for one in memberships.statements:
        if one.subject in sitting.people and one.object in _TENTH:
            own[one.subject].append(replace(one, as_of=EXPORT_DAY))
    return [
        one
        for person in sorted(own)
        if len({one.object for one in own[person]}) > 1
        for one in own[person]
        if one.period.end_kind is not EndKind.OPEN or (person, one.object) in listed
    ]


def _table(shared: Path, name: str) -> Stream:
    place, content = read_file(shared / "europarl" / "howtheyvote" / f"{name}.csv.gz")
    return Stream(place, (content,))


def _refuse_losses(batch: Batch) -> None:
    if batch.rejections:
        first = batch.rejections[0]
        msg = f"{len(batch.rejections)} rows rejected; first {first.place}: {first.reason}"
        raise SystemExit(msg)
