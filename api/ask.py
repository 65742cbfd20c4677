"""Questions as people put them: names, file numbers and spellings become what ``queries`` takes.

Both doors come through here, so that the same words get the same answer on either.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from api.remarks import explained, remarked
from api.wiring import View
from graph.errors import InvalidQuestion, UnknownIdentifier
from graph.identifiers import political_group
from graph.model import Classification, Kind, Relation
from graph.snapshot import TieFilter
from queries.majorities.majority import MajorityQuestion, majority
from queries.posts.targets import holders_of
from queries.results import MajorityAnswer, Route, RouteAnswer, Stance
from queries.routing.question import RouteQuestion
from queries.routing.routes import find_routes, reach, routes_each

SWING_HOPS = 3
_T = TypeVar("_T")
_TERMS = {term.value.casefold(): term.value for term in (*Kind, *Classification)}


@dataclass(frozen=True, slots=True)
class RouteAsk:
    """How do we reach …? ``to`` and ``sources`` are names, ids or file references.

    A file stands for its rapporteurs and shadow rapporteurs; no source means the office.
    ``channels`` are ways of contact, ``relations`` relations that may count; empty: all.
    ``max_hops`` None: any number of steps. Of ``via``, if any, a route must pass one.
    ``ready`` says how free a source is, 0 to 1, where its load should count. With ``each`` there
    are ``k`` routes to each target, not in all.
    """

    to: tuple[str, ...]
    sources: tuple[str, ...] = ()
    k: int = 3
    max_hops: int | None = 4
    avoid: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    min_confidence: float = 0.0
    invented: bool = True
    senior: bool = False
    countries: tuple[str, ...] = ()
    consented: bool = False
    languages: tuple[str, ...] = ()
    ready: Mapping[str, float] = field(default_factory=dict)
    each: bool = False
    kinds: tuple[str, ...] = ()
    load: int | None = None


@dataclass(frozen=True, slots=True)
class MajorityAsk:
    """Does it carry? ``positions`` maps a group or a person to a stance; a person's wins.

    ``dossier`` adds the positions known on a file; ``routes`` joins how we reach the undecided;
    ``substitutes`` lets substitutes vote for absent members of their group; ``seats`` lists
    every vote.
    """

    body: str
    positions: Mapping[str, Stance] = field(default_factory=dict)
    rule: str = "simple"
    dossier: str | None = None
    routes: bool = False
    substitutes: bool = False
    seats: bool = False


def ask_routes(view: View, ask: RouteAsk, *, office: str, as_of: date) -> RouteAnswer:
    """Answer how to reach somebody.

    Raises:
        UnknownEntity: a name that nobody has; the nearest are named.
        InvalidQuestion: no source, nobody to reach, or limits out of range.
    """
    question = route_question(view, ask, office=office, as_of=as_of)
    named = (*ask.to, *ask.sources, *ask.avoid)
    find = routes_each if ask.each else find_routes
    return remarked(view, as_of, named, lambda: find(view.snapshot, question))


def route_question(view: View, ask: RouteAsk, *, office: str, as_of: date) -> RouteQuestion:
    """Turn names into identifiers, as they stand in a view on a day.

    Raises:
        UnknownEntity: a name that nobody has; the nearest are named.
        InvalidQuestion: nobody to reach, or a name that does not make one.
    """
    return RouteQuestion(
        sources=several(view, ask.sources or (office,), as_of),
        readiness={one(view, name): share for name, share in ask.ready.items()},
        targets=targets(view, ask.to, as_of),
        as_of=as_of,
        k=ask.k,
        max_hops=ask.max_hops,
        avoid=frozenset(several(view, ask.avoid, as_of)),
        via=frozenset(several(view, ask.via, as_of)),
        relations=_relations(ask.relations),
        channels=frozenset(ask.channels) or None,
        min_confidence=ask.min_confidence,
        include_invented=ask.invented,
        senior=ask.senior,
        countries=frozenset(one(view, name, kinds=[Kind.AREA]) for name in ask.countries),
        consented=ask.consented,
        languages=_languages(ask.languages),
        kinds=frozenset(_TERMS.get(kind.casefold(), kind) for kind in ask.kinds),
        load=ask.load,
    )


def ask_majority(view: View, ask: MajorityAsk, *, office: str, as_of: date) -> MajorityAnswer:
    """Answer whether a body carries.

    Raises:
        UnknownEntity: the body, the file or a name is not known.
        InvalidQuestion: a stance for somebody without a vote, or nobody known to sit there.
    """
    body = one(view, ask.body, kinds=[Kind.ORGANIZATION])
    of_person, of_group = positions_of(view, ask.positions, as_of)
    dossier = one(view, ask.dossier, kinds=[Kind.DOSSIER]) if ask.dossier else None
    question = MajorityQuestion(
        body=body,
        as_of=as_of,
        rule=ask.rule,
        of_person=of_person,
        of_group=of_group,
        dossier=dossier,
        routes=swing_routes(view, body, office, as_of) if ask.routes else {},
        substitutes=ask.substitutes,
        seats=ask.seats,
    )
    return remarked(view, as_of, ask.positions, lambda: majority(view.rosters, question))


def targets(view: View, names: Collection[str], as_of: date) -> tuple[str, ...]:
    """Give the ids that names stand for.

    A file stands for its (shadow) rapporteurs, a post such as "chair of DROI" for whoever holds
    it on the day.

    Raises:
        UnknownEntity: a name that nobody has.
        InvalidQuestion: no name, a file nobody is known to report on, or a vacant post.
    """
    with explained(view, as_of):
        return _targets(view, names, as_of)


def _targets(view: View, names: Collection[str], as_of: date) -> tuple[str, ...]:
    found: list[str] = []
    for name in names:
        post = holders_of(view.index, view.rosters, name, as_of)
        if post:
            found += post.holders
            continue
        entity = view.index.resolve(name)
        if entity.kind is not Kind.DOSSIER:
            found.append(entity.id)
            continue
        people = [seat.person for seat in view.rosters.rapporteurs(entity.id, as_of)]
        if not people:
            msg = (
                f"Nobody is known to report on {entity.name!r} [{entity.id}] on {as_of}. "
                "Name a person, or load its rapporteurs."
            )
            raise InvalidQuestion(msg)
        found += people
    if not found:
        msg = "Whom should we reach? Name a person, a body or a file, such as 2025/0059."
        raise InvalidQuestion(msg)
    return tuple(dict.fromkeys(found))


def several(view: View, names: Collection[str], as_of: date) -> tuple[str, ...]:
    """Give the ids of those named; a post stands for all who hold it on the day.

    Raises:
        UnknownEntity: a name that nobody has.
        InvalidQuestion: a name of several, or a vacant post.
    """
    found: list[str] = []
    with explained(view, as_of):
        for name in names:
            post = holders_of(view.index, view.rosters, name, as_of)
            found += post.holders if post else [one(view, name)]
    return tuple(dict.fromkeys(found))


def one(
    view: View, name: str, kinds: Collection[Kind] | None = None, as_of: date | None = None
) -> str:
    """Give the id of the one entity that is meant; with a day also of whoever holds a post.

    Raises:
        UnknownEntity: nobody is called that; the nearest are named.
        InvalidQuestion: several are, or hold the post, or nobody does.
    """
    post = holders_of(view.index, view.rosters, name, as_of) if as_of else None
    if post and len(post.holders) == 1:
        return post.holders[0]
    if post:
        msg = f"{name!r} stands for {len(post.holders)}; name one of them. {post.note}"
        raise InvalidQuestion(msg)
    return view.index.resolve(name, kinds).id


def swing_routes(view: View, body: str, office: str, as_of: date) -> Mapping[str, Route]:
    """Give our best route to each who votes in a body, by id; some may have none."""
    source = one(view, office)
    voters = [seat.person for seat in view.rosters.seats(body, as_of, voting=True)]
    found = reach(view.snapshot, [source], voters, as_of, max_hops=SWING_HOPS)
    return {target: route for (_, target), route in found.items()}


def positions_of(
    view: View, given: Mapping[str, _T], as_of: date | None = None
) -> tuple[dict[str, _T], dict[str, _T]]:
    """Part what is said of persons (by id) from what is said of groups (by code as written).

    With a day, a person may be named by a post of one holder.

    Raises:
        UnknownEntity: a name that neither a group nor a person has.
    """
    of_person: dict[str, _T] = {}
    of_group: dict[str, _T] = {}
    for name, said in given.items():
        if _is_group(name):
            of_group[name] = said
        else:
            of_person[one(view, name, [Kind.PERSON], as_of)] = said
    return of_person, of_group


def _is_group(name: str) -> bool:
    try:
        political_group(name)
    except UnknownIdentifier:
        return False
    return True


def tie_filter(
    channels: tuple[str, ...],
    relations: tuple[str, ...],
    languages: tuple[str, ...],
    *,
    confidence: float,
    consented: bool,
    invented: bool,
) -> TieFilter:
    """Turn what is asked of ties into their filter; what is empty asks nothing.

    Raises:
        InvalidQuestion: a word that is no relation or no language code.
    """
    return TieFilter(
        _relations(relations),
        frozenset(channels) or None,
        confidence,
        invented,
        consented,
        _languages(languages),
    )


def _languages(codes: tuple[str, ...]) -> frozenset[str] | None:
    wrong = [code for code in codes if not (code.isalpha() and len(code) == 2)]
    if wrong:
        msg = f"{', '.join(wrong)} is no language code. Expected two letters, such as fr."
        raise InvalidQuestion(msg)
    return frozenset(code.casefold() for code in codes) or None


def _relations(names: tuple[str, ...]) -> frozenset[Relation] | None:
    known = [relation.value for relation in Relation if relation is not Relation.JUDGED]
    unknown = [name for name in names if name.upper() not in known]
    if unknown:
        msg = f"{', '.join(unknown)} is no relation. Expected some of: {', '.join(known)}."
        raise InvalidQuestion(msg)
    return frozenset(Relation(name.upper()) for name in names) or None
