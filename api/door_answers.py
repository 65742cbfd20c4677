"""Answers of the HTTP door: what every one carries, and those that no route gives.

What it must not do: know routes, callers or levels.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from fastapi import Response
from starlette.datastructures import Headers
from starlette.types import Send

from api.gate import Refusal
from api.idempotency import Clash
from api.operations import Wrong
from api.problems import problem

MOST_BODY = 2_000_000

LICENCES = '</credits>; rel="license"'
"""Where the sources and licences behind an answer stand: it says nothing of the answer itself."""

SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Vary": "Authorization, Corridors-Level",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole response."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        """Give a header by its name in lower case."""
        return next((value for key, value in self.headers if key.lower() == name), None)


def finished(method: str, asked: Headers, answer: Answer, number: str) -> Answer:
    """Add ETag and headers.

    An ETag is the hash of the answer itself and so tells no more than the answer does; one made
    of the ledger's head would tell when something was added at a level that the asker cannot see.
    """
    headers = [
        (name, value)
        for name, value in answer.headers
        if name.lower() not in ("content-length", "etag", "last-modified")
    ]
    if method == "GET" and answer.status == 200:
        etag = f'"{hashlib.sha256(answer.body).hexdigest()[:32]}"'
        headers.append(("ETag", etag))
        if _is_known(asked.get("if-none-match", ""), etag):
            kept = tuple(pair for pair in headers if pair[0].lower() != "content-type")
            answer = replace(answer, status=304, body=b"")
            headers = list(kept)
    if answer.status == 200:
        headers.append(("Link", LICENCES))
    if answer.status not in (204, 304):
        headers.append(("Content-Length", str(len(answer.body))))
    return replace(answer, headers=guarded((*headers, ("X-Request-Id", number))))


def _is_known(given: str, etag: str) -> bool:
    known = {part.strip().removeprefix("W/") for part in given.split(",")}
    return etag in known or "*" in known


def guarded(headers: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Add the security headers that are not there."""
    there = {name.lower() for name, _ in headers}
    more = [pair for pair in SECURITY_HEADERS.items() if pair[0].lower() not in there]
    return (*headers, *more)


def refused_by(refusal: Refusal, *, pages: bool = False) -> Response:
    """Tell of a refusal by the gate."""
    headers = {"Retry-After": str(refusal.wait)} if refusal.wait else {}
    if refusal.status == 401 and pages:
        headers["WWW-Authenticate"] = 'Basic realm="corridors", charset="UTF-8"'
    return problem(refusal.status, refusal.title, refusal.detail, headers=headers)


def not_here(wrong: Wrong, method: str) -> Response:
    """Tell of an unknown address or method."""
    if not wrong.allowed:
        return problem(404, "Not here", "Nothing has this address; /openapi.json lists what does.")
    allowed = ", ".join(wrong.allowed)
    detail = f"This address does not take {method}. It takes: {allowed}."
    return problem(405, "Method not allowed", detail, headers={"Allow": allowed})


def clash(found: Clash) -> Response:
    """Tell of an idempotency key that stands for something else."""
    if found.running:
        detail = "The first request with this Idempotency-Key is still under way."
        return problem(409, "Under way", detail, headers={"Retry-After": "1"})
    detail = "This Idempotency-Key was used for another request within 24 hours."
    return problem(422, "Key used before", detail)


def too_long() -> Response:
    """Tell of a body that is too long."""
    return problem(413, "Too long", f"A body has at most {MOST_BODY} bytes.")


def failed(number: str) -> Answer:
    """Tell of a mistake of ours, by its number alone."""
    detail = f"A mistake of ours. Tell whoever keeps this service the number {number}."
    return of_response(problem(500, "Failed", detail))


def of_response(response: Response) -> Answer:
    """Read a response."""
    return Answer(response.status_code, texts(response.raw_headers), bytes(response.body))


def texts(raw: Sequence[tuple[bytes, bytes]]) -> tuple[tuple[str, str], ...]:
    """Read raw headers."""
    return tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in raw)


def raw(headers: Sequence[tuple[str, str]]) -> list[tuple[bytes, bytes]]:
    """Write raw headers."""
    return [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]


async def sent(send: Send, answer: Answer) -> None:
    """Send a whole response."""
    await send(
        {
            "type": "http.response.start",
            "status": answer.status,
            "headers": raw(answer.headers),
        }
    )
    await send({"type": "http.response.body", "body": answer.body})
