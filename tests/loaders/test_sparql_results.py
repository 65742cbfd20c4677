import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import SourceChanged
from loaders.base import Rejection
from loaders.sparql_results import result_rows
from loaders.stream import MAX_CELL, Stream
from loaders.tabular import Column, Row
from tests.loaders.source_files import stream

COLUMNS = (Column("a", "needed", required=True), Column("b", "may be empty"), Column("c", "extra"))


def read(made: Stream) -> list[Row | Rejection]:
    return list(result_rows(made, COLUMNS, ["c"]))


def as_json(bindings: str, variables: str = '"a", "b"') -> Stream:
    return stream(
        f'{{"head": {{"vars": [{variables}]}}, "results": {{"bindings": [{bindings}]}}}}'
    )


BOTH = (
    '{"a": {"type": "uri", "value": "1"}, "b": {"type": "literal", "value": " x  y "}, '
    '"z": {"value": "no"}}'
)


@pytest.mark.parametrize("made", [as_json(BOTH), stream('a,b,z\r\n1,"x y",no\r\n')])
def test_both_forms_give_the_named_columns_and_no_others(made: Stream) -> None:
    (row,) = read(made)
    assert isinstance(row, Row)
    assert {name: text for name, text in row.cells.items() if text} == {"a": "1", "b": "x y"}


def test_what_is_not_bound_is_empty() -> None:
    (row,) = read(as_json('{"a": {"value": "1"}}'))
    assert isinstance(row, Row)
    assert row.text("b") is None


@pytest.mark.parametrize(
    "bindings",
    [
        '{"b": {"value": "x"}}',
        '{"a": "1"}',
        '{"a": {"value": 1}}',
        '{"a": {"value": "%s"}}' % ("x" * (MAX_CELL + 1)),
    ],
)
def test_result_that_cannot_be_used_is_rejected_with_its_place(bindings: str) -> None:
    (row,) = read(as_json(bindings))
    assert isinstance(row, Rejection)
    assert row.place == "made-by-us result 1"


@pytest.mark.parametrize(
    "made",
    [
        as_json(BOTH, '"b"'),
        stream("b,c\n1,2\n"),
        stream('{"boolean": true}'),
        stream("<sparql/>"),
        stream(""),
    ],
)
def test_another_answer_stops_the_reading(made: Stream) -> None:
    with pytest.raises(SourceChanged):
        read(made)


@given(st.binary(max_size=150), st.booleans())
def test_any_bytes_give_rows_or_our_error(content: bytes, in_json: bool) -> None:
    start = b'{"head":{"vars":["a","b"]},"results":{"bindings":[' if in_json else b"a,b,c\n"
    try:
        found = read(stream(start + content))
    except SourceChanged:
        return
    assert all(isinstance(one, Row | Rejection) for one in found)
