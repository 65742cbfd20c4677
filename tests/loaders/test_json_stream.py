import json
import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import SourceChanged
from loaders import json_stream
from loaders.json_stream import JsonObjects
from loaders.stream import Stream
from tests.loaders.source_files import stream

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


def cut(text: str, size: int) -> Stream:
    content = text.encode()
    return Stream("cut.json", [content[at : at + size] for at in range(0, len(content), size)])


@given(
    st.lists(st.dictionaries(st.text(max_size=5), VALUES, max_size=4)),
    st.integers(1, 40),
    st.booleans(),
)
def test_objects_are_those_of_the_list_wherever_it_is_cut(
    items: list[dict[str, object]], size: int, indented: bool
) -> None:
    text = json.dumps(items, ensure_ascii=indented, indent=1 if indented else None)
    assert list(JsonObjects(cut(text, size))) == items


def test_list_may_stand_within_an_object() -> None:
    made = JsonObjects(
        stream('{"head": {"vars": ["a"]}, "rows": [{"a": 1}]}'), re.compile(r'"rows"\s*:\s*\[')
    )
    assert list(made) == [{"a": 1}]
    assert '"vars"' in made.head


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "begins with ''"),
        ("{}", "begins with '{}'"),
        ("[1]", "is no JSON|is no object"),
        ("[[{}]]", "is no object"),
        ('[{"a": 1}', "no end"),
        ('[{"a": ', "cut off"),
        ('[{"a": }]', "no JSON"),
        ('[{"a": NaN}]', "no JSON number"),
        ('[{"a":' + "[" * 20_000 + "}", "nested too deep|no JSON"),
    ],
)
def test_what_is_no_such_list_is_said(text: str, reason: str) -> None:
    with pytest.raises(SourceChanged, match=reason):
        list(JsonObjects(stream(text)))


def test_bytes_that_are_no_text_are_said() -> None:
    with pytest.raises(SourceChanged, match="UTF-8"):
        list(JsonObjects(stream(b'[{"a": "\xff"}]')))


def test_object_without_an_end_stops_at_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless() -> Iterator[bytes]:
        yield b'[{"a": "'
        while True:
            yield b"}" * 65_536

    with pytest.raises(SourceChanged, match="more than"):
        list(JsonObjects(Stream("x", endless())))
    monkeypatch.setattr(json_stream, "MAX_HEAD", 100)
    with pytest.raises(SourceChanged, match="begins with"):
        list(JsonObjects(Stream("x", (b" " * 90 for _ in range(10**9)))))


@given(st.binary(max_size=200))
def test_any_bytes_give_objects_or_our_error(content: bytes) -> None:
    try:
        found = list(JsonObjects(stream(b"[" + content)))
    except SourceChanged:
        return
    assert all(isinstance(one, dict) for one in found)
