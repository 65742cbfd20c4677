"""A question about nothing, to test what doors make of any description."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from api.questions import Asked, Question
from queries.describe import Sheet, asked


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True)
class ToyAsk:
    names: tuple[str, ...] = asked("Whom to greet.")
    times: int = asked("How often.", 1, least=1, most=3)
    share: float | None = asked("A share.", None, least=0, most=1)
    colour: Colour = asked("In which colour.", Colour.RED)
    loud: bool = asked("Loudly.", False)
    until: date | None = asked("The last day.", None)
    avoid: tuple[str, ...] = asked("Whom not.", ())


@dataclass(frozen=True, slots=True)
class Greeting:
    text: str
    given: ToyAsk
    as_of: date


def greet(told: Asked, ask: ToyAsk) -> Greeting:
    return Greeting("Hello " + " and ".join(ask.names * ask.times), ask, told.as_of)


def sheets(answer: Greeting) -> tuple[Sheet, ...]:
    return (
        Sheet("Greeting", ("text", "times"), ((answer.text, answer.given.times),)),
        Sheet("Avoided", ("name",), tuple((name,) for name in answer.given.avoid)),
    )


EXAMPLE: Mapping[str, object] = MappingProxyType({"names": ("Ann", "Bob")})
TOY = Question("toy", "Greet somebody.", ToyAsk, Greeting, greet, sheets, EXAMPLE)
