"""Tokens of an OpenID Connect issuer: checked against its keys, mapped to role and level.

Only signatures by a key pair are taken (never ``none``, never a shared secret), whatever a token
says of itself; issuer, audience and expiry must be there and fit. Keys come from the configured
address or file and from nowhere that a token names. PyJWT does the checking and is imported here
alone; it is an extra (``pip install corridors[oidc]``).
"""

import ipaddress
import json
import time
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from threading import Lock
from typing import Any  # claims are whatever the issuer puts in

import httpx

from api.access import Caller, Role, parse_role
from graph.errors import InputError, SourceUnavailable
from graph.levels import Level, parse_level

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA")
LEEWAY_S = 30
FRESH_S = 600.0
"""How long published keys are believed before they are asked for again."""
AGAIN_S = 30.0
"""How long after asking we ask again for a key that was not there: no flood of unknown names."""
STALE_S = 86_400.0
"""How long keys are used whose issuer cannot be asked."""
MOST_BYTES = 200_000
MOST_TOKEN = 8_192

Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who signs tokens for us, for whom, and what a claim's values open.

    ``keys`` is an https address or a file. ``claim`` names where groups stand, with dots for what
    lies deeper (``realm_access.roles``). Whoever has no value that is listed is not let in.
    """

    issuer: str
    audience: str
    keys: str
    claim: str
    roles: Mapping[str, Role]
    levels: Mapping[str, Level]


def read_issuer(path: Path) -> Issuer:
    """Read the TOML file that CORRIDORS_OIDC names.

    Raises:
        InputError: it is not there, or does not say what it must.
    """
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
        issuer = Issuer(
            _text(said, "issuer"),
            _text(said, "audience"),
            _text(said, "keys"),
            _text(said, "claim"),
            {value: parse_role(name) for value, name in said["roles"].items()},
            {value: parse_level(name) for value, name in said["levels"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, InputError) as error:
        msg = (
            f"{path} cannot be used ({error}). Expected issuer, audience, keys and claim as "
            "texts, and tables [roles] and [levels] from the claim's values to ours; see "
            "docs/security.md."
        )
        raise InputError(msg) from error
    _require_safe(issuer.keys)
    return issuer


class Verifier:
    """Checks tokens of one issuer."""

    def __init__(self, issuer: Issuer, now: Clock = time.monotonic) -> None:
        """Prepare to check.

        Raises:
            InputError: PyJWT is not installed.
        """
        self._issuer, self._now = issuer, now
        try:
            self._jwt = import_module("jwt")
        except ImportError as error:
            msg = "CORRIDORS_OIDC needs PyJWT: pip install 'corridors[oidc]'."
            raise InputError(msg) from error
        self._keys: dict[str, Any] = {}
        self._asked: float | None = None
        self._good: float | None = None
        self._lock = Lock()

    def caller(self, text: str) -> Caller | None:
        """Give who a token speaks for; None: it opens nothing here.

        Raises:
            SourceUnavailable: the issuer's keys cannot be had now, and none are known.
        """
        claims = self._claims(text)
        if claims is None:
            return None
        values = _values(claims, self._issuer.claim)
        roles = [role for value, role in self._issuer.roles.items() if value in values]
        levels = [level for value, level in self._issuer.levels.items() if value in values]
        if not roles or not levels:
            return None
        subject = str(claims["sub"])
        name = str(claims.get("preferred_username") or claims.get("email") or subject)
        return Caller(f"oidc:{subject}", name, max(roles), max(levels))

    def _claims(self, text: str) -> Mapping[str, Any] | None:
        if len(text) > MOST_TOKEN or text.count(".") != 2:
            return None
        try:
            header = self._jwt.get_unverified_header(text)
            if header.get("alg") not in ALGORITHMS or "crit" in header:
                return None
            key = self._key(header.get("kid"))
            if key is None:
                return None
            claims: Mapping[str, Any] = self._jwt.decode(
                text,
                key.key,
                # The key says how it signs; what the token says of that is only compared.
                algorithms=_algorithms(key),
                audience=self._issuer.audience,
                issuer=self._issuer.issuer,
                leeway=LEEWAY_S,
                options={"require": ["exp", "iss", "aud", "sub"]},
            )
        except self._jwt.PyJWTError:
            return None
        return claims if str(claims["sub"]) else None

    def _key(self, kid: object) -> Any | None:
        """Give the key of a name; without one, the only key there is."""
        if kid is not None and not isinstance(kid, str):
            return None
        with self._lock:
            now = self._now()
            age = float("inf") if self._asked is None else now - self._asked
            if age > FRESH_S or (kid not in self._keys and age > AGAIN_S):
                self._renew(now)
            if kid is None:
                return next(iter(self._keys.values())) if len(self._keys) == 1 else None
            return self._keys.get(kid)

    def _renew(self, now: float) -> None:
        """Read the keys anew; those that were known stay where that fails."""
        self._asked = now
        try:
            said = json.loads(_published(self._issuer.keys))
            rows = said["keys"]
            self._keys = {
                key.key_id or f"#{at}": key
                for at, key in enumerate(self._jwt.PyJWKSet.from_dict({"keys": rows}).keys)
                if _is_public(key)
            }
            self._good = now
        except (OSError, ValueError, KeyError, TypeError, httpx.HTTPError) as error:
            self._fail(error)
        except self._jwt.PyJWTError as error:
            self._fail(error)

    def _fail(self, error: Exception) -> None:
        if self._good is None or self._now() - self._good > STALE_S:
            self._keys = {}  # a key that the issuer withdrew must not open for ever
        if not self._keys:
            msg = f"The issuer's keys cannot be read now ({type(error).__name__}). Try again."
            raise SourceUnavailable(msg) from error


def _is_public(key: Any) -> bool:
    """Say whether a key is one of a pair; a shared secret in a public set would open all doors."""
    return key.key_type in ("RSA", "EC", "OKP") and key.public_key_use in (None, "sig")


_BY_TYPE: Mapping[str, tuple[str, ...]] = {
    "RSA": ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"),
    "EC": ("ES256", "ES384"),
    "OKP": ("EdDSA",),
}


def _algorithms(key: Any) -> list[str]:
    return list(_BY_TYPE[key.key_type])


def _values(claims: Mapping[str, Any], path: str) -> frozenset[str]:
    found: Any = claims
    for part in path.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    if isinstance(found, str):
        return frozenset(found.split())
    return frozenset(one for one in found or () if isinstance(one, str))


def _published(place: str) -> bytes:
    if "://" not in place:
        return Path(place).read_bytes()
    with httpx.Client(timeout=10, follow_redirects=False) as client:
        answer = client.get(place)
        answer.raise_for_status()
        if len(answer.content) > MOST_BYTES:
            msg = "too long"
            raise ValueError(msg)
        return answer.content


def _require_safe(keys: str) -> None:
    """Refuse keys that somebody on the way could change."""
    scheme, separator, _ = keys.partition("://")
    if not separator or scheme == "https":
        return
    host = httpx.URL(keys).host
    with_name = host == "localhost"
    try:
        if scheme == "http" and (with_name or ipaddress.ip_address(host).is_loopback):
            return
    except ValueError:
        pass
    msg = f"The keys of an issuer come by https or from a file, not from {keys!r}."
    raise InputError(msg)


def _text(said: Mapping[str, Any], name: str) -> str:
    value = said[name]
    if not isinstance(value, str) or not value:
        msg = f"{name} is no text"
        raise InputError(msg)
    return value
