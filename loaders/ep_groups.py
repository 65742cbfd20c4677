"""Which body of the Parliament a group's code meant on a day.

The Parliament numbers its groups anew each term, and again when one is renamed; sources of others
write codes. The table joins them for the ninth and tenth terms: found on 2026-11-25 by members
and dates, HowTheyVote's memberships against the Parliament's own (answers of 2025-07-11), where
every code of a term fits one body, and The Left two, one before and one after its new name. What
it must not do: guess for a term that is not in it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from graph.errors import InputError, UnknownIdentifier
from graph.identifiers import political_group
from graph.model import Classification, Kind, Property
from graph.period import Period
from graph.provenance import Statement

_NINTH = Period.between(date(2019, 7, 2), date(2024, 7, 15))
_TENTH = Period.since(date(2024, 7, 16))
_VERSION = re.compile(r"_\d{4}_\d+$")


@dataclass(frozen=True, slots=True)
class GroupBody:
    """One group of one term: its code in one spelling, its body, and the days it existed."""

    code: str
    body: str
    period: Period


BODIES = (
    GroupBody("EPP", "ep-org:5153", _NINTH),
    GroupBody("S&D", "ep-org:5154", _NINTH),
    GroupBody("Renew", "ep-org:5704", _NINTH),
    GroupBody("Greens/EFA", "ep-org:5155", _NINTH),
    GroupBody("ECR", "ep-org:5148", _NINTH),
    GroupBody("ID", "ep-org:5588", _NINTH),
    GroupBody("NI", "ep-org:5152", _NINTH),
    GroupBody("The Left", "ep-org:5151", Period.between(date(2019, 7, 2), date(2020, 12, 17))),
    GroupBody("The Left", "ep-org:6259", Period.between(date(2020, 12, 18), date(2024, 7, 15))),
    GroupBody("EPP", "ep-org:7018", _TENTH),
    GroupBody("S&D", "ep-org:7038", _TENTH),
    GroupBody("PfE", "ep-org:7150", _TENTH),
    GroupBody("ECR", "ep-org:7037", _TENTH),
    GroupBody("Renew", "ep-org:7035", _TENTH),
    GroupBody("Greens/EFA", "ep-org:7028", _TENTH),
    GroupBody("The Left", "ep-org:7036", _TENTH),
    GroupBody("NI", "ep-org:6561", _TENTH),
    GroupBody("ESN", "ep-org:7151", _TENTH),
)

LASTING = {
    "EPP": "ep-org:PPE",
    "S&D": "ep-org:S-D",
    "Renew": "ep-org:RENEW",
    "Greens/EFA": "ep-org:VERTS-ALE",
    "ECR": "ep-org:ECR",
    "ID": "ep-org:ID",
    "PfE": "ep-org:PFE",
    "The Left": "ep-org:THE-LEFT",
    "ESN": "ep-org:ESN",
    "NI": "ep-org:NI",
}
"""The lasting body of each code, as the Parliament writes it."""

_OWN_NAME = {"ep-org:5151": "GUE_NGL_1995_0"}
"""Bodies that others give a code of an older version, since its name was another."""

CODES = {one.body: one.code for one in BODIES}
"""The code of each of these bodies."""


def group_code(written: str) -> str:
    """Give a group's one code for any spelling, ``GUE_NGL_1995_0`` included.

    Raises:
        UnknownIdentifier: no group since the eighth term is spelt like that.
    """
    return political_group(_VERSION.sub("", written.strip()))


def group_or_as_written(written: str | None) -> str | None:
    """Give the one code, or a new group's spelling as it stands: it must not cost us the row."""
    try:
        return group_code(written) if written else None
    except UnknownIdentifier:
        return written


def group_body(written: str, period: Period) -> GroupBody:
    """Give the body that a code means throughout a period.

    Raises:
        InputError: the code, or its body in that period, is not in the table.
    """
    code = group_code(written)
    first = period.start
    for one in BODIES:
        fits = one.code == code and first is not None and one.period.contains(first)
        # What has no end yet must not outlive a group that has one.
        if fits and (one.period.end is None or (period.end or date.max) <= one.period.end):
            return one
    msg = (
        f"{written} from {period.describe()} fits no group of the ninth or tenth term; expected "
        "a membership that ends with its group"
    )
    raise InputError(msg)


def bodies_called(written: str) -> tuple[str, ...]:
    """Give the bodies that bore the name of a code; ``GUE_NGL_1995_0`` had one of its own.

    Raises:
        UnknownIdentifier: no group since the eighth term is spelt like that.
    """
    code, versioned = group_code(written), written in _OWN_NAME.values()
    own = (one.body for one in BODIES if one.code == code)
    return tuple(body for body in own if (body in _OWN_NAME) == versioned)


def describe_group(one: GroupBody, source: str) -> Iterator[Statement]:
    """Describe a group by what its code says, so that no membership dangles."""
    values = (
        (Property.KIND, Kind.ORGANIZATION.value),
        (Property.CLASSIFICATION, Classification.POLITICAL_GROUP.value),
        (Property.NAME, one.code),
        (Property.ACRONYM, one.code),
    )
    for prop, value in values:
        yield Statement(one.body, prop, source, one.body, value=value)
