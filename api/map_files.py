"""A map as a file: page, drawing, network or tables, each with sources, licences and level."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from api.exports import Form
from api.fonts import font_here
from api.sheets import written_csv
from api.wiring import View
from api.workbooks import MEDIA_TYPE, written_xlsx
from graph.errors import InputError
from graph.iso3166 import country_word
from graph.model import MergedGraph
from graph.networks import placed_network
from graph.provenance import Source
from graph.store import Cell
from queries.describe import Sheet
from viz.drawing import drawing_of
from viz.map_choice import only_shown
from viz.map_model import Map, MapPlace
from viz.map_scene import scene_of
from viz.page import render
from viz.pdf import pdf_of
from viz.style import size_of, style_of
from viz.svg import svg_of

MAP_FILES: Mapping[str, Form] = {
    form.name: form
    for form in (
        Form("html", "html", "text/html"),
        Form("svg", "svg", "image/svg+xml"),
        Form("pdf", "pdf", "application/pdf"),
        Form("gexf", "gexf", "application/gexf+xml"),
        Form("graphml", "graphml", "application/graphml+xml"),
        Form("xlsx", "xlsx", MEDIA_TYPE),
        Form("actors", "actors.csv", "text/csv"),
        Form("ties", "ties.csv", "text/csv"),
    )
}


def map_file(view: View, made: Map, form: str, *, today: date, fade: bool = False) -> bytes:
    """Write a map in a form.

    ``fade`` keeps what filters leave out, faintly, where something is drawn; networks and tables
    hold what is shown alone.

    Raises:
        InputError: the form is not known.
    """
    if form not in MAP_FILES:
        msg = f"{form!r} is no form of map. Expected one of: {', '.join(MAP_FILES)}."
        raise InputError(msg)
    if form in ("svg", "pdf"):
        drawn = made if fade else only_shown(made)
        drawing = drawing_of(drawn, generated_on=today.isoformat(), fade=fade)
        return svg_of(drawing).encode() if form == "svg" else pdf_of(drawing, font_here())
    if form == "html":
        return page_of(view, made, today=today, fade=fade).encode()
    kept = only_shown(made)
    if form in ("gexf", "graphml"):
        return _network(view.graph, kept, form).encode()
    actors, ties = tables_of(kept)
    if form == "xlsx":
        return written_xlsx((_about(kept, today), actors, ties))
    return ("\ufeff" + written_csv(actors if form == "actors" else ties)).encode()


def page_of(view: View, made: Map, *, today: date, fade: bool = False) -> str:
    """Write a map as one page that needs nothing but itself."""
    drawn = made if fade else only_shown(made)
    places = {one.id: (one.x, one.y) for one in drawn.places}
    return render(scene_of(view.graph, drawn), places, generated_on=today)


def tables_of(made: Map) -> tuple[Sheet, Sheet]:
    """Give the two tables that say the same as a map: actors and ties, with source and licence."""
    names = {one.id: one.name for one in made.places}
    source = {one.id: f"{one.publisher}: {one.title} ({one.licence})" for one in made.sources}
    community = {one.number: one.name for one in made.communities}
    actors = Sheet(
        "Actors",
        (
            "Name",
            "Kind",
            "Group",
            "Countries",
            "Community",
            "Ties here",
            "Beyond",
            "Change",
            "Level",
            "Invented",
            "Identifier",
        ),
        tuple(_actor(one, community.get(one.community, "")) for one in made.places),
    )
    ties = Sheet(
        "Ties",
        (
            "From",
            "Tie",
            "To",
            "Since",
            "Until",
            "Strength",
            "Evidence of",
            "Change",
            "Level",
            "Invented",
            "Sources",
            "From identifier",
            "To identifier",
        ),
        tuple(
            (
                names[tie.subject],
                tie.label,
                names[tie.object],
                tie.period.start.isoformat() if tie.period.start else None,
                tie.period.end.isoformat() if tie.period.end else tie.period.end_kind.value,
                made.lines[tie.line].band,
                tie.evidence_day.isoformat(),
                tie.change.value,
                tie.level.label,
                tie.invented,
                "; ".join(source[one] for one in tie.sources),
                tie.subject,
                tie.object,
            )
            for tie in made.ties
        ),
    )
    return actors, ties


def _actor(one: MapPlace, community: str) -> tuple[Cell, ...]:
    return (
        one.name,
        style_of(one.kind, one.classification).word,
        one.group,
        ", ".join(country_word(code) for code in one.countries),
        community,
        one.degree,
        one.beyond,
        one.change.value,
        one.level.label,
        one.invented,
        one.id,
    )


def _network(graph: MergedGraph, made: Map, form: str) -> str:
    kept = {one.id for one in made.places}
    part = replace(
        graph,
        entities={name: graph.entities[name] for name in sorted(kept)},
        ties=graph.lookup.ties(tie.id for tie in made.ties),
        sources=_sources(graph, made),
        aliases={one: other for one, other in graph.aliases.items() if other in kept},
        dangling=(),
    )
    looks = {
        one.id: (one.x, one.y, size_of(one.degree), style_of(one.kind, one.classification).colour)
        for one in made.places
    }
    return placed_network(part, form, looks)


def _sources(graph: MergedGraph, made: Map) -> dict[str, Source]:
    """Give the sources of what is in a file: of its ties, and of what is said of its actors."""
    used = {one.id for one in made.sources}
    for place in made.places:
        for facts in graph.entities[place.id].properties.values():
            used |= {piece.source for fact in facts for piece in fact.evidence}
    return {name: graph.sources[name] for name in sorted(used) if name in graph.sources}


def _about(made: Map, today: date) -> Sheet:
    rows: list[tuple[Cell, ...]] = [
        ("As of", made.as_of.isoformat()),
        *([("Beside", made.since.isoformat())] if made.since else []),
        ("Level", made.level.label),
        ("Made on", today.isoformat()),
        ("Left out", made.left_out),
        *(("Note", note) for note in made.notes),
        *(("Source", line) for line in made.attribution),
    ]
    return Sheet("About", ("Map", made.title), tuple(rows))
