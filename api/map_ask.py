"""Maps as people ask for them: names and words of an address into what ``viz`` takes."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from api.ask import one, several
from api.remarks import remarks
from api.wiring import View
from graph.errors import InputError, InvalidQuestion
from graph.levels import parse_level
from graph.model import Relation
from viz.map_model import Choice, Map, MapQuestion, Opening

_NOT_BOTH = (
    "Ask for a map of somebody (of) or of a whole community (inside), not for none of both."
)


@dataclass(frozen=True, slots=True)
class MapAsk:
    """A map as an address asks for it; every text is a name or a word still to be read.

    ``opened`` are names, each with relations behind bars: ``DROI|MEMBER_OF``. ``pins`` are
    ``id@x,y``: places that somebody chose, kept by every file that is made of the view.
    """

    of: tuple[str, ...] = ()
    inside: str | None = None
    deep: int = 1
    steps: int = 1
    most: int = 300
    since: date | None = None
    opened: tuple[str, ...] = ()
    shut: tuple[str, ...] = ()
    still: bool = False
    kinds: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    bands: tuple[str, ...] = ()
    evidence_from: date | None = None
    pins: tuple[str, ...] = ()


def ask_map(view: View, ask: MapAsk, as_of: date) -> Map:
    """Answer with a map.

    Raises:
        UnknownEntity: nobody is called that.
        InvalidQuestion: neither or both of somebody and a community, or days in the wrong order.
        InputError: a word names no relation or level, or a pin cannot be read.
    """
    if bool(ask.of) == bool(ask.inside):
        raise InvalidQuestion(_NOT_BOTH)
    if ask.since is not None and ask.since >= as_of:
        msg = f"The earlier day {ask.since} is not before {as_of}. Name one that is."
        raise InvalidQuestion(msg)
    question = MapQuestion(
        of=several(view, ask.of, as_of),
        as_of=as_of,
        steps=ask.steps,
        most=ask.most,
        since=ask.since,
        inside=one(view, ask.inside) if ask.inside else None,
        deep=ask.deep,
        opened=tuple(_opening(view, text) for text in ask.opened),
        shut=tuple(one(view, name) for name in ask.shut),
        still=ask.still,
    )
    made = view.maps.map_of(view.snapshot, view.rosters, question, choice_of(ask))
    told = remarks(view, as_of, ask.of)
    return pinned(replace(made, notes=(*told, *made.notes)), ask.pins)


def choice_of(ask: MapAsk) -> Choice:
    """Give the filters of a question.

    Raises:
        InputError: a word names no relation or level.
    """
    return Choice(
        kinds=frozenset(ask.kinds),
        groups=frozenset(ask.groups),
        countries=frozenset(ask.countries),
        relations=frozenset(_relation(word) for word in ask.relations),
        levels=frozenset(parse_level(word) for word in ask.levels),
        bands=frozenset(ask.bands),
        evidence_from=ask.evidence_from,
    )


def pinned(made: Map, pins: Collection[str]) -> Map:
    """Put places where somebody pinned them; a pin of whom the map does not hold says nothing.

    Raises:
        InputError: a pin is not written ``id@x,y``.
    """
    if not pins:
        return made
    spots = dict(_pin(text) for text in pins)
    places = tuple(
        replace(place, x=spots[place.id][0], y=spots[place.id][1]) if place.id in spots else place
        for place in made.places
    )
    return replace(made, places=places)


def _pin(text: str) -> tuple[str, tuple[float, float]]:
    name, _, spot = text.rpartition("@")
    x, _, y = spot.partition(",")
    try:
        at = (float(x), float(y))
    except ValueError:
        at = (float("nan"), 0.0)
    if not name or not all(abs(axis) < 1e6 for axis in at):
        msg = f"{text!r} pins nothing. Write id@x,y, such as ep-org:LIBE@12.5,-40."
        raise InputError(msg)
    return name, at


def _opening(view: View, text: str) -> Opening:
    name, *words = text.split("|")
    return Opening(one(view, name), frozenset(_relation(word) for word in words))


def _relation(word: str) -> Relation:
    try:
        return Relation(word)
    except ValueError:
        msg = f"{word!r} is no relation. Expected one of: {', '.join(Relation)}."
        raise InputError(msg) from None
