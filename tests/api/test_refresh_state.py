from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.refresh_file import Entry
from api.refresh_state import Memory, State, resumed, since, verdict

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
ENTRY = Entry("list", "ep-full-list", live=True)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def state(folder: Path) -> State:
    return State.read(folder / "refresh.json")


def due(folder: Path, at: datetime) -> bool:
    return verdict(ENTRY, state(folder).of(ENTRY), at).due


def test_source_is_due_when_its_time_is_up(tmp_path: Path) -> None:
    assert due(tmp_path, NOW)
    state(tmp_path).succeed(ENTRY, NOW, whole=True)
    assert not due(tmp_path, NOW + DAY - HOUR)
    assert due(tmp_path, NOW + DAY)


def test_failure_is_tried_again_soon_but_not_at_once(tmp_path: Path) -> None:
    state(tmp_path).fail(ENTRY, NOW, "away")
    assert not due(tmp_path, NOW + HOUR / 2)
    assert due(tmp_path, NOW + HOUR)
    state(tmp_path).succeed(ENTRY, NOW + HOUR, whole=True)
    assert not due(tmp_path, NOW + 2 * HOUR)


def test_run_that_was_cut_off_is_due_and_goes_on(tmp_path: Path) -> None:
    state(tmp_path).succeed(ENTRY, NOW - 2 * DAY, whole=True)
    state(tmp_path).begin(ENTRY, NOW)
    memory = state(tmp_path).of(ENTRY)
    assert verdict(ENTRY, memory, NOW + HOUR).why == "was cut off and goes on"
    state(tmp_path).begin(ENTRY, NOW + HOUR)
    assert resumed(state(tmp_path).of(ENTRY), NOW + HOUR) == NOW
    assert resumed(memory, NOW + 7 * HOUR) is None


@given(st.timedeltas(min_value=timedelta(minutes=1), max_value=timedelta(days=4000)))
def test_clock_set_back_never_puts_a_source_off(back: timedelta) -> None:
    ahead = (NOW + back).isoformat()
    for memory in (
        Memory(success=ahead),
        Memory(failure=ahead),
        Memory(begun=ahead),
        Memory(ahead, ahead, ahead, ahead),
    ):
        assert verdict(ENTRY, memory, NOW).due
        assert resumed(memory, NOW) is None
        assert since(memory, NOW) is None


def test_all_of_a_source_is_asked_for_once_a_week(tmp_path: Path) -> None:
    state(tmp_path).succeed(ENTRY, NOW, whole=True)
    state(tmp_path).succeed(ENTRY, NOW + 3 * DAY, whole=False)
    memory = state(tmp_path).of(ENTRY)
    assert since(memory, NOW + 4 * DAY) == NOW + 3 * DAY
    assert since(memory, NOW + 7 * DAY) is None
    assert since(Memory(), NOW) is None


@pytest.mark.parametrize(
    "written",
    ["", "{", "[]", '{"list": 3}', '{"list": {"other": ""}}', '{"list": {"success": 3}}'],
)
def test_state_that_makes_no_sense_counts_as_none(tmp_path: Path, written: str) -> None:
    (tmp_path / "refresh.json").write_text(written)
    assert due(tmp_path, NOW)


def test_last_success_is_of_any_source(tmp_path: Path) -> None:
    made = state(tmp_path)
    assert made.last() is None
    made.succeed(ENTRY, NOW, whole=True)
    made.succeed(Entry("other", "contacts"), NOW - DAY, whole=True)
    made.fail(Entry("third", "contacts"), NOW + DAY, "away")
    assert state(tmp_path).last() == NOW
