"""What was typed and cannot be used, in words for whoever typed it: which field, what, and how.

What it must not do: repeat long input, or name what only programs know.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any  # a fault as pydantic describes it: a mapping of texts, values and limits

from queries.parameter_labels import label_of

LONGEST = 60
"""Letters of what was typed that a fault repeats."""

_MOST = 10
_OWN_LABELS = {
    "as_of": "Day asked about",
    "evidence_from": "Evidence of this day or later",
    "from": "Earlier day",
    "q": "What is searched",
}
_DAY = "is no day. Write year, month and day, such as 2026-03-04"
_NUMBER = "is no number. Write one such as 0.5"
_WHOLE = "is no whole number. Write one such as 3"


def faults_told(errors: Iterable[Mapping[str, Any]]) -> str:
    """Say what is wrong with some input, a sentence or two for each field, the first ten."""
    return " ".join([_told(item) for item in errors][:_MOST])


def _told(item: Mapping[str, Any]) -> str:
    place = [str(part) for part in item["loc"]]
    names = [part for part in place if part not in ("query", "body", "path")]
    said = _said(item)
    if not names:
        return f"What was sent {said}."
    label = _OWN_LABELS.get(names[0]) or label_of(names[0])
    return f"{label} ({'.'.join(names)}): {said}."


def _said(item: Mapping[str, Any]) -> str:
    kind, limits = str(item["type"]), item.get("ctx", {})
    known = _BY_TYPE.get(kind)
    if known:
        return known(limits)
    typed = _short(item.get("input"))
    if kind.startswith("date_"):
        return f"{typed} {_DAY}"
    if kind.startswith("int_"):
        return f"{typed} {_WHOLE}"
    if kind.startswith("float_") or kind == "finite_number":
        return f"{typed} {_NUMBER}"
    if kind.startswith("bool_"):
        return f"{typed} is neither true nor false"
    if kind in _BOUNDS:
        word, limit = _BOUNDS[kind]
        return f"{typed} is {word} {_plain(limits[limit])}"
    if kind in ("enum", "literal_error"):
        return f"{typed} cannot be chosen. Choose {limits['expected']}"
    return str(item["msg"]).removeprefix("Value error, ").rstrip(".")


_BY_TYPE: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "missing": lambda _: "this is needed. Fill it in",
    "extra_forbidden": lambda _: "there is no such setting here. Leave it out",
    "too_short": lambda limits: f"too few. Name at least {limits['min_length']}",
    "too_long": lambda limits: f"too many. Name at most {limits['max_length']}",
    "string_too_short": lambda _: "this is needed. Fill it in",
    "string_too_long": lambda limits: f"too long. Write at most {limits['max_length']} letters",
    "json_invalid": lambda _: "is no JSON",
}

_BOUNDS = {
    "less_than_equal": ("too much. The most is", "le"),
    "less_than": ("too much. It must be below", "lt"),
    "greater_than_equal": ("too little. The least is", "ge"),
    "greater_than": ("too little. It must be above", "gt"),
}


def _plain(limit: object) -> str:
    return f"{limit:g}" if isinstance(limit, float) else str(limit)


def _short(typed: object) -> str:
    text = str(typed)
    return f"“{text if len(text) <= LONGEST else text[: LONGEST - 1] + '…'}”"
