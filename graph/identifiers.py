"""Identifiers: one function a scheme; the publisher's own form with the scheme in front.

``ep-person:124936`` · ``ep-org:7018`` · ``ep-procedure:2025-0059`` · ``ep-vote:171425`` ·
``country:GRC`` · ``eu-tr:27797834846-32`` · ``eu-body:EEAS`` · ``eurovoc:4467`` · ``org:irct``.
Nothing else in the product converts identifiers.
"""

import re
import unicodedata

from graph.errors import UnknownIdentifier
from graph.iso3166 import BY_ALPHA2, BY_ALPHA3

_EP_VOTE = re.compile(r"^(?:ep-vote:)?(\d{1,9})$")
_DATA_BASE = "https://data.europarl.europa.eu/"
_EP_PERSON = re.compile(r"^(?:person/|ep-person:)?(\d{1,9})$")
_EP_ORG = re.compile(r"^(?:org/|ep-org:)([A-Za-z0-9_&-]+)$")
_PROCEDURE = re.compile(
    r"^(?:eli/dl/proc/|ep-procedure:)?((?:19|20)\d{2})[-/](\d{4}[A-Z]?)(?:\(([A-Z]{3})\))?$"
)
_REGISTER = re.compile(r"^(?:eu-tr:)?(\d{6,15}-\d{2})$")
_EU_BODY = re.compile(r"^(?:eu-body:)?([A-Z0-9][A-Za-z0-9_+.&-]{0,79})$")
_AUTHORITY = "http://publications.europa.eu/resource/authority/"
_BODIES = f"{_AUTHORITY}corporate-body/"
_SUBJECT = re.compile(r"^(?:eurovoc:)?(\d{1,9})$")
_SUBJECTS = "http://eurovoc.europa.eu/"
_SLUG = re.compile(r"[^a-z0-9]+")

# What EU files write instead of the names in ``iso3166``, folded.
_COUNTRY_NAMES = {
    "bolivia, plurinational state of": "BOL",
    "brunei darussalam": "BRN",
    "burma/myanmar": "MMR",
    "cape verde": "CPV",
    "china, people's republic of": "CHN",
    "congo, democratic republic of": "COD",
    "congo, the democratic republic of the": "COD",
    "czech republic": "CZE",
    "iran, islamic republic of": "IRN",
    "ivory coast": "CIV",
    "korea, republic of": "KOR",
    "korea, democratic people's republic of": "PRK",
    "macedonia, the former yugoslav republic of": "MKD",
    "former yugoslav republic of macedonia": "MKD",
    "micronesia, federated states of": "FSM",
    "moldova, republic of": "MDA",
    "palestine, state of": "PSE",
    "palestinian territory, occupied": "PSE",
    "republic of korea": "KOR",
    "republic of moldova": "MDA",
    "russian federation": "RUS",
    "syrian arab republic": "SYR",
    "taiwan, province of china": "TWN",
    "tanzania, united republic of": "TZA",
    "the netherlands": "NLD",
    "turkey": "TUR",
    "united states of america": "USA",
    "venezuela, bolivarian republic of": "VEN",
    "viet nam": "VNM",
}

# What EU texts and the Publications Office write instead of ISO 3166.
_EU_SPELLINGS = {"EL": "GRC", "UK": "GBR", "1A0": "XKX"}

_GROUPS = {
    "EPP": ("EPP", "PPE", "EPP-ED"),
    "S&D": ("S&D", "S-D", "SD", "S_D", "S D"),
    "PfE": ("PFE", "PATRIOTS"),
    "ECR": ("ECR",),
    "Renew": ("RENEW", "RE"),
    "Greens/EFA": ("GREENS/EFA", "VERTS-ALE", "VERTS/ALE", "GREEN_EFA", "GREENS"),
    "The Left": ("THE LEFT", "THE-LEFT", "THE_LEFT", "LEFT", "GUE/NGL", "GUE_NGL", "GUE-NGL"),
    "ESN": ("ESN",),
    "ID": ("ID",),
    "ALDE": ("ALDE",),
    "EFDD": ("EFDD", "EFD"),
    "ENF": ("ENF",),
    "NI": ("NI", "NA"),
}
_GROUP_OF = {spelling: code for code, spellings in _GROUPS.items() for spelling in spellings}


def ep_person(text: str | int) -> str:
    """Give ``ep-person:<n>`` for the Parliament's person number in any of its spellings.

    Raises:
        UnknownIdentifier: the text holds no such number.
    """
    return f"ep-person:{_match(_EP_PERSON, str(text), 'an EP person, such as person/124936')}"


def ep_org(text: str) -> str:
    """Give ``ep-org:<n>`` for a Parliament body, such as ``org/7018`` or ``org/ep-10``.

    Raises:
        UnknownIdentifier: the text names no such body.
    """
    return f"ep-org:{_match(_EP_ORG, text, 'an EP body, such as org/7018')}"


def ep_procedure(text: str) -> str:
    """Give ``ep-procedure:<year>-<number>`` for ``2025/0059(COD)`` in any of its spellings.

    Raises:
        UnknownIdentifier: the text is no procedure reference.
    """
    found = _PROCEDURE.match(_strip(text))
    if not found:
        raise _unknown(text, "a procedure, such as 2025/0059(COD)")
    return f"ep-procedure:{found[1]}-{found[2]}"


def ep_vote(text: str | int) -> str:
    """Give ``ep-vote:<n>`` for the number of a roll-call vote in the Parliament's lists.

    Raises:
        UnknownIdentifier: the text holds no such number.
    """
    return f"ep-vote:{_match(_EP_VOTE, str(text), 'a roll-call vote, such as 171425')}"


def procedure_reference(identifier: str) -> str:
    """Write ``ep-procedure:2025-0059`` as people do: ``2025/0059``."""
    return identifier.removeprefix("ep-procedure:").replace("-", "/", 1)


def transparency_register(text: str) -> str:
    """Give ``eu-tr:<number>``; the number stays text, since leading zeros count.

    Raises:
        UnknownIdentifier: the text is no register number.
    """
    return f"eu-tr:{_match(_REGISTER, text, 'a register number, such as 27797834846-32')}"


def eu_body(text: str) -> str:
    """Give ``eu-body:<code>`` for a body in the Publications Office's table, such as EEAS.

    Raises:
        UnknownIdentifier: the text is no such code or address.
    """
    code = text.strip().removeprefix(_BODIES)
    return f"eu-body:{_match(_EU_BODY, code, 'a code of an EU body, such as EEAS')}"


def eurovoc(text: str | int) -> str:
    """Give ``eurovoc:<n>`` for a descriptor's number or address, such as 4467 (torture).

    Raises:
        UnknownIdentifier: the text holds no such number.
    """
    number = str(text).strip().removeprefix(_SUBJECTS)
    return f"eurovoc:{_match(_SUBJECT, number, 'a EuroVoc descriptor, such as 4467')}"


def country(text: str) -> str:
    """Give ``country:<ISO alpha-3>`` for a two- or three-letter code or a Publications Office URI.

    ``EL`` is Greece, ``UK`` the United Kingdom, ``XK`` Kosovo (``country:XKX``).

    Raises:
        UnknownIdentifier: the text is no country code, or no country has that code.
    """
    code = text.strip().rsplit("/", 1)[-1].removeprefix("country:").upper()
    if code in _EU_SPELLINGS:
        return f"country:{_EU_SPELLINGS[code]}"
    if code in BY_ALPHA2:
        return f"country:{BY_ALPHA2[code].alpha3}"
    if code in BY_ALPHA3:
        return f"country:{code}"
    raise _unknown(text, "a country code, such as FR, FRA or EL")


def eu_spelling(identifier: str) -> str | None:
    """Give the two letters that EU texts write for a country instead of ISO's: EL, UK; or None."""
    spellings = (code for code, alpha3 in _EU_SPELLINGS.items() if len(code) == 2)
    return next((code for code in spellings if country(code) == identifier), None)


def country_named(name: str) -> str:
    """Give ``country:<ISO alpha-3>`` for an English name, such as ``Greece`` or ``GREECE``.

    Raises:
        UnknownIdentifier: no country is called that.
    """
    folded = fold(name)
    code = _COUNTRY_NAMES.get(folded) or _COUNTRIES_BY_NAME.get(folded)
    if code is None:
        raise _unknown(name, "the English name of a country, such as Greece")
    return f"country:{code}"


def political_group(text: str) -> str:
    """Give one code for the many spellings of a political group, such as ``S&D`` for ``S-D``.

    Raises:
        UnknownIdentifier: no group since the 8th term is spelt like that.
    """
    spelling = text.strip().removeprefix("org/").upper()
    spelling = re.sub(r"\s*/\s*", "/", spelling)
    if spelling not in _GROUP_OF:
        raise _unknown(text, f"a political group: one of {', '.join(_GROUPS)}")
    return _GROUP_OF[spelling]


def organization(name: str) -> str:
    """Give ``org:<slug>`` for an organisation that has no identifier of its own.

    Raises:
        UnknownIdentifier: nothing is left of the name after folding.
    """
    slug = _SLUG.sub("-", fold(name)).strip("-")
    if not slug:
        raise _unknown(name, "a name with letters or digits")
    return f"org:{slug}"


def fold(text: str) -> str:
    """Fold a name for comparison: no marks, no case, ``ß`` as ``ss``, one space between words."""
    if text.isascii():  # most texts are; a table's cells are folded by the million
        return " ".join(text.lower().split())
    once = unicodedata.normalize("NFKD", text.casefold())
    decomposed = unicodedata.normalize("NFKD", once.casefold())  # styled capitals appear late
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(plain.replace("ø", "o").replace("ł", "l").replace("đ", "d").split())


def _match(pattern: re.Pattern[str], text: str, expected: str) -> str:
    found = pattern.match(_strip(text))
    if not found:
        raise _unknown(text, expected)
    return found[1]


def _strip(text: str) -> str:
    return text.strip().removeprefix(_DATA_BASE)


def _unknown(text: str, expected: str) -> UnknownIdentifier:
    return UnknownIdentifier(f"{text!r} is not {expected}.")


_COUNTRIES_BY_NAME = {fold(one.name): one.alpha3 for one in BY_ALPHA3.values()}
