"""The tie model as a file of rules that an office can read, edit and keep: TOML, one line a rule.

A line that is missing keeps its default; ``NAME = false`` takes away what the default has. The
formulas stay in ``graph.strength``; here the numbers are only written down and read back.
What it must not do: open a file, or accept a key that it does not know.
"""

import hashlib
import json
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from typing import NoReturn, TypeVar

from graph.errors import InputError
from graph.model import Classification, Kind, Relation
from graph.strength import BANDS, DEFAULT, STEPS, ChannelRule, Relay, TieModel

Value = float | int | str
"""What a rule says: a number with the unit of its key, or how somebody relays."""

ANY_ROLE = "any_other"
"""The key that stands for every role without a line of its own."""

_SHARES = ("beta", "ceiling", "floor", "introduction")
_WHOLE = ("shared_max", "unknown_end_half_life")
_RULE = tuple(field.name for field in fields(ChannelRule))
_KINDS = tuple(kind for kind in Kind if kind is not Kind.ORGANIZATION)
_TABLES = ("bands", "channels", "other_channel", "relays", "strengths")
_Label = TypeVar("_Label", Classification, Kind)

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


def read_rules(text: str, where: str) -> TieModel:
    """Read what ``write_rules`` wrote, or the part of it that an office cares to change.

    Raises:
        InputError: not TOML, an unknown key, or a value out of range; the message names file,
            key, the value read and what was expected.
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        msg = f"{where} is no TOML: {error}. `corridors rules --write FILE` writes a sound one."
        raise InputError(msg) from None
    reader = _Reader(where)
    reader.known(document, (*_SHARES, *_WHOLE, *_TABLES), "")
    shares = {
        name: reader.share(document.get(name, getattr(DEFAULT, name)), name) for name in _SHARES
    }
    whole = {
        name: reader.whole(document.get(name, getattr(DEFAULT, name)), name) for name in _WHOLE
    }
    relays = reader.table(document.get("relays", {}), "relays")
    reader.known(relays, ("classifications", "kinds"), "relays.")
    try:
        return TieModel(
            beta=shares["beta"],
            ceiling=shares["ceiling"],
            floor=shares["floor"],
            introduction=shares["introduction"],
            shared_max=whole["shared_max"],
            unknown_end_half_life=whole["unknown_end_half_life"],
            bands=_bands(reader, document),
            channels=_channels(reader, document),
            other_channel=reader.channel(
                document.get("other_channel", {}), DEFAULT.other_channel, "other_channel"
            ),
            fixed=_fixed(reader, document),
            by_classification=_relays(
                reader, relays, "classifications", DEFAULT.by_classification, Classification
            ),
            by_kind=_relays(reader, relays, "kinds", DEFAULT.by_kind, Kind, _KINDS),
        )
    except InputError as error:
        raise (
            error if str(error).startswith(where) else InputError(f"{where}: {error}")
        ) from None


# -------------------------------------------------------------------- reading


def _bands(reader: "_Reader", document: Mapping[str, object]) -> tuple[tuple[float, str], ...]:
    bounds = {name: bound for bound, name in DEFAULT.bands}
    given = reader.table(document.get("bands", {}), "bands")
    reader.known(given, BANDS, "bands.")
    bounds |= {name: reader.share(value, f"bands.{name}") for name, value in given.items()}
    return tuple((bounds[name], name) for name in BANDS)


def _channels(reader: "_Reader", document: Mapping[str, object]) -> dict[str, ChannelRule]:
    channels = dict(DEFAULT.channels)
    for name, value in reader.table(document.get("channels", {}), "channels").items():
        path = f"channels.{_key(name)}"
        if not name:
            reader.fail(path, value, "a channel with a name")
        if value is False:
            channels.pop(name, None)
        else:
            channels[name] = reader.channel(value, DEFAULT.channels.get(name), path)
    return channels


def _fixed(
    reader: "_Reader", document: Mapping[str, object]
) -> dict[tuple[Relation, str | None], float]:
    fixed = dict(DEFAULT.fixed)
    given = reader.table(document.get("strengths", {}), "strengths")
    reader.known(given, sorted(STEPS), "strengths.")
    for name, roles in given.items():
        for role, value in reader.table(roles, f"strengths.{name}").items():
            place = (Relation(name), None if role == ANY_ROLE else role)
            path = f"strengths.{name}.{_key(role)}"
            if not role:
                reader.fail(path, value, "a role with a name")
            if value is False:
                fixed.pop(place, None)
            else:
                fixed[place] = reader.share(value, path)
    return fixed


def _relays(
    reader: "_Reader",
    relays: Mapping[str, object],
    name: str,
    default: Mapping[_Label, Relay],
    label: type[_Label],
    allowed: Collection[_Label] = (),
) -> dict[_Label, Relay]:
    found = dict(default)
    given = reader.table(relays.get(name, {}), f"relays.{name}")
    reader.known(given, [one.value for one in allowed or label], f"relays.{name}.")
    for written, value in given.items():
        if value is False:
            found.pop(label(written), None)
        else:
            found[label(written)] = reader.relay(value, f"relays.{name}.{written}")
    return found


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads values of a document, and says where one cannot be used."""

    where: str

    def fail(self, path: str, value: object, expected: str) -> NoReturn:
        msg = f"{self.where}: {path} is {value!r}. Expected {expected}."
        raise InputError(msg)

    def known(self, given: Mapping[str, object], allowed: Collection[str], path: str) -> None:
        for name in given:
            if name not in allowed:
                near = get_close_matches(name, allowed, 1)
                hint = f" Did you mean {near[0]}?" if near else ""
                msg = (
                    f"{self.where}: {path}{_key(name)} (read: {given[name]!r}) is no rule."
                    f"{hint} Expected one of: {', '.join(allowed)}."
                )
                raise InputError(msg)

    def table(self, value: object, path: str) -> Mapping[str, object]:
        if not isinstance(value, dict):
            self.fail(path, value, "a table of rules")
        return value

    def share(self, value: object, path: str) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 1:
            self.fail(path, value, "a number above 0 and up to 1")
        return float(value)

    def whole(self, value: object, path: str) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < 2**31:
            what = "members" if path == "shared_max" else "days"
            self.fail(path, value, f"a whole number of {what} above 0")
        return value

    def relay(self, value: object, path: str) -> Relay:
        if not isinstance(value, str) or value not in set(Relay):
            self.fail(path, value, f"one of: {', '.join(Relay)}")
        return Relay(value)

    def channel(self, value: object, default: ChannelRule | None, path: str) -> ChannelRule:
        given = self.table(value, path)
        self.known(given, _RULE, f"{path}.")
        if default is None and len(given) < len(_RULE):
            self.fail(path, dict(given), f"both {' and '.join(_RULE)}: no default has it")
        life, intensity = (f"{path}.{name}" for name in _RULE)
        old = default or ChannelRule(1, 1.0)
        return ChannelRule(
            self.whole(given.get(_RULE[0], old.half_life_days), life),
            self.share(given.get(_RULE[1], old.intensity), intensity),
        )


# -------------------------------------------------------------------- writing


def _in_order(place: tuple[Relation, str | None]) -> tuple[str, str]:
    return place[0], place[1] or ""


def _lines(model: TieModel) -> Iterator[tuple[str, str, Value]]:
    """List table, name and value of every rule; names and tables are written as TOML keys."""
    for name in (*_SHARES, *_WHOLE):
        yield "", name, getattr(model, name)
    for bound, band in model.bands:
        yield "bands", band, bound
    for channel, rule in sorted(model.channels.items()):
        for name in _RULE:
            yield f"channels.{_key(channel)}", name, getattr(rule, name)
    for name in _RULE:
        yield "other_channel", name, getattr(model.other_channel, name)
    for relation, role in sorted(model.fixed, key=_in_order):
        yield f"strengths.{relation}", _key(role or ANY_ROLE), model.fixed[relation, role]
    for label, relay in sorted(model.by_classification.items()):
        yield "relays.classifications", label, relay.value
    for kind, relay in sorted(model.by_kind.items()):
        yield "relays.kinds", kind, relay.value


def _taken_away(model: TieModel) -> Iterator[tuple[str, str]]:
    """Give table and name of whole entries that the defaults have and a model has not."""
    for channel in sorted(set(DEFAULT.channels) - set(model.channels)):
        yield "channels", _key(channel)
    for relation, role in sorted(set(DEFAULT.fixed) - set(model.fixed), key=_in_order):
        yield f"strengths.{relation}", _key(role or ANY_ROLE)
    for label in sorted(set(DEFAULT.by_classification) - set(model.by_classification)):
        yield "relays.classifications", label
    for kind in sorted(set(DEFAULT.by_kind) - set(model.by_kind)):
        yield "relays.kinds", kind


def _written(value: Value) -> str:
    return json.dumps(value) if isinstance(value, str) else repr(value)


def _key(name: str) -> str:
    """Write a key bare where TOML allows it, else quoted."""
    if _BARE.fullmatch(name):
        return name
    return json.dumps(name, ensure_ascii=False).replace("\x7f", "\\u007f")
