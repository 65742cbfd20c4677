import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InvalidQuestion
from queries.positions.vote_measure import Forecast, calibration, score

FORECASTS = st.lists(st.builds(Forecast, st.floats(0, 1), st.booleans()), min_size=1, max_size=60)


def test_known_answers_by_hand() -> None:
    made = score([Forecast(0.9, True), Forecast(0.8, False), Forecast(0.1, False)])
    assert made.accuracy == pytest.approx(2 / 3)
    assert made.brier == pytest.approx((0.01 + 0.64 + 0.01) / 3)
    # Bins: 0.9 → 1 (gap 0.1), 0.8 → 0 (gap 0.8), 0.1 → 0 (gap 0.1), one forecast each.
    assert made.calibration_error == pytest.approx(1 / 3)


def test_certain_and_right_is_the_best_score() -> None:
    made = score([Forecast(1.0, True), Forecast(0.0, False)])
    assert (made.accuracy, made.brier, made.calibration_error) == (1, 0, 0)


def test_one_half_is_half_right_and_a_quarter_wrong() -> None:
    made = score([Forecast(0.5, True), Forecast(0.5, False)])
    assert (made.accuracy, made.brier, made.calibration_error) == (0.5, 0.25, 0)


@given(forecasts=FORECASTS, bins=st.integers(1, 20))
def test_bins_hold_every_forecast_once(forecasts: list[Forecast], bins: int) -> None:
    table = calibration(forecasts, bins)
    assert len(table) == bins
    assert sum(one.count for one in table) == len(forecasts)
    said = sum((one.said or 0.0) * one.count for one in table)
    seen = sum((one.seen or 0.0) * one.count for one in table)
    assert said == pytest.approx(sum(one.probability for one in forecasts))
    assert seen == pytest.approx(sum(one.happened for one in forecasts))
    for one in table:
        assert (one.said is None) == (one.count == 0)
        assert one.said is None or one.low - 1e-9 <= one.said <= one.high + 1e-9


@given(forecasts=FORECASTS)
def test_scores_are_shares_and_do_not_depend_on_order(forecasts: list[Forecast]) -> None:
    made, turned = score(forecasts), score(reversed(forecasts))
    for one in (made.accuracy, made.brier, made.calibration_error):
        assert -1e-12 <= one <= 1 + 1e-12
    assert made.accuracy == pytest.approx(turned.accuracy)
    assert made.brier == pytest.approx(turned.brier)
    assert made.calibration_error == pytest.approx(turned.calibration_error)


def test_nothing_to_score_and_no_probability_are_refused() -> None:
    with pytest.raises(InvalidQuestion, match="no forecasts"):
        score([])
    with pytest.raises(InvalidQuestion, match=r"1\.5 is no probability"):
        score([Forecast(1.5, True)])
    with pytest.raises(InvalidQuestion, match="nan"):
        score([Forecast(float("nan"), True)])
