"""The part of FollowTheMoney's model that is written here, as data.

Checked by hand against the library of that name, version 4.11.2: every schema and property exists
there, and every entity of an export of ours validates. The library itself is no dependency, since
it needs a system library for Unicode. A test keeps the writer within this table.
"""

from collections.abc import Mapping

from graph.model import Classification, Kind

CHECKED_AGAINST = "4.11.2"
"""The version of the library ``followthemoney`` that this table was checked against."""

_THING = frozenset(
    {"name", "alias", "country", "description", "notes", "sourceUrl", "publisher"}
    | {"retrievedAt", "proof", "keywords"}
)
_LEGAL = _THING | {"abbreviation", "website", "classification", "registrationNumber", "parent"}
_EDGE = frozenset(
    {"startDate", "endDate", "role", "status", "recordId", "sourceUrl", "publisher"}
    | {"retrievedAt", "proof", "summary"}
)

SCHEMATA: Mapping[str, frozenset[str]] = {
    "Person": _LEGAL - {"parent"} | {"firstName", "lastName", "title"},
    "Organization": _LEGAL,
    "PublicBody": _LEGAL,
    "Position": _THING | {"organization"},
    "Territory": _THING,
    "Event": _THING | _EDGE - {"role", "status"} | {"date", "involved"},
    "CallForTenders": _THING | {"title", "authority", "submissionDeadline"},
    "Note": _THING,
    "Document": _THING | {"title", "fileName"},
    "Membership": _EDGE | {"member", "organization"},
    "Occupancy": _EDGE - {"role"} | {"holder", "post"},
    "UnknownLink": _EDGE | {"subject", "object"},
}
"""Properties that are written, by schema."""

PUBLIC_BODIES = frozenset(
    {
        Classification.INSTITUTION,
        Classification.COMMITTEE,
        Classification.SUBCOMMITTEE,
        Classification.DELEGATION,
        Classification.GOVERNING_BODY,
        Classification.COUNCIL_CONFIGURATION,
        Classification.WORKING_PARTY,
        Classification.DIRECTORATE_GENERAL,
        Classification.AGENCY,
    }
)
"""Classifications of an Organization that is a PublicBody there."""

KINDS: Mapping[Kind, str] = {
    Kind.PERSON: "Person",
    Kind.POST: "Position",
    Kind.EVENT: "Event",
    Kind.AREA: "Territory",
    Kind.DOSSIER: "Note",
    Kind.CALL: "Note",
}
"""Schema of each kind; organizations and calls with a known authority depend on more."""
