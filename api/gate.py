"""The gate: whether a request may pass at all, and whose it is.

Without any token only this machine is served, by its own names: a page on the internet can point a
name of its own at 127.0.0.1 (DNS rebinding) and then read what is served there. As soon as one
token was ever made, or an issuer is set, every request carries one, also on this machine: a proxy
there would otherwise lend its own place to the whole world.
"""

import base64
import binascii
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from starlette.datastructures import Headers

from api.access import Caller, Role
from api.limits import WRONG_A_MINUTE, Rates
from api.oidc import Verifier, read_issuer
from api.settings import Settings
from api.tokens import TokenBook
from graph.errors import InputError

OWN_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]", "::1"})
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

Verify = Callable[[str], Caller | None]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request may not pass. ``wait``: seconds until it may be tried again."""

    status: int
    title: str
    detail: str
    wait: int = 0


class Gate:
    """Lets requests in, or says why not."""

    def __init__(self, settings: Settings, book: TokenBook, verify: Verify | None) -> None:
        """Keep what is checked against; ``verify`` reads tokens of an issuer."""
        self._settings, self._book, self._verify = settings, book, verify
        self._wrong = Rates(WRONG_A_MINUTE)

    def is_open(self) -> bool:
        """Say whether whoever sits at this machine needs no token."""
        nothing_else = self._settings.token is None and self._verify is None
        return self._settings.is_loopback and nothing_else and not self._book.listed()

    def place_refusal(self, method: str, headers: Headers) -> Refusal | None:
        """Say why a request may not come from where it comes; None: it may."""
        names = self._settings.names or (OWN_NAMES if self.is_open() else frozenset())
        if names and host_name(headers.get("host", "")) not in names:
            return _FOREIGN_NAME
        if method not in SAFE and _is_foreign(headers):
            return _FOREIGN_PAGE
        return None

    def caller(
        self, method: str, headers: Headers, address: str, today: date, now: float
    ) -> Caller | Refusal:
        """Say who sends a request.

        ``now`` are seconds of a clock that only grows.

        Raises:
            StoreDamaged: the file of tokens makes no sense.
            SourceUnavailable: an issuer's keys cannot be had.
        """
        if self.is_open():
            return _local(self._settings)
        text = _given(method, headers)
        if text is None:
            return _NO_TOKEN
        token = self._book.known(text, today)
        if token is not None:
            self._book.mark_used(token, today)
            return token.caller
        # Beyond here a token could be guessed or costs time to check, so tries are counted.
        wait = self._wrong.wait(address, now, take=False)
        if wait:
            return Refusal(429, "Too many wrong tokens", f"Try again in {wait} seconds.", wait)
        found = self._single(text) or (self._verify(text) if self._verify else None)
        if found is None:
            self._wrong.wait(address, now)
            return _WRONG_TOKEN
        return found

    def _single(self, text: str) -> Caller | None:
        expected = self._settings.token
        if expected is None or not hmac.compare_digest(text.encode(), expected.encode()):
            return None
        return Caller("token:CORRIDORS_TOKEN", "CORRIDORS_TOKEN", Role.ADMIN, self._settings.level)


def gate_of(settings: Settings) -> Gate:
    """Make the gate of an installation.

    Raises:
        InputError: it would serve beyond this machine with nothing that opens it, or the issuer's
            file cannot be used.
    """
    book = TokenBook(settings.tokens)
    verify = Verifier(read_issuer(settings.oidc)).caller if settings.oidc else None
    return Gate(settings, book, verify)


def require_safe_bind(settings: Settings, today: date) -> None:
    """Refuse to listen beyond this machine while nothing but the address keeps others out.

    Raises:
        InputError: the host is not loopback, and there is no token that can be used.
    """
    if settings.is_loopback or settings.token is not None or settings.oidc is not None:
        return
    if any(one.is_usable(today) for one in TokenBook(settings.tokens).listed()):
        return
    msg = (
        f"Refusing to serve on {settings.host}: anybody there could read contacts. Make a token "
        "with `corridors token add NAME`, or set CORRIDORS_TOKEN to a long secret, or serve on "
        "127.0.0.1."
    )
    raise InputError(msg)


def host_name(host: str) -> str:
    """Give a Host header's name without its port, in lower case."""
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    return name.lower()


def _local(settings: Settings) -> Caller:
    return Caller("local", "local", Role.ADMIN, settings.level, is_local=True)


def _given(method: str, headers: Headers) -> str | None:
    """Read the token of a request; pages may be asked for with it as the password of a browser.

    A browser sends a password along with whatever any page makes it send, so one counts for
    reading only.
    """
    scheme, _, given = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return given.strip() or None
    if scheme.lower() != "basic" or method not in SAFE:
        return None
    try:
        pair = base64.b64decode(given.strip(), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return None
    return pair.partition(":")[2] or None


def _is_foreign(headers: Headers) -> bool:
    """Say whether a page of another site makes the browser send this."""
    if headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
        return True
    origin = headers.get("origin")
    return (
        origin is not None
        and origin.partition("://")[2].lower() != headers.get("host", "").lower()
    )


_FOREIGN_NAME = Refusal(
    403,
    "Foreign host name",
    "Only this service's own names are answered: without a token http://127.0.0.1, else those "
    "that CORRIDORS_NAMES lists.",
)
_FOREIGN_PAGE = Refusal(403, "Foreign page", "A page of another site may not change or ask here.")
_NO_TOKEN = Refusal(
    401, "Token needed", "Send the header 'Authorization: Bearer …' with a token of this service."
)
_WRONG_TOKEN = Refusal(
    401, "Token needed", "This token opens nothing here: unknown, expired or revoked."
)
