"""The HTTP door: every request passes here, whatever route it means, and leaves a line behind.

In this order: name and page it comes from, who sends it, how often, which route and role, how
long a body, whether it was answered before; then the route, within its time; then ETag, headers
and the audit. What it must not do: know what any route is about.
"""

import asyncio
import logging
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from fastapi import Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.access import Caller
from api.audit import Audit, Deed
from api.door_answers import (
    MOST_BODY,
    Answer,
    clash,
    failed,
    finished,
    guarded,
    not_here,
    of_response,
    raw,
    refused_by,
    sent,
    texts,
    too_long,
)
from api.errors import outcome_of
from api.gate import SAFE, Gate, Refusal
from api.idempotency import Answers, Clash, Kept, fingerprint
from api.limits import Rates
from api.operations import Operation, Wrong, operation_of
from api.problems import problem
from api.settings import Settings
from graph.errors import CorridorsError, SourceUnavailable

BODY_S = 30.0
MOST_HELD = 8_000_000
"""A longer answer is passed on as it comes, without an ETag."""
LONGEST_KEY = 200

_SKIPPED = frozenset({"/health", "/openapi.json"})
"""Routes that tell nothing of anybody and are asked every few seconds: no line in the audit."""

_SECRET = frozenset(
    {
        "/tokens",
        "/subjects/{person}/erasure",
        "/subjects/{person}/restriction",
        "/subjects/{person}/corrections",
    }
)
"""Routes whose answer is kept nowhere, not even under an idempotency key."""

log = logging.getLogger("corridors")


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
        self.answer = of_response(response)


class Door:
    """ASGI middleware around the whole application."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        settings: Settings,
        gate: Gate,
        clock: Callable[[], datetime],
        known: Callable[[], Sequence[Operation]],
    ) -> None:
        """Wrap an application; ``known`` gives its operations once they are all there."""
        self._app, self._settings, self._gate, self._clock = app, settings, gate, clock
        self._known = known
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
            await sent(send, finished(visit.method, visit.headers, answer, number))

    async def _answered(self, visit: _Visit, receive: Receive, send: Send, number: str) -> Answer:
        try:
            answer = await self._through(visit, receive, send, number)
        except _Stop as stop:
            answer = stop.answer
        except CorridorsError as error:
            outcome = outcome_of(error)
            answer = of_response(problem(outcome.status, outcome.title, str(error)))
        except Exception:  # the last place where a mistake of ours can be told of
            log.exception("request %s failed", number)
            answer = failed(number)
        try:
            await run_in_threadpool(self._record, visit, answer.status)
        except CorridorsError as error:
            log.error("request %s: %s", number, error)
            if not visit.passed_on:
                answer = of_response(
                    problem(503, "Audit cannot be written", "Nothing is answered unrecorded.")
                )
        return answer

    async def _through(self, visit: _Visit, receive: Receive, send: Send, number: str) -> Answer:
        found = self._meant(visit)
        if found is not None and found.is_open:
            self._in_place(visit)
            visit.operation = found
            return await self._routed(visit, send, receive)
        caller = await run_in_threadpool(self._admitted, visit)
        visit.caller = caller
        self._within_rate(caller)
        visit.operation = self._permitted(visit, caller)
        visit.body = await _read_body(visit, receive)
        visit.scope["corridors.caller"] = caller
        visit.scope["corridors.request"] = number
        key = visit.headers.get("idempotency-key")
        if key is None or visit.method in SAFE or visit.operation.template in _SECRET:
            return await self._routed(visit, send, receive)
        return await self._once(visit, send, caller, key)

    def _admitted(self, visit: _Visit) -> Caller:
        self._in_place(visit)
        now = self._clock()
        try:
            found = self._gate.caller(
                visit.method, visit.headers, visit.address, now.date(), time.monotonic()
            )
        except SourceUnavailable as error:
            raise _Stop(problem(503, "Issuer away", str(error))) from error
        if isinstance(found, Caller):
            return found
        raise _refused(visit, found)

    def _in_place(self, visit: _Visit) -> None:
        refused = self._gate.place_refusal(visit.method, visit.headers)
        if refused is not None:
            raise _refused(visit, refused)

    def _within_rate(self, caller: Caller) -> None:
        wait = 0 if caller.is_local else self._rates.wait(caller.id, time.monotonic())
        if wait:
            detail = f"At most {self._settings.rate} a minute. Try again in {wait} seconds."
            raise _Stop(refused_by(Refusal(429, "Too many requests", detail, wait)))

    def _found(self, visit: _Visit) -> Operation | Wrong:
        return operation_of(self._known(), visit.method, visit.path)

    def _meant(self, visit: _Visit) -> Operation | None:
        found = self._found(visit)
        return found if isinstance(found, Operation) else None

    def _permitted(self, visit: _Visit, caller: Caller) -> Operation:
        found = self._found(visit)
        if isinstance(found, Wrong):
            raise _Stop(not_here(found, visit.method))
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
            raise _Stop(clash(found))
        if found is not None:
            return Answer(
                found.status, (*found.headers, ("Idempotent-Replay", "true")), found.body
            )
        kept: Kept | None = None
        try:
            answer = await self._routed(visit, send, _stays)  # its answer is kept for later
            if answer.status < 500 and not visit.passed_on:
                kept = Kept(answer.status, answer.headers, answer.body)
        finally:
            await run_in_threadpool(self._answers.finish, caller.id, key, kept)
        return answer

    async def _routed(self, visit: _Visit, send: Send, later: Receive) -> Answer:
        """Run the route within its time; what takes longer goes on unheard.

        ``later`` gives what the sender says after the body: that it is gone.
        """
        held = _Holder(visit, send)
        task = asyncio.create_task(self._run(visit, held, later))
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

    async def _run(self, visit: _Visit, held: "_Holder", later: Receive) -> None:
        await self._app(visit.scope, _replay(visit.body, later), held.take)

    def _forget(self, task: "asyncio.Task[None]") -> None:
        self._left.discard(task)
        if not task.cancelled() and task.exception() is not None:
            log.error("a request that took too long failed: %r", task.exception())

    def _record(self, visit: _Visit, status: int) -> None:
        what = visit.operation.template if visit.operation else "unknown"
        is_code = visit.operation is not None and visit.operation.is_open
        if status == 429 or what in _SKIPPED or is_code:
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


def _refused(visit: _Visit, refusal: Refusal) -> _Stop:
    return _Stop(refused_by(refusal, pages="text/html" in visit.headers.get("accept", "")))


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
                bare = Answer(message["status"], texts(message["headers"]), b"")
                message = {**message, "headers": raw(guarded(bare.headers))}
        elif message["type"] == "http.response.body" and not self._visit.passed_on:
            self._parts.append(message.get("body", b""))
        if self._visit.passed_on:
            await self._send(message)

    def answer(self) -> Answer:
        assert self._start is not None
        return Answer(self._start["status"], texts(self._start["headers"]), b"".join(self._parts))


def _replay(body: bytes, later: Receive) -> Receive:
    """Give a body that was read already, once; then what comes later."""
    given = False

    async def receive() -> Message:
        nonlocal given
        if given:
            return await later()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive


async def _stays() -> Message:
    """Wait as for a sender that stays."""
    while True:
        await asyncio.Event().wait()


async def _read_body(visit: _Visit, receive: Receive) -> bytes:
    announced = visit.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > MOST_BODY:
        raise _Stop(too_long())
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
            raise _Stop(too_long())
        if not message.get("more_body"):
            return b"".join(parts)
