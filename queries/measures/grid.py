"""The power-interest grid of a file: who matters, who cares, and on what that rests.

After Mendelow (1981) and Eden and Ackermann (1998). A score is the weighted mean of the inputs
that are known; beside it stand the share of its weight that is known and how low and high it
would be with the rest. What it must not do: take what is not known for nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from graph.errors import UnknownEntity
from graph.snapshot import EVERYTHING, Snapshot, TieFilter
from queries.measures.file_people import file_people
from queries.measures.grid_inputs import Basis, GridInput, grid_inputs
from queries.measures.grid_model import AXES, DEFAULTS, Axis, GridModel, InputName
from queries.results import ActorRef
from queries.rosters import Rosters
from queries.routing.explain import actor


class Quadrant(StrEnum):
    """The four fields, as Eden and Ackermann name them."""

    PLAYER = "player"
    CONTEXT_SETTER = "context setter"
    SUBJECT = "subject"
    CROWD = "crowd"


QUADRANTS = {
    (True, True): Quadrant.PLAYER,
    (True, False): Quadrant.CONTEXT_SETTER,
    (False, True): Quadrant.SUBJECT,
    (False, False): Quadrant.CROWD,
}
"""The field of (high power, high interest)."""

ADVICE = {
    Quadrant.PLAYER: "manage closely",
    Quadrant.CONTEXT_SETTER: "keep satisfied",
    Quadrant.SUBJECT: "keep informed",
    Quadrant.CROWD: "monitor",
}
"""What Mendelow's grid advises for each field."""


_DIGITS = 9


@dataclass(frozen=True, slots=True)
class GridQuestion:
    """Where does everybody on ``dossier`` stand on ``as_of``? All names are identifiers.

    ``added`` are looked at besides those on the file; ``field`` are files of the same field, if
    empty those of the same lead committees; ``bodies`` are on the subject besides those.
    """

    dossier: str
    as_of: date
    ours: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    field: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    model: GridModel = GridModel()  # noqa: RUF009  # frozen, and its mapping is read-only
    ties: TieFilter = EVERYTHING


@dataclass(frozen=True, slots=True)
class AxisScore:
    """A place on one axis, 0–1.

    ``value`` is over what is known, None where nothing is; ``known`` the share of the weight that
    is known; ``low`` and ``high`` take the rest for 0 and for 1.
    """

    value: float | None
    known: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class GridLine:
    """Somebody's place. ``quadrant`` is None where an axis has no value.

    ``firm`` says that it would be the same whatever is not known. ``inputs`` are all six.
    """

    actor: ActorRef
    group: str | None
    power: AxisScore
    interest: AxisScore
    quadrant: Quadrant | None
    firm: bool
    inputs: tuple[GridInput, ...]


@dataclass(frozen=True, slots=True)
class GridValue:
    """One value the grid was computed with."""

    name: str
    value: float
    is_default: bool


@dataclass(frozen=True, slots=True)
class GridAnswer:
    """The grid: most powerful first, then most interested, then by identifier.

    ``known`` is the share of all weight, over all people, that rests on known inputs. ``field``
    are the other files that counted.
    """

    dossier: ActorRef
    as_of: date
    lead: tuple[ActorRef, ...]
    field: tuple[ActorRef, ...]
    lines: tuple[GridLine, ...]
    known: float
    values: tuple[GridValue, ...]
    notes: tuple[str, ...] = ()


def power_interest(snapshot: Snapshot, rosters: Rosters, question: GridQuestion) -> GridAnswer:
    """Place everybody on a file.

    Raises:
        UnknownEntity: an identifier is not in the graph.
        InvalidQuestion: the file is none, or nobody is on it.
    """
    for name in (*question.ours, *question.bodies):
        if name not in rosters.graph.entities:
            raise UnknownEntity(name)
    people = file_people(
        rosters,
        question.dossier,
        question.as_of,
        question.added,
        question.field,
        include_invented=question.ties.include_invented,
    )
    basis = Basis(
        snapshot, rosters, people, question.model, question.ties, question.ours, question.bodies
    )
    inputs = grid_inputs(basis)
    lines = [_line(basis, person, inputs[person]) for person in people.people]
    lines.sort(key=lambda one: (-_rank(one.power), -_rank(one.interest), one.actor.id))
    known = [axis.known for line in lines for axis in (line.power, line.interest)]
    return GridAnswer(
        dossier=actor(snapshot, question.dossier),
        as_of=question.as_of,
        lead=tuple(actor(snapshot, name) for name in people.lead),
        field=tuple(actor(snapshot, name) for name in people.field),
        lines=tuple(lines),
        known=sum(known) / len(known),
        values=tuple(
            GridValue(name, value, value == DEFAULTS[name])
            for name, value in question.model.values.items()
        ),
        notes=_notes(lines),
    )


def axis_score(inputs: Sequence[GridInput]) -> AxisScore:
    """Weigh the inputs of one axis together."""
    total = sum(one.weight for one in inputs)
    known = sum(one.weight for one in inputs if one.value is not None)
    scored = sum(one.weight * one.value for one in inputs if one.value is not None)
    # Rounded, so that what is equal by hand is equal here, at a threshold too.
    return AxisScore(
        value=round(scored / known, _DIGITS) if known else None,
        known=round(known / total, _DIGITS),
        low=round(scored / total, _DIGITS),
        high=round((scored + total - known) / total, _DIGITS),
    )


def _line(basis: Basis, person: str, inputs: tuple[GridInput, ...]) -> GridLine:
    power, interest = (
        axis_score([one for one in inputs if one.name in AXES[axis]]) for axis in Axis
    )
    bounds = [
        (basis.model.threshold(axis), score)
        for axis, score in zip(Axis, (power, interest), strict=True)
    ]
    quadrant = None
    if power.value is not None and interest.value is not None:
        quadrant = QUADRANTS[
            power.value >= basis.model.threshold(Axis.POWER),
            interest.value >= basis.model.threshold(Axis.INTEREST),
        ]
    return GridLine(
        actor=actor(basis.snapshot, person),
        group=basis.rosters.group(person, basis.as_of),
        power=power,
        interest=interest,
        quadrant=quadrant,
        firm=all((score.low >= bound) == (score.high >= bound) for bound, score in bounds),
        inputs=inputs,
    )


def _rank(score: AxisScore) -> float:
    return -1.0 if score.value is None else score.value


def _notes(lines: Sequence[GridLine]) -> tuple[str, ...]:
    notes = [
        "Scores rank by stated conventions; what is not known is left out, never taken for 0.",
        f"Firm whatever is not known: {sum(line.firm for line in lines)} of {len(lines)}.",
    ]
    if any(one.invented for line in lines for one in line.inputs):
        notes.append("Some contacts are INVENTED for the demonstration.")
    unused = [
        name
        for name in InputName
        if all(one.value is None for line in lines for one in line.inputs if one.name is name)
    ]
    if unused:
        notes.append(f"Known of nobody: {', '.join(unused)}.")
    return tuple(notes)
