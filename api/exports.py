"""The whole graph at a level as a file for other tools, in every form that we write."""

from collections.abc import Mapping
from dataclasses import dataclass

from api.exchange import make_export
from api.jobs import Result
from api.wiring import Workspace
from graph.errors import InputError
from graph.redaction import NOTHING, Part


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
        Form("popolo", ".popolo.json", "application/json"),
        Form("ftm", ".ftm.json", "application/x-ndjson"),
        Form("graphml", ".graphml", "application/graphml+xml"),
        Form("gexf", ".gexf", "application/gexf+xml"),
    )
}
"""Also what ``corridors export`` writes; a test keeps the two alike."""


def form_of(name: str) -> Form:
    """Give a form of export.

    Raises:
        InputError: it is not known.
    """
    known = FORMS.get(name)
    if known is None:
        msg = f"{name!r} is no form of export. Expected one of: {', '.join(FORMS)}."
        raise InputError(msg)
    return known


def exported(workspace: Workspace, form: Form, parts: frozenset[Part] = NOTHING) -> Result:
    """Write the graph of a workspace's level in a form, with sources and licences in it."""
    made = make_export(workspace, workspace.settings.level, form.name, parts)
    less = "-redacted" if parts else ""
    name = f"corridors-{made.graph.level.label}{less}{form.suffix}"
    return Result(made.text.encode(), form.media_type, name)
