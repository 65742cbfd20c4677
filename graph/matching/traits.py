"""Countries, political groups, days and hosts in any of their spellings, as one code each.

None where a text is none: a trait that cannot be read says nothing, it does not speak against.
"""

from datetime import date
from urllib.parse import urlsplit

from graph.errors import UnknownIdentifier
from graph.identifiers import country, country_named, political_group
from graph.matching.writing import plain

_LABELS = (
    ("christian democrats", "EPP"),
    ("european peoples party", "EPP"),
    ("socialists and democrats", "S&D"),
    ("socialists democrats", "S&D"),
    ("renew europe", "Renew"),
    ("greens", "Greens/EFA"),
    ("verts", "Greens/EFA"),
    ("green efa", "Greens/EFA"),
    ("the left", "The Left"),
    ("gue ngl", "The Left"),
    ("european united left", "The Left"),
    ("patriots", "PfE"),
    ("conservatives and reformists", "ECR"),
    ("sovereign nations", "ESN"),
    ("identity and democracy", "ID"),
    ("alliance of liberals", "ALDE"),
    ("freedom and direct democracy", "EFDD"),
    ("freedom and democracy", "EFDD"),
    ("nations and freedom", "ENF"),
    ("non attached", "NI"),
    ("independent", "NI"),
)
_SHARED_HOSTS = frozenset(
    {"facebook.com", "linkedin.com", "twitter.com", "x.com", "instagram.com", "youtube.com"}
    | {"wordpress.com", "sites.google.com", "europarl.europa.eu", "ec.europa.eu", "europa.eu"}
    | {"transparency-register.europa.eu", "data.europarl.europa.eu", "wikipedia.org", "bit.ly"}
)
"""Hosts of pages of many; that two pages stand there says nothing."""


def country_code(text: str) -> str | None:
    """Give the ISO alpha-3 code for a code, URI or English name of a country, or None."""
    for read in (country, country_named):
        try:
            return read(text.strip()).removeprefix("country:")
        except UnknownIdentifier:
            continue
    return None


def group_code(text: str) -> str | None:
    """Give one code for a political group's code or label, such as ``S&D`` for ``S-D``."""
    try:
        return political_group(text)
    except UnknownIdentifier:
        pass
    words = f" {plain(text)} "
    return next((code for label, code in _LABELS if f" {label} " in words), None)


def day(text: str) -> date | None:
    """Read a whole day written ``1952-02-06``, whatever follows it; None for anything less."""
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None


def host(address: str) -> str | None:
    """Give whose page an address is: its host without ``www``; None for hosts of many."""
    name = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    name = name.removeprefix("www.")
    if "." not in name or name in _SHARED_HOSTS:
        return None
    return name
