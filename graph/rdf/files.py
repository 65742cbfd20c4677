"""RDF as text: Turtle, JSON-LD and N-Triples, out and in; nothing remote is ever followed."""

import json
import re
from collections.abc import Iterable

from rdflib import Graph, URIRef

from graph.errors import InputError
from graph.exchange.carried import Carried
from graph.exchange.holding import Holding
from graph.model import MergedGraph
from graph.provenance import Recorded
from graph.rdf.reading import from_rdf, rest_of
from graph.rdf.terms import PREFIXES
from graph.rdf.texts import write_json_ld, write_ntriples, write_turtle
from graph.rdf.writing import triples_of

FORMATS = {"turtle": "turtle", "json-ld": "json-ld", "ntriples": "nt"}
"""Our names of what is written and read; RDF/XML is not: it carries entities."""

MOST_BYTES = 128 * 1024 * 1024
"""More than this is not read at once: triples take some thirty times the memory of their text."""

_OWN = "urn:x-corridors:"
_VOCABULARIES = tuple(str(one) for one in PREFIXES.values())
# What stands between quotes, angle brackets or behind # is no directive.
_QUOTED = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'(?:[^'\\\n]|\\.)*'"
    r"|<[^<>\s]*>|#[^\n]*",
    re.DOTALL,
)
_BASE = re.compile(r"(?i)(?<![\w:])@?base(?![\w:-])")


def write_rdf(
    graph: MergedGraph,
    form: str,
    rest: Iterable[Recorded] = (),
    holding: Holding | None = None,
) -> str:
    """Write a graph in one of ``FORMATS``; the same graph gives the same bytes.

    ``rest`` are statements beside it, see ``graph.exchange.carried``; ``holding`` describes it.

    Raises:
        InputError: the form is not known.
    """
    told = holding.lines() if holding else ()
    known, triples = _known(form), triples_of(graph, rest, told)
    if known == "json-ld":
        return write_json_ld(triples)
    write = write_ntriples if known == "nt" else write_turtle
    return write(triples, [*remarks_on(graph), *told])


def remarks_on(graph: MergedGraph) -> list[str]:
    """Say in a few lines what an export holds, and whose it is."""
    level = f"Corridors: export at level {graph.level.label}; each source keeps its own licence."
    invented = {True: " INVENTED: demonstration facts that describe nobody.", False: ""}
    return [
        level,
        *(
            f"{one.id}: {one.publisher}, {one.title} ({one.licence}).{invented[one.invented]}"
            for one in graph.sources.values()
        ),
    ]


def read_rdf(text: str, form: str, where: str) -> MergedGraph:
    """Read back the graph that ``write_rdf`` wrote.

    Raises:
        InputError: the text is not RDF of that form, refers to something remote, or is no graph
            of ours; the message names ``where`` it stood.
    """
    return read_carried(text, form, where).graph


def read_carried(text: str, form: str, where: str) -> Carried:
    """Read back all that ``write_rdf`` wrote.

    Raises:
        InputError: as ``read_rdf``.
    """
    made = parse_triples(text, form, where)
    try:
        return Carried(from_rdf(made), rest_of(made))
    except (InputError, ValueError) as error:
        msg = f"{where}: {error}"
        raise InputError(msg) from error


def parse_triples(text: str, form: str, where: str) -> Graph:
    """Read triples of an export, in names of ours and the vocabularies we write, and no others.

    Raises:
        InputError: the text is not RDF of that form, too long, moves the base, or names what an
            export never does (``owl:imports``, files, web addresses).
    """
    known = _known(form)
    if len(text) > MOST_BYTES:
        msg = f"{where} has more than {MOST_BYTES} characters. Split it."
        raise InputError(msg)
    made = Graph()
    try:
        if known == "json-ld":
            _refuse_remote(json.loads(text), where)
        elif _BASE.search(_QUOTED.sub("", text)):
            msg = "it moves the base of its names; an export writes them out."
            raise InputError(msg)
        made.parse(data=text, format=known, publicID="urn:x-nothing:")
        _refuse_foreign(made)
    except InputError as error:
        msg = f"{where}: {error}"
        raise InputError(msg) from error
    except Exception as error:  # each parser raises what its grammar tool raises
        told = (str(error).splitlines() or [type(error).__name__])[0][:200]
        msg = f"{where} cannot be read as {form}: {told}. Expected an export of Corridors."
        raise InputError(msg) from error
    return made


def _known(form: str) -> str:
    if form not in FORMATS:
        msg = f"{form!r} is no form of RDF known here. Expected one of: {', '.join(FORMATS)}."
        raise InputError(msg)
    return FORMATS[form]


def _refuse_foreign(made: Graph) -> None:
    """Refuse names that no export holds: nothing may ask to be looked up."""
    for subject, term, obj in made:
        named = [one for one in (subject, obj) if isinstance(one, URIRef)]
        for one in (*named, term):
            if not str(one).startswith((_OWN, *_VOCABULARIES)):
                msg = f"{str(one)[:120]} is no name of an export of Corridors."
                raise InputError(msg)


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
            if key == "@base":
                msg = f"it moves the base of its names ({value!r}); an export writes them out."
                raise InputError(msg)
            _refuse_remote(value, where)
    elif isinstance(part, list):
        for one in part:
            _refuse_remote(one, where)
