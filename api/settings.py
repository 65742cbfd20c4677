"""Settings: the only reader of the environment.

Every setting has a name, a meaning and a default here; ``docs/settings.md`` lists them, and a test
keeps the two together.
"""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from platformdirs import user_data_path

from graph.erasure_keys import KEY_FILE, GivenKeys, KeyFile, Keys, parse_key
from graph.errors import InputError
from graph.levels import Level, parse_level
from graph.twin import Twin

OFFICE = "org:irct-brussels-office"
SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
EP_API = "https://data.europarl.europa.eu/api/v2"


class Store(StrEnum):
    """The engine that analysts' Cypher is answered by."""

    ARCADEDB = "arcadedb"
    NEO4J = "neo4j"


@dataclass(frozen=True, slots=True)
class Neo4j:
    """How to reach Neo4j: addresses with the level that each is for, user, trust (a PEM file)."""

    addresses: tuple[tuple[Level, str], ...]
    user: str = "neo4j"
    password: str = field(default="", repr=False)
    trusted: Path | None = None
    connect_s: int = 5


@dataclass(frozen=True, slots=True)
class Settings:
    """How this installation runs.

    ``home`` holds ledger, projections and pictures; ``ledger_url`` an SQLAlchemy URL that replaces
    the file in it; ``level`` is what whoever asks without further proof may see; ``token`` guards
    the API (None: loopback only); ``heap_mb`` limits the embedded engine; ``office`` is who "we"
    are where a question names no source; ``kernels`` whether searches run compiled; ``rules`` a
    file of rules behind the scores (None: the defaults); ``neo4j`` the servers that hold
    projections (None: the embedded engine does). ``names`` are the host names that the
    API answers to (empty: this machine's own, or any with a token); ``rate`` how many requests a
    minute one caller may send; ``seconds`` how long an answer may take; ``oidc`` a file that
    describes whose tokens are taken besides ours; ``erasure_key`` the keys of tombstones,
    the current one first (none: in a file of the home).
    """

    home: Path
    ledger_url: str | None = None
    level: Level = Level.OFFICE
    host: str = "127.0.0.1"
    port: int = 8765
    token: str | None = None
    heap_mb: int = 512
    ep_api: str = EP_API
    office: str = OFFICE
    kernels: Twin = Twin.AUTO
    rules: Path | None = None
    neo4j: Neo4j | None = None
    names: frozenset[str] = frozenset()
    rate: int = 600
    seconds: int = 60
    oidc: Path | None = None

    @property
    def tokens(self) -> Path:
        """The file of tokens; only its owner reads it."""
        return self.home / "access" / "tokens.json"

    @property
    def key(self) -> Path:
        """The secret of this installation, for keyed hashes."""
        return self.home / "access" / "key"

    @property
    def databases(self) -> Path:
        """The list of databases that were ever projected to."""
        return self.home / "access" / "databases.json"

    @property
    def answers(self) -> Path:
        """Where answers are kept by idempotency key, for a day."""
        return self.home / "access" / "answers.sqlite"

    @property
    def audit(self) -> Path:
        """The folder of the audit."""
        return self.home / "audit"

    @property
    def jobs(self) -> Path:
        """The folder of long work and its results."""
        return self.home / "jobs"

    erasure_key: tuple[bytes, ...] = field(default=(), repr=False)

    @property
    def erasure_keys(self) -> Keys:
        """Where the keys of tombstones are: given, else in the home."""
        if self.erasure_key:
            return GivenKeys(*self.erasure_key)
        return KeyFile(self.home / KEY_FILE)

    @property
    def ledger(self) -> str:
        """Where the ledger is, as a URL."""
        return self.ledger_url or f"sqlite:///{self.home / 'ledger.sqlite'}"

    @property
    def compiled(self) -> Path:
        """Where compiled kernels are kept if they can be kept nowhere else."""
        return self.home / "compiled"

    @property
    def cache(self) -> Path:
        """Where answers of publishers are kept; only its owner reads it."""
        return self.home / "cache"

    @property
    def refresh_lock(self) -> Path:
        """The file that whoever asks publishers locks."""
        return self.home / "refresh.lock"

    @property
    def refresh_state(self) -> Path:
        """Where a refresh remembers when each source was read last."""
        return self.home / "refresh.json"

    @property
    def projections(self) -> Path:
        """Where projections live."""
        return self.home / "projections"

    @property
    def is_loopback(self) -> bool:
        """Say whether only this machine can reach the API."""
        return _is_loopback(self.host)


def read_settings(environ: Mapping[str, str], home: Path | None = None) -> Settings:
    """Read settings from an environment; ``home`` wins over CORRIDORS_HOME.

    Raises:
        InputError: a setting is there but makes no sense.
    """
    chosen = home or Path(environ.get("CORRIDORS_HOME") or user_data_path("corridors"))
    return Settings(
        home=chosen.expanduser().absolute(),
        ledger_url=environ.get("CORRIDORS_LEDGER") or None,
        level=parse_level(environ.get("CORRIDORS_LEVEL") or "office"),
        host=environ.get("CORRIDORS_HOST") or "127.0.0.1",
        port=_number(environ, "CORRIDORS_PORT", 8765, 0, 65535),
        token=_token(environ.get("CORRIDORS_TOKEN")),
        heap_mb=_number(environ, "CORRIDORS_HEAP_MB", 512, 128, 65536),
        ep_api=environ.get("CORRIDORS_EP_API") or EP_API,
        office=environ.get("CORRIDORS_OFFICE") or OFFICE,
        kernels=_twin(environ.get("CORRIDORS_KERNELS") or Twin.AUTO),
        rules=_path(environ.get("CORRIDORS_RULES")),
        neo4j=_neo4j(environ, parse_level(environ.get("CORRIDORS_LEVEL") or "office")),
        names=frozenset((environ.get("CORRIDORS_NAMES") or "").lower().replace(",", " ").split()),
        rate=_number(environ, "CORRIDORS_RATE", 600, 0, 1_000_000),
        seconds=_number(environ, "CORRIDORS_SECONDS", 60, 1, 3600),
        oidc=_path(environ.get("CORRIDORS_OIDC")),
        erasure_key=_keys(environ.get("CORRIDORS_ERASURE_KEY")),
    )


def _twin(text: str) -> Twin:
    try:
        return Twin(text)
    except ValueError:
        msg = f"CORRIDORS_KERNELS is {text!r}. Expected one of: {', '.join(Twin)}."
        raise InputError(msg) from None


def _token(text: str | None) -> str | None:
    if not text:
        return None
    if len(text) < 16 or not text.isascii() or not text.isprintable():
        msg = (
            "CORRIDORS_TOKEN is too short or has characters that cannot be sent. Expected at "
            "least 16 printable ASCII characters, for example from `openssl rand -hex 24`."
        )
        raise InputError(msg)
    return text


def _neo4j(environ: Mapping[str, str], level: Level) -> Neo4j | None:
    text = environ.get("CORRIDORS_NEO4J_URL") or ""
    store = environ.get("CORRIDORS_STORE") or (Store.NEO4J if text else Store.ARCADEDB)
    if store not in list(Store):
        msg = f"CORRIDORS_STORE is {store!r}. Expected one of: {', '.join(Store)}."
        raise InputError(msg)
    if store == Store.ARCADEDB:
        return None
    addresses = tuple(_address(part, level) for part in text.replace(",", " ").split())
    if not addresses:
        msg = "CORRIDORS_STORE is neo4j, and CORRIDORS_NEO4J_URL names no server."
        raise InputError(msg)
    if len({address for _, address in addresses}) < len(addresses):
        msg = "CORRIDORS_NEO4J_URL names a database twice. Each holds one projection of one level."
        raise InputError(msg)
    return Neo4j(
        addresses,
        environ.get("CORRIDORS_NEO4J_USER") or "neo4j",
        _secret(environ),
        _path(environ.get("CORRIDORS_NEO4J_CA")),
        _number(environ, "CORRIDORS_NEO4J_CONNECT_S", 5, 1, 300),
    )


def _address(text: str, level: Level) -> tuple[Level, str]:
    """Read ``[level=]scheme://host[:port][/database]``."""
    before, found, address = text.rpartition("=")
    parts = urlsplit(address)
    if parts.scheme not in SCHEMES or not parts.hostname or parts.username:
        msg = (
            f"CORRIDORS_NEO4J_URL has {text!r}. Expected [level=]scheme://host[:port][/database], "
            f"the scheme one of: {', '.join(SCHEMES)}. The password has settings of its own."
        )
        raise InputError(msg)
    if "+" not in parts.scheme and not _is_loopback(parts.hostname):
        msg = (
            f"Refusing to speak openly to {parts.hostname}: anybody on the way could read "
            "contacts and the password. Use bolt+s://, or bolt+ssc:// where nobody "
            "vouches for the certificate."
        )
        raise InputError(msg)
    return (parse_level(before) if found else level), address.rstrip("/")


def _secret(environ: Mapping[str, str]) -> str:
    file = environ.get("CORRIDORS_NEO4J_PASSWORD_FILE")
    if not file:
        return environ.get("CORRIDORS_NEO4J_PASSWORD") or ""
    try:
        return Path(file).expanduser().read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        msg = f"CORRIDORS_NEO4J_PASSWORD_FILE, {file}, cannot be read ({error})."
        raise InputError(msg) from error


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _keys(text: str | None) -> tuple[bytes, ...]:
    return tuple(parse_key(one.strip()) for one in text.split(",")) if text else ()


def _path(text: str | None) -> Path | None:
    return Path(text).expanduser().absolute() if text else None


def _number(environ: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    text = environ.get(name)
    if not text:
        return default
    if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
        msg = f"{name} is {text!r}. Expected a whole number from {low} to {high}."
        raise InputError(msg)
    return int(text)
