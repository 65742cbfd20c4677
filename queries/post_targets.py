"""Posts as people name them ("chair of DROI"), resolved to whoever holds them on a day.

Holders are members of a body in a role, rapporteurs of a file, and those who hold a post that the
graph keeps as a node. A seat whose role nobody states is never counted as any role. What it must
not do: guess a holder; a vacant post is an error that says who held it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import NoReturn

from graph.errors import InvalidQuestion, UnknownEntity, UnknownIdentifier
from graph.identifiers import fold, political_group
from graph.model import Classification, Entity, Kind, Relation, Tie
from queries.post_bodies import body_called
from queries.post_phrase import PostPhrase, read_phrase, splits
from queries.post_roles import BY_WORDS, ROLES, PostRole, role_called
from queries.rosters import Rosters, same_group
from queries.search import SearchIndex

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


def holders_of(index: SearchIndex, rosters: Rosters, text: str, as_of: date) -> PostHolders | None:
    """Give who holds the post that a text names; None where it names no post.

    Raises:
        UnknownEntity: a role was read, but nobody and nothing has the name of its body.
        InvalidQuestion: no such role, no body named, or nobody holds the post on the day.
    """
    named = index.named(text)
    if named:
        posts = [entity for entity in named if entity.kind is Kind.POST]
        return _of_post(rosters, text, posts[0], as_of) if len(named) == 1 and posts else None
    phrase = read_phrase(text, lambda part: _is_group(index, part))
    if phrase is None:
        return _unlisted(index, rosters, text, as_of)
    if not phrase.body:
        _ask_which(text, phrase)
    try:
        role = phrase.role
        kind = Kind.DOSSIER if role.of_file else Kind.ORGANIZATION
        understood = _understood(text, role.name)
        body = body_called(index, rosters, phrase.body, as_of, understood, kind)
    except UnknownEntity:
        if phrase.leads:
            raise
        return None  # "Members" at the end of a misspelt name is no role
    return _of_role(rosters, text, phrase, body, as_of)


def _of_role(
    rosters: Rosters, text: str, phrase: PostPhrase, body: Entity, as_of: date
) -> PostHolders:
    role = phrase.role
    if role.of_file != (body.kind is Kind.DOSSIER):
        _wrong_place(text, role, body)
    ties = _in_role(rosters, role, body, as_of)
    if phrase.group:
        ties = [tie for tie in ties if _in_group(rosters, tie.subject, phrase.group, as_of)]
    ties += [] if phrase.group else _in_posts(rosters, role, body, as_of)
    of_group = f" for {phrase.group}" if phrase.group else ""
    reading = f"{role.name} of {_named(body)}{of_group}"
    if not ties:
        _vacant(rosters, text, reading, role, body, as_of)
    plural = f"{role.plural} of {_named(body)}{of_group}"
    return _found(rosters, text, reading, plural, ties, as_of)


def _in_role(rosters: Rosters, role: PostRole, body: Entity, as_of: date) -> list[Tie]:
    """Give the ties of those in a role on a day, by the first of its codes that anybody has."""
    held = [tie for tie in _ever(rosters, role, body) if tie.period.contains(as_of)]
    for codes in role.codes:
        found = [tie for tie in held if tie.role in codes]
        if found:
            return found
    return []


def _ever(rosters: Rosters, role: PostRole, body: Entity) -> list[Tie]:
    """Give the ties of all who ever were in a role of a body or file, sorted by id."""
    wanted = Relation.RAPPORTEUR_FOR if role.of_file else Relation.MEMBER_OF
    ties = [
        tie
        for version in rosters.versions(body.id)
        for tie in rosters.of_object.get(version, ())
        if tie.relation is wanted and tie.role in role.every_code
    ]
    return sorted(ties, key=lambda tie: tie.id)


def _in_posts(rosters: Rosters, role: PostRole, body: Entity, as_of: date) -> list[Tie]:
    """Give who holds a post of the body that is called as the role is."""
    posts = _posts(rosters, body, as_of)
    return [
        tie
        for post in posts
        if _role_of(post.name) is role
        for tie in _holding(rosters, post, as_of)
    ]


def _posts(rosters: Rosters, body: Entity, as_of: date) -> list[Entity]:
    return [
        rosters.graph.entities[tie.subject]
        for version in rosters.versions(body.id)
        for tie in rosters.of_object.get(version, ())
        if tie.relation is Relation.POST_IN and tie.period.contains(as_of)
    ]


def _holding(rosters: Rosters, post: Entity, as_of: date) -> list[Tie]:
    return [
        tie
        for tie in rosters.of_object.get(post.id, ())
        if tie.relation is Relation.HOLDS and tie.period.contains(as_of)
    ]


def _role_of(name: str) -> PostRole | None:
    """Read the role in a post's name, such as "Vice-Chair of the Committee" or "Chair"."""
    phrase = read_phrase(name, lambda _: False)
    return phrase.role if phrase else None


def _of_post(rosters: Rosters, text: str, post: Entity, as_of: date) -> PostHolders:
    ties = _holding(rosters, post, as_of)
    if not ties:
        held = [
            tie for tie in rosters.of_object.get(post.id, ()) if tie.relation is Relation.HOLDS
        ]
        _nobody(rosters, _read(text, post.name), as_of, held)
    return _found(rosters, text, post.name, post.name, ties, as_of)


def _unlisted(index: SearchIndex, rosters: Rosters, text: str, as_of: date) -> PostHolders | None:
    """Look for a post of a body that is called as no role of the table; refuse unknown roles."""
    for role, written in splits(text):
        bodies = [one for one in index.named(written) if one.kind is Kind.ORGANIZATION]
        if not bodies:
            continue
        understood = _understood(text, role)
        body = body_called(index, rosters, written, as_of, understood, Kind.ORGANIZATION)
        posts = _posts(rosters, body, as_of)
        for post in posts:
            if fold(post.name).startswith(fold(role)):
                return _of_post(rosters, text, post, as_of)
        near = get_close_matches(fold(role), [*BY_WORDS, *(fold(one.name) for one in posts)], 3)
        names = [called.name if (called := role_called(one.split())) else one for one in near]
        msg = (
            f"{text!r} is understood as a post in {_named(body)}, but {role!r} is no role that "
            f"is known here. {f'Nearest: {chr(44).join(dict.fromkeys(names))}. ' if near else ''}"
            f"Roles: {', '.join(each.name for each in ROLES)}."
        )
        raise InvalidQuestion(msg)
    return None


# -------------------------------------------------------------------- saying


def _found(
    rosters: Rosters, text: str, reading: str, plural: str, ties: Sequence[Tie], as_of: date
) -> PostHolders:
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


def _ask_which(text: str, phrase: PostPhrase) -> NoReturn:
    role = phrase.role
    what, example = ("file", "2025/0059") if role.of_file else ("body", "LIBE")
    group = f" for {phrase.group}" if phrase.group else ""
    msg = (
        f"{text!r} is understood as {role.plural}{group}, but of which {what}? Write "
        f"'{role.plural} of {example}{group}'."
    )
    raise InvalidQuestion(msg)


def _wrong_place(text: str, role: PostRole, body: Entity) -> NoReturn:
    fitting = [each.name for each in ROLES if each.of_file != role.of_file]
    what = "file" if body.kind is Kind.DOSSIER else "body"
    msg = (
        f"{text!r} is understood as {role.name} of {_named(body)}, but that is a {what}. "
        f"A {what} has: {', '.join(fitting)}."
    )
    raise InvalidQuestion(msg)


def _vacant(
    rosters: Rosters, text: str, reading: str, role: PostRole, body: Entity, as_of: date
) -> NoReturn:
    known = rosters.rapporteurs if role.of_file else rosters.seats
    seats = known(body.id, as_of)
    unsaid = sum(1 for seat in seats if seat.role is None)
    remark = ""
    if role.of_file and seats:
        remark = f" The file has {len(seats)} in other roles; name the file alone for them."
    elif unsaid:
        seat = "1 seat there is" if unsaid == 1 else f"{unsaid} seats there are"
        remark = f" {seat} known without a role and never counted as one."
    _nobody(rosters, _read(text, reading), as_of, _ever(rosters, role, body), remark)


def _nobody(
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


def _read(text: str, reading: str) -> str:
    return f"{text!r} is understood as {reading}"


def _understood(text: str, role: str) -> str:
    return f"{text!r} is understood as a post, {role!r}, in a body or on a file."


def _named(entity: Entity) -> str:
    if entity.kind is Kind.DOSSIER:
        return entity.id.removeprefix("ep-procedure:").replace("-", "/", 1)
    return entity.name


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _in_group(rosters: Rosters, person: str, group: str, as_of: date) -> bool:
    code = rosters.group(person, as_of)
    return code is not None and same_group(group, code)


def _is_group(index: SearchIndex, text: str) -> bool:
    try:
        political_group(text)
    except UnknownIdentifier:
        named = index.named(text)
        return any(Classification.POLITICAL_GROUP in one.classifications for one in named)
    return True
