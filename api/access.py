"""Who may call: loopback without a token, anything else with one, and never by a foreign name.

A page on the internet can point a name of its own at 127.0.0.1 (DNS rebinding) and then read what
is served there; so without a token only this machine's own names are answered.
"""

import hmac
from collections.abc import Awaitable, Callable

from fastapi import Request, Response
from starlette.datastructures import Headers

from api.settings import Settings

OWN_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]", "::1"})

SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
}

NextCall = Callable[[Request], Awaitable[Response]]
Refuse = Callable[[int, str, str], Response]
Middleware = Callable[[Request, NextCall], Awaitable[Response]]


def refusal(settings: Settings, headers: Headers) -> tuple[int, str, str] | None:
    """Say why a request may not pass, as (status, title, detail); None: it may."""
    if settings.token is None:
        return None if _has_own_name(headers) else _FOREIGN_NAME
    scheme, _, given = headers.get("authorization", "").partition(" ")
    known = hmac.compare_digest(given.strip().encode(), settings.token.encode())
    return None if scheme.lower() == "bearer" and known else _NO_TOKEN


def guard(settings: Settings, refuse: Refuse) -> Middleware:
    """Make the middleware that checks every request and sets the security headers."""

    async def check(request: Request, call_next: NextCall) -> Response:
        why = refusal(settings, request.headers)
        response = refuse(*why) if why else await call_next(request)
        for name, value in SECURITY_HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return check


def _has_own_name(headers: Headers) -> bool:
    host = headers.get("host", "")
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    return name.lower() in OWN_NAMES


_FOREIGN_NAME = (
    403,
    "Foreign host name",
    "Without a token only this machine's own names are answered: use http://127.0.0.1.",
)
_NO_TOKEN = (
    401,
    "Token needed",
    "Send the header 'Authorization: Bearer …' with the token that CORRIDORS_TOKEN holds.",
)
