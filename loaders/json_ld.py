"""JSON-LD answers of the Parliament's API, read strictly: plain JSON, no context is ever fetched.

The API writes a single value bare and several as a list; ``listed`` makes both a list.
"""

import json
import math
import re
from typing import NoReturn

from graph.errors import InputError, SourceChanged

_HALF = re.compile(rb"\\u[dD][89a-fA-F]")

JsonObject = dict[str, object]


def parse_answer(content: bytes, place: str) -> list[JsonObject]:
    """Give the ``data`` elements of one answer.

    Raises:
        SourceChanged: no JSON, or no ``data`` list of objects.
    """
    parsed = parse_json(content, place)
    data = parsed.get("data") if isinstance(parsed, dict) else None
    if not isinstance(data, list) or not all(isinstance(item, dict) for item in data):
        msg = f"{place}: expected a JSON object with a list named 'data', as the API answers."
        raise SourceChanged(msg)
    return data


def parse_json(content: bytes, place: str) -> object:
    """Read JSON without NaN or infinities; absurd depth is refused too.

    Raises:
        SourceChanged: it is no such JSON; the message says where it breaks.
    """
    try:
        parsed: object = json.loads(content, parse_constant=_no_constant, parse_float=_finite)
        if _HALF.search(content):
            # Half of a character, which no file, database or answer of ours could hold.
            json.dumps(parsed, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        start = content[:40].decode("utf-8", "replace")
        msg = f"{place}: no JSON ({error}). It begins with {start!r}. Fetch it again."
        raise SourceChanged(msg) from error
    return parsed


def listed(value: object) -> list[object]:
    """Make one value, several, or none into a list."""
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def one_text(item: JsonObject, key: str) -> str | None:
    """Give the one text of a field, bare or in a list; None where it is missing or empty.

    Raises:
        InputError: several stand there, or something else than a text.
    """
    values = listed(item.get(key))
    if not values:
        return None
    if len(values) > 1 or not isinstance(values[0], str):
        msg = f"{key} is {str(item[key])[:80]!r}; expected one text"
        raise InputError(msg)
    return values[0].strip() or None


def language(value: object, code: str = "en") -> str | None:
    """Give one language's text of a ``{language: text}`` map, else the first by code."""
    if not isinstance(value, dict):
        return value if isinstance(value, str) else None
    chosen = value.get(code) or next((value[key] for key in sorted(value) if value[key]), None)
    return chosen if isinstance(chosen, str) else None


def code_of(uri: str | None) -> str | None:
    """Give the last part of an id, such as ``MEMBER`` of ``def/ep-roles/MEMBER``."""
    return uri.rsplit("/", 1)[-1] if uri else None


def _finite(written: str) -> float:
    # 1e999 reads as infinity without any constant in sight.
    number = float(written)
    return number if math.isfinite(number) else _no_constant(written)


def _no_constant(name: str) -> NoReturn:
    msg = f"{name} is no JSON number"
    raise ValueError(msg)
