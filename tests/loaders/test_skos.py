from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import SourceChanged
from graph.period import EndKind, Period
from loaders.base import Rejection
from loaders.skos import Concept, ConceptTable
from loaders.stream import Stream
from tests.loaders.authority_files import (
    AUTHORITY,
    concept,
    label,
    reference,
    table,
    table_text,
)
from tests.loaders.source_files import stream

SCHEME = f"{AUTHORITY}/invented"


def read(*concepts: str) -> list[Concept | Rejection]:
    return list(ConceptTable(table(*concepts), SCHEME))


def one(*more: str, end: str = "") -> Concept:
    (made,) = read(concept("invented", "INV", "Invented", *more, end=end))
    assert isinstance(made, Concept)
    return made


def test_labels_go_by_language_and_alternatives_keep_their_order() -> None:
    made = one(label("fr", "Inventé"), label("en", "B", "altLabel"), label("en", "A", "altLabel"))
    assert (made.code, made.name) == ("INV", "Invented")
    assert made.labels == {"en": "Invented", "fr": "Inventé"}
    assert made.others == {"en": ("B", "A")}


def test_version_is_that_of_the_table() -> None:
    concepts = ConceptTable(table(concept("invented", "INV")), SCHEME)
    assert len(list(concepts)) == 1
    assert concepts.version == "20260101-0"


def test_references_are_told_apart() -> None:
    made = one(
        reference("skos:broader", "invented", "UP"),
        reference("dct:replaces", "invented", "OLD"),
        reference("dct:isReplacedBy", "invented", "NEW"),
        reference("org:classification", "classes", "C"),
    )
    assert {
        name: [uri.rsplit("/", 1)[-1] for uri in uris] for name, uris in made.references.items()
    } == {
        "broader": ["UP"],
        "replaces": ["OLD"],
        "isReplacedBy": ["NEW"],
        "classification": ["C"],
    }


def test_end_is_known_open_or_unknown_as_stated() -> None:
    assert one(end="2010-12-31").period == Period.between(date(2001, 1, 1), date(2010, 12, 31))
    assert one().period == Period.since(date(2001, 1, 1))
    assert one(end="9999-12-31").period == Period.since(date(2001, 1, 1))
    (made,) = read(concept("invented", "INV", deprecated=True))
    assert isinstance(made, Concept)
    assert (made.deprecated, made.period.end_kind) == (True, EndKind.UNKNOWN)


def test_first_language_stands_in_for_english() -> None:
    text = table_text(concept("invented", "INV", "Erfunden")).replace('lang="en"', 'lang="de"')
    (made,) = ConceptTable(stream(text), SCHEME)
    assert isinstance(made, Concept)
    assert made.name == "Erfunden"


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (concept("another", "INV"), "is no concept of"),
        (concept("invented", "INV", "x", "<at:p rdf:parseType='Literal'/>"), "parseType"),
        (
            concept(
                "invented",
                "INV",
                "x",
                f"<skos:narrower>{concept('invented', 'IN')}</skos:narrower>",
            ),
            "a concept within it",
        ),
        (concept("invented", "INV", start="yesterday"), "no date"),
        (concept("invented", "INV", start="2001-01-01", end="2000-01-01"), "before it starts"),
    ],
)
def test_concept_that_is_not_of_the_pattern_is_rejected(bad: str, reason: str) -> None:
    good, made = read(concept("invented", "GOOD"), bad)
    assert isinstance(good, Concept)
    assert isinstance(made, Rejection)
    assert reason in made.reason


@pytest.mark.parametrize(
    "made",
    [
        table(),
        table(concept("another", "INV")),
        stream(
            table_text(concept("invented", "A"))
            .replace("skos:Concept ", "rdf:Description ")
            .replace("/skos:Concept>", "/rdf:Description>")
        ),
        stream("<html/>"),
        stream("@prefix skos: <http://www.w3.org/2004/02/skos/core#> ."),
    ],
)
def test_what_is_no_such_table_stops_the_reading(made: Stream) -> None:
    with pytest.raises(SourceChanged):
        list(ConceptTable(made, SCHEME))


@given(st.text(max_size=200))
def test_any_text_gives_concepts_or_our_error(text: str) -> None:
    try:
        found = list(ConceptTable(stream("<RDF>" + text), SCHEME))
    except SourceChanged:
        return
    assert all(isinstance(each, Concept | Rejection) for each in found)
