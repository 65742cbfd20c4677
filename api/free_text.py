"""What a text given over the API may not hold: anything about the people whom centres treat.

The words are those by which tables and cards are read (``loaders.client_words``).
"""

from graph.errors import InputError
from loaders.client_words import advice, speaks_of_case


def require_no_case(text: str, where: str) -> None:
    """Refuse a text that seems to speak of a client, a patient or somebody's health.

    Raises:
        InputError: it does; the message says of what, and repeats nothing of the text.
    """
    sort = speaks_of_case(text)
    if sort:
        raise InputError(f"{where}: {advice(sort)} Nothing was kept.")
