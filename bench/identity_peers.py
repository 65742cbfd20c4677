"""The same question to others: splink, and the plain rule that most people write first.

Splink (5, on duckdb) learns its weights from the records themselves, as its documentation shows:
u by random sampling, m by expectation maximisation over two blockings. It gets what the records
hold: words of the name sorted, surname's sound, country, birth date and all political groups; it
has no notion of a day. A pair is *the same* from a probability of 0.9: of 0.2, 0.5, 0.9, 0.95 and
0.99, tried on four pairs of sources, it errs least in all. It cannot learn from names alone.
"""

import logging
import warnings
from collections.abc import Callable, Sequence
from typing import Any

from rapidfuzz import fuzz

from graph.matching.records import Record
from graph.matching.writing import plain, sound

Pairs = set[tuple[str, str]]
THRESHOLD = 0.9


def plain_rule(left: Sequence[Record], right: Sequence[Record]) -> Pairs:
    """Take for one whose names are alike to 95 of 100, word order aside, in one country."""
    theirs = [(one, _name(one)) for one in right]
    found = set()
    for one in left:
        mine = _name(one)
        for other, name in theirs:
            alike = fuzz.token_set_ratio(mine, name, score_cutoff=95) >= 95
            if alike and (not one.countries or not other.countries or _meet(one, other)):
                found.add((one.id, other.id))
    return found


def splink_finds() -> Callable[[Sequence[Record], Sequence[Record]], Pairs] | str:
    """Give splink as a finder of pairs, or the reason why it cannot run here."""
    try:
        import splink  # noqa: F401  # asked for here, since only this bench has it
    except ImportError as reason:
        return f"splink is not installed ({reason})"
    return _splink


def _splink(left: Sequence[Record], right: Sequence[Record]) -> Pairs:
    import pandas  # type: ignore[import-untyped]  # no stubs; only this bench uses it
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    logging.disable(logging.WARNING)  # it warns of every level that its records never show
    warnings.simplefilter("ignore")
    has_born = any(one.born for one in left) and any(one.born for one in right)
    has_land = any(one.countries for one in left) and any(one.countries for one in right)
    has_group = any(one.groups for one in left) and any(one.groups for one in right)
    comparisons: list[Any] = [cl.JaroWinklerAtThresholds("name", [0.97, 0.92, 0.85])]
    comparisons += [cl.ExactMatch("country")] if has_land else []
    comparisons += [cl.ExactMatch("born")] if has_born else []
    comparisons += [cl.ArrayIntersectAtSizes("groups", [1])] if has_group else []
    settings = SettingsCreator(
        link_type="link_only",
        comparisons=comparisons,
        blocking_rules_to_generate_predictions=[
            block_on("first"),
            block_on("last"),
            *([block_on("country")] if has_land else []),
            *([block_on("born")] if has_born else []),
        ],
    )
    database = DuckDBAPI()
    tables = [database.register(pandas.DataFrame(map(_row, side))) for side in (left, right)]
    linker = Linker(tables, settings, log_level=logging.ERROR)
    linker.training.estimate_probability_two_random_records_match([block_on("name")], recall=0.9)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in ("name", "first"):
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(rule))
    frame: Any = linker.inference.predict(threshold_match_probability=THRESHOLD)
    told = frame.as_pandas_dataframe()
    mine = {one.id for one in left}
    ends = zip(told["unique_id_l"], told["unique_id_r"], strict=True)
    return {(a, b) if a in mine else (b, a) for a, b in ends}


def _row(one: Record) -> dict[str, object]:
    words = sorted(map(sound, _name(one).split()))
    return {
        "unique_id": one.id,
        "name": " ".join(words),
        "first": words[0],
        "last": words[-1],
        "country": one.countries[0] if one.countries else None,
        "born": one.born.isoformat() if one.born else None,
        "groups": sorted({spell.value for spell in one.groups}) or None,
    }


def _name(one: Record) -> str:
    return plain(one.names[0])


def _meet(one: Record, other: Record) -> bool:
    return not set(one.countries).isdisjoint(other.countries)
