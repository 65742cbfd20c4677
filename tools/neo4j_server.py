"""A Neo4j community server on this machine, for tests and for trying out.

    python -m tools.neo4j_server --home var/neo4j      run one until Ctrl-C
    python -m tools.neo4j_server --fetch               only fetch what it is made of

Maven fetches the server's own packages once, into the user's cache. A server listens on loopback
alone, asks for a password, and is stopped by its own process id.
"""

import argparse
import re
import secrets
import shutil
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from neo4j import GraphDatabase
from neo4j.exceptions import ClientError, DriverError, Neo4jError
from platformdirs import user_cache_path

POM = Path(__file__).parent / "neo4j" / "pom.xml"
USER = "neo4j"
_FIRST_PASSWORD = "neo4j"  # what every new server has until it is changed
_STARTS_S = 120.0
_QUICK = ("-XX:TieredStopAtLevel=1",)
_OPENED = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")


class CannotRun(Exception):
    """There is no Java, or neither Maven nor a copy that was fetched before."""


@dataclass(frozen=True, slots=True)
class Address:
    """How to reach a running server."""

    url: str
    user: str
    password: str


class Server:
    """One server process with a folder of its own."""

    def __init__(
        self,
        home: Path,
        *,
        port: int = 0,
        heap_mb: int = 512,
        tls: bool = False,
        quick: bool = False,
    ) -> None:
        """Remember the settings; nothing starts yet. Port 0 takes a free one.

        ``quick`` starts sooner and computes slower: for tests.
        """
        self.home = home
        self._port = port or free_port()
        self._heap_mb = heap_mb
        self._tls = tls
        self._quick = quick
        self._process: subprocess.Popen[bytes] | None = None
        self.address = Address(f"bolt://127.0.0.1:{self._port}", USER, self._password())

    @property
    def pid(self) -> int:
        """The process id of the running server."""
        if self._process is None:
            raise CannotRun("The server was not started.")
        return self._process.pid

    def begin(self) -> None:
        """Start the process and do not wait."""
        java = shutil.which("java")
        if java is None:
            raise CannotRun("There is no Java. Install a Java 17 runtime.")
        jars = libraries()
        self._configure()
        with (self.home / "console.log").open("ab") as log:
            self._process = subprocess.Popen(
                [
                    java,
                    f"-Xmx{self._heap_mb}m",
                    "-XX:+UseSerialGC",
                    # A heap that grows as it must is collected five times as much in a bulk load.
                    *(_QUICK if self._quick else (f"-Xms{self._heap_mb}m", "-XX:NewRatio=1")),
                    *(f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in _OPENED),
                    "-cp",
                    f"{jars}/*",
                    "org.neo4j.server.CommunityEntryPoint",
                    f"--home-dir={self.home}",
                    f"--config-dir={self.home / 'conf'}",
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def wait(self) -> None:
        """Wait until it answers, and give it its password."""
        until = time.monotonic() + _STARTS_S
        while not self._answers():
            gone = self._process is None or self._process.poll() is not None
            if gone or time.monotonic() > until:
                tail = (self.home / "console.log").read_text(errors="replace")[-2000:]
                self.stop()
                raise CannotRun(f"The server did not start.\n{tail}")
            time.sleep(0.1)

    def start(self) -> Address:
        """Start it and wait until it answers."""
        self.begin()
        self.wait()
        return self.address

    def stop(self) -> None:
        """Ask it to stop, by its process id, and wait; kill it where it does not listen."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(30)
        except subprocess.TimeoutExpired:
            self.kill()
        self._process = None

    def kill(self) -> None:
        """Kill it at once."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def _answers(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self._port), 0.2).close()
        except OSError:
            return False
        try:
            self._ask(self.address.password, "RETURN 1", "neo4j")
        except ClientError as error:
            if "Unauthorized" not in (error.code or ""):
                return False
            text = "ALTER CURRENT USER SET PASSWORD FROM $old TO $new"
            try:
                self._ask(_FIRST_PASSWORD, text, "system", new=self.address.password)
            except (DriverError, Neo4jError):
                return False
        except (DriverError, Neo4jError):
            return False
        return True

    def _ask(self, password: str, text: str, database: str, **parameters: str) -> None:
        scheme = "bolt+ssc" if self._tls else "bolt"
        url = f"{scheme}://127.0.0.1:{self._port}"
        with GraphDatabase.driver(url, auth=(USER, password)) as driver:
            driver.execute_query(text, {"old": _FIRST_PASSWORD, **parameters}, database_=database)

    def _password(self) -> str:
        """Read the server's password, or think of one; only its owner can read the file."""
        self.home.mkdir(parents=True, exist_ok=True)
        kept = self.home / "password"
        if not kept.exists():
            kept.touch(mode=0o600)
            kept.write_text(secrets.token_hex(16), encoding="utf-8")
        return kept.read_text(encoding="utf-8").strip()

    def _configure(self) -> None:
        lines = [
            "server.default_listen_address=127.0.0.1",
            f"server.bolt.listen_address=127.0.0.1:{self._port}",
            f"server.bolt.advertised_address=127.0.0.1:{self._port}",
            "server.http.enabled=false",
            "server.https.enabled=false",
            "dbms.usage_report.enabled=false",
            "dbms.security.auth_enabled=true",
            "dbms.security.auth_max_failed_attempts=0",  # tests try wrong passwords
            "server.memory.pagecache.size=128m",
            "db.tx_log.rotation.retention_policy=keep_none",
        ]
        if self._tls:
            lines += [
                "server.bolt.tls_level=REQUIRED",
                "dbms.ssl.policy.bolt.enabled=true",
                f"dbms.ssl.policy.bolt.base_directory={self.home / 'certificates'}",
                "dbms.ssl.policy.bolt.private_key=private.key",
                "dbms.ssl.policy.bolt.public_certificate=public.crt",
                "dbms.ssl.policy.bolt.client_auth=NONE",
            ]
        (self.home / "conf").mkdir(exist_ok=True)
        (self.home / "conf" / "neo4j.conf").write_text("\n".join(lines) + "\n", encoding="utf-8")


def libraries() -> Path:
    """Give the folder of the server's packages; Maven fetches them where they are missing.

    Raises:
        CannotRun: neither a copy nor Maven is here, or Maven failed.
    """
    found = re.search(r"<neo4j.version>(.+)</neo4j.version>", POM.read_text(encoding="utf-8"))
    assert found is not None
    folder = user_cache_path("corridors") / f"neo4j-{found[1]}"
    if not folder.is_dir():
        _fetch(folder)
    return folder


def _fetch(folder: Path) -> None:
    maven = shutil.which("mvn")
    if maven is None:
        raise CannotRun("There is no Neo4j server in the cache, and no Maven to fetch one.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder.parent) as made:
        fresh = Path(made) / "lib"
        done = subprocess.run(
            [
                maven,
                "-B",
                "-q",
                "-f",
                str(POM),
                "dependency:copy-dependencies",
                f"-DoutputDirectory={fresh}",
                "-DincludeScope=runtime",
            ],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=1200,
        )
        if done.returncode:
            raise CannotRun(f"Maven could not fetch Neo4j.\n{(done.stdout + done.stderr)[-2000:]}")
        if not folder.is_dir():  # another process may have been faster
            fresh.rename(folder)


def free_port() -> int:
    """Give a port of loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main() -> None:
    """Run a server until it is interrupted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, default=Path("var/neo4j"))
    parser.add_argument("--port", type=int, default=7687)
    parser.add_argument("--heap-mb", type=int, default=1024)
    parser.add_argument("--fetch", action="store_true", help="fetch the packages and stop")
    asked = parser.parse_args()
    if asked.fetch:
        print(libraries())
        return
    server = Server(asked.home.absolute(), port=asked.port, heap_mb=asked.heap_mb)
    address = server.start()
    print(
        f"Neo4j runs. In another window:\n"
        f"  export CORRIDORS_NEO4J_URL={address.url}\n"
        f"  export CORRIDORS_NEO4J_PASSWORD_FILE={server.home / 'password'}\n"
        "Ctrl-C stops it.",
        flush=True,
    )
    try:
        while True:
            time.sleep(3600)
    except KeyboardInterrupt:
        pass
    finally:
        server.stop()


if __name__ == "__main__":
    main()
