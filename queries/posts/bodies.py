"""The body or file of a post, as people shorten it: "civil liberties committee", "Parliament"."""

import re
from collections.abc import Iterable
from datetime import date

from graph.errors import InvalidQuestion, UnknownEntity
from graph.identifiers import fold
from graph.model import Entity, Kind, Relation
from queries.finding.search import SearchIndex
from queries.rosters import Rosters

SURE = 0.88
"""The likeness, 0–1, from which a misspelt name is taken for a body's."""

MARGIN = 0.02
"""How much likelier it must be than the next body."""

_KINDS = ("subcommittee", "committee", "delegation", "group")
_LINKING = (
    "a",
    "an",
    "and",
    "at",
    "for",
    "from",
    "in",
    "of",
    "on",
    "or",
    "s",
    "the",
    "to",
    "with",
)
_FILLING = frozenset((*_KINDS, *_LINKING, "bodies", "body", "committees"))
_HOLDING = (Kind.ORGANIZATION, Kind.DOSSIER)
_MARKS = re.compile("[-,()'\u2019]")
_REMARK = re.compile(r"\s*\([^)]*\)")


def body_called(
    index: SearchIndex, rosters: Rosters, text: str, as_of: date, understood: str, kind: Kind
) -> Entity:
    """Give the body or file that a text means: by name, by its telling words, or nearly so.

    ``kind`` is what fits the role; another is given only where the name leaves no doubt.

    Raises:
        UnknownEntity: none is called that; the nearest are named.
        InvalidQuestion: several are.
    """
    for written in dict.fromkeys((text, _telling(text))):
        exact = [each for each in index.named(written) if each.kind in _HOLDING] if written else []
        if exact:
            return _only(rosters, exact, text, as_of, understood)
    worded = _worded(rosters, text) if kind is Kind.ORGANIZATION else []
    if worded:
        return _only(rosters, worded, text, as_of, understood)
    near = index.search(text, 6, [kind])
    sure = [hit for hit in near if hit.match >= SURE and hit.match > near[0].match - MARGIN]
    if sure:
        entities = [rosters.graph.entities[hit.actor.id] for hit in sure]
        return _only(rosters, entities, text, as_of, understood)
    entities = [_lasting(rosters, rosters.graph.entities[hit.actor.id]) for hit in near]
    names = dict.fromkeys(f"{each.name} [{each.id}]" for each in entities)
    raise UnknownEntity(text, list(names)[:3], understood)


def _only(
    rosters: Rosters, found: Iterable[Entity], text: str, as_of: date, understood: str
) -> Entity:
    """Keep lasting bodies; of several those with anybody in them on the day."""
    lasting = {each.id: each for each in (_lasting(rosters, entity) for entity in found)}
    seated = [each for each in lasting.values() if rosters.seats(each.id, as_of)]
    kept = seated if len(lasting) > 1 and seated else list(lasting.values())
    if len(kept) == 1:
        return kept[0]
    listing = "; ".join(f"{each.name} [{each.id}]" for each in kept[:8])
    msg = (
        f"{understood} {text!r} may mean {len(kept)} different ones: {listing}. "
        "Give the identifier."
    )
    raise InvalidQuestion(msg)


def _lasting(rosters: Rosters, entity: Entity) -> Entity:
    for tie in rosters.of_subject.get(entity.id, ()):
        if tie.relation is Relation.VERSION_OF:
            return rosters.graph.entities[tie.object]
    return entity


def _worded(rosters: Rosters, text: str) -> list[Entity]:
    """Give bodies whose name has all telling words of a text.

    One whose name is the text, but for a remark such as "(10th term)", stands for all.
    """
    wanted = set(_telling(text).split())
    if not wanted:
        return []
    kind = next((word for word in _KINDS if word in fold(text).split()), "")
    found = [
        entity
        for entity in rosters.graph.lookup.kind(Kind.ORGANIZATION)
        if entity.id in rosters.of_object
        and wanted <= set(_words(entity.name))
        and kind in fold(entity.name)
    ]
    whole = [entity for entity in found if fold(_REMARK.sub("", entity.name)) == fold(text)]
    return whole or found


def _telling(text: str) -> str:
    return " ".join(word for word in _words(text) if word not in _FILLING)


def _words(text: str) -> list[str]:
    return _MARKS.sub(" ", fold(text)).split()
