"""A thin client in Python for whoever asks Corridors over HTTP: typed answers, no server code.

::

    with Client("http://127.0.0.1:8765", token="corridors_…", level="network") as corridors:
        answer = corridors.routes(["2025/0059"], k=3)

It lives in ``api`` and not in a package of its own: answers are the wire types that the server
writes (``api.schemas``), so the two cannot drift apart, and no sixth name at the top has to be
guarded. It imports no web framework; a test sees to that.
"""

import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, Self, TypeVar

import httpx
from pydantic import BaseModel, JsonValue, TypeAdapter

from api.schemas import (
    ActorOut,
    AssignmentOut,
    EntityOut,
    Health,
    HitOut,
    MajorityOut,
    NeighbourhoodOut,
    Problem,
    QuestionOut,
    RouteAnswerOut,
    SourceOut,
    TableOut,
    TieOut,
)
from api.schemas_jobs import EnteredOut, JobOut
from graph.errors import CorridorsError, SourceUnavailable

ATTEMPTS = 4
LONGEST_WAIT_S = 60.0
_LATER = frozenset({429, 503})
_Out = TypeVar("_Out", bound=BaseModel)


class Refused(CorridorsError):
    """The service answered with a problem; ``problem`` is what it said."""

    def __init__(self, problem: Problem) -> None:
        """Keep the problem."""
        self.problem = problem
        super().__init__(f"{problem.title}: {problem.detail}")


class Client:
    """A connection to one service; use it as a context manager."""

    def __init__(
        self,
        address: str,
        token: str | None = None,
        level: str | None = None,
        *,
        timeout_s: float = 70.0,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Prepare to ask; ``level`` lowers every answer to that level."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        if level:
            headers["Corridors-Level"] = level
        self._http = httpx.Client(base_url=address, headers=headers, timeout=timeout_s)
        self._sleep = sleep
        self._seen: dict[str, tuple[str, bytes]] = {}

    def __enter__(self) -> Self:
        """Give itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the connection."""
        self._http.close()

    def health(self) -> Health:
        """Say what the service holds at the caller's level."""
        return self._one(Health, "/health")

    def sources(self) -> list[SourceOut]:
        """List sources with age and licence."""
        return self._many(SourceOut, "/sources")

    def search(self, text: str, limit: int = 10) -> list[HitOut]:
        """Find people, bodies, files and countries; misspellings are forgiven."""
        return self._many(HitOut, "/search", q=text, limit=limit)

    def entity(self, name: str) -> EntityOut:
        """Show one entity, by identifier or name, with its evidence."""
        return self._one(EntityOut, f"/entities/{_escaped(name)}")

    def entities(self, **filters: str) -> Iterator[ActorOut]:
        """Go through entities in order of id, page after page."""
        yield from self._pages(ActorOut, "/entities", filters)

    def neighbourhood(self, of: Sequence[str], steps: int = 1) -> NeighbourhoodOut:
        """Give what surrounds some."""
        return self._one(NeighbourhoodOut, "/neighbourhoods", of=list(of), steps=steps)

    def contacts(self, of: str | None = None) -> Iterator[TieOut]:
        """Go through contacts in order of id, page after page."""
        yield from self._pages(TieOut, "/contacts", {"of": of} if of else {})

    def routes(self, to: Sequence[str], **more: JsonValue) -> RouteAnswerOut:
        """Give the best routes; further fields are those of ``POST /routes``."""
        return self._sent(RouteAnswerOut, "/routes", {"to": list(to), **more})

    def assignments(self, to: Sequence[str], **more: JsonValue) -> AssignmentOut:
        """Say who approaches whom; further fields are those of ``POST /assignments``."""
        return self._sent(AssignmentOut, "/assignments", {"to": list(to), **more})

    def majority(self, body: str, **more: JsonValue) -> MajorityOut:
        """Count what a body needs and has; further fields are those of ``POST /majorities``."""
        return self._sent(MajorityOut, "/majorities", {"body": body, **more})

    def cypher(self, query: str, limit: int = 1000, **parameters: JsonValue) -> TableOut:
        """Ask in Cypher, read-only."""
        body: dict[str, JsonValue] = {"query": query, "limit": limit, "parameters": parameters}
        return self._sent(TableOut, "/cypher", body)

    def questions(self) -> list[QuestionOut]:
        """List the named questions with their parameters."""
        return self._many(QuestionOut, "/ask")

    def ask(self, question: str, **parameters: Any) -> JsonValue:
        """Ask a named question; the answer's form is in the API's description."""
        answer: JsonValue = TypeAdapter(JsonValue).validate_json(
            self._get(f"/ask/{_escaped(question)}", parameters).content
        )
        return answer

    def add_contact(self, **contact: JsonValue) -> EnteredOut:
        """Enter a contact; the fields are those of ``POST /contacts``."""
        return self._sent(EnteredOut, "/contacts", contact)

    def add_note(self, about: str, text: str, level: str = "office") -> EnteredOut:
        """Write a note."""
        return self._sent(EnteredOut, "/notes", {"about": about, "text": text, "level": level})

    def export(self, form: str, *, redact: str = "", keep: str = "") -> bytes:
        """Give the whole graph as a file."""
        wanted = {key: text for key, text in (("redact", redact), ("keep", keep)) if text}
        return self._get(f"/exports/{_escaped(form)}", wanted).content

    def start(self, kind: str, body: Mapping[str, JsonValue] | None = None) -> JobOut:
        """Start a job, such as ``exports/turtle``, ``projections`` or ``assignments``."""
        return self._sent(JobOut, f"/jobs/{kind}", body)

    def wait(self, job: JobOut, *, every_s: float = 0.2, timeout_s: float = 3600.0) -> bytes:
        """Wait for a job's end and give its result.

        Raises:
            Refused: it failed, was cancelled or lost.
            SourceUnavailable: it did not end in time.
        """
        until = time.monotonic() + timeout_s
        while time.monotonic() < until:
            now = self._one(JobOut, f"/jobs/{job.id}")
            if now.ended is not None:
                return self._get(f"/jobs/{job.id}/result", {}).content
            self._sleep(every_s)
        msg = f"The job {job.id} did not end within {timeout_s:.0f} seconds."
        raise SourceUnavailable(msg)

    def _one(self, out: type[_Out], path: str, **query: Any) -> _Out:
        return out.model_validate_json(self._get(path, query).content)

    def _many(self, out: type[_Out], path: str, **query: Any) -> list[_Out]:
        return _listed(out, self._get(path, query).content)

    def _pages(self, out: type[_Out], path: str, query: Mapping[str, Any]) -> Iterator[_Out]:
        answer = self._get(path, query)
        yield from _listed(out, answer.content)
        while "next" in answer.links:
            answer = self._get(answer.links["next"]["url"], {})
            yield from _listed(out, answer.content)

    def _sent(self, out: type[_Out], path: str, body: Mapping[str, JsonValue] | None) -> _Out:
        # One key for all tries, so that a write whose answer was lost is done once.
        headers = {"Idempotency-Key": str(uuid.uuid4())}
        answer = self._tried("POST", path, json=body, headers=headers)
        return out.model_validate_json(answer.content)

    def _get(self, path: str, query: Mapping[str, Any]) -> httpx.Response:
        """Ask again only for what has changed since it was asked last."""
        address = str(self._http.build_request("GET", path, params=query or None).url)
        known = self._seen.get(address)
        headers = {"If-None-Match": known[0]} if known else {}
        answer = self._tried("GET", address, headers=headers)
        if answer.status_code == 304 and known:
            return httpx.Response(200, headers=answer.headers, content=known[1])
        if "etag" in answer.headers:
            self._seen = {**self._seen, address: (answer.headers["etag"], answer.content)}
            if len(self._seen) > 100:
                self._seen.pop(next(iter(self._seen)))
        return answer

    def _tried(self, method: str, path: str, **given: Any) -> httpx.Response:
        for attempt in range(1, ATTEMPTS + 1):
            try:
                answer = self._http.request(method, path, **given)
            except httpx.TransportError as error:
                if attempt == ATTEMPTS:
                    msg = f"{self._http.base_url} cannot be reached ({type(error).__name__})."
                    raise SourceUnavailable(msg) from error
                self._sleep(0.2 * attempt)
                continue
            if answer.status_code in _LATER and attempt < ATTEMPTS:
                self._sleep(min(_wait_of(answer), LONGEST_WAIT_S))
                continue
            return _checked(answer)
        raise AssertionError  # the last attempt returns or raises


def _checked(answer: httpx.Response) -> httpx.Response:
    if answer.is_success or answer.status_code == 304:
        return answer
    try:
        problem = Problem.model_validate_json(answer.content)
    except ValueError:
        problem = Problem(
            type="about:blank",
            title="No answer of Corridors",
            status=answer.status_code,
            detail=answer.reason_phrase,
        )
    raise Refused(problem)


def _listed(out: type[_Out], content: bytes) -> list[_Out]:
    return TypeAdapter(list[out]).validate_json(content)  # type: ignore[valid-type]  # known at run time


def _wait_of(answer: httpx.Response) -> float:
    text = answer.headers.get("retry-after", "")
    return float(text) if text.isdigit() else 1.0


def _escaped(name: str) -> str:
    from urllib.parse import quote

    return quote(name, safe="")
