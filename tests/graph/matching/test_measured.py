"""What was measured on the publishers' files, kept from slipping."""

import csv
from collections import Counter
from functools import cache
from itertools import islice

import pytest

from bench.identity_members import DIRECTORIES, FIVE, judged, ours, together
from bench.identity_sources import Listed, full_list, how_they_vote, sources
from bench.identity_traps import planted
from bench.register_matches import SAMPLE, known, names, texts
from graph.matching.writing import plain
from loaders.known import Known
from tests.shared import needs_shared

COLUMNS = ["row", "register", "way", "in_list", "verdict"]


@cache
def five_and_directories() -> tuple[Listed, ...]:
    names = {*FIVE, *DIRECTORIES}
    return tuple(islice((one for one in sources() if one.name in names), len(names)))


@cache
def register() -> Known:
    return known(names())


def rows() -> list[dict[str, str]]:
    with SAMPLE.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_sample_holds_numbers_and_verdicts_and_no_names() -> None:
    found = rows()
    assert len(found) == 200
    assert list(found[0]) == COLUMNS
    assert all(row["row"].isdecimal() for row in found)
    assert all(row["register"].replace("-", "").isdecimal() for row in found)
    assert {row["verdict"] for row in found} <= {"same", "different"}
    assert {row["way"] for row in found} == {"number", "whole", "core", "half"}


def test_sample_is_right_to_199_of_200() -> None:
    verdicts = Counter(row["verdict"] for row in rows())
    assert verdicts["same"] / verdicts.total() >= 0.995


@needs_shared
def test_sample_is_still_what_is_found() -> None:
    index, written = register(), texts()
    lost = [
        row for row in rows() if f"eu-tr:{row['register']}" not in index.find(written[row["row"]])
    ]
    assert lost == []


@needs_shared
def test_no_homonym_of_the_register_is_named_by_its_name() -> None:
    index, listed = register(), list(names().values())
    bearers = Counter(map(plain, listed))
    shared = [name for name in listed if bearers[plain(name)] > 1]
    assert len(shared) == 26
    assert [name for name in shared if index.named(name) is not None] == []


@needs_shared
def test_members_are_found_across_two_sources_with_ids_hidden() -> None:
    one, other = full_list("full list", "full-list-term10.xml.gz", 10), how_they_vote()
    told = judged(one, other, ours(one.records, other.records))
    assert told["common"] == 719
    assert told["right"] / told["called"] >= 0.995
    assert told["found"] / told["common"] >= 0.97


@needs_shared
@pytest.mark.parametrize(("names", "common"), [({*FIVE}, 5995), ({*FIVE, *DIRECTORIES}, 10160)])
def test_members_are_found_across_the_sources_of_the_issue_together(
    names: set[str], common: int
) -> None:
    told = together([one for one in five_and_directories() if one.name in names])
    assert told["common"] == common
    assert told["called"] == told["right"]
    assert told["found"] / told["common"] >= 0.97


@needs_shared
def test_planted_homonyms_are_never_called_the_same() -> None:
    told = together(planted(five_and_directories(), 200))
    assert told["called"] == told["right"]
    assert told["found"] / told["common"] >= 0.7
