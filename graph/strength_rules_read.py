"""Reading a file of rules: every key known, every value in its range, or an error that names both.

What it must not do: open the file.
"""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NoReturn, TypeVar

from graph.errors import InputError
from graph.model import Classification, Kind, Relation
from graph.strength import BANDS, DEFAULT, STEPS, ChannelRule, Relay, TieModel
from graph.strength_rules import ANY_ROLE, RULE, SHARES, WHOLE, toml_key

_KINDS = tuple(kind for kind in Kind if kind is not Kind.ORGANIZATION)
_TABLES = ("bands", "channels", "other_channel", "relays", "strengths")
_Label = TypeVar("_Label", Classification, Kind)


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
                    f"{self.where}: {path}{toml_key(name)} (read: {given[name]!r}) is no rule."
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
        self.known(given, RULE, f"{path}.")
        if default is None and len(given) < len(RULE):
            self.fail(path, dict(given), f"both {' and '.join(RULE)}: no default has it")
        life, intensity = (f"{path}.{name}" for name in RULE)
        old = default or ChannelRule(1, 1.0)
        return ChannelRule(
            self.whole(given.get(RULE[0], old.half_life_days), life),
            self.share(given.get(RULE[1], old.intensity), intensity),
        )


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
    reader.known(document, (*SHARES, *WHOLE, *_TABLES), "")
    shares = {
        name: reader.share(document.get(name, getattr(DEFAULT, name)), name) for name in SHARES
    }
    whole = {
        name: reader.whole(document.get(name, getattr(DEFAULT, name)), name) for name in WHOLE
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


def _bands(reader: _Reader, document: Mapping[str, object]) -> tuple[tuple[float, str], ...]:
    bounds = {name: bound for bound, name in DEFAULT.bands}
    given = reader.table(document.get("bands", {}), "bands")
    reader.known(given, BANDS, "bands.")
    bounds |= {name: reader.share(value, f"bands.{name}") for name, value in given.items()}
    return tuple((bounds[name], name) for name in BANDS)


def _channels(reader: _Reader, document: Mapping[str, object]) -> dict[str, ChannelRule]:
    channels = dict(DEFAULT.channels)
    for name, value in reader.table(document.get("channels", {}), "channels").items():
        path = f"channels.{toml_key(name)}"
        if not name:
            reader.fail(path, value, "a channel with a name")
        if value is False:
            channels.pop(name, None)
        else:
            channels[name] = reader.channel(value, DEFAULT.channels.get(name), path)
    return channels


def _fixed(
    reader: _Reader, document: Mapping[str, object]
) -> dict[tuple[Relation, str | None], float]:
    fixed = dict(DEFAULT.fixed)
    given = reader.table(document.get("strengths", {}), "strengths")
    reader.known(given, sorted(STEPS), "strengths.")
    for name, roles in given.items():
        for role, value in reader.table(roles, f"strengths.{name}").items():
            place = (Relation(name), None if role == ANY_ROLE else role)
            path = f"strengths.{name}.{toml_key(role)}"
            if not role:
                reader.fail(path, value, "a role with a name")
            if value is False:
                fixed.pop(place, None)
            else:
                fixed[place] = reader.share(value, path)
    return fixed


def _relays(
    reader: _Reader,
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
