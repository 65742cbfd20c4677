"""The tie model as a file of rules that an office can read, edit and keep: TOML, one line a rule.

A line that is missing keeps its default; ``NAME = false`` takes away what the default has. The
formulas stay in ``graph.strength``; here the numbers are only written down and read back.
What it must not do: open a file, or accept a key that it does not know.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields

from graph.model import Relation
from graph.strength import DEFAULT, ChannelRule, TieModel

Value = float | int | str
"""What a rule says: a number with the unit of its key, or how somebody relays."""

ANY_ROLE = "any_other"
"""The key that stands for every role without a line of its own."""

SHARES = ("beta", "ceiling", "floor", "introduction")
WHOLE = ("shared_max", "unknown_end_half_life")
RULE = tuple(field.name for field in fields(ChannelRule))
_BARE = re.compile(r"[A-Za-z0-9_-]+")

_HEAD = """\
# Corridors: the rules behind every score. docs/strength.md says what they mean.
# Shares and strengths are above 0 and up to 1, half-lives are days, relays are actor, shared or
# never. A line that is missing keeps its default; NAME = false takes a default line away.
"""


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule that is not as it comes; None: there is none of this name, by default or now."""

    key: str
    default: Value | None
    value: Value | None


@dataclass(frozen=True, slots=True)
class RuleSet:
    """A tie model with where it comes from: ``origin`` names a file, None the defaults."""

    model: TieModel = DEFAULT
    origin: str | None = None

    @property
    def changes(self) -> tuple[RuleChange, ...]:
        """Give what differs from the defaults, in the order of the file."""
        own, default = listed(self.model), listed(DEFAULT)
        return tuple(
            RuleChange(key, default.get(key), own.get(key))
            for key in dict.fromkeys((*own, *default))
            if own.get(key) != default.get(key)
        )

    @property
    def digest(self) -> str:
        """Name the content, without comments and order, by twelve hex digits."""
        return hashlib.sha256(write_rules(self.model).encode()).hexdigest()[:12]

    def remark(self) -> str | None:
        """Say in an answer that it was made under rules of one's own; None under the defaults."""
        count = len(self.changes)
        if not count:
            return None
        changes = "1 change" if count == 1 else f"{count} changes"
        return f"Rules: the office's own, {changes} (digest {self.digest})."


DEFAULT_RULES = RuleSet()
"""The rules of ``docs/strength.md``."""


def listed(model: TieModel) -> dict[str, Value]:
    """Give every rule by its key in the file, in the file's order."""
    return {f"{table}.{name}".lstrip("."): value for table, name, value in _lines(model)}


def write_rules(model: TieModel) -> str:
    """Write a model as TOML; ``read_rules`` gives an equal one back."""
    default = {(table, name): value for table, name, value in _lines(DEFAULT)}
    lines: dict[str, list[str]] = {"": []}
    for table, name, value in _lines(model):
        before = default.get((table, name))
        note = "" if before == value else f"  # default: {'none' if before is None else before}"
        lines.setdefault(table, []).append(f"{name} = {_written(value)}{note}")
    for table, name in _taken_away(model):
        lines.setdefault(table, []).append(f"{name} = false  # default: there is one")
    parts = ["\n".join([_HEAD, *lines.pop("")])]
    parts += ["\n".join([f"[{table}]", *lines[table]]) for table in sorted(lines)]
    return "\n\n".join(parts) + "\n"


def _in_order(place: tuple[Relation, str | None]) -> tuple[str, str]:
    return place[0], place[1] or ""


def _lines(model: TieModel) -> Iterator[tuple[str, str, Value]]:
    """List table, name and value of every rule; names and tables are written as TOML keys."""
    for name in (*SHARES, *WHOLE):
        yield "", name, getattr(model, name)
    for bound, band in model.bands:
        yield "bands", band, bound
    for channel, rule in sorted(model.channels.items()):
        for name in RULE:
            yield f"channels.{toml_key(channel)}", name, getattr(rule, name)
    for name in RULE:
        yield "other_channel", name, getattr(model.other_channel, name)
    for relation, role in sorted(model.fixed, key=_in_order):
        yield f"strengths.{relation}", toml_key(role or ANY_ROLE), model.fixed[relation, role]
    for label, relay in sorted(model.by_classification.items()):
        yield "relays.classifications", label, relay.value
    for kind, relay in sorted(model.by_kind.items()):
        yield "relays.kinds", kind, relay.value


def _taken_away(model: TieModel) -> Iterator[tuple[str, str]]:
    """Give table and name of whole entries that the defaults have and a model has not."""
    for channel in sorted(set(DEFAULT.channels) - set(model.channels)):
        yield "channels", toml_key(channel)
    for relation, role in sorted(set(DEFAULT.fixed) - set(model.fixed), key=_in_order):
        yield f"strengths.{relation}", toml_key(role or ANY_ROLE)
    for label in sorted(set(DEFAULT.by_classification) - set(model.by_classification)):
        yield "relays.classifications", label
    for kind in sorted(set(DEFAULT.by_kind) - set(model.by_kind)):
        yield "relays.kinds", kind


def _written(value: Value) -> str:
    return json.dumps(value) if isinstance(value, str) else repr(value)


def toml_key(name: str) -> str:
    """Write a key bare where TOML allows it, else quoted."""
    if _BARE.fullmatch(name):
        return name
    return json.dumps(name, ensure_ascii=False).replace("\x7f", "\\u007f")
