"""The HTTP door: every request passes here, whatever route it means, and leaves a line behind.

In this order: name and page it comes from, who sends it, how often, which route and role, how
long a body, whether it was answered before; then the route, within its time; then ETag, headers
and the audit. What it must not do: know what any route is about.
"""

import asyncio
import hashlib
import logging
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from fastapi import Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.access import Caller
from api.audit import Audit, Deed
from api.errors import outcome_of
from api.gate import SAFE, Gate, Refusal
from api.idempotency import Answers, Clash, Kept, fingerprint
from api.limits import Rates
from api.operations import Operation, Wrong, operation_of, operations
from api.problems import problem
from api.settings import Settings
from graph.errors import CorridorsError, SourceUnavailable

MOST_BODY = 2_000_000
BODY_S = 30.0
MOST_HELD = 8_000_000
"""A longer answer is passed on as it comes, without an ETag."""
LONGEST_KEY = 200

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
_SKIPPED = frozenset({"/health", "/openapi.json"})
"""Routes that tell nothing of anybody and are asked every few seconds: no line in the audit."""

_SECRET = frozenset({"/tokens"})
"""Routes whose answer is shown once and kept nowhere, not even under an idempotency key."""

log = logging.getLogger("corridors")


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole response."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        """Give a header by its name in lower case."""
        return next((value for key, value in self.headers if key.lower() == name), None)


@dataclass(slots=True)
class _Visit:
    """What is known of a request so far, and whether its answer has left already."""

    scope: Scope
    method: str
    path: str
    headers: Headers
    address: str
    caller: Caller | None = None
    operation: Operation | None = None
    body: bytes = b""
    passed_on: bool = False


class _Stop(Exception):
    """The answer is known before the route is reached."""

    def __init__(self, response: Response) -> None:
        super().__init__(response.status_code)
        self.answer = _of_response(response)


class Door:
    """ASGI middleware around the whole application."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        settings: Settings,
        gate: Gate,
        clock: Callable[[], datetime],
        routes: Callable[[], Sequence[BaseRoute]],
    ) -> None:
        """Wrap an application; ``routes`` gives its routes once they are all there."""
        self._app, self._settings, self._gate, self._clock = app, settings, gate, clock
        self._routes = routes
        self._known: tuple[Operation, ...] | None = None
        self._rates = Rates(settings.rate)
        self._answers = Answers(settings.answers)
        self._audit = Audit(settings.audit, settings.key)
        self._left: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; anything else than HTTP is the application's own matter."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        client = scope.get("client")
        address = client[0] if client else ""
        visit = _Visit(scope, scope["method"], scope["path"], headers, address)
        number = secrets.token_hex(8)
        answer = await self._answered(visit, receive, send, number)
        if not visit.passed_on:
            await _send(send, _finished(visit, answer, number))

    async def _answered(self, visit: _Visit, receive: Receive, send: Send, number: str) -> Answer:
        try:
            answer = await self._through(visit, receive, send, number)
        except _Stop as stop:
            answer = stop.answer
        except CorridorsError as error:
            outcome = outcome_of(error)
            answer = _of_response(problem(outcome.status, outcome.title, str(error)))
        except Exception:  # the last place where a mistake of ours can be told of
            log.exception("request %s failed", number)
            answer = _failed(number)
        try:
            await run_in_threadpool(self._record, visit, answer.status)
        except CorridorsError as error:
            log.error("request %s: %s", number, error)
            if not visit.passed_on:
                answer = _of_response(
                    problem(503, "Audit cannot be written", "Nothing is answered unrecorded.")
                )
        return answer

    async def _through(self, visit: _Visit, receive: Receive, send: Send, number: str) -> Answer:
        caller = await run_in_threadpool(self._admitted, visit)
        visit.caller = caller
        self._within_rate(caller)
        visit.operation = self._permitted(visit, caller)
        visit.body = await _read_body(visit, receive)
        visit.scope["corridors.caller"] = caller
        visit.scope["corridors.request"] = number
        key = visit.headers.get("idempotency-key")
        if key is None or visit.method in SAFE or visit.operation.template in _SECRET:
            return await self._routed(visit, send)
        return await self._once(visit, send, caller, key)

    def _admitted(self, visit: _Visit) -> Caller:
        refused = self._gate.place_refusal(visit.method, visit.headers)
        if refused is None:
            now = self._clock()
            try:
                found = self._gate.caller(
                    visit.method, visit.headers, visit.address, now.date(), time.monotonic()
                )
            except SourceUnavailable as error:
                raise _Stop(problem(503, "Issuer away", str(error))) from error
            if isinstance(found, Caller):
                return found
            refused = found
        raise _Stop(_refused(refused, pages="text/html" in visit.headers.get("accept", "")))

    def _within_rate(self, caller: Caller) -> None:
        wait = 0 if caller.is_local else self._rates.wait(caller.id, time.monotonic())
        if wait:
            detail = f"At most {self._settings.rate} a minute. Try again in {wait} seconds."
            raise _Stop(_refused(Refusal(429, "Too many requests", detail, wait)))

    def _permitted(self, visit: _Visit, caller: Caller) -> Operation:
        if self._known is None:
            self._known = operations(self._routes())
        found = operation_of(self._known, visit.method, visit.path)
        if isinstance(found, Wrong):
            raise _Stop(_not_here(found, visit.method))
        if found.role is None:
            raise _Stop(
                problem(403, "Closed", "This address declares no role: nobody may use it.")
            )
        if not caller.may(found.role):
            raise _Stop(
                problem(
                    403,
                    "Another role needed",
                    f"This needs the role {found.role.label}; this token has {caller.role.label}.",
                )
            )
        if not caller.may_ask_at(visit.path):
            raise _Stop(
                problem(
                    403, "Bound token", "This token may only ask the questions it was made for."
                )
            )
        return found

    async def _once(self, visit: _Visit, send: Send, caller: Caller, key: str) -> Answer:
        """Do what an idempotency key stands for, or repeat what it gave."""
        if not 1 <= len(key) <= LONGEST_KEY:
            detail = f"An Idempotency-Key has 1 to {LONGEST_KEY} characters."
            raise _Stop(problem(422, "Key cannot be used", detail))
        level = visit.headers.get("corridors-level", "")
        request = fingerprint(
            visit.method, f"{visit.path}\n{level}", visit.scope["query_string"], visit.body
        )
        found = await run_in_threadpool(
            self._answers.begin, caller.id, key, request, self._clock()
        )
        if isinstance(found, Clash):
            raise _Stop(_clash(found))
        if found is not None:
            return Answer(
                found.status, (*found.headers, ("Idempotent-Replay", "true")), found.body
            )
        kept: Kept | None = None
        try:
            answer = await self._routed(visit, send)
            if answer.status < 500 and not visit.passed_on:
                kept = Kept(answer.status, answer.headers, answer.body)
        finally:
            await run_in_threadpool(self._answers.finish, caller.id, key, kept)
        return answer

    async def _routed(self, visit: _Visit, send: Send) -> Answer:
        """Run the route within its time; what takes longer goes on unheard."""
        held = _Holder(visit, send)
        task = asyncio.create_task(self._run(visit, held))
        done, _ = await asyncio.wait({task}, timeout=self._settings.seconds)
        if not done and not visit.passed_on:
            held.deaf = True
            self._left.add(task)
            task.add_done_callback(self._forget)
            detail = (
                f"This took more than {self._settings.seconds} seconds. Ask for less, or send it "
                "as a job."
            )
            raise _Stop(problem(504, "Took too long", detail))
        await task
        return held.answer()

    async def _run(self, visit: _Visit, held: "_Holder") -> None:
        await self._app(visit.scope, _replay(visit.body), held.take)

    def _forget(self, task: "asyncio.Task[None]") -> None:
        self._left.discard(task)
        if not task.cancelled() and task.exception() is not None:
            log.error("a request that took too long failed: %r", task.exception())

    def _record(self, visit: _Visit, status: int) -> None:
        what = visit.operation.template if visit.operation else "unknown"
        if status == 429 or what in _SKIPPED:
            return
        caller = visit.caller
        changes = visit.method not in SAFE and caller is not None
        deed = Deed(
            "http",
            f"{caller.id} {caller.name}" if caller else "unknown",
            visit.method,
            what,
            caller.level.label if caller else "",
            status,
            self._audit.digest(
                visit.path,
                visit.scope["query_string"],
                visit.headers.get("corridors-level", ""),
                visit.body,
            )
            if caller
            else "",
            "" if caller else visit.address,
        )
        self._audit.add(deed, self._clock(), lasting=changes)


class _Holder:
    """Collects a response; a long one is passed on at once."""

    def __init__(self, visit: _Visit, send: Send) -> None:
        self._visit, self._send = visit, send
        self._start: Message | None = None
        self._parts: list[bytes] = []
        self.deaf = False

    async def take(self, message: Message) -> None:
        if self.deaf:
            return
        if message["type"] == "http.response.start":
            self._start = message
            length = Headers(raw=message["headers"]).get("content-length", "0")
            if int(length) > MOST_HELD:
                self._visit.passed_on = True
                bare = Answer(message["status"], _texts(message["headers"]), b"")
                message = {**message, "headers": _raw(_guarded(bare.headers))}
        elif message["type"] == "http.response.body" and not self._visit.passed_on:
            self._parts.append(message.get("body", b""))
        if self._visit.passed_on:
            await self._send(message)

    def answer(self) -> Answer:
        assert self._start is not None
        return Answer(self._start["status"], _texts(self._start["headers"]), b"".join(self._parts))


def _replay(body: bytes) -> Receive:
    """Give a body that was read already, once; then wait as for a client that stays."""
    given = False

    async def receive() -> Message:
        nonlocal given
        if given:
            await asyncio.Event().wait()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive


async def _read_body(visit: _Visit, receive: Receive) -> bytes:
    announced = visit.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > MOST_BODY:
        raise _Stop(_too_long())
    try:
        return await asyncio.wait_for(_collected(receive), BODY_S)
    except TimeoutError:
        detail = f"The body did not arrive within {BODY_S:.0f} seconds."
        raise _Stop(problem(408, "Too slow", detail)) from None


async def _collected(receive: Receive) -> bytes:
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise _Stop(problem(400, "Gone", "The sender went away."))
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > MOST_BODY:
            raise _Stop(_too_long())
        if not message.get("more_body"):
            return b"".join(parts)


def _finished(visit: _Visit, answer: Answer, number: str) -> Answer:
    """Add ETag and headers.

    An ETag is the hash of the answer itself and so tells no more than the answer does; one made
    of the ledger's head would tell when something was added at a level that the asker cannot see.
    """
    headers = [
        (name, value)
        for name, value in answer.headers
        if name.lower() not in ("content-length", "etag", "last-modified")
    ]
    if visit.method == "GET" and answer.status == 200:
        etag = f'"{hashlib.sha256(answer.body).hexdigest()[:32]}"'
        headers.append(("ETag", etag))
        if _is_known(visit.headers.get("if-none-match", ""), etag):
            kept = tuple(pair for pair in headers if pair[0].lower() != "content-type")
            answer = replace(answer, status=304, body=b"")
            headers = list(kept)
    if answer.status not in (204, 304):
        headers.append(("Content-Length", str(len(answer.body))))
    return replace(answer, headers=_guarded((*headers, ("X-Request-Id", number))))


def _is_known(given: str, etag: str) -> bool:
    known = {part.strip().removeprefix("W/") for part in given.split(",")}
    return etag in known or "*" in known


def _guarded(headers: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    there = {name.lower() for name, _ in headers}
    more = [pair for pair in SECURITY_HEADERS.items() if pair[0].lower() not in there]
    return (*headers, *more)


def _refused(refusal: Refusal, *, pages: bool = False) -> Response:
    headers = {"Retry-After": str(refusal.wait)} if refusal.wait else {}
    if refusal.status == 401 and pages:
        headers["WWW-Authenticate"] = 'Basic realm="corridors", charset="UTF-8"'
    return problem(refusal.status, refusal.title, refusal.detail, headers=headers)


def _not_here(wrong: Wrong, method: str) -> Response:
    if not wrong.allowed:
        return problem(404, "Not here", "Nothing has this address; /openapi.json lists what does.")
    allowed = ", ".join(wrong.allowed)
    detail = f"This address does not take {method}. It takes: {allowed}."
    return problem(405, "Method not allowed", detail, headers={"Allow": allowed})


def _clash(found: Clash) -> Response:
    if found.running:
        detail = "The first request with this Idempotency-Key is still under way."
        return problem(409, "Under way", detail, headers={"Retry-After": "1"})
    detail = "This Idempotency-Key was used for another request within 24 hours."
    return problem(422, "Key used before", detail)


def _too_long() -> Response:
    return problem(413, "Too long", f"A body has at most {MOST_BODY} bytes.")


def _failed(number: str) -> Answer:
    detail = f"A mistake of ours. Tell whoever keeps this service the number {number}."
    return _of_response(problem(500, "Failed", detail))


def _of_response(response: Response) -> Answer:
    return Answer(response.status_code, _texts(response.raw_headers), bytes(response.body))


def _texts(raw: Sequence[tuple[bytes, bytes]]) -> tuple[tuple[str, str], ...]:
    return tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in raw)


def _raw(headers: Sequence[tuple[str, str]]) -> list[tuple[bytes, bytes]]:
    return [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]


async def _send(send: Send, answer: Answer) -> None:
    await send(
        {
            "type": "http.response.start",
            "status": answer.status,
            "headers": _raw(answer.headers),
        }
    )
    await send({"type": "http.response.body", "body": answer.body})
