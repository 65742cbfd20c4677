"""Stakeholder salience on a file: power, legitimacy, urgency, each yes, no or not known.

Mitchell, Agle and Wood, Academy of Management Review 22 (1997), with a stance beside it, on which
the paper is silent. An attribute is what the person who asks states, else what a rule derives
from the graph; a rule never makes a *no* out of missing records. Their class "dangerous" (power
and urgency) is *forceful* here: among our stakeholders are survivors and those who speak for
them. What it must not do: say whom to ignore.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import product

from graph.errors import InvalidQuestion
from graph.model import Kind, Relation, Tie
from graph.moment import shifted
from graph.snapshot import Snapshot
from graph.tie_table import contact_day
from queries.measures.file_people import (
    FilePeople,
    file_people,
    is_invented,
    is_seated,
    source_titles,
)
from queries.results import ActorRef
from queries.rosters import NOT_VOTING, Rosters
from queries.routing.explain import actor


class Attribute(StrEnum):
    """What makes somebody salient."""

    POWER = "power"
    LEGITIMACY = "legitimacy"
    URGENCY = "urgency"


class SalienceClass(StrEnum):
    """The classes of the paper; *forceful* is its "dangerous"."""

    NONE = "non-stakeholder"
    DORMANT = "dormant"
    DISCRETIONARY = "discretionary"
    DEMANDING = "demanding"
    DOMINANT = "dominant"
    FORCEFUL = "forceful"
    DEPENDENT = "dependent"
    DEFINITIVE = "definitive"


CLASSES: Mapping[tuple[bool, bool, bool], SalienceClass] = {
    (False, False, False): SalienceClass.NONE,
    (True, False, False): SalienceClass.DORMANT,
    (False, True, False): SalienceClass.DISCRETIONARY,
    (False, False, True): SalienceClass.DEMANDING,
    (True, True, False): SalienceClass.DOMINANT,
    (True, False, True): SalienceClass.FORCEFUL,
    (False, True, True): SalienceClass.DEPENDENT,
    (True, True, True): SalienceClass.DEFINITIVE,
}
"""The class of (power, legitimacy, urgency)."""

_LEADING = frozenset({"rapporteur", "shadow", "chair", "vice_chair", "coordinator"})


@dataclass(frozen=True, slots=True)
class SalienceQuestion:
    """How salient is everybody on ``dossier`` on ``as_of``? All names are identifiers.

    ``stated`` maps (identifier, attribute) to what the asker says of it. Contacts with ``ours``
    and stands on the file count as urgent for ``urgent_days`` days.
    """

    dossier: str
    as_of: date
    ours: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    stated: Mapping[tuple[str, Attribute], bool] = field(default_factory=dict)
    urgent_days: int = 90
    include_invented: bool = True


@dataclass(frozen=True, slots=True)
class Judgement:
    """One attribute of somebody: ``has`` is None where not known; ``reading`` says why."""

    attribute: Attribute
    has: bool | None
    reading: str
    is_stated: bool = False
    sources: tuple[str, ...] = ()
    invented: bool = False


@dataclass(frozen=True, slots=True)
class Salience:
    """Somebody's salience, ``judgements`` in the order of ``Attribute``.

    ``salience_class`` is None while an attribute is not known; ``possible`` are the classes left,
    one of them if it is known. ``stance`` is the stand on the file as stated, None if none is.
    """

    actor: ActorRef
    group: str | None
    judgements: tuple[Judgement, ...]
    salience_class: SalienceClass | None
    possible: tuple[SalienceClass, ...]
    stance: str | None
    stance_sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SalienceAnswer:
    """Everybody on a file.

    Those with most attributes come first, then those of whom least is open, then those with a
    role on the file itself, then by identifier.
    """

    dossier: ActorRef
    as_of: date
    urgent_days: int
    members: tuple[Salience, ...]
    notes: tuple[str, ...] = ()


def salience(snapshot: Snapshot, rosters: Rosters, question: SalienceQuestion) -> SalienceAnswer:
    """Judge everybody on a file.

    Raises:
        UnknownEntity: an identifier is not in the graph.
        InvalidQuestion: the file is none, nobody is on it, or the days are below 1.
    """
    if question.urgent_days < 1:
        msg = f"urgent_days is {question.urgent_days}; it is 1 or more."
        raise InvalidQuestion(msg)
    named = (*question.added, *(name for name, _ in question.stated))
    people = file_people(
        rosters,
        question.dossier,
        question.as_of,
        dict.fromkeys(named),
        include_invented=question.include_invented,
    )
    found = [_member(snapshot, rosters, people, question, one) for one in people.people]
    found.sort(key=lambda one: (*_order(one), one.actor.id not in people.on_file, one.actor.id))
    return SalienceAnswer(
        dossier=actor(snapshot, question.dossier),
        as_of=question.as_of,
        urgent_days=question.urgent_days,
        members=tuple(found),
        notes=_notes(found),
    )


def _member(
    snapshot: Snapshot,
    rosters: Rosters,
    people: FilePeople,
    question: SalienceQuestion,
    name: str,
) -> Salience:
    derived = (
        _power(rosters, people, name),
        _legitimacy(rosters, people, name),
        _urgency(rosters, people, question, name),
    )
    judgements = tuple(_unless_stated(question, name, one) for one in derived)
    open_ = [(one.has,) if one.has is not None else (False, True) for one in judgements]
    possible = tuple(CLASSES[power, right, now] for power, right, now in product(*open_))
    stand = people.stances.get(name)
    return Salience(
        actor=actor(snapshot, name),
        group=rosters.group(name, question.as_of),
        judgements=judgements,
        salience_class=possible[0] if len(possible) == 1 else None,
        possible=possible,
        stance=stand.role if stand else None,
        stance_sources=source_titles(rosters.graph, [stand] if stand else []),
    )


def _unless_stated(question: SalienceQuestion, name: str, derived: Judgement) -> Judgement:
    stated = question.stated.get((name, derived.attribute))
    if stated is None:
        return derived
    known = {True: "yes", False: "no", None: "not known"}[derived.has]
    reading = f"stated with the question; by rule: {known}, {derived.reading}"
    return Judgement(derived.attribute, stated, reading, is_stated=True)


def _judged(
    rosters: Rosters, attribute: Attribute, has: bool | None, reading: str, ties: list[Tie]
) -> Judgement:
    return Judgement(
        attribute,
        has,
        reading,
        sources=source_titles(rosters.graph, ties),
        invented=any(is_invented(rosters, tie) for tie in ties),
    )


def _power(rosters: Rosters, people: FilePeople, name: str) -> Judgement:
    """Leads on the file or its committee, or votes there: yes; known to have no vote: no."""
    roles = (*people.on_file.get(name, ()), *people.in_lead.get(name, ()))
    for role in roles:
        votes = role.tie.relation is Relation.MEMBER_OF and role.tie.role not in NOT_VOTING
        if role.name in _LEADING or (votes and role.name):
            return _judged(rosters, Attribute.POWER, True, role.reading, [role.tie])
    if any(role.name is None for role in roles):
        return _judged(rosters, Attribute.POWER, None, roles[0].reading, [roles[0].tie])
    if rosters.graph.entities[name].kind is not Kind.PERSON:
        reading = "an organisation: no rule says what it can move"
        return _judged(rosters, Attribute.POWER, None, reading, [])
    if people.in_lead and is_seated(rosters, name, people.as_of):
        reading = "no vote in the committee that leads, beyond an absent member's"
        return _judged(rosters, Attribute.POWER, False, reading, [role.tie for role in roles])
    return _judged(rosters, Attribute.POWER, None, "no formal role is known", [])


def _legitimacy(rosters: Rosters, people: FilePeople, name: str) -> Judgement:
    """Holds a mandate on the file or a seat in the committee that leads: yes; else not known."""
    roles = (*people.on_file.get(name, ()), *people.in_lead.get(name, ()))
    if roles:
        return _judged(rosters, Attribute.LEGITIMACY, True, roles[0].reading, [roles[0].tie])
    reading = "no mandate on the file is known; whether a claim is rightful no record says"
    return _judged(rosters, Attribute.LEGITIMACY, None, reading, [])


def _urgency(
    rosters: Rosters, people: FilePeople, question: SalienceQuestion, name: str
) -> Judgement:
    """Took a stand on the file, or was in contact with ours, within the days: yes."""
    since = shifted(question.as_of, -question.urgent_days)
    stand = people.stances.get(name)
    if stand and (stand.period.start or date.min) >= since:
        reading = f"took a stand on the file on {stand.period.start}"
        return _judged(rosters, Attribute.URGENCY, True, reading, [stand])
    recent = [
        (day, tie)
        for tie in rosters.ties_of(name)
        if tie.relation is Relation.CONTACT_OF
        and {tie.subject, tie.object} & (set(question.ours) - {name})
        and (question.include_invented or not is_invented(rosters, tie))
        and (day := contact_day(tie)) is not None
        and since <= day <= question.as_of
    ]
    if recent:
        day, tie = max(recent, key=lambda each: (each[0], each[1].id))
        reading = f"in contact with ours on {day} ({tie.role or 'contact'})"
        return _judged(rosters, Attribute.URGENCY, True, reading, [tie])
    reading = f"no stand and no contact with ours is recorded in {question.urgent_days} days"
    return _judged(rosters, Attribute.URGENCY, None, reading, [])


def _order(one: Salience) -> tuple[int, int]:
    held = sum(judgement.has is True for judgement in one.judgements)
    return -held, len(one.possible)


def _notes(members: list[Salience]) -> tuple[str, ...]:
    known = [one for one in members if one.salience_class]
    notes = [
        f"The class is known for {len(known)} of {len(members)}; of the others those possible "
        "are named. State an attribute to settle it.",
        "Salience says nothing of support: read it with the stance.",
    ]
    if any(judgement.invented for one in members for judgement in one.judgements):
        notes.append("Some contacts are INVENTED for the demonstration.")
    return tuple(notes)
