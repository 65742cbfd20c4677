"""What is written as RDF comes back the same, whatever the texts hold."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from graph.errors import InputError
from graph.levels import Level
from graph.model import (
    Classification,
    Entity,
    Evidence,
    Fact,
    Kind,
    MergedGraph,
    Property,
    Relation,
    Tie,
)
from graph.period import EndKind, Period
from graph.provenance import Source
from graph.rdf.files import FORMATS, read_rdf, write_rdf

SOURCE = Source(
    "register", "P", 'A "title" \\ with\nlines', "https://example.org/?a=b&c", "CC0", 7
)
TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t"), max_size=12
)
IDENTIFIERS = st.text('abcé :/#?%<>"{}|', min_size=1, max_size=8)
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  # bounds are naive by rule
VALUES = st.one_of(TEXTS, st.integers(), st.floats(allow_nan=False, allow_infinity=False), DAYS)
PERIODS = st.one_of(
    st.builds(Period.since, st.none() | DAYS),
    st.builds(Period.on, DAYS),
    st.builds(Period, st.none() | DAYS, st.none(), st.just(EndKind.UNKNOWN)),
)


def pieces() -> st.SearchStrategy[tuple[Evidence, ...]]:
    one = st.builds(
        Evidence,
        st.just("register"),
        TEXTS,
        st.integers(1, 99),
        MOMENTS,
        MOMENTS,
        st.none() | DAYS,
    )
    many = st.lists(one, min_size=1, max_size=3, unique_by=lambda piece: piece.seq)
    return many.map(lambda found: tuple(sorted(found, key=lambda piece: piece.seq)))


def facts() -> st.SearchStrategy[dict[Property, tuple[Fact, ...]]]:
    fact = st.builds(Fact, VALUES, PERIODS, pieces())
    many = st.lists(fact, min_size=1, max_size=3).map(tuple)
    return st.dictionaries(st.sampled_from(Property), many, max_size=3)


@st.composite
def graphs(draw: st.DrawFn) -> MergedGraph:
    names = draw(st.lists(IDENTIFIERS, min_size=2, max_size=4, unique=True))
    entities = {
        name: Entity(
            name,
            draw(st.sampled_from(Kind)),
            draw(TEXTS),
            tuple(draw(st.lists(st.sampled_from(Classification), max_size=3, unique=True))),
            draw(facts()),
            draw(facts()),
            draw(st.sampled_from(Level)),
            draw(st.booleans()),
        )
        for name in sorted(names)
    }
    ties = [
        Tie(
            f"{number}{draw(IDENTIFIERS)}",
            draw(st.sampled_from(names)),
            draw(st.sampled_from(Relation)),
            draw(st.sampled_from(names)),
            draw(st.none() | IDENTIFIERS),
            draw(PERIODS),
            draw(pieces()),
            tuple(sorted(draw(st.dictionaries(TEXTS, TEXTS, max_size=2)).items())),
            draw(st.sampled_from(Level)),
            draw(st.booleans()),
            draw(st.none() | TEXTS),
        )
        for number in range(draw(st.integers(0, 3)))
    ]
    return MergedGraph(
        entities,
        tuple(sorted(ties, key=lambda tie: tie.id)),
        {"register": SOURCE},
        draw(st.sampled_from(Level)),
        draw(st.integers(0, 99)),
        tuple(sorted(draw(st.sets(IDENTIFIERS, max_size=2)))),
        dict.fromkeys(sorted(draw(st.sets(IDENTIFIERS, max_size=2)) - set(names)), names[0]),
        draw(st.integers(0, 3)),
    )


@pytest.mark.parametrize("form", sorted(FORMATS))
@settings(max_examples=20, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(graph=graphs())
def test_a_graph_comes_back_the_same(form: str, graph: MergedGraph) -> None:
    written = write_rdf(graph, form)
    assert read_rdf(written, form, "test") == graph
    assert write_rdf(read_rdf(written, form, "test"), form) == written


@pytest.mark.parametrize(
    "text",
    [
        '{"@context": "https://example.org/context", "@id": "urn:a", "b": 1}',
        '{"@context": [{"b": "urn:b"}, "https://example.org/context"], "@id": "urn:a"}',
        '[{"@graph": [{"@context": {"@import": "https://example.org/c"}, "@id": "urn:a"}]}]',
    ],
)
def test_a_remote_context_is_refused_not_fetched(text: str) -> None:
    with pytest.raises(InputError, match="remote document"):
        read_rdf(text, "json-ld", "a.jsonld")


@pytest.mark.parametrize(
    ("text", "form", "told"),
    [
        ("<urn:a> <urn:b> .", "turtle", "cannot be read as turtle"),
        ("{broken", "json-ld", "cannot be read as json-ld"),
        (
            "<urn:x-corridors:a> <urn:x-corridors:b> <urn:x-corridors:c> .",
            "ntriples",
            "not an export",
        ),
        ("", "rdf-xml", "Expected one of"),
    ],
)
def test_what_is_no_export_is_refused_in_words(text: str, form: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        read_rdf(text, form, "file")


def test_an_edited_export_names_what_is_missing() -> None:
    graph = MergedGraph({}, (), {"register": SOURCE}, Level.PUBLIC, 1)
    text = "".join(
        line
        for line in write_rdf(graph, "ntriples").splitlines(keepends=True)
        if "/license>" not in line
    )
    with pytest.raises(InputError, match=r"register.*license"):
        read_rdf(text, "ntriples", "file")


@pytest.mark.parametrize(
    ("text", "form", "told"),
    [
        ("@base <file:///etc/> .\n<passwd> a <urn:x> .", "turtle", "moves the base"),
        ("BASE <http://127.0.0.1:1/>\n<a> <b> <c> .", "turtle", "moves the base"),
        (
            '<urn:x-corridors:a> <urn:x-corridors:b> "c" . @base <urn:x-corridors:> .',
            "turtle",
            "moves the base",
        ),
        ("<a> <b> <c> .", "turtle", "cannot be read"),
        (
            "<urn:x-corridors:graph> <http://www.w3.org/2002/07/owl#imports> <http://a.b/> .",
            "turtle",
            "no name of an export",
        ),
        (
            "<file:///etc/hosts> <urn:x-corridors:b> <urn:x-corridors:c> .",
            "ntriples",
            "no name",
        ),
        ('{"@context": {"@base": "file:///etc/"}, "@id": "passwd"}', "json-ld", "moves the base"),
        ("[" * 100_000, "json-ld", "cannot be read as json-ld"),
        ("<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "turtle", "cannot be"),
    ],
)
def test_what_looks_outside_is_refused(text: str, form: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        read_rdf(text, form, "file")


def test_a_base_in_a_text_is_only_a_text() -> None:
    source = Source("register", "P @base <a>", "BASE <b>", "# @base", "CC0", 7)
    graph = MergedGraph({}, (), {"register": source}, Level.PUBLIC, 1)
    for form in FORMATS:
        assert read_rdf(write_rdf(graph, form), form, "test") == graph


def test_lines_in_a_licence_cannot_leave_the_comment() -> None:
    source = Source("a\n<urn:x> <urn:y> <urn:z> .", "P", "T\r<urn:x> a <urn:y> .", "", "CC0", 7)
    graph = MergedGraph({}, (), {source.id: source}, Level.PUBLIC, 1)
    for form in ("turtle", "ntriples"):
        assert read_rdf(write_rdf(graph, form), form, "test") == graph
