from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import NotADate
from graph.moment import describe_moment, parse_moment, shifted


def test_a_day_means_its_end_in_utc() -> None:
    end = datetime(2026, 3, 4, 23, 59, 59, 999_999, tzinfo=UTC)
    assert parse_moment(" 2026-03-04 ") == end
    assert describe_moment(end) == "the end of 2026-03-04"


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("2026-03-04T17:30", 17, 30),
        ("2026-03-04T17:30:00Z", 17, 30),
        ("2026-03-04 17:30", 17, 30),
        ("2026-03-04T17:30:00+01:00", 16, 30),
    ],
)
def test_a_moment_is_read_as_it_stands_and_in_utc(text: str, hour: int, minute: int) -> None:
    assert parse_moment(text) == datetime(2026, 3, 4, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["", "soon", "2026-13-01", "2026-02-30", "04.03.2026", "0001-01-01T00:00+10:00"]
)
def test_what_is_no_moment_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(NotADate, match="--known-at"):
        parse_moment(text, "--known-at")


@given(
    st.integers(0, 6 * 10**15),
    st.integers(-14, 14).map(lambda hours: timezone(timedelta(hours=hours))),
)
def test_every_iso_moment_is_read_back(microseconds: int, zone: timezone) -> None:
    moment = datetime(1900, 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds)
    moment = moment.astimezone(zone)
    assert parse_moment(moment.isoformat()) == moment


@pytest.mark.parametrize(
    ("day", "days", "found"),
    [
        (date(2026, 3, 4), -4, date(2026, 2, 28)),
        (date(2026, 12, 31), 1, date(2027, 1, 1)),
        (date.min, -1, date.min),
        (date.max, 10**12, date.max),
    ],
)
def test_days_are_counted_within_the_calendar(day: date, days: int, found: date) -> None:
    assert shifted(day, days) == found
