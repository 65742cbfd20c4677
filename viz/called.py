"""What somebody is called in a picture: a file by its number first, as the office says it."""

import re

from graph.identifiers import procedure_reference

_PROCEDURE = re.compile(r"ep-procedure:\d{4}-\d{4}[A-Z]?")


def called(identifier: str, name: str) -> str:
    """Put the number of a file before its name; everybody else is called by name."""
    if _PROCEDURE.fullmatch(identifier):
        return f"{procedure_reference(identifier)} {name}"
    return name
