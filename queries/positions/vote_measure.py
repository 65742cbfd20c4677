"""How good forecasts of votes were: accuracy, Brier score and calibration. Pure arithmetic.

Brier (1950): the mean of (probability − outcome)², 0 best; always saying 0.5 gives 0.25.
Calibration: among forecasts of about 0.7, seven in ten should come true. Its error is the mean
gap between forecast and outcome over the bins, weighted by their counts (ECE; Naeini et al. 2015).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.errors import InvalidQuestion


@dataclass(frozen=True, slots=True)
class Forecast:
    """What was said before, 0–1, and whether it came true."""

    probability: float
    happened: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Forecasts from ``low`` up to ``high`` (the last bin includes 1): mean said and seen.

    ``said`` and ``seen`` are None where the bin is empty.
    """

    low: float
    high: float
    count: int
    said: float | None
    seen: float | None


@dataclass(frozen=True, slots=True)
class Score:
    """How good some forecasts were. All but ``count`` are 0–1.

    ``accuracy`` is the share on the right side of one half; exactly one half counts half.
    """

    count: int
    accuracy: float
    brier: float
    calibration_error: float
    bins: tuple[Bin, ...]


def score(forecasts: Iterable[Forecast], bins: int = 10) -> Score:
    """Score forecasts; their order does not matter but for the last digits.

    Raises:
        InvalidQuestion: there are none, or one is no probability.
    """
    listed = tuple(forecasts)
    if not listed:
        msg = "There are no forecasts to score. Expected at least one."
        raise InvalidQuestion(msg)
    wrong = [one.probability for one in listed if not 0.0 <= one.probability <= 1.0]
    if wrong:
        msg = f"{wrong[0]!r} is no probability. Expected a number from 0 to 1."
        raise InvalidQuestion(msg)
    table = calibration(listed, bins)
    gaps = [
        one.count * abs(one.said - one.seen)
        for one in table
        if one.said is not None and one.seen is not None
    ]
    return Score(
        count=len(listed),
        accuracy=sum(_right(one) for one in listed) / len(listed),
        brier=sum((one.probability - one.happened) ** 2 for one in listed) / len(listed),
        calibration_error=sum(gaps) / len(listed),
        bins=table,
    )


def calibration(forecasts: Sequence[Forecast], bins: int = 10) -> tuple[Bin, ...]:
    """Sort forecasts into bins of equal width, empty ones included."""
    counts, said, seen = [0] * bins, [0.0] * bins, [0] * bins
    for one in forecasts:
        place = min(int(one.probability * bins), bins - 1)
        counts[place] += 1
        said[place] += one.probability
        seen[place] += one.happened
    return tuple(
        Bin(
            low=place / bins,
            high=(place + 1) / bins,
            count=counts[place],
            said=said[place] / counts[place] if counts[place] else None,
            seen=seen[place] / counts[place] if counts[place] else None,
        )
        for place in range(bins)
    )


def _right(one: Forecast) -> float:
    if one.probability == 0.5:
        return 0.5
    return float((one.probability > 0.5) == one.happened)
