"""Roll-call lists of the Parliament's sittings (RCV), as XML: ballots of chosen votes.

Source: European Parliament, minutes of a sitting, "Results of roll-call votes",
https://www.europarl.europa.eu/doceo/document/PV-10-YYYY-MM-DD-RCV_FR.xml. Licence: the
Parliament's legal notice, reuse with "Source: European Parliament, © European Union". A vote's
``Identifier`` is the number that HowTheyVote uses too.

Known flaws: ``PersId`` is the Parliament's number of a member, ``MepId`` another one that must not
be taken for it; older lists have no ``PersId``, so a member is matched by name within the group as
of the day, exactly after folding; where several bear it, or none, nothing is guessed. ("Glueck"
for "Glück" is no match.) Some lists name fewer members than their totals say, or one member twice.
An old form names a document type: it is passed over, and nothing is fetched. Who was absent is not
listed; corrections and intentions of votes stand beside and change no result: counted, not kept.
The list states no result.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from xml.etree.ElementTree import Element

from graph.errors import InputError
from graph.identifiers import ep_person, ep_procedure, ep_vote
from graph.period import parse_date
from graph.provenance import Source
from loaders.base import Batch, BatchBuilder, Count, Progress, no_progress
from loaders.ep_groups import group_or_as_written
from loaders.parliament import Parliament
from loaders.roll_calls import Ballot
from loaders.stream import Stream
from loaders.vote_facts import NONE_CHOSEN, Ballots, VoteFact, describe
from loaders.xml_stream import XmlRecords

SOURCE = Source(
    id="ep-roll-calls",
    publisher="European Parliament",
    title="Results of roll-call votes, lists of sittings",
    url="https://www.europarl.europa.eu/plenary/en/votes.html",
    licence="Legal notice of the EP: reuse with Source: European Parliament, © European Union",
    rank=80,
)

ROOT, RECORD = "PV.RollCallVoteResults", "RollCallVote.Result"

_PARTS = (
    ("Result.For", "for"),
    ("Result.Against", "against"),
    ("Result.Abstention", "abstain"),
)
_PROCEDURE = re.compile(r"(?:19|20)\d{2}/\d{4}\([A-Z]{3}\)")


@dataclass(frozen=True, slots=True)
class Listed:
    """One ballot as the list names it: number (None in older lists), name, group, option."""

    number: str | None
    name: str
    group: str | None
    option: str


def read_roll_calls(
    stream: Stream,
    *,
    parliament: Parliament,
    retrieved_at: datetime,
    progress: Progress = no_progress,
) -> Batch:
    """Read one list; a list without any chosen vote gives nothing, and says so.

    Raises:
        SourceChanged: this is no such list.
    """
    builder, count = BatchBuilder(SOURCE, retrieved_at), Counter[str]()
    if not parliament.chosen:
        builder.notes.append(NONE_CHOSEN)
    ballots, seen = Ballots(builder, parliament), set[str]()
    records = XmlRecords(stream, root=ROOT, record=RECORD, attributes=True, bare_type=True)
    for done, element in enumerate(records, 1):
        progress(done, None, "roll calls")
        count["calls"] += 1
        place, vote = f"{stream.place} vote {done}", None
        try:
            vote = ep_vote(element.get("Identifier", ""))
            if vote in seen:
                msg = f"{vote} stands in the list already"
                raise InputError(msg)
            seen.add(vote)
            count["ballots"] += sum(1 for _ in _listed(element))
            if vote in parliament.chosen:
                _keep(builder, ballots, parliament, element, vote, f"{stream.place} {vote}")
        except InputError as error:
            builder.reject(place, str(error), vote)
    ballots.close()
    counts = (
        Count("ballots in the list", None, count["ballots"]),
        Count("ballots kept", None, ballots.kept),
        Count("roll calls in the list", None, count["calls"]),
        Count(
            "reference votes in the list",
            len(parliament.chosen),
            len(set(parliament.chosen) & seen),
        ),
    )
    return builder.build(counts, complete=False)


def _keep(
    builder: BatchBuilder,
    ballots: Ballots,
    parliament: Parliament,
    element: Element,
    vote: str,
    where: str,
) -> None:
    fact = _fact(vote, element, where)
    level = parliament.chosen[vote]
    builder.statements.extend(describe(fact, SOURCE.id, level, parliament))
    seen: dict[str, str] = {}
    for one in _listed(element):
        place = f"{where}, {one.name}"
        try:
            person = _person(one, fact.day, parliament)
            if person in seen:
                msg = f"{person} stands in this vote already, as {seen[person]}"
                raise InputError(msg)
        except InputError as error:
            builder.reject(place, str(error), f"{vote}|{one.name}")
            continue
        seen[person] = one.option
        ballots.add(vote, fact.day, Ballot(person, one.option, one.group), where)
    _note_totals(builder, element, fact, where)


def _person(one: Listed, day: date, parliament: Parliament) -> str:
    if one.number:
        return ep_person(one.number)
    found = parliament.named(one.name, one.group or "", day)
    if len(found) == 1:
        return found[0]
    several = f"; {', '.join(found)} bear that name" if found else ""
    msg = (
        f"no PersId, and {len(found)} known members of {one.group} on {day} are called "
        f"{one.name!r}{several}; nobody is guessed"
    )
    raise InputError(msg)


def _fact(vote: str, element: Element, where: str) -> VoteFact:
    title = " ".join("".join(_description(element)).split())
    reference = _PROCEDURE.search(title)
    return VoteFact(
        vote=vote,
        title=None,  # whoever chose the vote named it
        day=parse_date(element.get("Date", "")[:10], where),
        counts=tuple(_total(element, part, where) for part, _ in _PARTS),
        dossier=ep_procedure(reference[0]) if reference else None,
        description=title or None,
    )


def _description(element: Element) -> Iterator[str]:
    found = element.find("RollCallVote.Description.Text")
    return iter(()) if found is None else found.itertext()


def _total(element: Element, part: str, where: str) -> int | None:
    found = element.find(part)
    written = "" if found is None else found.get("Number", "").strip()
    if not written:
        return None
    if not written.isascii() or not written.isdigit() or len(written) > 4:
        msg = f"{where}: {part} Number is {written[:20]!r}; expected a whole number of members"
        raise InputError(msg)
    return int(written)


def _listed(element: Element) -> Iterator[Listed]:
    for part, option in _PARTS:
        for block in element.findall(part):
            for group in block.findall("Result.PoliticalGroup.List"):
                code = group_or_as_written(group.get("Identifier", "").strip())
                for member in group.findall("PoliticalGroup.Member.Name"):
                    name = " ".join((member.text or "").split())
                    yield Listed(member.get("PersId", "").strip() or None, name, code, option)


def _note_totals(builder: BatchBuilder, element: Element, fact: VoteFact, where: str) -> None:
    found = Counter(one.option for one in _listed(element))
    for (part, option), stated in zip(_PARTS, fact.counts, strict=True):
        if stated is not None and stated != found[option]:
            builder.notes.append(
                f"{where}: {part} names {found[option]} members, while its total says {stated}."
            )
    later = sum(len(one.findall(".//PoliticalGroup.Member.Name")) for one in _beside(element))
    if later:
        builder.notes.append(f"{where}: {later} corrections or intentions stand beside; not kept.")


def _beside(element: Element) -> Iterator[Element]:
    return (one for one in element if one.tag.startswith("Intentions"))
