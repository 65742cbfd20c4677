"""HowTheyVote.eu's votes and ballots: main votes on files in the graph, ballots of chosen votes.

Source and licence: ``howtheyvote``. *votes*: 24,313 roll calls since July 2019 in the export of
2026; kept are main votes whose procedure is in the graph, and votes that the office chose
(``vote_facts``); the rest is counted by reason. *member_votes*: some 17 million ballots, gone
through line by line; kept are those of chosen votes. It has no dates, so *votes*, or the table of
choices, must have told a vote's day.

Known flaws: ``result`` is there from 2024 on only, and empty for the year before; counts of who
did not vote are HowTheyVote's own, from memberships; titles are English, descriptions mostly
French; 61 main votes have no procedure, one no title. **No real file of member_votes was at
hand**: its form is that of its documented columns, and tests use rows made by us.
"""

from collections import Counter
from datetime import datetime

from graph.errors import InputError
from graph.identifiers import ep_person, ep_procedure, ep_vote
from graph.period import parse_date
from graph.provenance import Source
from loaders.base import Batch, BatchBuilder, Count, Progress, no_progress
from loaders.ep_groups import group_or_as_written
from loaders.parliament import Parliament
from loaders.roll_calls import Ballot
from loaders.stream import Stream, rows, tuples
from loaders.tabular import Column, Row
from loaders.vote_facts import (
    NONE_CHOSEN,
    Ballots,
    VoteFact,
    describe,
    left_out,
    level_of,
    wanted,
)

VOTES = (
    Column("id", "number of the roll call", required=True),
    Column("timestamp", "day and time", required=True),
    Column("display_title", "title of the text"),
    Column("reference", "document voted on"),
    Column("description", "what of it was voted on"),
    Column("is_main", "True for the vote on the whole text", required=True),
    Column("procedure_reference", "such as 2025/0059(COD)"),
    Column("count_for", "ballots for", required=True),
    Column("count_against", "ballots against", required=True),
    Column("count_abstention", "abstentions", required=True),
    Column("count_did_not_vote", "members who cast none", required=True),
    Column("result", "ADOPTED, REJECTED or LAPSED; empty before 2024"),
    Column("texts_adopted_reference", "such as P9_TA(2019)0007"),
)
BALLOTS = ("vote_id", "member_id", "position", "group_code")

OPTIONS = {
    "FOR": "for",
    "AGAINST": "against",
    "ABSTENTION": "abstain",
    "DID_NOT_VOTE": "absent",
}

_COUNTS = ("count_for", "count_against", "count_abstention", "count_did_not_vote")
_TRUTH = {"true": True, "false": False}
_LONGEST = 40
_EVERY = 1000
_EVERY_BALLOT = 100_000


def read_votes_table(
    stream: Stream,
    *,
    parliament: Parliament,
    source: Source,
    retrieved_at: datetime,
    progress: Progress = no_progress,
) -> Batch:
    """Read votes; what is left out is counted by reason, so the batch is never complete.

    Raises:
        SourceChanged: a column is missing, or this is no CSV.
    """
    builder, out, seen = BatchBuilder(source, retrieved_at), Counter[str](), set[str]()
    read = kept = 0
    for read, row in enumerate(rows(stream, VOTES), 1):
        if read % _EVERY == 0:
            progress(read, None, "votes")
        if not isinstance(row, Row):
            builder.rejections.append(row)
            continue
        vote = None
        try:
            vote = ep_vote(row.needed("id"))
            main = _TRUTH[row.one_of("is_main", tuple(_TRUTH))]
            fact = _fact(vote, row)
            if vote in seen:
                msg = f"{vote} stands in the table already"
                raise InputError(msg)
        except InputError as error:
            builder.reject(row.place, str(error), vote)
            continue
        seen.add(vote)
        if wanted(fact, whole=main, parliament=parliament, out=out):
            kept += 1
            level = level_of(vote, fact.dossier, main, parliament)
            builder.statements.extend(describe(fact, source.id, level, parliament))
    remark = left_out(out)
    if remark:
        builder.notes.append(remark)
    counts = (
        Count("votes read", None, read),
        Count("votes kept", None, kept),
        Count("votes left out", None, sum(out.values())),
    )
    return builder.build(counts, complete=False)


def read_ballots_table(
    stream: Stream,
    *,
    parliament: Parliament,
    source: Source,
    retrieved_at: datetime,
    progress: Progress = no_progress,
) -> Batch:
    """Read ballots of chosen votes, one line at a time.

    Raises:
        SourceChanged: a column is missing, or this is no CSV.
    """
    days = {vote: parliament.days.get(vote) for vote in parliament.chosen}
    builder = BatchBuilder(source, retrieved_at)
    if not days:
        builder.notes.append(NONE_CHOSEN)
        return builder.build((Count("ballots kept", None, 0),), complete=False)
    ballots, read = Ballots(builder, parliament), 0
    found = dict.fromkeys(sorted(days), 0)
    numbers = {vote.removeprefix("ep-vote:"): vote for vote in days}
    for read, row in enumerate(tuples(stream, BALLOTS), 1):
        if read % _EVERY_BALLOT == 0:
            progress(read, None, "ballots")
        if not isinstance(row, tuple):
            builder.rejections.append(row)
            continue
        number, (written, member, position, group) = row
        vote = numbers.get(written)
        if vote is None:
            continue
        found[vote] += 1
        day, place = days[vote], f"{stream.place} row {number}"
        try:
            if day is None:
                continue
            ballot = _ballot(member, position, group)
        except InputError as error:
            builder.reject(place, str(error), f"{vote}|ep-person:{member[:_LONGEST]}")
            continue
        ballots.add(vote, day, ballot, place)
    ballots.close()
    _note_votes(builder, found, [vote for vote, day in days.items() if day is None])
    counts = (
        Count("ballots read", None, read),
        Count("ballots kept", None, ballots.kept),
        Count("reference votes", len(found), sum(1 for own in found.values() if own)),
    )
    return builder.build(counts, complete=False)


def _note_votes(builder: BatchBuilder, found: dict[str, int], undated: list[str]) -> None:
    missing = [vote for vote, own in found.items() if not own]
    if missing:
        builder.notes.append(f"Chosen, and not in this table: {', '.join(missing)}.")
    if undated:
        builder.notes.append(
            f"Their day is not known, so no ballot was kept: {', '.join(sorted(undated))}. "
            "Load votes.csv first."
        )


def _fact(vote: str, row: Row) -> VoteFact:
    reference, title = row.text("procedure_reference"), row.text("display_title")
    description = row.text("description")
    about = (
        ("document", row.text("reference")),
        ("text", row.text("texts_adopted_reference")),
    )
    number = vote.removeprefix("ep-vote:")
    return VoteFact(
        vote=vote,
        title=title or description or number,
        day=parse_date(row.needed("timestamp")[:10], row.place),
        result=row.text("result"),
        counts=tuple(_whole(row, column) for column in _COUNTS),
        dossier=ep_procedure(reference) if reference else None,
        description=description if title else None,
        url=f"https://howtheyvote.eu/votes/{number}",
        about=tuple((key, value) for key, value in about if value),
    )


def _whole(row: Row, column: str) -> int:
    text = row.needed(column)
    if not text.isascii() or not text.isdigit() or len(text) > 4:
        raise row.wrong(column, "a whole number of members")
    return int(text)


def _ballot(member: str, position: str, group: str) -> Ballot:
    option = OPTIONS.get(position)
    if option is None:
        msg = f"position is {position[:40]!r}; expected one of {', '.join(OPTIONS)}"
        raise InputError(msg)
    if len(member) > _LONGEST or len(group) > _LONGEST:
        msg = f"a member or group of more than {_LONGEST} characters"
        raise InputError(msg)
    return Ballot(ep_person(member), option, group_or_as_written(group))
