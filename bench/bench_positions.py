"""How good estimates of votes are, on held-out votes of the two real matrices; prints the table.

Data: the saved copies beside the repository (``../shared/data/europarl``); without them nothing is
measured, and it says so. Every figure of ``docs/positions.md`` comes from here. Seeded: the same
data give the same table.
"""

import csv
import gzip
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

from graph.identifiers import ep_person, political_group
from loaders.archive import read_records
from loaders.roll_calls import Ballot, RollCall, read_copy
from queries.positions.reference_votes import NON_ATTACHED
from queries.positions.vote_backtest import Forecasts, Method, VoteCast, by_mask, by_time, oriented
from queries.positions.vote_estimate import Cast
from queries.positions.vote_measure import Score, score

DATA = Path(__file__).parents[2] / "shared" / "data" / "europarl"
DOCS = Path(__file__).parents[1] / "docs" / "positions.md"
SEED = 20261125
MASKED_SHARE = 0.2
CHOSEN = 10
OTHER_SEEDS = 5
OURS = "S&D"

_GroupOf = Callable[[Ballot, date], str]


def votes_of(copy: Path, group_of: _GroupOf, countries: dict[str, str]) -> tuple[VoteCast, ...]:
    """Read a saved copy as votes cast, for and against only."""
    records = [*read_records(copy, ".json"), *read_records(copy, ".csv")]
    return tuple(
        VoteCast(call.vote, call.day, tuple(_cast(call, group_of, countries)))
        for call in read_copy(records).calls
    )


def _cast(call: RollCall, group_of: _GroupOf, countries: dict[str, str]) -> Iterator[Cast]:
    for one in call.ballots:
        if one.option in ("for", "against"):
            group, country = group_of(one, call.day), countries.get(one.person, "")
            yield Cast(call.vote, one.person, group, country, one.option == "for")


def matrix_votes(data: Path = DATA) -> tuple[VoteCast, ...]:
    """Read the matrix of 2025; groups as of the day of each vote."""
    periods: dict[str, list[tuple[date, date, str]]] = {}
    for row in _rows(data / "howtheyvote" / "group_memberships.csv.gz"):
        first = date.fromisoformat(row["start_date"])
        last = date.fromisoformat(row["end_date"] or "9999-12-31")
        code = row["group_code"]
        periods.setdefault(ep_person(row["member_id"]), []).append((first, last, code))

    def group_of(ballot: Ballot, day: date) -> str:
        for first, last, code in periods.get(ballot.person, ()):
            if first <= day <= last:
                return political_group(code)
        return NON_ATTACHED

    return votes_of(data / "votes-2025-matrix", group_of, _countries(data))


def card_votes(data: Path = DATA) -> tuple[VoteCast, ...]:
    """Read the roll calls of 2024; groups as the lists print them."""
    copy = data / "mepwatch" / "term10-cards.tar.gz"
    return votes_of(copy, lambda ballot, _: ballot.group or NON_ATTACHED, _countries(data))


def _countries(data: Path) -> dict[str, str]:
    rows = _rows(data / "howtheyvote" / "members.csv.gz")
    return {ep_person(row["id"]): row["country_code"] for row in rows}


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as text:
        yield from csv.DictReader(text)


def later_half(votes: Sequence[VoteCast]) -> date:
    """Give the first day of the later half of the days on which there were votes."""
    days = sorted({one.day for one in votes})
    return days[len(days) // 2]


def time_split(votes: Sequence[VoteCast]) -> Forecasts:
    """Forecast the later half of the days, each from all days before it."""
    return by_time(votes, later_half(votes))


def mask_split(votes: Sequence[VoteCast]) -> Forecasts:
    """Forecast a random fifth of all ballots from the rest."""
    rng = random.Random(SEED)  # a split, not a secret
    keys = [(one.vote, each.member) for one in votes for each in one.cast]
    masked = frozenset(key for key in keys if rng.random() < MASKED_SHARE)
    return by_mask(votes, masked)


def chosen_split(votes: Sequence[VoteCast], seed: int = SEED) -> Forecasts:
    """Forecast as the office would: ten earlier votes, drawn anew for each day, turned our way."""
    turned = oriented(votes, OURS)
    rng, first = random.Random(seed), later_half(turned)  # a split, not a secret
    known = {}
    for day in sorted({one.day for one in turned if one.day >= first}):
        earlier = sorted(one.vote for one in turned if one.day < day)
        known[day] = frozenset(rng.sample(earlier, min(CHOSEN, len(earlier))))
    return by_time(turned, first, known=known, skip_group=OURS)


SPLITS: tuple[tuple[str, Callable[[Sequence[VoteCast]], Forecasts]], ...] = (
    ("time", time_split),
    ("mask", mask_split),
    ("ten chosen", chosen_split),
)


def table_row(method: Method, made: Score) -> str:
    """Write one line of the table, as the docs have it."""
    figures = (made.accuracy, made.brier, made.calibration_error)
    return f"| {method.value} | " + " | ".join(f"{each:.4f}" for each in figures) + " |"


def bins_row(made: Score) -> str:
    """Write the bins of one score: said → seen (count)."""
    parts = [
        f"{one.said:.2f}→{one.seen:.2f} ({one.count})"
        for one in made.bins
        if one.said is not None and one.seen is not None
    ]
    return " · ".join(parts)


def spread(votes: Sequence[VoteCast]) -> str:
    """Write the Brier scores of other draws of ten votes: least to most."""
    made = [chosen_split(votes, SEED + more) for more in range(1, OTHER_SEEDS + 1)]
    parts = []
    for method in (Method.ESTIMATE, Method.GROUP_SHARE, Method.LINE, Method.LINE_MEMBER):
        brier = sorted(score(one[method]).brier for one in made)
        parts.append(f"{method.value} {brier[0]:.4f} to {brier[-1]:.4f}")
    return "; ".join(parts)


def main() -> None:
    """Print every table."""
    if not DATA.is_dir():
        sys.stdout.write(
            f"skipped: the saved copies ({DATA.name}) are not beside the repository\n"
        )
        return
    for title, votes in (("matrix 2025", matrix_votes()), ("roll calls 2024", card_votes())):
        for name, split in SPLITS:
            found = split(votes)
            scores = {method: score(found[method]) for method in Method}
            first = next(iter(scores.values()))
            happened = sum(one.happened for one in found[Method.ESTIMATE]) / first.count
            sys.stdout.write(
                f"\n{title}, {name}: {len(votes)} votes, {first.count} ballots forecast, "
                f"{happened:.3f} of them yes, later half from {later_half(votes)}\n"
                "| method (what it knows) | accuracy | Brier | calibration error |\n"
                "| --- | --- | --- | --- |\n"
            )
            for method, made in scores.items():
                sys.stdout.write(table_row(method, made) + "\n")
            for method in (Method.ESTIMATE, Method.LINE_MEMBER):
                sys.stdout.write(f"bins, {method.value}: {bins_row(scores[method])}\n")
        sys.stdout.write(f"ten chosen, Brier over {OTHER_SEEDS} other draws: {spread(votes)}\n")


if __name__ == "__main__":
    main()
