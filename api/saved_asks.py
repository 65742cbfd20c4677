"""Which questions can be saved, and how their parameters are read, from words or from JSON.

``route``, ``assign`` and ``majority`` are read as their commands read them, every described
question as it is described. A saved question holds its parameters by the names of the question's
fields, so that a URL, a form and a file say the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints  # asks are of many types

from pydantic import JsonValue, TypeAdapter, ValidationError

from api.ask import MajorityAsk, RouteAsk
from api.ask_assignment import DEFAULT_CAPACITY, AssignAsk
from api.asks.texts import codes, counts, needs, pairs
from api.faults import faults_told
from api.questions import Question, questions
from api.saved import Parameters, SavedQuestion
from graph.errors import InputError, InvalidQuestion
from queries.parameter_labels import called

NOT_SAVED = frozenset({"changes", "rules"})
"""Described questions that cannot be saved: one would ask for itself, the other asks nothing."""


@dataclass(frozen=True, slots=True)
class Form:
    """A question that can be saved: its type, and the words of its command that differ from it.

    ``question`` is set where it is a described one.
    """

    name: str
    ask: type[Any]
    words: Mapping[str, str]
    question: Question | None = None


_FIXED = (
    Form(
        "route",
        RouteAsk,
        {
            "from": "sources",
            "hops": "max_hops",
            "channel": "channels",
            "relation": "relations",
            "confidence": "min_confidence",
            "country": "countries",
            "language": "languages",
            "kind": "kinds",
        },
    ),
    Form(
        "assign",
        AssignAsk,
        {
            "org": "organizations",
            "ban": "bans",
            "hops": "max_hops",
            "language": "languages",
            "most-organizations": "most",
            "need": "needs",
        },
    ),
    Form("majority", MajorityAsk, {"position": "positions", "file": "dossier"}),
)
_MARKS = {"bans": ">", "keep": ">", "apart": ">"}


def forms() -> dict[str, Form]:
    """Give the questions that can be saved, by name."""
    found = {form.name: form for form in _FIXED}
    for question in questions():
        if question.name not in NOT_SAVED:
            found[question.name] = Form(question.name, question.ask, {}, question)
    return found


def form_of(name: str) -> Form:
    """Give one question that can be saved.

    Raises:
        InputError: there is none of that name.
    """
    known = forms()
    if name not in known:
        msg = f"{name!r} is no question that can be saved. Those that can: {', '.join(known)}."
        raise InputError(msg)
    return known[name]


def ask_of(saved: SavedQuestion) -> Any:
    """Give a saved question as it is asked.

    Raises:
        InputError: a parameter is unknown, missing or of another kind; it is named.
    """
    return read_parameters(form_of(saved.question), saved.parameters)


def read_parameters(form: Form, given: Parameters) -> Any:
    """Read parameters by the names of the question's fields.

    Raises:
        InputError: as ``ask_of``.
    """
    known = [each.name for each in fields(form.ask)]
    unknown = sorted(given.keys() - set(known))
    if unknown:
        msg = (
            f"The question {form.name!r} has no field {', '.join(unknown)}. It has: "
            f"{'; '.join(called(name) for name in known)}."
        )
        raise InputError(msg)
    missing = [each.name for each in _required(form) if each.name not in given]
    if missing:
        fields_needed = "; ".join(called(name) for name in missing)
        raise InputError(f"The question {form.name!r} is not whole. Fill in: {fields_needed}.")
    try:
        return TypeAdapter(form.ask).validate_python(dict(given))
    except ValidationError as error:
        told = faults_told([{**item} for item in error.errors()])
        raise InputError(f"The question {form.name!r} cannot be saved so. {told}") from None


def read_words(form: Form, words: Sequence[str]) -> dict[str, JsonValue]:
    """Read the words that would stand behind the question's command.

    Words without an option before them belong to the first parameter.

    Raises:
        InputError: an option is unknown or lacks its value.
    """
    texts: dict[str, list[str]] = {}
    found: dict[str, JsonValue] = {}
    hints = get_type_hints(form.ask)
    waiting = list(words)
    while waiting:
        word = waiting.pop(0)
        if not word.startswith("--") or len(word) == 2:
            texts.setdefault(fields(form.ask)[0].name, []).append(word)
            continue
        option, marked, value = word[2:].partition("=")
        name = form.words.get(option, option.replace("-", "_"))
        negated = name.removeprefix("no_")
        if name == "any_length" and form.ask is RouteAsk:
            found["max_hops"] = None
        elif hints.get(negated) is bool and not marked:
            found[negated] = not name.startswith("no_")
        elif name not in hints:
            known = ", ".join(sorted(f"--{_option(form, each.name)}" for each in fields(form.ask)))
            msg = f"The question {form.name!r} has no option --{option}. It has: {known}."
            raise InputError(msg)
        elif marked or waiting:
            texts.setdefault(name, []).append(value if marked else waiting.pop(0))
        else:
            msg = f"--{option} needs a value."
            raise InputError(msg)
    return {**{name: _read(name, hints[name], given) for name, given in texts.items()}, **found}


def words_of(saved: SavedQuestion) -> str:
    """Write a saved question's parameters in one line, for lists."""
    told = [f"{name}={_written(value)}" for name, value in saved.parameters.items()]
    return ", ".join(told)


def _read(name: str, hint: Any, given: list[str]) -> JsonValue:
    """Read the texts of one parameter by its type; of a single value the last one counts."""
    origin, parts = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        left = [each for each in parts if each is not NoneType]
        return _read(name, left[0], given)
    if origin is tuple:
        if get_origin(parts[0]) is tuple:
            return [list(each) for each in pairs(given, name, _MARKS.get(name, "="))]
        return [*given]
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping(name, parts[1], given)
    return given[-1]


def _mapping(name: str, values: Any, given: Iterable[str]) -> dict[str, JsonValue]:
    if name == "organizations":
        return dict(counts(given, name, DEFAULT_CAPACITY))
    if name == "needs":
        return dict(needs(given, name))
    if get_origin(values) is tuple:
        return {each: list(found) for each, found in codes(given, name).items()}
    found: dict[str, JsonValue] = {}
    for left, right in pairs(given, name):
        if left in found:
            msg = f"--{name} names {left} twice. Name it once."
            raise InvalidQuestion(msg)
        found[left] = right
    return found


def _required(form: Form) -> list[Any]:
    return [
        each
        for each in fields(form.ask)
        if each.default is MISSING and each.default_factory is MISSING
    ]


def _option(form: Form, field: str) -> str:
    by_field = {name: option for option, name in form.words.items()}
    return by_field.get(field, field.replace("_", "-"))


def _written(value: JsonValue) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{key}={_written(one)}" for key, one in value.items())
    if isinstance(value, list):
        return "; ".join(_written(one) for one in value)
    return str(value)
