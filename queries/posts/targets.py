"""Posts as people name them ("chair of DROI"), resolved to whoever holds them on a day.

Holders are members of a body in a role, rapporteurs of a file, and those who hold a post that the
graph keeps as a node. A seat whose role nobody states is never counted as any role. What it must
not do: guess a holder; a vacant post is an error that says who held it.
"""

from datetime import date

from graph.errors import UnknownEntity
from graph.identifiers import fold
from graph.model import Entity, Kind, Relation
from queries.finding.search import SearchIndex
from queries.posts.bodies import body_called
from queries.posts.holding import holding, in_group, in_posts, in_role, is_group, posts_of
from queries.posts.phrase import PostPhrase, read_phrase, splits
from queries.posts.said import (
    PostHolders,
    ask_which,
    found,
    named_body,
    nobody,
    read_as,
    understood_as,
    unknown_role,
    vacant,
    wrong_place,
)
from queries.rosters import Rosters

__all__ = ["PostHolders", "holders_of"]


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
    phrase = read_phrase(text, lambda part: is_group(index, part))
    if phrase is None:
        return _unlisted(index, rosters, text, as_of)
    if not phrase.body:
        ask_which(text, phrase)
    try:
        role = phrase.role
        kind = Kind.DOSSIER if role.of_file else Kind.ORGANIZATION
        understood = understood_as(text, role.name)
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
        wrong_place(text, role, body)
    ties = in_role(rosters, role, body, as_of)
    if phrase.group:
        ties = [tie for tie in ties if in_group(rosters, tie.subject, phrase.group, as_of)]
    ties += [] if phrase.group else in_posts(rosters, role, body, as_of)
    of_group = f" for {phrase.group}" if phrase.group else ""
    reading = f"{role.name} of {named_body(body)}{of_group}"
    if not ties:
        vacant(rosters, text, reading, role, body, as_of)
    plural = f"{role.plural} of {named_body(body)}{of_group}"
    return found(rosters, text, reading, plural, ties, as_of)


def _of_post(rosters: Rosters, text: str, post: Entity, as_of: date) -> PostHolders:
    ties = holding(rosters, post, as_of)
    if not ties:
        held = [
            tie for tie in rosters.of_object.get(post.id, ()) if tie.relation is Relation.HOLDS
        ]
        nobody(rosters, read_as(text, post.name), as_of, held)
    return found(rosters, text, post.name, post.name, ties, as_of)


def _unlisted(index: SearchIndex, rosters: Rosters, text: str, as_of: date) -> PostHolders | None:
    """Look for a post of a body that is called as no role of the table; refuse unknown roles."""
    for role, written in splits(text):
        bodies = [one for one in index.named(written) if one.kind is Kind.ORGANIZATION]
        if not bodies:
            continue
        understood = understood_as(text, role)
        body = body_called(index, rosters, written, as_of, understood, Kind.ORGANIZATION)
        posts = posts_of(rosters, body, as_of)
        for post in posts:
            if fold(post.name).startswith(fold(role)):
                return _of_post(rosters, text, post, as_of)
        unknown_role(text, role, body, posts)
    return None
