"""The whole graph at a level as a file for other tools, in every form that we write."""

from collections.abc import Mapping
from dataclasses import dataclass

from api.jobs import Result
from graph.errors import InputError
from graph.model import MergedGraph


@dataclass(frozen=True, slots=True)
class Form:
    """One form of export: how its files end, and their media type."""

    name: str
    suffix: str
    media_type: str


FORMS: Mapping[str, Form] = {
    form.name: form
    for form in (
        Form("turtle", ".ttl", "text/turtle"),
        Form("json-ld", ".jsonld", "application/ld+json"),
        Form("ntriples", ".nt", "application/n-triples"),
        Form("graphml", ".graphml", "application/graphml+xml"),
        Form("gexf", ".gexf", "application/gexf+xml"),
    )
}


def exported(graph: MergedGraph, form: str) -> Result:
    """Write a graph in a form, with sources and licences in it.

    Raises:
        InputError: the form is not known.
    """
    known = FORMS.get(form)
    if known is None:
        msg = f"{form!r} is no form of export. Expected one of: {', '.join(FORMS)}."
        raise InputError(msg)
    # Imported here: rdflib and networkx are needed by nothing else that is served.
    from graph.networks import NETWORKS, write_network
    from graph.rdf.files import write_rdf

    text = write_network(graph, form) if form in NETWORKS else write_rdf(graph, form)
    name = f"corridors-{graph.level.label}{known.suffix}"
    return Result(text.encode(), known.media_type, name)
