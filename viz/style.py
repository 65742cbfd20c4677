"""Colour and shape and word for each kind: never colour alone.

Colours are from Paul Tol's "bright" and "muted" schemes, told apart by colour-blind readers; each
kind has a shape as well, and the legend names both.
"""

import math
from dataclasses import dataclass
from enum import StrEnum

from graph.model import Classification, Kind


@dataclass(frozen=True, slots=True)
class Style:
    """How a kind looks: vis-network shape, fill, a glyph of the same form, and its word."""

    shape: str
    colour: str
    glyph: str
    word: str


_PERSON = Style("dot", "#4477AA", "●", "Person")

STYLES: dict[Kind | Classification, Style] = {
    Kind.PERSON: _PERSON,
    Kind.ORGANIZATION: Style("square", "#777777", "■", "Organisation"),
    Kind.POST: Style("triangle", "#4477AA", "▲", "Post"),
    Kind.EVENT: Style("star", "#AA3377", "★", "Event"),
    Kind.DOSSIER: Style("diamond", "#AA3377", "◆", "File"),
    Kind.CALL: Style("triangleDown", "#999933", "▼", "Call"),
    Kind.AREA: Style("square", "#BBBBBB", "■", "Country"),
    Kind.CONCEPT: Style("star", "#BBBBBB", "★", "Subject"),
    Classification.MEP: Style("dot", "#4477AA", "●", "Member of the Parliament"),
    Classification.OFFICIAL: Style("triangle", "#33667A", "▲", "Official"),
    Classification.INSTITUTION: Style("square", "#332288", "■", "Institution"),
    Classification.COMMITTEE: Style("square", "#6699CC", "■", "Committee"),
    Classification.SUBCOMMITTEE: Style("square", "#88BBDD", "■", "Subcommittee"),
    Classification.POLITICAL_GROUP: Style("triangleDown", "#CC6677", "▼", "Political group"),
    Classification.NATIONAL_PARTY: Style("triangleDown", "#DDAAAA", "▼", "National party"),
    Classification.DELEGATION: Style("square", "#66AAAA", "■", "Delegation"),
    Classification.INTERGROUP: Style("square", "#88CCAA", "■", "Intergroup"),
    Classification.COUNCIL_CONFIGURATION: Style("square", "#882255", "■", "Council"),
    Classification.WORKING_PARTY: Style("square", "#AA6688", "■", "Working party"),
    Classification.DIRECTORATE_GENERAL: Style("square", "#555599", "■", "Directorate-General"),
    Classification.AGENCY: Style("square", "#7777AA", "■", "Agency"),
    Classification.NETWORK: Style("star", "#117733", "★", "Network"),
    Classification.NGO: Style("diamond", "#228833", "◆", "NGO"),
    Classification.CENTRE: Style("hexagon", "#44AA99", "⬢", "Rehabilitation centre"),
    Classification.OFFICE: Style("hexagon", "#CC8800", "⬢", "Our office"),
    Classification.PROCEDURE: Style("diamond", "#AA3377", "◆", "File"),
    Classification.LEGAL_ACT: Style("diamond", "#BB77AA", "◆", "Legal act"),
    Classification.JOINT_STATEMENT: Style("star", "#BB5588", "★", "Joint statement"),
    Classification.DIALOGUE: Style("star", "#992266", "★", "Dialogue"),
    Classification.PERMANENT_REPRESENTATION: Style(
        "square", "#993366", "■", "Permanent representation"
    ),
}


class PartKind(StrEnum):
    """What a place of an overview stands for, and so what it opens into."""

    COMMUNITY = "community"
    DIVIDED = "divided community"
    GATHERED = "smaller communities"


PART_STYLES: dict[PartKind, Style] = {
    PartKind.COMMUNITY: Style("dot", "#A9B7C9", "●", "Community"),
    PartKind.DIVIDED: Style("hexagon", "#8CB8B0", "⬢", "Community in parts"),
    PartKind.GATHERED: Style("square", "#CFC3A5", "■", "Smaller communities, gathered"),
}

SHARED_MARK = "◆"
SHARED_COLOUR = "#B3541E"
"""Who stands in several routes: a diamond around the node, and the sign before the name."""


def style_of(kind: Kind, classification: Classification | None) -> Style:
    """Give the style of a classification, else of its kind."""
    if classification is not None and classification in STYLES:
        return STYLES[classification]
    return STYLES[kind]


BANDS = {"strong": 5.0, "medium": 3.5, "weak": 2.2, "cold": 1.2, "": 1.0}
"""Width of a highlighted line, in pixels, by band: thickness says strength, and the label too."""


def size_of(degree: int) -> float:
    """Give a node's size in units of the map: the best connected are largest, within bounds."""
    return min(24.0, 7.0 + 2.2 * math.sqrt(degree))
