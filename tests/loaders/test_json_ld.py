import pytest

from graph.errors import InputError, SourceChanged
from loaders.json_ld import language, one_text, parse_answer, parse_json


@pytest.mark.parametrize(
    "content", [b"NaN", b"[Infinity]", b"[-Infinity]", b"[1e999]", b"[-1e999]"]
)
def test_number_that_is_none_is_refused(content: bytes) -> None:
    with pytest.raises(SourceChanged, match="no JSON number"):
        parse_json(content, "file")


@pytest.mark.parametrize("content", [b"[" * 200_000, b"", b"{", b"\xff", b"9" * 10_000])
def test_what_is_no_sound_json_is_refused_with_its_place(content: bytes) -> None:
    with pytest.raises(SourceChanged, match="file: no JSON"):
        parse_json(content, "file")


@pytest.mark.parametrize("content", [b"[]", b"{}", b'{"data": {}}', b'{"data": ["x"]}'])
def test_answer_without_a_list_of_objects_is_changed(content: bytes) -> None:
    with pytest.raises(SourceChanged, match="'data'"):
        parse_answer(content, "file")


@pytest.mark.parametrize(
    ("value", "expected"),
    [("x", "x"), (["x"], "x"), (" x ", "x"), (None, None), ([], None), ("", None), ([" "], None)],
)
def test_one_text_is_read_bare_or_in_a_list(value: object, expected: str | None) -> None:
    assert one_text({"key": value}, "key") == expected


@pytest.mark.parametrize("value", [["x", "y"], 7, {"x": "y"}, [7], True])
def test_something_else_than_one_text_is_refused(value: object) -> None:
    with pytest.raises(InputError, match=r"key is .* expected one text"):
        one_text({"key": value}, "key")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"en": "a", "fr": "b"}, "a"),
        ({"fr": "b", "de": "c"}, "c"),
        ({"en": "", "fr": "b"}, "b"),
        ("bare", "bare"),
        ({}, None),
        (7, None),
    ],
)
def test_english_comes_first_then_the_first_language_that_says_something(
    value: object, expected: str | None
) -> None:
    assert language(value) == expected


@pytest.mark.parametrize("text", [r'{"a": "\ud800"}', r'["\uDFFF x"]'])
def test_half_a_character_is_no_text(text: str) -> None:
    with pytest.raises(SourceChanged, match="no JSON"):
        parse_json(text.encode(), "a.json")


def test_a_character_written_in_two_halves_is_whole() -> None:
    assert parse_json(rb'"\ud83d\ude00"', "a.json") == "\U0001f600"
