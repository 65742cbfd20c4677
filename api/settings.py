"""Settings: the only reader of the environment.

Every setting has a name, a meaning and a default here; ``docs/settings.md`` lists them, and a test
keeps the two together.
"""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from platformdirs import user_data_path

from graph.erasure_keys import GivenKeys, KeyFile, Keys, parse_key
from graph.errors import InputError
from graph.ledger import KEY_FILE
from graph.levels import Level, parse_level
from graph.twin import Twin

OFFICE = "org:irct-brussels-office"
EP_API = "https://data.europarl.europa.eu/api/v2"


@dataclass(frozen=True, slots=True)
class Settings:
    """How this installation runs.

    ``home`` holds ledger, projections and pictures; ``ledger_url`` an SQLAlchemy URL that replaces
    the file in it; ``level`` is what whoever asks without further proof may see; ``token`` guards
    the API (None: loopback only); ``heap_mb`` limits the embedded engine; ``office`` is who "we"
    are where a question names no source; ``kernels`` whether searches run compiled; ``rules`` a
    file of rules behind the scores (None: the defaults); ``erasure_key`` the keys of tombstones,
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
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False


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
        erasure_key=_keys(environ.get("CORRIDORS_ERASURE_KEY")),
    )


def require_safe_bind(settings: Settings) -> None:
    """Refuse to listen beyond this machine without a token.

    Raises:
        InputError: the host is not loopback and no token is set.
    """
    if settings.token is None and not settings.is_loopback:
        msg = (
            f"Refusing to serve on {settings.host}: anybody there could read contacts. "
            "Set CORRIDORS_TOKEN to a long secret, or serve on 127.0.0.1."
        )
        raise InputError(msg)


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
