from pathlib import Path

import pytest

from api.earlier_plan import earlier_lines
from graph.errors import InputError

JSON = '{"approaches": [{"organization": {"id": "org:a"}, "target": {"id": "t"}, "order": 1}]}'
CSV = "target,target id,as,organisation,organisation id\nT,t,lead,A,org:a\nS,s,gap,,\n"


@pytest.mark.parametrize("text", [JSON, CSV, "\ufeff" + CSV])
def test_lines_are_read_from_either_form_and_gaps_are_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "plan"
    path.write_text(text, encoding="utf-8")
    assert earlier_lines(path) == (("org:a", "t"),)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{}", "approaches: Field required"),
        ("{", "Expected what assign --json wrote"),
        ('{"approaches": [{"target": {"id": "t"}}]}', "approaches.0.organization"),
        ("a,b\n1,2\n", "no column organisation id, target id"),
        ("", "no column"),
    ],
)
def test_what_is_no_plan_is_refused_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=said) as caught:
        earlier_lines(path)
    assert "plan.txt" in str(caught.value)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        earlier_lines(tmp_path / "nothing")
