"""Triples as sorted text: Turtle, N-Triples, JSON-LD, each written at once.

rdflib's own writers ask a graph for every node again; ours, which know that the names are made
here, take a fraction of the time. What it must not do: read anything.
"""

import json
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from rdflib import RDF, XSD, Literal, URIRef

from graph.rdf.terms import PREFIXES
from graph.rdf.writing import Triple

_LOCAL = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_ESCAPED = re.compile(r'[\x00-\x1f\x7f"\\\u2028\u2029]')
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\"}
_SPACES = {**{prefix: str(space) for prefix, space in PREFIXES.items()}, "xsd": str(XSD)}
_BARE = {XSD.boolean, XSD.integer}

Nodes = dict[str, dict[str, set[str]]]


def write_turtle(triples: Iterable[Triple], remarks: Iterable[str]) -> str:
    """Write Turtle: remarks as comments, then nodes by name."""
    nodes: Nodes = {}
    for subject, term, obj in triples:
        node = nodes.setdefault(_iri(subject), {})
        node.setdefault(_iri(term), set()).add(_object(obj))
    head = [f"# {' '.join(one.split())}\n" for one in remarks]
    head += [f"@prefix {prefix}: <{space}> .\n" for prefix, space in sorted(_SPACES.items())]
    return "".join([*head, *(_node(name, nodes[name]) for name in sorted(nodes))])


def write_ntriples(triples: Iterable[Triple], remarks: Iterable[str]) -> str:
    """Write N-Triples: remarks as comments, then lines in order."""
    lines = {f"<{subject}> <{term}> {_full(obj)} .\n" for subject, term, obj in triples}
    return "".join([*(f"# {' '.join(one.split())}\n" for one in remarks), *sorted(lines)])


def write_json_ld(triples: Iterable[Triple]) -> str:
    """Write JSON-LD without a context: every name in full, so that nothing need be fetched."""
    nodes: dict[str, dict[str, set[str]]] = {}
    for subject, term, obj in triples:
        kind = "@type" if term == RDF.type else str(term)
        node = nodes.setdefault(str(subject), {})
        node.setdefault(kind, set()).add(json.dumps(_valued(obj, kind), sort_keys=True))
    made = [
        {"@id": name} | {key: [json.loads(one) for one in sorted(many)] for key, many in node}
        for name, node in ((name, sorted(nodes[name].items())) for name in sorted(nodes))
    ]
    return json.dumps(made, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _node(name: str, terms: Mapping[str, set[str]]) -> str:
    kinds = terms.get("rdf:type")
    lines = [f"a {', '.join(sorted(kinds))}"] if kinds else []
    lines += [
        f"{term} {', '.join(sorted(terms[term]))}" for term in sorted(terms) if term != "rdf:type"
    ]
    return f"\n{name} " + " ;\n    ".join(lines) + " .\n"


@lru_cache(maxsize=200_000)
def _iri(name: URIRef) -> str:
    for prefix, space in _SPACES.items():
        if name.startswith(space) and _LOCAL.fullmatch(name, len(space)):
            return f"{prefix}:{name[len(space) :]}"
    return f"<{name}>"


def _object(obj: URIRef | Literal) -> str:
    if isinstance(obj, URIRef):
        return _iri(obj)
    if obj.datatype in _BARE:
        return str(obj)
    return _quoted(obj) + (f"^^{_iri(obj.datatype)}" if obj.datatype else "")


def _full(obj: URIRef | Literal) -> str:
    if isinstance(obj, URIRef):
        return f"<{obj}>"
    return _quoted(obj) + (f"^^<{obj.datatype}>" if obj.datatype else "")


def _quoted(text: str) -> str:
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(found: re.Match[str]) -> str:
    char = found[0]
    return _SHORT.get(char) or f"\\u{ord(char):04X}"


def _valued(obj: URIRef | Literal, kind: str) -> object:
    if isinstance(obj, URIRef):
        return str(obj) if kind == "@type" else {"@id": str(obj)}
    if obj.datatype in _BARE:
        return {"@value": obj.toPython()}
    made = {"@value": str(obj)}
    return made | ({"@type": str(obj.datatype)} if obj.datatype else {})
