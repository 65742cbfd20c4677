"""What loaders say of votes, the same whatever the source: the event, its result, its ballots.

Which votes enter the graph: those that the office chose, and votes on a whole text whose file is
in the graph already. The rest is counted. Since 2019 there were 24,313 roll calls of about 700
ballots; every command reads the whole ledger, and no route may pass through a vote.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from graph.identifiers import ep_procedure
from graph.levels import Level
from graph.model import Classification, Kind, Property, Relation
from graph.period import Period
from graph.provenance import Statement
from loaders.base import BatchBuilder
from loaders.parliament import Parliament
from loaders.roll_calls import Ballot

NONE_CHOSEN = (
    "No reference votes are chosen, so no ballots were read. Load a table first: "
    "`corridors load reference-votes --from FILE` (its columns: docs/tables.md)."
)
"""What a load of ballots says before any vote is chosen."""

COUNTED = (
    Property.VOTES_FOR,
    Property.VOTES_AGAINST,
    Property.VOTES_ABSTAIN,
    Property.VOTES_ABSENT,
)


_REFERENCE = re.compile(r"(?:19|20)\d{2}/\d{4}\([A-Z]{3}\)")


def dossier_in(text: str) -> str | None:
    """Give the first file that a label refers to, as ``2025/0059(COD)``; None where none is."""
    found = _REFERENCE.search(text)
    return ep_procedure(found[0]) if found else None


@dataclass(frozen=True, slots=True)
class VoteFact:
    """One vote as a source describes it.

    ``counts`` are for, against, abstentions and absent, as far as stated. ``dossier`` is the file,
    known or not; ``about`` are sorted pairs for the tie to it, such as the text that was adopted.
    ``title`` is None where the source labels what was voted on, in its own language, and somebody
    else has named the vote.
    """

    vote: str
    title: str | None
    day: date
    result: str | None = None
    counts: tuple[int | None, ...] = ()
    dossier: str | None = None
    description: str | None = None
    url: str | None = None
    about: tuple[tuple[str, str], ...] = ()


def describe(
    fact: VoteFact, source: str, level: Level, parliament: Parliament
) -> Iterator[Statement]:
    """Describe one vote: an event on its day, tied to its file where that is in the graph."""
    values: tuple[tuple[Property, str | int | None], ...] = (
        (Property.KIND, Kind.EVENT.value),
        (Property.CLASSIFICATION, Classification.VOTE_EVENT.value),
        (Property.NAME, fact.title),
        (Property.DESCRIPTION, fact.description),
        (Property.URL, fact.url),
        (Property.RESULT, fact.result),
        *zip(COUNTED, fact.counts, strict=False),
    )
    for prop, value in values:
        if value is not None:
            yield Statement(
                fact.vote, prop, source, fact.vote, value=value, as_of=fact.day, level=level
            )
    if fact.dossier in parliament.dossiers:
        yield Statement(
            fact.vote,
            Relation.DECIDES_ON,
            source,
            fact.vote,
            object=fact.dossier,
            period=Period.on(fact.day),
            as_of=fact.day,
            qualifiers=fact.about,
            level=level,
        )


def cast(vote: str, day: date, ballot: Ballot, source: str, level: Level) -> Statement:
    """Say one ballot, at the level of the choice: it would give the choice away."""
    return Statement(
        ballot.person,
        Relation.VOTED,
        source,
        f"{vote}|{ballot.person}",
        object=vote,
        role=ballot.option,
        period=Period.on(day),
        as_of=day,
        qualifiers=(("group", ballot.group),) if ballot.group else (),
        level=level,
    )


@dataclass(slots=True)
class Ballots:
    """Ballots of chosen votes on their way into a batch; strangers are rejected once each."""

    builder: BatchBuilder
    parliament: Parliament
    kept: int = 0
    read: int = 0
    strangers: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, vote: str, day: date, ballot: Ballot, place: str) -> None:
        """Keep a ballot of somebody who is known."""
        self.read += 1
        if ballot.person not in self.parliament.people:
            self.strangers[ballot.person].append(place)
            return
        self.kept += 1
        level = self.parliament.chosen[vote]
        self.builder.statements.append(cast(vote, day, ballot, self.builder.source.id, level))

    def close(self) -> None:
        """Reject whom no loaded source describes, each once."""
        for person, places in sorted(self.strangers.items()):
            self.builder.reject(
                f"{places[0]}, person {person.removeprefix('ep-person:')}",
                f"{len(places)} ballots of {person}, whom no loaded source describes; load "
                "ep-members or howtheyvote's members",
                person,
            )


def left_out(reasons: Mapping[str, int]) -> str | None:
    """Say what was left out and why; None where nothing was."""
    said = [f"{number:,} {why}" for why, number in sorted(reasons.items()) if number]
    return f"Left out: {'; '.join(said)}." if said else None


def wanted(fact: VoteFact, *, whole: bool, parliament: Parliament, out: Counter[str]) -> bool:
    """Say whether a vote enters the graph; count it under its reason where it does not."""
    if fact.vote in parliament.chosen:
        return True
    if not whole:
        out["on a part or an amendment"] += 1
    elif fact.dossier is None:
        out["on a whole text, without a procedure"] += 1
    elif fact.dossier not in parliament.dossiers:
        out["on a whole text whose file is not in the graph (load ep-procedures first)"] += 1
    else:
        return True
    return False


def level_of(vote: str, dossier: str | None, whole: bool, parliament: Parliament) -> Level:
    """Give the level at which a vote is described: public, where only its choice is known of."""
    if whole and dossier in parliament.dossiers:
        return Level.PUBLIC
    return parliament.chosen.get(vote, Level.PUBLIC)
