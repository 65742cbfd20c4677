"""Who represents a state in the Council, as far as the graph knows.

Somebody represents a state there if a tie says that they represent it and they sit, or hold a
post, in the Council or a body below it. What this must not do: take a state's members of the
Parliament for its voice in the Council.
"""

from collections.abc import Iterator
from datetime import date

from graph.model import Relation
from queries.majorities.populations import COUNCIL
from queries.rosters import Rosters


def council_bodies(rosters: Rosters, as_of: date) -> frozenset[str]:
    """Give the Council and everything below it on a day."""
    found, edge = {COUNCIL}, [COUNCIL]
    while edge:
        for tie in rosters.of_object.get(edge.pop(), ()):
            is_below = tie.relation is Relation.SUB_ORGANIZATION_OF
            if is_below and tie.period.contains(as_of) and tie.subject not in found:
                found.add(tie.subject)
                edge.append(tie.subject)
    return frozenset(found)


def representatives(rosters: Rosters, state: str, as_of: date) -> tuple[str, ...]:
    """Give who represents a state in Council bodies on a day, sorted; may be empty."""
    bodies = council_bodies(rosters, as_of)
    return tuple(
        sorted(
            {
                tie.subject
                for tie in rosters.of_object.get(state, ())
                if tie.relation is Relation.REPRESENTS
                and tie.period.contains(as_of)
                and (
                    tie.subject in bodies
                    or any(body in bodies for body in _places(rosters, tie.subject, as_of))
                )
            }
        )
    )


def _places(rosters: Rosters, who: str, as_of: date) -> Iterator[str]:
    """Give where somebody sits, by themselves or by a post."""
    for tie in rosters.of_subject.get(who, ()):
        if not tie.period.contains(as_of):
            continue
        if tie.relation in (Relation.MEMBER_OF, Relation.POST_IN):
            yield tie.object
        elif tie.relation is Relation.HOLDS:
            yield from _places(rosters, tie.object, as_of)
