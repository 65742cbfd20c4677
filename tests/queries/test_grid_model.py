from pathlib import Path

import pytest

from graph.errors import InvalidQuestion
from queries.measures.grid_model import AXES, DEFAULTS, GridModel, InputName

PAGE = (Path(__file__).parents[2] / "docs/measures.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", DEFAULTS)
def test_the_page_lists_every_default(name: str) -> None:
    assert f"| `{name}` | {DEFAULTS[name]:g} |" in PAGE


def test_every_input_is_on_one_axis_and_weighs_something() -> None:
    inputs = [one for each in AXES.values() for one in each]
    assert sorted(inputs) == sorted(InputName)
    assert all(GridModel().weight(one) > 0 for one in inputs)


def test_a_value_can_be_set_for_a_question() -> None:
    model = GridModel.edited(["role.chair=1", " weight.vote = 0 "])
    assert model.value("role", "chair") == 1
    assert model.weight(InputName.VOTE) == 0
    assert GridModel().value("role", "chair") == 0.9


@pytest.mark.parametrize(
    ("setting", "fault"),
    [
        ("role.king=1", "'role.king' is no value of the grid"),
        ("role.chair", "expected NAME=VALUE"),
        ("role.chair=much", "expected NAME=VALUE"),
        ("role.chair=1.1", "from 0 to 1"),
        ("role.chair=nan", "from 0 to 1"),
    ],
)
def test_what_cannot_be_set_is_named(setting: str, fault: str) -> None:
    with pytest.raises(InvalidQuestion, match=fault):
        GridModel.edited([setting])


def test_an_axis_without_weight_is_refused() -> None:
    with pytest.raises(InvalidQuestion, match="All weights of power are 0"):
        GridModel.edited(["weight.role=0", "weight.vote=0", "weight.brokerage=0"])
