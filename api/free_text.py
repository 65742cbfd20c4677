"""What a note may not hold: anything about the people whom centres treat, or anybody's health.

A column is refused by its name (``loaders.tabular``); a sentence by words that are used of a case.
Words of our policy work (survivors, health committee, rehabilitation) pass.
"""

import re

from graph.errors import InputError
from graph.identifiers import fold

_CASE = re.compile(
    r"\b(?:(?:our|my|his|her|their|a|this|the) (?:clients?|klienten?|patients?)|patients?"
    r"|diagnos\w*|prognosis|symptoms?|medication|medical (?:records?|reports?|history|file)"
    r"|(?:suffers?|suffering|suffered) from|ptsd|traumati[sz]ed by|case (?:no|nr|number|file)"
    r"|date of birth|born on|asylum (?:claim|case|file) of|psychiatr\w*|hiv|pregnan\w*"
    r"|is (?:ill|sick|being treated))\b"
)
_NO_WORD = re.compile(r"[^a-z0-9]+")


def require_no_case(text: str, where: str) -> None:
    """Refuse a text that seems to speak of a client, a patient or somebody's health.

    Raises:
        InputError: it does; the message names the words.
    """
    found = _CASE.search(_NO_WORD.sub(" ", fold(text)))
    if found:
        msg = (
            f"{where} says {found.group()!r}, which suggests data about clients or health. Such "
            "data must not be in this map. Nothing was kept; leave that out."
        )
        raise InputError(msg)
