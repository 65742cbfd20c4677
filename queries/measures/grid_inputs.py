"""The inputs of the power-interest grid: what the graph knows of each person on a file.

An input is a value between 0 and 1 with the sentence and the sources behind it. What no source
says is None, *not known*: absence from the records is 0 only where the records are a whole list
(a roster of a committee or of the Parliament). What it must not do: weigh inputs together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from graph.model import Kind, Relation, Tie
from graph.snapshot import Snapshot, TieFilter
from graph.strength import figure, noisy_or
from queries.measures.betweenness import betweenness
from queries.measures.file_people import (
    FilePeople,
    FormalRole,
    formal_role,
    is_invented,
    is_seated,
    seats_in,
    source_titles,
)
from queries.measures.grid_model import GridModel, InputName
from queries.measures.ties_among import perhaps_ties_among
from queries.rosters import NOT_VOTING, Rosters


@dataclass(frozen=True, slots=True)
class GridInput:
    """One input of one person.

    ``value`` is 0–1, None where not known; ``weight`` what it counts within its axis. ``reading``
    says in words what it rests on; ``invented`` whether invented ties are among that.
    """

    name: InputName
    value: float | None
    weight: float
    reading: str
    sources: tuple[str, ...] = ()
    invented: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Basis:
    """What all inputs are read from.

    ``ours`` are our organisations, ``bodies`` those on the subject besides the lead committees.
    """

    snapshot: Snapshot
    rosters: Rosters
    people: FilePeople
    model: GridModel
    ties: TieFilter
    ours: tuple[str, ...]
    bodies: tuple[str, ...]

    @property
    def as_of(self) -> date:
        """Give the day."""
        return self.people.as_of


def grid_inputs(basis: Basis) -> dict[str, tuple[GridInput, ...]]:
    """Give the inputs of everybody on the file, in the order of ``InputName``."""
    brokerage = _brokerage(basis)
    contacts = _contacts(basis)
    files = _files(basis)
    bodies = _bodies(basis)
    return {
        person: (
            _role(basis, person),
            _vote(basis, person),
            brokerage[person],
            contacts[person],
            files[person],
            bodies[person],
        )
        for person in basis.people.people
    }


def _input(
    basis: Basis,
    name: InputName,
    value: float | None,
    reading: str,
    ties: Sequence[Tie] = (),
) -> GridInput:
    return GridInput(
        name=name,
        value=value,
        weight=basis.model.weight(name),
        reading=reading,
        sources=source_titles(basis.rosters.graph, ties),
        invented=any(is_invented(basis.rosters, tie) for tie in ties),
    )


def _role(basis: Basis, person: str) -> GridInput:
    people = basis.people
    roles = (*people.on_file.get(person, ()), *people.in_lead.get(person, ()))
    known = [role for role in roles if role.name]
    if not known:
        reading = roles[0].reading if roles else "no formal role on this file is known"
        return _input(basis, InputName.ROLE, None, reading, [role.tie for role in roles])
    best = _highest(basis.model, "role", known)
    value = basis.model.value("role", best.name or "")
    rest = f"; {len(roles) - 1} further, not added" if len(roles) > 1 else ""
    return _input(basis, InputName.ROLE, value, best.reading + rest, [best.tie])


def _vote(basis: Basis, person: str) -> GridInput:
    model, as_of = basis.model, basis.as_of
    seats = basis.people.in_lead.get(person, ())
    voting = [seat for seat in seats if seat.tie.role and seat.tie.role not in NOT_VOTING]
    if voting:
        reading = "votes in the committee that leads, and in plenary"
        return _input(basis, InputName.VOTE, model.value("vote", "lead"), reading, [voting[0].tie])
    if any(seat.name is None for seat in seats):
        reading = "sits in the committee that leads; no source says whether with a vote"
        return _input(basis, InputName.VOTE, None, reading, [seats[0].tie])
    if seats:
        reading = (
            "substitute in the committee that leads: votes for an absent member, and in plenary"
        )
        value = model.value("vote", "substitute")
        return _input(basis, InputName.VOTE, value, reading, [seats[0].tie])
    if is_seated(basis.rosters, person, as_of):
        reading = "votes in plenary only"
        return _input(basis, InputName.VOTE, model.value("vote", "plenary"), reading)
    reading = "holds no seat in the Parliament"
    return _input(basis, InputName.VOTE, model.value("vote", "none"), reading)


def _brokerage(basis: Basis) -> dict[str, GridInput]:
    """Give betweenness among the people on the file, as a share of the greatest."""
    among_ids = basis.people.people
    unknown = "no tie to anybody else on the file is known"
    nobody = {one: _input(basis, InputName.BROKERAGE, None, unknown) for one in among_ids}
    if len(among_ids) < 2:
        return nobody
    among = perhaps_ties_among(basis.snapshot, among_ids, basis.as_of, basis.ties)
    values, counts = betweenness(among), among.tied.sum(axis=1).tolist()
    greatest = float(values.max())
    found = dict(nobody)
    for name, own, count in zip(among.ids, values.tolist(), counts, strict=True):
        if not count:
            continue
        reading = (
            f"on {own:.2%} of the best paths among the {len(among_ids)} people on the file "
            f"({count} ties); the greatest share is {greatest:.2%}"
        )
        share = own / greatest if greatest > 0 else 0.0
        found[name] = _input(basis, InputName.BROKERAGE, share, reading)
    return found


def _contacts(basis: Basis) -> dict[str, GridInput]:
    """Give how much contact with ours is left on the day, faded as in ``docs/strength.md``."""
    snapshot, ties = basis.snapshot, basis.ties
    only = TieFilter(
        frozenset({Relation.CONTACT_OF}),
        ties.channels,
        ties.min_confidence,
        ties.include_invented,
    )
    ids = {*basis.people.people, *basis.ours}
    strengths = {}
    if len(ids) > 1:
        among = perhaps_ties_among(snapshot, ids, basis.as_of, only)
        place = {name: number for number, name in enumerate(among.ids)}
        for person in basis.people.people:
            row = among.strengths[place[person]]
            own = {one: float(row[place[one]]) for one in basis.ours if row[place[one]] > 0}
            strengths[person] = own
    return {
        person: _contact(basis, person, strengths.get(person, {}))
        for person in basis.people.people
    }


def _contact(basis: Basis, person: str, strengths: Mapping[str, float]) -> GridInput:
    if not strengths:
        return _input(basis, InputName.CONTACTS, None, "no contact with ours is recorded")
    entities = basis.rosters.graph.entities
    parts = [f"{entities[one].name} {figure(value)}" for one, value in strengths.items()]
    ties = [
        tie
        for tie in basis.rosters.ties_of(person)
        if tie.relation is Relation.CONTACT_OF
        and strengths.keys() & {tie.subject, tie.object}
        and (basis.ties.include_invented or not is_invented(basis.rosters, tie))
        and (tie.period.start is None or tie.period.start <= basis.as_of)
    ]
    reading = f"contact with {', '.join(parts)}, faded by age"
    return _input(basis, InputName.CONTACTS, noisy_or(strengths.values()), reading, ties)


def _files(basis: Basis) -> dict[str, GridInput]:
    """Give what is left of reporting on other files of the field."""
    snapshot, people = basis.snapshot, basis.people
    view = snapshot.costs(basis.as_of, basis.ties)
    field = {snapshot.index[name] for name in people.field}
    found: dict[str, list[tuple[Tie, float]]] = {}
    rows = (
        [row for row, head in enumerate(snapshot.table.object.tolist()) if head in field]
        if field
        else []
    )
    for row in rows:
        tie, value = snapshot.table.ties[row], float(view.values[row])
        if tie.relation is Relation.RAPPORTEUR_FOR and value > 0:
            found.setdefault(tie.subject, []).append((tie, value))
    listed = {}
    for person in people.people:
        own = found.get(person, [])
        files = len({tie.object for tie, _ in own})
        reading = (
            f"reports on {files} other of the {len(people.field)} loaded files of the field: "
            + "; ".join(_reading(basis, tie, value) for tie, value in own)
            if own
            else f"on none of the {len(people.field)} other loaded files of the field"
        )
        total = noisy_or(value for _, value in own) if own else None
        listed[person] = _input(basis, InputName.FILES, total, reading, [tie for tie, _ in own])
    return listed


def _reading(basis: Basis, tie: Tie, value: float) -> str:
    name = formal_role(basis.rosters, tie).name or "role not stated"
    file = basis.rosters.graph.entities[tie.object]
    return f"{name.replace('_', ' ')} for {file.id} {figure(value)}"


def _bodies(basis: Basis) -> dict[str, GridInput]:
    """Give the highest seat in a body on the subject; 0 where all rosters lack the person."""
    bodies = (*basis.people.lead, *basis.people.opinion, *basis.bodies)
    seats = seats_in(basis.rosters, dict.fromkeys(bodies), basis.as_of)
    entities = basis.rosters.graph.entities
    listed = {}
    for person in basis.people.people:
        roles = [formal_role(basis.rosters, seat.tie) for seat in seats.get(person, ())]
        known = [role for role in roles if role.name]
        value, ties = None, [role.tie for role in roles]
        if known:
            best = _highest(basis.model, "seat", known)
            value, reading = basis.model.value("seat", best.name or ""), best.reading
            ties = [best.tie]
        elif roles:
            reading = roles[0].reading
        elif not seats:
            reading = "the members of no body on the subject are known"
        elif entities[person].kind is not Kind.PERSON:
            reading = "no person: rosters do not say"
        else:
            value = basis.model.value("seat", "none")
            reading = "in none of: " + ", ".join(entities[one].name for one in bodies)
        listed[person] = _input(basis, InputName.BODIES, value, reading, ties)
    return listed


def _highest(model: GridModel, kind: str, roles: Sequence[FormalRole]) -> FormalRole:
    return min(roles, key=lambda role: (-model.value(kind, role.name or ""), role.tie.id))
