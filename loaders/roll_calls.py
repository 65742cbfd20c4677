"""Saved roll-call votes of the Parliament, in either of two forms, as plain ballots.

- *matrix*: ``matrix.json`` (``{vote: {person: 1 for | -1 against | 0 abstained | null absent}}``)
  beside ``votes….json`` (``[{id, title, date}]``), made from https://howtheyvote.eu; ODbL 1.0;
- *cards*: for each roll call ``<id>.csv`` (``mepid, result, eugroup``) and ``<id>.json`` (title,
  date, totals), as https://github.com/TechToThePeople/mepwatch keeps the Parliament's lists.

Known flaws: cards hold nobody who was absent; the matrix has no group. A vote's number, and a
person's, is the Parliament's in both. What it must not do: make statements; see ``ep_votes``.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from graph.errors import InputError, SourceChanged, UnknownIdentifier
from graph.identifiers import ep_person, ep_vote, political_group
from graph.period import parse_date
from graph.provenance import Source
from loaders.archive import Record
from loaders.base import Rejection
from loaders.json_ld import JsonObject, parse_json

CARDS = Source(
    id="ep-votes",
    publisher="European Parliament",
    title="Roll-call votes, as saved by mepwatch",
    url="https://github.com/TechToThePeople/mepwatch",
    licence="Source: European Parliament, © European Union",
    rank=50,
)
MATRIX = Source(
    id="ep-votes-matrix",
    publisher="HowTheyVote.eu",
    title="Roll-call votes, as a matrix of members",
    url="https://howtheyvote.eu",
    licence="ODbL 1.0; Source: European Parliament, © European Union",
    rank=45,
)

_MATRIX = "matrix.json"
_OPTIONS = {1: "for", -1: "against", 0: "abstain", None: "absent"}
_RESULTS = {"for": "for", "against": "against", "abstention": "abstain"}


@dataclass(frozen=True, slots=True)
class Ballot:
    """One ballot: whose (``ep-person:…``), what, and for which group where the list says it."""

    person: str
    option: str
    group: str | None = None


@dataclass(frozen=True, slots=True)
class RollCall:
    """One roll call. ``ballots`` are in the order of the list; ``expected`` is its own total."""

    vote: str
    title: str
    day: date
    place: str
    ballots: tuple[Ballot, ...]
    expected: int | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """A saved copy, read: its source, its roll calls by number, and what could not be read."""

    source: Source
    calls: tuple[RollCall, ...]
    rejections: tuple[Rejection, ...]


def read_copy(records: Sequence[Record]) -> Copy:
    """Read every roll call of a saved copy, sorted by day and number.

    Raises:
        SourceChanged: it has neither form.
    """
    by_name: dict[str, Record] = {}
    rejections: list[Rejection] = []
    for place, content in records:
        kept = by_name.setdefault(_name(place), (place, content))
        if kept[0] != place:
            rejections.append(Rejection(place, f"{kept[0]} has that name too; that one is read"))
    if _MATRIX in by_name:
        source, calls = MATRIX, list(_matrix(by_name, rejections))
    elif any(name.endswith(".csv") for name in by_name):
        source, calls = CARDS, list(_cards(by_name, rejections))
    else:
        names = ", ".join(sorted(by_name)[:5]) or "nothing"
        msg = (
            f"Found {names}. Expected {_MATRIX} beside votes….json, or a <number>.csv and "
            "<number>.json for each roll call."
        )
        raise SourceChanged(msg)
    calls.sort(key=lambda call: (call.day, call.vote))
    return Copy(source, tuple(calls), tuple(rejections))


def _name(place: str) -> str:
    return PurePosixPath(place.rsplit(":", 1)[-1]).name.removesuffix(".gz")


def _matrix(by_name: Mapping[str, Record], rejections: list[Rejection]) -> Iterator[RollCall]:
    place, content = by_name[_MATRIX]
    listing = next((name for name in sorted(by_name) if name.startswith("votes")), None)
    if listing is None:
        msg = f"{place}: the list of votes with their dates (votes….json) is not beside it."
        raise SourceChanged(msg)
    matrix, votes = parse_json(content, place), parse_json(by_name[listing][1], listing)
    if not isinstance(matrix, dict) or not isinstance(votes, list):
        msg = f"{place}: expected {{vote: {{person: 1, -1, 0 or null}}}} and a list of votes."
        raise SourceChanged(msg)
    described = {str(one.get("id")): one for one in votes if isinstance(one, dict)}
    for number, cells in matrix.items():
        where = f"{place} vote {number}"
        try:
            about = described.get(number)
            if about is None:
                msg = f"not in {listing}, so its day is not known"
                raise InputError(msg)
            day = parse_date(str(about.get("date")), f"{listing} vote {number}")
            ballots = tuple(_cells(cells, where, rejections))
            yield RollCall(ep_vote(number), str(about.get("title") or number), day, where, ballots)
        except InputError as error:
            rejections.append(Rejection(where, str(error), f"ep-vote:{number}"))


def _cells(cells: object, where: str, rejections: list[Rejection]) -> Iterator[Ballot]:
    if not isinstance(cells, dict):
        msg = f"expected an object of persons, found {type(cells).__name__}"
        raise InputError(msg)
    for person, value in cells.items():
        # True == 1 in Python: a truth value is no ballot.
        known = value is None or (type(value) is int and value in _OPTIONS)
        try:
            if not known:
                msg = f"{value!r}; expected 1, -1, 0 or null"
                raise InputError(msg)
            yield Ballot(ep_person(person), _OPTIONS[value])
        except InputError as error:
            rejections.append(Rejection(f"{where}, person {person}", str(error)))


def _cards(by_name: Mapping[str, Record], rejections: list[Rejection]) -> Iterator[RollCall]:
    for name in sorted(name for name in by_name if name.endswith(".csv")):
        place, content = by_name[name]
        number = name.removesuffix(".csv")
        try:
            vote = ep_vote(number)
            about = _about(by_name, number)
            totals = [about.get(key) for key in ("for", "against", "abstention")]
            whole = [total for total in totals if type(total) is int]
            yield RollCall(
                vote,
                str(about.get("title") or about.get("name") or number),
                parse_date(str(about.get("date"))[:10], f"{number}.json"),
                place,
                tuple(_rows(content, place, rejections)),
                sum(whole) if len(whole) == 3 else None,
            )
        except (InputError, SourceChanged) as error:
            rejections.append(Rejection(place, str(error), f"ep-vote:{number}"))


def _about(by_name: Mapping[str, Record], number: str) -> JsonObject:
    if f"{number}.json" not in by_name:
        msg = f"{number}.json is not beside it, so its day is not known"
        raise InputError(msg)
    place, content = by_name[f"{number}.json"]
    about = parse_json(content, place)
    if not isinstance(about, dict):
        msg = f"{place}: expected an object"
        raise InputError(msg)
    return about


def _rows(content: bytes, place: str, rejections: list[Rejection]) -> Iterator[Ballot]:
    try:
        rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        missing = {"mepid", "result", "eugroup"} - set(rows.fieldnames or ())
        if missing:
            msg = f"column {', '.join(sorted(missing))} is missing"
            raise InputError(msg)
        for number, row in enumerate(rows, 2):
            try:
                yield _row(row)
            except InputError as error:
                rejections.append(Rejection(f"{place} row {number}", str(error)))
    except (UnicodeDecodeError, csv.Error) as error:
        msg = f"no CSV in UTF-8 ({error})"
        raise InputError(msg) from error


def _row(row: Mapping[str, str | None]) -> Ballot:
    result = row["result"] or ""
    if result not in _RESULTS:
        msg = f"result is {result!r}; expected one of {', '.join(_RESULTS)}"
        raise InputError(msg)
    return Ballot(ep_person(row["mepid"] or ""), _RESULTS[result], _group(row["eugroup"]))


def _group(written: str | None) -> str | None:
    """Give a group's one code; a new group's spelling is kept, as it must not cost us the vote."""
    try:
        return political_group(written) if written else None
    except UnknownIdentifier:
        return written
