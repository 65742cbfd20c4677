"""What the power-interest grid is made of: every weight and value, as data with defaults.

All numbers are conventions of ours, to be edited for a question, not findings; each answer shows
those it used. What it must not do: look at a graph.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from graph.errors import InvalidQuestion


class Axis(StrEnum):
    """The two axes."""

    POWER = "power"
    INTEREST = "interest"


class InputName(StrEnum):
    """What a place on the grid is computed from."""

    ROLE = "role"
    VOTE = "vote"
    BROKERAGE = "brokerage"
    CONTACTS = "contacts"
    FILES = "files"
    BODIES = "bodies"


AXES: Mapping[Axis, tuple[InputName, ...]] = MappingProxyType(
    {
        Axis.POWER: (InputName.ROLE, InputName.VOTE, InputName.BROKERAGE),
        Axis.INTEREST: (InputName.CONTACTS, InputName.FILES, InputName.BODIES),
    }
)

DEFAULTS: Mapping[str, float] = MappingProxyType(
    {
        "weight.role": 0.5,
        "weight.vote": 0.3,
        "weight.brokerage": 0.2,
        "weight.contacts": 0.4,
        "weight.files": 0.4,
        "weight.bodies": 0.2,
        "role.rapporteur": 1.0,
        "role.shadow": 0.8,
        "role.opinion_rapporteur": 0.5,
        "role.opinion_shadow": 0.3,
        "role.chair": 0.9,
        "role.vice_chair": 0.6,
        "role.coordinator": 0.7,
        "role.member": 0.3,
        "role.substitute": 0.15,
        "vote.lead": 1.0,
        "vote.substitute": 0.5,
        "vote.plenary": 0.3,
        "vote.none": 0.0,
        "seat.chair": 1.0,
        "seat.vice_chair": 0.8,
        "seat.coordinator": 0.8,
        "seat.member": 0.6,
        "seat.substitute": 0.4,
        "seat.none": 0.0,
        "threshold.power": 0.5,
        "threshold.interest": 0.5,
    }
)
"""The values of the grid, 0–1; ``docs/measures.md`` says what each is."""


@dataclass(frozen=True, slots=True)
class GridModel:
    """The values a grid is computed with: ``values`` has exactly the names of ``DEFAULTS``."""

    values: Mapping[str, float] = field(default_factory=lambda: DEFAULTS)

    @classmethod
    def edited(cls, settings: Iterable[str]) -> "GridModel":
        """Give the defaults with some values set, each written ``name=value``.

        Raises:
            InvalidQuestion: an unknown name, no number between 0 and 1, or an axis whose
                weights are all 0.
        """
        values = dict(DEFAULTS)
        for text in settings:
            name, _, written = (part.strip() for part in text.partition("="))
            if name not in DEFAULTS:
                msg = f"{text!r}: {name!r} is no value of the grid. Known: {', '.join(DEFAULTS)}."
                raise InvalidQuestion(msg)
            values[name] = _share(text, written)
        model = cls(MappingProxyType(values))
        for axis, inputs in AXES.items():
            if not any(model.weight(one) for one in inputs):
                names = ", ".join(f"weight.{one}" for one in inputs)
                msg = f"All weights of {axis} are 0. Raise one of: {names}."
                raise InvalidQuestion(msg)
        return model

    def weight(self, name: InputName) -> float:
        """Give an input's weight."""
        return self.values[f"weight.{name}"]

    def value(self, kind: str, name: str) -> float:
        """Give the value of a role, a vote or a seat; 0 for a role that the kind does not have."""
        return self.values.get(f"{kind}.{name}", 0.0)

    def threshold(self, axis: Axis) -> float:
        """Give where an axis begins to be high."""
        return self.values[f"threshold.{axis}"]


def _share(text: str, written: str) -> float:
    try:
        value = float(written)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        msg = f"{text!r}: expected NAME=VALUE with a number from 0 to 1, such as role.chair=0.9."
        raise InvalidQuestion(msg)
    return value
