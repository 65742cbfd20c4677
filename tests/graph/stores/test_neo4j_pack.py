from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import StoreError
from graph.store import Cell
from graph.stores.neo4j_pack import CELL, ROW, pack, quoted

values = st.one_of(
    st.text(max_size=4), st.booleans(), st.integers(-3, 3), st.floats(-3, 3), st.dates(), st.none()
)


def unpacked(parameters: dict[str, Cell], properties: str) -> list[dict[str, Cell]]:
    """Do what the server does with a packed batch."""
    lines = str(parameters["rows"]).split(ROW)
    parts = [part.partition(": ")[::2] for part in properties.strip("{}").split(", ")[1:]]
    rows: list[dict[str, Cell]] = []
    for line in lines:
        cells = line.split(CELL)
        row: dict[str, Cell] = {}
        for name, where in parts:
            if "[" not in where:  # the same in every row
                row[name.strip("`")] = parameters[where.removeprefix("$")]
                continue
            table, _, cell = where.removeprefix("$").removesuffix(")]").partition("[toInteger(r[")
            number = cells[int(cell.rstrip("]"))]
            values = parameters[table]
            if number and isinstance(values, list):
                row[name.strip("`")] = values[int(number)]
        rows.append(row)
    return rows


@settings(deadline=None)  # on a busy machine time says nothing
@given(st.lists(st.dictionaries(st.sampled_from("abc"), values), min_size=1, max_size=6))
def test_what_is_packed_comes_out_as_it_went_in(contents: list[dict[str, Cell]]) -> None:
    keys = [(f"u{number}",) for number in range(len(contents))]
    packed = pack(keys, contents)
    found = unpacked(packed.parameters, packed.properties)
    given_ = [{k: v for k, v in row.items() if v is not None} for row in contents]
    assert [sorted((k, repr(v)) for k, v in row.items()) for row in found] == [
        sorted((k, repr(v)) for k, v in row.items()) for row in given_
    ]


def test_a_value_that_repeats_travels_once() -> None:
    packed = pack([(uid,) for uid in "abc"], [{"day": date(2026, 1, 2)}] * 2 + [{}])
    assert packed.parameters["p0"] == [date(2026, 1, 2)]


def test_a_value_that_all_rows_share_travels_beside_them() -> None:
    packed = pack([("a",), ("b",)], [{"level": "public"}, {"level": "public"}])
    assert packed.properties == "{uid: r[0], `level`: $p0}"
    assert packed.parameters == {"p0": "public", "rows": f"a{ROW}b"}


@pytest.mark.parametrize("value", [{"a": 1}, [[1]], [1, "a"], [None], 2**63])
def test_what_a_server_cannot_keep_is_refused_in_words(value: Cell) -> None:
    with pytest.raises(StoreError, match="cannot keep"):
        pack([("a",)], [{"x": value}])


@pytest.mark.parametrize("uid", [f"a{ROW}b", f"a{CELL}b"])
def test_separators_in_identifiers_are_refused(uid: str) -> None:
    with pytest.raises(StoreError, match="control character"):
        pack([(uid,)], [{}])


def test_names_are_quoted_against_escapes() -> None:
    assert quoted("a`b\\u0060") == "`a``b\\u005Cu0060`"
