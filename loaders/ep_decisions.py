"""Decisions of the Parliament's API: results of plenary votes, and ballots of chosen ones.

Source: European Parliament Open Data API v2, ``GET /meetings/{id}/decisions`` (one sitting, such
as ``MTG-PL-2025-05-08``), JSON-LD; licence CC BY 4.0, "Source: European Parliament, © European
Union". The description of the API (2026-03-02) names the address and an object ``data``, no
fields. **No real answer was at hand**: the fields are those that several public programs read
(``notation_votingId, activity_label, activity_date, decision_method, decision_outcome,
number_of_votes_favor/against/abstention, had_voter_favor/against/abstention,
had_voter_intended_…``), looked up on 2026-11-25; tests use answers made by us.
``/meetings/{id}/vote-results`` lists the items that decisions belong to: such an item has no
voting number and is counted, not kept.

Known flaws, as those programs note: ``decision_outcome`` is also written ``had_decision_outcome``
or with a prefix, ``type`` is bare or a list; older decisions name no text. A decision names no
file: as in ``ep_vote_lists``, results of votes tied to a file already, or chosen, are kept.
Intentions stated afterwards change no result and are not kept.

Votes in committee: the API has no address that gives their numbers or ballots (they are annexed
to reports, as text). That a committee decided, and when, is in the file's procedure:
``ep_procedure_decisions``.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from graph.errors import InputError, SourceChanged
from graph.identifiers import ep_person, ep_vote
from graph.period import parse_date
from graph.provenance import Source
from loaders.base import Batch, BatchBuilder, Count, Progress, no_progress
from loaders.json_ld import JsonObject, code_of, language, listed, one_text, parse_answer
from loaders.parliament import Parliament
from loaders.roll_calls import Ballot
from loaders.stream import Stream, whole
from loaders.vote_facts import (
    Ballots,
    VoteFact,
    describe,
    dossier_in,
    left_out,
    level_of,
    wanted,
)

SOURCE = Source(
    id="ep-decisions",
    publisher="European Parliament",
    title="Open Data API v2, decisions of plenary sittings",
    url="https://data.europarl.europa.eu/api/v2/meetings",
    licence="CC BY 4.0, Source: European Parliament, © European Union",
    rank=80,
)

_VOTERS = (
    ("had_voter_favor", "for"),
    ("had_voter_against", "against"),
    ("had_voter_abstention", "abstain"),
)
_COUNTS = ("number_of_votes_favor", "number_of_votes_against", "number_of_votes_abstention")
_MOST = 9999
_OUTCOMES = ("decision_outcome", "had_decision_outcome", "eli-dl:decision_outcome")


def read_decisions(
    stream: Stream,
    *,
    parliament: Parliament,
    retrieved_at: datetime,
    progress: Progress = no_progress,
) -> Batch:
    """Read the decisions of one sitting.

    Raises:
        SourceChanged: this is no such answer, or holds no decision at all.
    """
    builder, count, out = BatchBuilder(SOURCE, retrieved_at), Counter[str](), Counter[str]()
    ballots, seen = Ballots(builder, parliament), set[str]()
    items = parse_answer(whole(stream), stream.place)
    for done, item in enumerate(items, 1):
        progress(done, len(items), "decisions")
        if "notation_votingId" not in item:
            count["items"] += 1
            continue
        vote = None
        try:
            vote = ep_vote(str(item["notation_votingId"]))
            if vote in seen:
                msg = f"{vote} stands in the answer already"
                raise InputError(msg)
            seen.add(vote)
            fact = _fact(vote, item, named=vote in parliament.days)
        except InputError as error:
            builder.reject(f"{stream.place} item {done}", str(error), vote)
            continue
        _keep(builder, ballots, count, out, fact, item)
    if not items or not (seen or count["items"]):
        msg = f"{stream.place} holds no decision with a notation_votingId."
        raise SourceChanged(msg)
    ballots.close()
    remark = left_out(out)
    if remark:
        builder.notes.append(remark)
    counts = (
        Count("items read", None, len(items)),
        Count("results kept", None, count["kept"]),
        Count("ballots kept", None, ballots.kept),
        Count("items without a voting number", None, count["items"]),
    )
    return builder.build(counts, complete=False)


def _keep(
    builder: BatchBuilder,
    ballots: Ballots,
    count: Counter[str],
    out: Counter[str],
    fact: VoteFact,
    item: JsonObject,
) -> None:
    parliament = ballots.parliament
    # A reference in the label stands there for the vote on a whole file; parts carry a document.
    whole_text = fact.dossier is not None
    known = fact.vote in parliament.days and fact.vote not in parliament.chosen
    if not known and not wanted(fact, whole=whole_text, parliament=parliament, out=out):
        return
    count["kept"] += 1
    level = level_of(fact.vote, fact.dossier, whole_text, parliament)
    builder.statements.extend(describe(fact, SOURCE.id, level, parliament))
    if fact.vote not in parliament.chosen:
        return
    where = f"{builder.source.id} {fact.vote}"
    found = 0
    for person, option in _ballots(builder, fact.vote, item, where):
        found += 1
        ballots.add(fact.vote, fact.day, Ballot(person, option), where)
    stated = [total for total in fact.counts if total is not None]
    if len(stated) == len(_COUNTS) and sum(stated) != found:
        builder.notes.append(f"{where}: {found} ballots, while its totals say {sum(stated)}.")


def _ballots(
    builder: BatchBuilder, vote: str, item: JsonObject, where: str
) -> Iterator[tuple[str, str]]:
    seen = set[str]()
    for key, option in _VOTERS:
        for written in listed(item.get(key)):
            try:
                person = ep_person(str(written))
                if person in seen:
                    msg = f"{person} stands in this vote already"
                    raise InputError(msg)
            except InputError as error:
                builder.reject(f"{where} {key}", str(error), f"{vote}|{written}"[:80])
                continue
            seen.add(person)
            yield person, option


def _fact(vote: str, item: JsonObject, *, named: bool) -> VoteFact:
    # Which of the three spellings an answer has differs by sitting; none means not published yet.
    outcome = next((code_of(one_text(item, key)) for key in _OUTCOMES if key in item), None)
    title = " ".join((language(item.get("activity_label")) or "").split())
    method = code_of(one_text(item, "decision_method"))
    return VoteFact(
        vote=vote,
        title=None if named else title or vote.removeprefix("ep-vote:"),
        day=parse_date((one_text(item, "activity_date") or "")[:10], "activity_date"),
        result=outcome,
        counts=tuple(_number(item, key) for key in _COUNTS),
        dossier=dossier_in(title),
        description=title if named and title else None,
        about=(("method", method),) if method else (),
    )


def _number(item: JsonObject, key: str) -> int | None:
    value = item.get(key)
    if value is None or (type(value) is int and 0 <= value <= _MOST):
        return value
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 4:
        return int(value)
    msg = f"{key} is {str(value)[:40]!r}; expected a whole number of members"
    raise InputError(msg)
