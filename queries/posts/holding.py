"""Who is or was in a role of a body, on a file, or in a post that is a node of the graph."""

from datetime import date

from graph.errors import UnknownIdentifier
from graph.identifiers import political_group
from graph.model import Classification, Entity, Relation, Tie
from queries.finding.search import SearchIndex
from queries.posts.phrase import read_phrase
from queries.posts.roles import PostRole
from queries.rosters import Rosters, same_group


def in_role(rosters: Rosters, role: PostRole, body: Entity, as_of: date) -> list[Tie]:
    """Give the ties of those in a role on a day, by the first of its codes that anybody has."""
    held = [tie for tie in ever_in_role(rosters, role, body) if tie.period.contains(as_of)]
    for codes in role.codes:
        found = [tie for tie in held if tie.role in codes]
        if found:
            return found
    return []


def ever_in_role(rosters: Rosters, role: PostRole, body: Entity) -> list[Tie]:
    """Give the ties of all who ever were in a role of a body or file, sorted by id."""
    wanted = Relation.RAPPORTEUR_FOR if role.of_file else Relation.MEMBER_OF
    ties = [
        tie
        for version in rosters.versions(body.id)
        for tie in rosters.of_object.get(version, ())
        if tie.relation is wanted and tie.role in role.every_code
    ]
    return sorted(ties, key=lambda tie: tie.id)


def in_posts(rosters: Rosters, role: PostRole, body: Entity, as_of: date) -> list[Tie]:
    """Give who holds a post of the body that is called as the role is."""
    posts = posts_of(rosters, body, as_of)
    return [
        tie
        for post in posts
        if _role_of(post.name) is role
        for tie in holding(rosters, post, as_of)
    ]


def posts_of(rosters: Rosters, body: Entity, as_of: date) -> list[Entity]:
    """Give the posts of a body on a day, held or vacant."""
    return [
        rosters.graph.entities[tie.subject]
        for version in rosters.versions(body.id)
        for tie in rosters.of_object.get(version, ())
        if tie.relation is Relation.POST_IN and tie.period.contains(as_of)
    ]


def holding(rosters: Rosters, post: Entity, as_of: date) -> list[Tie]:
    """Give the ties of those who hold a post on a day."""
    return [
        tie
        for tie in rosters.of_object.get(post.id, ())
        if tie.relation is Relation.HOLDS and tie.period.contains(as_of)
    ]


def _role_of(name: str) -> PostRole | None:
    """Read the role in a post's name, such as "Vice-Chair of the Committee" or "Chair"."""
    phrase = read_phrase(name, lambda _: False)
    return phrase.role if phrase else None


def in_group(rosters: Rosters, person: str, group: str, as_of: date) -> bool:
    """Say whether somebody sits in a political group, in any of its spellings, on a day."""
    code = rosters.group(person, as_of)
    return code is not None and same_group(group, code)


def is_group(index: SearchIndex, text: str) -> bool:
    """Say whether a text names a political group."""
    try:
        political_group(text)
    except UnknownIdentifier:
        named = index.named(text)
        return any(Classification.POLITICAL_GROUP in one.classifications for one in named)
    return True
