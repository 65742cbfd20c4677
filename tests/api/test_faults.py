from datetime import date
from enum import StrEnum
from typing import Annotated, Any

import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from api.faults import faults_told


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class Asked(BaseModel):
    model_config = ConfigDict(extra="forbid")
    to: Annotated[list[str], Field(min_length=1, max_length=2)]
    each: Annotated[int, Field(ge=1, le=10)] = 1
    score: Annotated[float, Field(ge=0.0, le=1.0)] = 0.0
    as_of: date | None = None
    loud: bool = False
    colour: Colour = Colour.RED


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "Whom to reach (to): this is needed. Fill it in."),
        ({"to": []}, "Whom to reach (to): too few. Name at least 1."),
        ({"to": ["a", "b", "c"]}, "Whom to reach (to): too many. Name at most 2."),
        (
            {"to": ["a"], "each": 99},
            "Messengers for each target (each): “99” is too much. The most is 10.",
        ),
        (
            {"to": ["a"], "each": "many"},
            "Messengers for each target (each): “many” is no whole number. Write one such as 3.",
        ),
        ({"to": ["a"], "score": -1}, "Score (score): “-1” is too little. The least is 0."),
        ({"to": ["a"], "score": "x"}, "Score (score): “x” is no number. Write one such as 0.5."),
        (
            {"to": ["a"], "as_of": "2026-02-31"},
            "Day asked about (as_of): “2026-02-31” is no day. Write year, month and day, such as "
            "2026-03-04.",
        ),
        ({"to": ["a"], "loud": "perhaps"}, "Loud (loud): “perhaps” is neither true nor false."),
        (
            {"to": ["a"], "colour": "green"},
            "Colour (colour): “green” cannot be chosen. Choose 'red' or 'blue'.",
        ),
        ({"to": ["a"], "x": 1}, "X (x): there is no such setting here. Leave it out."),
    ],
)
def test_a_fault_says_which_field_what_and_how(given: dict[str, Any], told: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Asked.model_validate(given)
    assert faults_told(caught.value.errors()) == told


def test_what_was_typed_is_not_repeated_at_length() -> None:
    with pytest.raises(ValidationError) as caught:
        Asked.model_validate({"to": ["a"], "each": "9" * 3000 + "x"})
    assert len(faults_told(caught.value.errors())) < 200
