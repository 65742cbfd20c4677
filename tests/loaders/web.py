"""A real server on this machine that answers as it is told, and a clock that nobody waits for."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from loaders.polite import Clock

Reply = tuple[int, dict[str, str], bytes]


@dataclass
class Replay:
    """What the server answers by path (given how often it was asked, and the headers), and heard.

    ``bodies`` are what was posted. A header that is empty is not sent.
    """

    url: str
    script: dict[str, Callable[[int, dict[str, str]], Reply]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)


@contextmanager
def serving() -> Iterator[Replay]:
    """Serve until left."""
    state = Replay("")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = urlsplit(self.path).path
            state.asked.append(self.path)
            state.headers.append(dict(self.headers.items()))
            count = sum(1 for one in state.asked if urlsplit(one).path == path)
            status, headers, body = state.script[path](count, dict(self.headers.items()))
            self.send_response(status)
            headers.setdefault("Content-Length", str(len(body)))
            for name, value in headers.items():
                if value:
                    self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            state.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.do_GET()

        def log_message(self, *_: object) -> None:
            """Stay quiet."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """Stay quiet when somebody hangs up, as the killed do."""

    server = Server(("127.0.0.1", 0), Handler)
    state.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class FakeTime:
    """A clock that moves only when somebody waits."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.waits: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.seconds += seconds

    @property
    def clock(self) -> Clock:
        return Clock(lambda: self.seconds, self.sleep)


def always(status: int, body: bytes = b"", **headers: str) -> Callable[..., Reply]:
    """Answer the same each time; ``Content_Type`` means Content-Type."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda *_: (status, dict(named), body)
