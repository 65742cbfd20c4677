"""Which changes can change a saved answer though they meet only one of its people."""

from collections.abc import Callable, Mapping

from graph.model import Classification, Relation
from queries.changes.effects import Ids
from queries.changes.types import Change, Matter


def may_matter(question: str) -> Callable[[Change, Ids], bool]:
    """Give the test of a question; of those without a number no change moves one."""
    return _OF_QUESTION.get(question, _never)


def _matters_to_routes(change: Change, people: Ids) -> bool:
    """Say whether a change with one end in an answer can change it.

    A contact that no route of the answer uses cannot. A seat can, where the body introduces its
    members (its size counts) or the seat is an office; so can what makes a post, a file's
    rapporteur or a country.
    """
    if change.relation is None:
        return bool(change.ties_then or change.ties_now)
    if change.relation is Relation.MEMBER_OF:
        into = change.object is not None and change.object.id in people
        return into or change.matter is Matter.OFFICE or change.role not in _PLAIN
    return change.relation in _MAKING


def _matters_to_votes(change: Change, people: Ids) -> bool:
    """Say whether a change with one end in a count can change it: seats, groups, positions."""
    if change.relation is None:
        return bool(change.ties_then or change.ties_now)
    into = change.object
    counted = into is not None and (
        into.id in people or into.classification is Classification.POLITICAL_GROUP
    )
    return change.relation in (Relation.MEMBER_OF, Relation.STANDS_ON) and counted


def _never(change: Change, people: Ids) -> bool:
    return False


_PLAIN = frozenset({None, "MEMBER", "MEMBER_SUBSTITUTE"})
_MAKING = frozenset(
    {
        Relation.HOLDS,
        Relation.POST_IN,
        Relation.RAPPORTEUR_FOR,
        Relation.REPRESENTS,
        Relation.LOCATED_IN,
        Relation.VERSION_OF,
    }
)
_OF_QUESTION: Mapping[str, Callable[[Change, Ids], bool]] = {
    "route": _matters_to_routes,
    "assign": _matters_to_routes,
    "majority": _matters_to_votes,
}
