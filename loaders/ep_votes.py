"""How members voted in the votes that the office has chosen as references.

Reads the saved forms of ``roll_calls``: the Parliament's lists as mepwatch saves them, or the
matrix made from HowTheyVote.eu (ODbL 1.0), each a source of its own.

Only ballots of reference votes become statements. A term has thousands of roll calls of 720
ballots: 145 of them are 89,520 statements, six times all the rest of a starter ledger, which
every command reads and merges. What the office reasons by is a handful, and those must be shown,
corrected and dated like any other fact. The copy is read whole, and counted, all the same.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime

from graph.errors import InputError, SourceChanged
from graph.levels import Level
from graph.model import Classification, Kind, Property, Relation
from graph.provenance import Source, Statement
from loaders.archive import Record
from loaders.base import Batch, BatchBuilder, Count, Progress, no_progress
from loaders.roll_calls import CARDS, Copy, RollCall, read_copy
from loaders.vote_facts import cast

SOURCE = CARDS
"""The source under which a copy that cannot be read is noted; see ``Copy.source``."""


def read_votes(
    records: Sequence[Record],
    chosen: Mapping[str, Level],
    people: Collection[str],
    *,
    retrieved_at: datetime,
    progress: Progress = no_progress,
) -> Batch:
    """Read the ballots of chosen votes (``ep-vote:…`` → the level of the choice).

    ``people`` are the ids of persons that are known; ballots of others are rejected by person.
    Who may know a ballot is here only those who may know that its vote was chosen. A vote that
    is no longer chosen keeps its ballots: nothing reads them.

    Raises:
        InputError: no vote is chosen.
        SourceChanged: the copy has neither form, or none of the chosen votes.
    """
    if not chosen:
        msg = (
            "No reference votes are chosen, so no ballots are wanted. Load a table first: "
            "`corridors load reference-votes --from FILE` (its columns: docs/tables.md)."
        )
        raise InputError(msg)
    copy = read_copy(records)
    found = [call for call in copy.calls if call.vote in chosen]
    if not found:
        spans = f"{copy.calls[0].day} to {copy.calls[-1].day}" if copy.calls else "no date"
        msg = (
            f"None of the {len(chosen)} chosen votes ({', '.join(sorted(chosen))}) is in this "
            f"copy of {len(copy.calls)} roll calls ({spans}). Nothing was changed."
        )
        raise SourceChanged(msg)
    builder = BatchBuilder(copy.source, retrieved_at)
    builder.rejections.extend(copy.rejections)
    strangers: dict[str, list[RollCall]] = {}
    for done, call in enumerate(found, 1):
        builder.statements.extend(_described(call, chosen[call.vote], copy.source))
        for ballot in call.ballots:
            if ballot.person in people:
                level = chosen[call.vote]
                builder.statements.append(cast(call.vote, call.day, ballot, copy.source.id, level))
            else:
                strangers.setdefault(ballot.person, []).append(call)
        progress(done, len(found), "reference votes")
    _reject_strangers(builder, strangers)
    _note_missing(builder, chosen, found)
    return builder.build(_counts(copy, chosen, found, builder), complete=False)


def _described(call: RollCall, level: Level, source: Source) -> Iterator[Statement]:
    values = (
        (Property.KIND, Kind.EVENT.value),
        (Property.CLASSIFICATION, Classification.VOTE_EVENT.value),
        (Property.NAME, call.title),
    )
    for prop, value in values:
        yield Statement(
            call.vote, prop, source.id, call.vote, value=value, as_of=call.day, level=level
        )


def _reject_strangers(builder: BatchBuilder, strangers: Mapping[str, list[RollCall]]) -> None:
    for person in sorted(strangers):
        calls = strangers[person]
        builder.reject(
            f"{calls[0].place}, person {person.removeprefix('ep-person:')}",
            f"{len(calls)} ballots of {person}, whom no loaded source describes; load ep-members",
            person,
        )


def _note_missing(
    builder: BatchBuilder, chosen: Collection[str], found: Sequence[RollCall]
) -> None:
    missing = sorted(set(chosen) - {call.vote for call in found})
    if missing:
        builder.notes.append(f"Chosen, and not in this copy: {', '.join(missing)}.")
    for call in found:
        if call.expected is not None and call.expected != len(call.ballots):
            builder.notes.append(
                f"{call.place}: {len(call.ballots)} ballots, while its totals say {call.expected}."
            )


def _counts(
    copy: Copy, chosen: Collection[str], found: Sequence[RollCall], builder: BatchBuilder
) -> tuple[Count, ...]:
    everyone = {ballot.person for call in copy.calls for ballot in call.ballots}
    stated = [call.expected for call in found]
    whole = sum(total for total in stated if total is not None) if None not in stated else None
    cast = sum(1 for one in builder.statements if one.predicate is Relation.VOTED)
    return (
        Count("roll calls in the copy", None, len(copy.calls)),
        Count("members in the copy", None, len(everyone)),
        Count("ballots in the copy", None, sum(len(call.ballots) for call in copy.calls)),
        Count("reference votes", len(chosen), len(found)),
        Count("ballots of reference votes", whole, sum(len(call.ballots) for call in found)),
        Count("ballots kept", None, cast),
    )
