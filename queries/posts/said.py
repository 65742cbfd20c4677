"""What is said of a post: who holds it and who says so, or why nobody can be named.

What it must not do: look for holders.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import NoReturn

from graph.errors import InvalidQuestion
from graph.identifiers import fold, procedure_reference
from graph.model import Entity, Kind, Tie
from queries.posts.holding import ever_in_role
from queries.posts.phrase import PostPhrase
from queries.posts.roles import BY_WORDS, ROLES, PostRole, role_called
from queries.rosters import Rosters

NAMED = 5
"""How many holders a note names."""


@dataclass(frozen=True, slots=True)
class PostHolders:
    """A post as it was understood, and who holds it on the day.

    ``reading`` names role and body in full; ``holders`` are identifiers, sorted, never empty;
    ``note`` says who they are, since when, and who says so.
    """

    asked: str
    reading: str
    as_of: date
    holders: tuple[str, ...]
    note: str


def found(
    rosters: Rosters, text: str, reading: str, plural: str, ties: Sequence[Tie], as_of: date
) -> PostHolders:
    """Give the holders with the note that says who they are, since when, and who says so."""
    of_person: dict[str, Tie] = {}
    for tie in ties:
        of_person.setdefault(tie.subject, tie)
    people = sorted(of_person)
    said = ", ".join(_said(rosters, of_person[person]) for person in people[:NAMED])
    many = len(people) > 1
    count = f"{len(people)}, among them " if len(people) > NAMED else ""
    note = (
        f"{_capital(plural if many else reading)} on {as_of}: {count}{said}. "
        f"{_sources(rosters, of_person.values())}."
    )
    return PostHolders(text, reading, as_of, tuple(people), note)


def _said(rosters: Rosters, tie: Tie) -> str:
    invented = "; INVENTED" if tie.invented else ""
    return f"{rosters.graph.entities[tie.subject].name} ({tie.period.describe()}{invented})"


def _sources(rosters: Rosters, ties: Iterable[Tie]) -> str:
    """Name who says so, each with the latest day of its evidence."""
    latest: dict[str, date] = {}
    for piece in (piece for tie in ties for piece in tie.evidence):
        latest[piece.source] = max(piece.day, latest.get(piece.source, piece.day))
    titles = [
        f"{source.publisher}: {source.title}, evidence of {latest[name]}"
        for name in sorted(latest)
        if (source := rosters.graph.sources.get(name))
    ]
    return f"Source: {'; '.join(titles) or 'not known'}"


def ask_which(text: str, phrase: PostPhrase) -> NoReturn:
    """Ask for the body or file of a role that was named alone."""
    role = phrase.role
    what, example = ("file", "2025/0059") if role.of_file else ("body", "LIBE")
    group = f" for {phrase.group}" if phrase.group else ""
    msg = (
        f"{text!r} is understood as {role.plural}{group}, but of which {what}? Write "
        f"'{role.plural} of {example}{group}'."
    )
    raise InvalidQuestion(msg)


def unknown_role(text: str, role: str, body: Entity, posts: Sequence[Entity]) -> NoReturn:
    """Refuse a role that neither the table nor any post of the body is called by."""
    near = get_close_matches(fold(role), [*BY_WORDS, *(fold(one.name) for one in posts)], 3)
    names = [called.name if (called := role_called(one.split())) else one for one in near]
    nearest = f"Nearest: {', '.join(dict.fromkeys(names))}. " if near else ""
    msg = (
        f"{text!r} is understood as a post in {named_body(body)}, but {role!r} is no role that is "
        f"known here. {nearest}Roles: {', '.join(each.name for each in ROLES)}."
    )
    raise InvalidQuestion(msg)


def wrong_place(text: str, role: PostRole, body: Entity) -> NoReturn:
    """Refuse a role of bodies on a file, or of files in a body."""
    fitting = [each.name for each in ROLES if each.of_file != role.of_file]
    what = "file" if body.kind is Kind.DOSSIER else "body"
    msg = (
        f"{text!r} is understood as {role.name} of {named_body(body)}, but that is a {what}. "
        f"A {what} has: {', '.join(fitting)}."
    )
    raise InvalidQuestion(msg)


def vacant(
    rosters: Rosters, text: str, reading: str, role: PostRole, body: Entity, as_of: date
) -> NoReturn:
    """Refuse a role that nobody is known to have on the day."""
    known = rosters.rapporteurs if role.of_file else rosters.seats
    seats = known(body.id, as_of)
    unsaid = sum(1 for seat in seats if seat.role is None)
    remark = ""
    if role.of_file and seats:
        remark = f" The file has {len(seats)} in other roles; name the file alone for them."
    elif unsaid:
        seat = "1 seat there is" if unsaid == 1 else f"{unsaid} seats there are"
        remark = f" {seat} known without a role and never counted as one."
    nobody(rosters, read_as(text, reading), as_of, ever_in_role(rosters, role, body), remark)


def nobody(
    rosters: Rosters, read: str, as_of: date, ever: Iterable[Tie], remark: str = ""
) -> NoReturn:
    """Say that a post is vacant, with those who held it nearest to the day."""
    nearest = sorted(ever, key=lambda tie: (_distance(tie, as_of), tie.id))[:3]
    held = "; ".join(
        f"{rosters.graph.entities[tie.subject].name} ({tie.period.describe()})" for tie in nearest
    )
    others = (
        f"Known on other days: {held}." if held else "Nobody is known on any other day either."
    )
    msg = f"{read}, which nobody is known to hold on {as_of}. {others}{remark}"
    raise InvalidQuestion(msg)


def _distance(tie: Tie, day: date) -> int:
    ends = [abs((end - day).days) for end in (tie.period.start, tie.period.end) if end]
    return min(ends, default=0)


def read_as(text: str, reading: str) -> str:
    """Say what a text was read as."""
    return f"{text!r} is understood as {reading}"


def understood_as(text: str, role: str) -> str:
    """Say that a text was read as a role, in one sentence."""
    return f"{text!r} is understood as a post, {role!r}, in a body or on a file."


def named_body(entity: Entity) -> str:
    """Name a body by its name, and a file by its number."""
    if entity.kind is Kind.DOSSIER:
        return procedure_reference(entity.id)
    return entity.name


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
