"""Days at the ends of the calendar are days: whoever asks about one is answered."""

from collections.abc import Iterator

import pytest

from graph.levels import Level
from tests.api.level_asks import USUAL, query_of
from tests.api.level_law import Batch, Doors, base


@pytest.fixture(scope="module")
def doors(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Doors]:
    made = Doors(tmp_path_factory.mktemp("calendar"))
    with made.over([Batch("register", 0, tuple(base("register")))]):
        yield made
    made.close()


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_every_question_is_answered_at_the_ends_of_the_calendar(doors: Doors, day: str) -> None:
    asked = {
        one.name: f"/ask/{one.name}?as_of={day}&{query_of(one, USUAL)}" for one in doors.questions
    }
    told = {name: doors.ask("GET", address, None, Level.OFFICE) for name, address in asked.items()}
    assert [name for name, answer in told.items() if answer[0] not in (200, 404, 422)] == []
    assert {"changes", "deadlines", "robust"} <= {n for n, one in told.items() if one[0] == 200}


@pytest.mark.parametrize("address", ["/maps?of=DROI", "/maps/overview?deep=2", "/rosters?of=DROI"])
@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_maps_and_rosters_are_given_at_the_ends_of_the_calendar(
    doors: Doors, address: str, day: str
) -> None:
    answer = doors.ask("GET", f"{address}&as_of={day}", None, Level.OFFICE)
    assert answer[0] == 200
