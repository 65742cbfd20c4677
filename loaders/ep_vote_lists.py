"""Vote lists of the Parliament's sittings (VOT), as XML: results of votes on whole texts.

Source: European Parliament, minutes of a sitting, "Results of votes",
https://www.europarl.europa.eu/doceo/document/PV-10-YYYY-MM-DD-VOT_EN.xml. Licence: the
Parliament's legal notice, reuse with "Source: European Parliament, © European Union". Numbers of
votings are those of roll calls, votes by show of hands included. Texts are in the language of the
file; a title in another one than English names no vote that has a name already.

Known flaws: a voting names no file; at most the label of its text holds a procedure reference. So
results of votes that another source has tied to a file (``howtheyvote``) are kept, those that the
office chose, and, where the label names a file in the graph, its votings on the whole text (no
subject and no number of an amendment). Votings without a result are headings, and those that
lapsed or were withdrawn were never held: they have no counts. A vote's time is, without a roll
call, the time of editing; the sitting's day is taken. Days carry an offset.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from xml.etree.ElementTree import Element

from graph.errors import InputError, SourceChanged
from graph.identifiers import ep_vote
from graph.period import parse_date
from graph.provenance import Source
from loaders.base import Batch, BatchBuilder, Count, Progress, no_progress
from loaders.parliament import Parliament
from loaders.stream import Stream
from loaders.vote_facts import VoteFact, describe, dossier_in, left_out, level_of, wanted
from loaders.xml_stream import XmlRecords, text_of

SOURCE = Source(
    id="ep-vote-lists",
    publisher="European Parliament",
    title="Results of votes, lists of sittings",
    url="https://www.europarl.europa.eu/plenary/en/votes.html",
    licence="Legal notice of the EP: reuse with Source: European Parliament, © European Union",
    rank=80,
)

_COUNTS = ("numberFavor", "numberAgainst", "numberAbstention")
_HELD = ("ADOPTED", "REJECTED")


def read_vote_list(
    stream: Stream,
    *,
    parliament: Parliament,
    retrieved_at: datetime,
    progress: Progress = no_progress,
) -> Batch:
    """Read one list; what is left out is counted by reason.

    Raises:
        SourceChanged: this is no such list, or it does not say its day.
    """
    builder, count, out = BatchBuilder(SOURCE, retrieved_at), Counter[str](), Counter[str]()
    records = XmlRecords(stream, root="file", record="vote", attributes=True)
    day: date | None = None
    for done, element in enumerate(records, 1):
        progress(done, None, "texts voted on")
        count["texts"] += 1
        day = day or _day(records, stream.place)
        for voting in element.iter("voting"):
            count["votings"] += 1
            english = records.head.get("file@language", "") == "EN"
            _read(builder, count, out, parliament, element, voting, day, english=english)
    if not count["votings"]:
        msg = f"{stream.place} has no <voting>. Expected a list of results of votes."
        raise SourceChanged(msg)
    remark = left_out(out)
    if remark:
        builder.notes.append(remark)
    counts = (
        Count("votings read", None, count["votings"]),
        Count("results kept", None, count["kept"]),
        Count("texts voted on", None, count["texts"]),
        Count("headings without a result", None, count["headings"]),
    )
    return builder.build(counts, complete=False)


def _day(records: XmlRecords, place: str) -> date:
    written = records.head.get("sitting@date", "")
    try:
        return parse_date(written[:10], f"{place} sitting")
    except InputError as error:
        msg = f"{place}: {error} Expected <sitting date> before the votes."
        raise SourceChanged(msg) from error


def _read(
    builder: BatchBuilder,
    count: Counter[str],
    out: Counter[str],
    parliament: Parliament,
    text: Element,
    voting: Element,
    day: date,
    *,
    english: bool,
) -> None:
    if not voting.get("result"):
        count["headings"] += 1
        return
    vote = None
    try:
        vote = ep_vote(voting.get("votingId", ""))
        fact = _fact(vote, text, voting, day)
    except InputError as error:
        builder.reject(f"{builder.source.id} {day} voting {vote}", str(error), vote)
        return
    whole = not any(text_of(voting, part) for part in ("amendmentSubject", "amendmentNumber"))
    if vote in parliament.days and not english:
        fact = replace(fact, title=None)
    known = vote in parliament.days and vote not in parliament.chosen
    if known or wanted(fact, whole=whole, parliament=parliament, out=out):
        count["kept"] += 1
        level = level_of(vote, fact.dossier, whole, parliament)
        builder.statements.extend(describe(fact, SOURCE.id, level, parliament))


def _fact(vote: str, text: Element, voting: Element, day: date) -> VoteFact:
    result, method = voting.get("result", ""), voting.get("resultType", "")
    document = text.find(".//document")
    about = (
        ("document", None if document is None else document.get("documentNumber")),
        ("method", method),
    )
    return VoteFact(
        vote=vote,
        title=text_of(text, "title") or text_of(voting, "label") or vote,
        day=day,
        result=result,
        counts=tuple(_counts(voting)) if result in _HELD else (),
        dossier=dossier_in(text_of(text, "label") or ""),
        description=text_of(voting, "title") or text_of(voting, "label"),
        about=tuple((key, value) for key, value in about if value),
    )


def _counts(voting: Element) -> Iterator[int | None]:
    for name in _COUNTS:
        written = voting.get(name)
        plain = written is None or (written.isascii() and written.isdigit() and len(written) <= 4)
        if written is not None and not plain:
            msg = f"{name} is {written[:20]!r}; expected a whole number of members"
            raise InputError(msg)
        yield int(written) if written is not None else None
