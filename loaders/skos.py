"""Authority tables in SKOS, as the Publications Office writes them in RDF/XML.

One pattern is read, and read as a stream: under ``rdf:RDF`` one ``skos:Concept`` a concept, with
``rdf:about``, labels with ``xml:lang``, dates as text, and references as ``rdf:resource``. RDF/XML
has other ways to say the same; what does not look like this is refused, never half understood.
What it must not do: know what a table is about, or import an RDF library.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NoReturn
from xml.etree.ElementTree import Element

from graph.errors import InputError, SourceChanged
from graph.period import Period, parse_date
from loaders.base import Rejection
from loaders.stream import MAX_CELL, Stream
from loaders.xml_stream import XmlRecords

_STARTS = ("start.use", "startDate")
_ENDS = ("end.use", "endDate")
_REFERENCES = {
    "broader": "broader",
    "subOrganizationOf": "broader",
    "classification": "classification",
    "replaces": "replaces",
    "isReplacedBy": "isReplacedBy",
    "inScheme": "inScheme",
}


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept as its table states it.

    ``code`` is the last part of ``uri``. ``labels`` and ``others`` (alternative labels, in order)
    go by language (``en``). ``references`` are addresses by what they say: ``broader`` (or
    ``org:subOrganizationOf``), ``classification``, ``replaces``, ``isReplacedBy``. ``period`` is
    open where the concept is neither ended nor deprecated.
    """

    place: str
    uri: str
    code: str
    labels: Mapping[str, str]
    others: Mapping[str, tuple[str, ...]]
    references: Mapping[str, tuple[str, ...]]
    period: Period
    deprecated: bool

    @property
    def name(self) -> str:
        """The English label, else that of the first language, else the code."""
        return self.labels.get("en") or next(iter(sorted(self.labels.items())), ("", self.code))[1]


class ConceptTable:
    """The concepts of one table; to be gone through once."""

    def __init__(self, stream: Stream, scheme: str) -> None:
        """Prepare; ``scheme`` is the table's address, to which its concepts' addresses belong."""
        self._records = XmlRecords(stream, root="RDF", record="Concept", attributes=True)
        self._stream, self._scheme = stream, scheme

    @property
    def version(self) -> str:
        """The table's version, as far as it was read; empty where it has none."""
        return self._records.head.get("versionInfo", "")

    def __iter__(self) -> Iterator[Concept | Rejection]:
        """Give the concepts in order; one that cannot be used comes as rejected.

        Raises:
            SourceChanged: no RDF/XML of this pattern, or not one concept of the scheme.
        """
        number = ours = 0
        for number, element in enumerate(self._records, 1):
            made = self._concept(element, f"{self._stream.place} concept {number}")
            ours += isinstance(made, Concept)
            yield made
        if not ours:
            self._stop(f"holds {number} skos:Concept elements, none of them")

    def _concept(self, element: Element, place: str) -> Concept | Rejection:
        uri = element.get("about", "")
        if not uri.startswith(f"{self._scheme}/") or len(uri) > MAX_CELL:
            return Rejection(place, f"{uri[:80]!r} is no concept of {self._scheme}")
        record = uri.rsplit("/", 1)[-1]
        if element.find(".//Concept") is not None or element.find(".//*[@parseType]") is not None:
            return Rejection(place, "a concept within it, or rdf:parseType; expected rdf:resource")
        try:
            return _read(element, place, uri)
        except InputError as error:
            return Rejection(place, f"{record}: {error}")

    def _stop(self, what: str) -> NoReturn:
        msg = (
            f"{self._stream.place} {what} of {self._scheme}. Expected its table, SKOS in RDF/XML."
        )
        raise SourceChanged(msg)


def _read(element: Element, place: str, uri: str) -> Concept:
    labels: dict[str, str] = {}
    others: dict[str, list[str]] = {}
    references: dict[str, list[str]] = {}
    for child in element:
        text = " ".join((child.text or "").split())
        if len(text) > MAX_CELL:
            msg = f"a text of more than {MAX_CELL} characters"
            raise InputError(msg)
        language, resource = child.get("lang", ""), child.get("resource")
        if child.tag == "prefLabel" and text:
            labels.setdefault(language, text)
        elif child.tag == "altLabel" and text:
            others.setdefault(language, []).append(text)
        elif child.tag in _REFERENCES and resource:
            references.setdefault(_REFERENCES[child.tag], []).append(resource)
    deprecated = element.get("deprecated") == "true"
    return Concept(
        place,
        uri,
        uri.rsplit("/", 1)[-1],
        labels,
        {language: tuple(texts) for language, texts in others.items()},
        {name: tuple(sorted(set(found))) for name, found in references.items()},
        _period(element, deprecated),
        deprecated,
    )


def _period(element: Element, deprecated: bool) -> Period:
    start, end = _day(element, _STARTS), _day(element, _ENDS)
    first = parse_date(start, "its start") if start else None
    if end is not None:
        return Period.between(first, parse_date(end, "its end"))
    return Period(first) if deprecated else Period.since(first)


def _day(element: Element, names: tuple[str, ...]) -> str | None:
    for name in names:
        text = (element.findtext(name) or "").strip()
        if text and text != "9999-12-31":
            return text
    return None
