"""RDF as text: Turtle, JSON-LD and N-Triples, out and in; nothing remote is ever followed."""

import json

from rdflib import Graph

from graph.errors import InputError
from graph.model import MergedGraph
from graph.rdf.reading import from_rdf
from graph.rdf.writing import to_rdf

FORMATS = {"turtle": "turtle", "json-ld": "json-ld", "ntriples": "nt"}
"""Our names of what is written and read; RDF/XML is not: it carries entities."""

MOST_BYTES = 512 * 1024 * 1024
"""More than this is not read at once."""


def write_rdf(graph: MergedGraph, form: str) -> str:
    """Write a graph in one of ``FORMATS``; the same graph gives the same bytes.

    Raises:
        InputError: the form is not known.
    """
    known, made = _known(form), to_rdf(graph)
    if known == "nt":
        return "".join(sorted(made.serialize(format=known).splitlines(keepends=True)))
    if known == "json-ld":
        parts = json.loads(made.serialize(format=known))
        return json.dumps(_ordered(parts), indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    return made.serialize(format=known)


def read_rdf(text: str, form: str, where: str) -> MergedGraph:
    """Read back what ``write_rdf`` wrote.

    Raises:
        InputError: the text is not RDF of that form, refers to something remote, or is no graph
            of ours; the message names ``where`` it stood.
    """
    known = _known(form)
    if len(text) > MOST_BYTES:
        msg = f"{where} has more than {MOST_BYTES} characters. Split it."
        raise InputError(msg)
    made = Graph()
    try:
        if known == "json-ld":
            _refuse_remote(json.loads(text), where)
        made.parse(data=text, format=known)
        return from_rdf(made)
    except InputError as error:
        msg = f"{where}: {error}"
        raise InputError(msg) from error
    except Exception as error:  # each parser raises what its grammar tool raises
        told = (str(error).splitlines() or [type(error).__name__])[0][:200]
        msg = f"{where} cannot be read as {form}: {told}. Expected an export of Corridors."
        raise InputError(msg) from error


def _known(form: str) -> str:
    if form not in FORMATS:
        msg = f"{form!r} is no form of RDF known here. Expected one of: {', '.join(FORMATS)}."
        raise InputError(msg)
    return FORMATS[form]


def _ordered(part: object) -> object:
    """Sort lists of nodes and values, whose order means nothing."""
    if isinstance(part, dict):
        return {key: _ordered(value) for key, value in part.items()}
    if isinstance(part, list):
        return sorted(
            (_ordered(one) for one in part), key=lambda one: json.dumps(one, sort_keys=True)
        )
    return part


def _refuse_remote(part: object, where: str) -> None:
    """Refuse a context that stands elsewhere: reading it would tell a stranger what is read."""
    if isinstance(part, dict):
        for key, value in part.items():
            contexts = value if isinstance(value, list) else [value]
            if key == "@import" or (
                key == "@context" and any(isinstance(c, str) for c in contexts)
            ):
                msg = f"{key} names a remote document ({value!r}); write it out in the file."
                raise InputError(msg)
            _refuse_remote(value, where)
    elif isinstance(part, list):
        for one in part:
            _refuse_remote(one, where)
