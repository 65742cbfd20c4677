import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.budget import Budget
from graph.errors import StoreError
from graph.store import Cell
from graph.stores.arcadedb import Engine
from graph.stores.jvm_rows import Chunk

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=4)
scalars = st.one_of(
    st.none(),
    texts,
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.sampled_from([0, 1, 0.0, -0.0, 1.0, True, False, "\x1f", "a\x1fb", "1"]),
    st.floats(allow_nan=False),
    st.dates(),
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=2),
    max_leaves=4,
)
rows = st.lists(st.dictionaries(st.sampled_from(["a", "b", "c"]), values), max_size=8)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine.start(512)


def chunk_of(contents: list[dict[str, Cell]]) -> Chunk:
    chunk = Chunk()
    for number, row in enumerate(contents):
        chunk.add(f"u{number}", row)
    return chunk


def plain(cells: object) -> str:
    """Write cells so that 1, 1.0 and True differ, and the order of a map does not matter."""
    return json.dumps(cells, sort_keys=True, default=repr)


@settings(deadline=None)  # on a busy machine time says nothing
@given(rows)
def test_rows_come_out_in_java_as_they_went_in(
    engine: Engine, contents: list[dict[str, Cell]]
) -> None:
    found = []
    for made in engine.rows.of(chunk_of(contents)):
        cells = [engine.cells.read(value, Budget()) for value in made]
        found.append({str(name): value for name, value in zip(*[iter(cells)] * 2, strict=True)})
    given_ = [
        {"uid": f"u{number}", **{name: value for name, value in row.items() if value is not None}}
        for number, row in enumerate(contents)
    ]
    assert plain(found) == plain(given_)


def test_a_value_that_repeats_crosses_once() -> None:
    chunk = chunk_of([{"day": date(2026, 1, 2), "role": "chair"}] * 3)
    assert chunk.texts == ["uid", "u0", "day", "role", "chair", "u1", "u2"]
    assert chunk.others == [date(2026, 1, 2)]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (2**63, "64 bits"),
        ([-(2**63) - 1], "64 bits"),
        (b"bytes", "none of them"),
        ({"a": [object()]}, "none of them"),
    ],
)
def test_what_the_engine_cannot_keep_is_refused_in_words(value: Cell, said: str) -> None:
    with pytest.raises(StoreError, match=said):
        Chunk().add("u", {"x": value})


def test_half_a_character_is_refused_in_words(engine: Engine) -> None:
    with pytest.raises(StoreError, match="half a character"):
        engine.rows.of(chunk_of([{"name": "a\ud800"}]))
