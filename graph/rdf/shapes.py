"""Whether triples have the shape of an export: SHACL Core by pyshacl, locally.

The shapes are ours and come with the product; nothing in the checked data is ever taken for a
shape, no rule, script or import runs. What it must not do: read files or fetch anything.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import pyshacl
from rdflib import RDF, SH, Graph, Literal, URIRef
from rdflib.term import Node

from graph.rdf.files import parse_triples

SHAPES = "shapes.ttl"


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that is not as it must be: where, what was expected, what stands there.

    ``term`` is None where the node as a whole is at fault; ``found`` where something is missing.
    """

    node: str
    expected: str
    term: str | None
    found: str | None

    def describe(self) -> str:
        """Write it for people: ``tie:…: has at most one role (role; found 'x')``."""
        beside = [re.split("[/#:]", self.term)[-1]] if self.term else []
        beside += [f"found {self.found}"] if self.found else []
        return f"{self.node}: {self.expected}" + (f" ({'; '.join(beside)})" if beside else "")


@dataclass(frozen=True, slots=True)
class ShapeReport:
    """What a check found, sorted by node; none means that the data conform."""

    triples: int
    shapes: int
    violations: tuple[Violation, ...]

    @property
    def conforms(self) -> bool:
        """Say whether nothing is wrong."""
        return not self.violations


def check_text(text: str, form: str, where: str) -> ShapeReport:
    """Check an export as text.

    Raises:
        InputError: it cannot be read, or names what no export does.
    """
    return check_shapes(parse_triples(text, form, where))


def check_shapes(data: Graph) -> ShapeReport:
    """Check triples against the shapes of an export."""
    shapes = shapes_graph()
    _, report, _ = pyshacl.validate(
        data,
        shacl_graph=shapes,
        inference="none",
        advanced=False,
        js=False,
        do_owl_imports=False,
        meta_shacl=False,
        iterate_rules=False,
        inplace=True,
    )
    found = [
        _violation(report, shapes, one) for one in report.subjects(RDF.type, SH.ValidationResult)
    ]
    ordered = sorted(
        found, key=lambda one: (one.node, one.term or "", one.expected, one.found or "")
    )
    listed = sum(1 for _ in shapes.subjects(RDF.type, SH.NodeShape))
    return ShapeReport(len(data), listed, tuple(dict.fromkeys(ordered)))


@cache
def shapes_graph() -> Graph:
    """Give the shapes that come with the product, read once."""
    text = files("graph.rdf").joinpath(SHAPES).read_text(encoding="utf-8")
    return Graph().parse(data=text, format="turtle")


def _violation(report: Graph, shapes: Graph, result: Node) -> Violation:
    term = report.value(result, SH.resultPath)
    value = report.value(result, SH.value)
    return Violation(
        node=_words(report.value(result, SH.focusNode)) or "",
        expected=_expected(report, shapes, result),
        term=_words(term),
        found=_words(value) if value != report.value(result, SH.focusNode) else None,
    )


def _expected(report: Graph, shapes: Graph, result: Node) -> str:
    """Give our words for a shape, else the tool's."""
    shape = report.value(result, SH.sourceShape)
    said = None if shape is None else shapes.value(shape, SH.message)
    return str(said or report.value(result, SH.resultMessage) or "another shape")


def _words(name: Node | None) -> str | None:
    """Write a name as people do: without what stands before every name of ours."""
    if name is None:
        return None
    if isinstance(name, Literal):
        return repr(str(name)[:80])
    text = str(name) if isinstance(name, URIRef) else "a node without name"
    return text.removeprefix("urn:x-corridors:")
