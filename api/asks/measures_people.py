"""The sets of people that measures are asked about, from names as people put them."""

from collections.abc import Collection, Iterable, Sized
from datetime import date

import numpy as np

from api.ask import one, targets
from api.wiring import View
from graph.errors import InvalidQuestion
from graph.model import Kind
from graph.snapshot import TieFilter
from graph.strength import Relay
from queries.posts.targets import holders_of

AMONG = (
    "Persons, organisations, bodies or files, by name. A committee or another body that passes "
    "nothing on itself stands for those who sit in it, a file for its (shadow) rapporteurs, a "
    "post such as 'chair of DROI' for whoever holds it on the day."
)
OURS = "Our organisations; if none is named, all that hold a contact with somebody."
HOPS = "The greatest number of steps in a route."
CONFIDENCE = "The least confidence of a tie that counts, 0 to 1."
MOST = 25
LISTED = "How many rows to list at most; totals speak of all."
INVENTED = "Whether the invented demonstration contacts count."


def people(view: View, names: Collection[str], as_of: date) -> tuple[str, ...]:
    """Give the identifiers that names stand for, each once, in the order named.

    Raises:
        UnknownEntity: a name that nobody has.
        InvalidQuestion: a body of which no member, or a file of which no rapporteur, is known; a
            vacant post.
    """
    found: list[str] = []
    for name in names:
        post = holders_of(view.index, view.rosters, name, as_of)
        if post:
            found += post.holders
            continue
        entity = view.index.resolve(name)
        if entity.kind is Kind.DOSSIER:
            found += targets(view, (name,), as_of)
        elif entity.kind is Kind.ORGANIZATION and not _relays(view, entity.id):
            seats = view.rosters.seats(entity.id, as_of)
            if not seats:
                msg = (
                    f"Nobody is known to sit in {entity.name} [{entity.id}] on {as_of}. Name "
                    "people instead, choose another day, or load its members."
                )
                raise InvalidQuestion(msg)
            found += [seat.person for seat in seats]
        else:
            found.append(entity.id)
    return tuple(dict.fromkeys(found))


def ours(view: View, names: Collection[str], without: Collection[str] = ()) -> tuple[str, ...]:
    """Give our organisations: those named, else all that hold a contact and are not ``without``.

    Raises:
        UnknownEntity: a name that nobody has.
    """
    if names:
        return tuple(dict.fromkeys(one(view, name) for name in names))
    return tuple(name for name in view.rosters.holders() if name not in without)


def actors(view: View) -> tuple[str, ...]:
    """Give all who may stand in a route, sorted."""
    snapshot = view.snapshot
    return tuple(snapshot.ids[node] for node in np.flatnonzero(snapshot.actors()).tolist())


def ties(confidence: float, invented: bool) -> TieFilter:
    """Give the filter of a question."""
    return TieFilter(min_confidence=confidence, include_invented=invented)


def left_out(lists: Iterable[Sized], most: int) -> tuple[str, ...]:
    """Say how many rows of some lists are not listed; nothing where all are."""
    more = sum(max(0, len(listed) - most) for listed in lists)
    return (f"{more} more rows are not listed: ask for more rows to see them.",) if more else ()


def _relays(view: View, identifier: str) -> bool:
    snapshot = view.snapshot
    return snapshot.relays[snapshot.index[identifier]] is Relay.ACTOR
