from collections.abc import Iterator
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import SourceChanged
from loaders import xml_stream
from loaders.stream import Stream
from loaders.xml_stream import XmlRecords, text_of
from tests.loaders.source_files import stream

BILLION_LAUGHS = (
    '<!DOCTYPE all [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><all><one>&c;</one></all>'
)
OUTSIDE_FILE = (
    '<!DOCTYPE all [<!ENTITY x SYSTEM "file:///etc/hostname">]><all><one>&x;</one></all>'
)
OUTSIDE_TYPE = '<!DOCTYPE all SYSTEM "http://127.0.0.1:9/all.dtd"><all><one/></all>'
ILLEGAL = "&#x2;&#xb;&#x1d;&#11;&#xFFFE;&#xD800;&#1114112;"
# What is left: nothing, a blank, a blank (it is one to Python and XML's authors alike), a blank.
LEFT = "   "


def of(content: str | bytes | Stream) -> XmlRecords:
    made = content if isinstance(content, Stream) else stream(content)
    return XmlRecords(made, root="all", record="one")


def texts(content: str | bytes | Stream) -> list[str | None]:
    return [element.text for element in of(content)]


@pytest.mark.parametrize("bomb", [BILLION_LAUGHS, OUTSIDE_FILE, OUTSIDE_TYPE])
@pytest.mark.parametrize("version", ["", '<?xml version="1.1"?>'])
def test_document_type_stops_the_reading(bomb: str, version: str) -> None:
    with pytest.raises(SourceChanged, match="document type"):
        list(of(version + bomb))


def test_entity_that_nobody_declared_is_no_text() -> None:
    with pytest.raises(SourceChanged, match="undefined entity"):
        list(of("<all><one>&x;</one></all>"))


def test_illegal_references_are_taken_out_and_counted() -> None:
    records = of(f"<?xml version='1.1' encoding='UTF-8'?><all><one>a{ILLEGAL}b</one></all>")
    assert [element.text for element in records] == [f"a{LEFT}b"]
    assert records.illegal == 7


def test_raw_control_characters_are_taken_out_too() -> None:
    records = of(b"<all><one>a\x02\x0bb</one></all>")
    assert [element.text for element in records] == ["a b"]
    assert records.illegal == 2


@pytest.mark.parametrize("reference", ["&#x41;", "&#65;", "&#9;", "&#x1F600;", "&amp;"])
def test_legal_references_stay(reference: str) -> None:
    expected = {"&#9;": "\t", "&#x1F600;": "😀", "&amp;": "&"}.get(reference, "A")
    assert texts(f"<all><one>{reference}</one></all>") == [expected]


@given(st.integers(1, 40), st.integers(0, 40))
def test_records_do_not_depend_on_where_chunks_end(size: int, before: int) -> None:
    pad = " " * (xml_stream._HEAD + before)
    content = f"<?xml version='1.1'?><all>{pad}<one>a{ILLEGAL}b</one>{pad}<one>ä&amp;</one></all>"
    plain = content.encode()
    chunks = [plain[at : at + size] for at in range(0, len(plain), size)]
    assert texts(Stream("x", chunks)) == [f"a{LEFT}b", "ä&"]


def test_records_come_before_the_file_ends() -> None:
    def chunks() -> Iterator[bytes]:
        yield b"<all>" + b" " * 2000 + b"<one>1</one>"
        raise AssertionError("read on")

    assert next(iter(of(Stream("x", chunks())))).text == "1"


def test_record_inside_a_record_is_part_of_it() -> None:
    (element,) = of("<all><one><one>1</one></one></all>")
    assert text_of(element, "one") == "1"


def test_texts_outside_records_are_kept_but_not_without_limit() -> None:
    names = "".join(f"<n{number}>x</n{number}>" for number in range(1000))
    records = of(f"<all><count>3</count>{names}<one/></all>")
    assert len(list(records)) == 1
    assert records.head["count"] == "3"
    assert len(records.head) == xml_stream.MAX_HEAD


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("<other><one/></other>", "the root is 'other'"),
        ("<all><one>", "cut off"),
        ("<all><one></all>", "no XML that can be read"),
        ("", "begins with b''"),
        ("a,b\n1,2\n", "expected XML in UTF-8"),
        ("<all><one/></all>".encode("utf-16"), "expected XML in UTF-8"),
        ("<all><one/></all>".encode("utf-16-le"), "NUL"),
        (b"<?xml version='1.0' encoding='latin-1'?><all><one>\xe4</one></all>", "invalid token"),
        ("<all>" + "<x>" * 100, "nested more than"),
    ],
)
def test_what_cannot_be_read_is_said(content: str | bytes, reason: str) -> None:
    with pytest.raises(SourceChanged, match=reason):
        list(of(content))


def endless(start: bytes, more: bytes) -> Iterator[bytes]:
    yield start + b" " * 2000
    while True:
        yield more


@pytest.mark.parametrize(
    ("start", "more", "reason"),
    [
        (b"<all><one>", b"x" * 65_536, "a record of more than"),
        (b"<all><one>", b"<a></a>" * 9_000, "a record of more than"),
        (b"<all>", b"x" * 65_536, "a record of more than"),
        (b"<all><one a='", b"x" * 65_536, "a tag or comment of more than"),
        (b"<all><!--", b"x" * 65_536, "a tag or comment of more than"),
    ],
)
def test_what_has_no_end_stops_at_a_limit(start: bytes, more: bytes, reason: str) -> None:
    with pytest.raises(SourceChanged, match=reason):
        list(of(Stream("x", endless(start, more))))


@given(st.binary(max_size=300))
def test_any_bytes_give_records_or_our_error(content: bytes) -> None:
    try:
        found = list(of(b"<all>" + content))
    except SourceChanged:
        return
    assert all(isinstance(element, Element) for element in found)


def test_text_has_single_blanks() -> None:
    (element,) = of("<all><one><a> x\n  y </a><b/></one></all>")
    assert (text_of(element, "a"), text_of(element, "b"), text_of(element, "c")) == (
        "x y",
        None,
        None,
    )


def test_attributes_are_kept_where_asked_for_and_those_outside_records_too() -> None:
    text = '<all day="1" xmlns:n="urn:n"><two n:kind=" x "/><one a="2"><b c="3"/></one></all>'
    records = XmlRecords(stream(text), root="all", record="one", attributes=True)
    (one,) = records
    assert (one.attrib, one[0].attrib) == ({"a": "2"}, {"c": "3"})
    assert {key: records.head[key] for key in ("all@day", "two@kind")} == {
        "all@day": "1",
        "two@kind": "x",
    }
    (plain,) = of(text)
    assert plain.attrib == {}


def test_a_bare_document_type_is_passed_over_only_where_asked_for() -> None:
    made = XmlRecords(stream(OUTSIDE_TYPE), root="all", record="one", bare_type=True)
    assert [element.tag for element in made] == ["one"]


@pytest.mark.parametrize("bomb", [BILLION_LAUGHS, OUTSIDE_FILE])
def test_a_document_type_with_entities_of_its_own_is_refused_even_then(bomb: str) -> None:
    with pytest.raises(SourceChanged, match="document type"):
        list(XmlRecords(stream(bomb), root="all", record="one", bare_type=True))


def test_an_entity_of_an_outside_file_stops_rather_than_vanishes() -> None:
    text = OUTSIDE_TYPE.replace("<one/>", "<one>a&uuml;b</one>")
    with pytest.raises(SourceChanged, match="&uuml; is defined nowhere"):
        list(XmlRecords(stream(text), root="all", record="one", bare_type=True))


def test_attributes_are_kept_by_local_name_where_asked_for() -> None:
    text = '<all xmlns:x="urn:x"><one x:about="a" b="c"><n xml:lang="en">t</n></one></all>'
    made = XmlRecords(stream(text), root="all", record="one", attributes=True)
    (element,) = made
    assert element.attrib == {"about": "a", "b": "c"}
    assert [child.get("lang") for child in element] == ["en"]
    assert [each.attrib for each in of(text)] == [{}]


def test_much_beside_the_records_is_no_too_large_record() -> None:
    more = b"<n>" + b"x" * 60_000 + b"</n>"
    chunks = [b"<all>" + b" " * 2000, *[more] * 100, b"<one>1</one></all>"]
    assert texts(Stream("x", chunks)) == ["1"]
