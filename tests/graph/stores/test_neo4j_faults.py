"""What people are told when a server is away, wrong, slow, full or gone in the middle."""

import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.errors import QueryFailed, QueryRefused, StoreAway, StoreBusy, StoreError
from graph.levels import Level
from graph.projections import Databases
from graph.stores.neo4j import Neo4jStore
from graph.stores.neo4j_errors import in_words
from graph.stores.neo4j_link import Login
from tests.graph.test_projections import COUNT, graph, quiet
from tests.neo4j_server import Address, emptied
from tools.neo4j_server import CannotRun, Server, free_port

pytestmark = pytest.mark.neo4j


def projections(server: Address, trusted: Path | None = None) -> Databases:
    login = Login(server.user, server.password, trusted, connect_s=2.0)
    return Databases({Level.PUBLIC: Neo4jStore([server.url], login, Level.PUBLIC)}, "test")


def ask(server: Address) -> None:
    asked = projections(server)
    try:
        asked.current(Level.PUBLIC)
    finally:
        asked.close()


def test_a_server_that_is_not_there_is_named() -> None:
    url = f"bolt://127.0.0.1:{free_port()}"
    with pytest.raises(StoreAway, match=f"{url} does not answer"):
        ask(Address(url, "neo4j", "x"))


def test_a_wrong_password_is_told_with_the_settings_to_change(running_server: Address) -> None:
    with pytest.raises(StoreError, match="CORRIDORS_NEO4J_PASSWORD_FILE") as told:
        ask(Address(running_server.url, "neo4j", "wrong"))
    assert "wrong" not in str(told.value)


def test_a_database_that_is_not_there_is_named(running_server: Address) -> None:
    with pytest.raises(StoreError, match="no such database"):
        ask(Address(f"{running_server.url}/none", "neo4j", running_server.password))


def test_tls_at_a_server_without_it_is_told(running_server: Address) -> None:
    url = running_server.url.replace("bolt://", "bolt+s://")
    with pytest.raises(StoreError, match="no safe connection"):
        ask(Address(url, "neo4j", running_server.password))


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("Neo.ClientError.General.ForbiddenOnReadOnlyDatabase", StoreError),
        ("Neo.ClientError.Cluster.NotALeader", StoreError),
        ("Neo.ClientError.Security.Forbidden", StoreError),
        ("Neo.TransientError.General.MemoryPoolOutOfMemoryError", QueryFailed),
        ("Neo.TransientError.General.DatabaseUnavailable", StoreAway),
        ("Neo.ClientError.Statement.SyntaxError", QueryFailed),
        ("Neo.ClientError.Statement.AccessMode", QueryRefused),
    ],
)
def test_a_servers_code_becomes_an_error_of_ours(code: str, kind: type[Exception]) -> None:
    assert type(in_words(code, "It said so.\nAnd more.", "Neo4j at x")) is kind


def test_a_query_that_holds_too_much_is_stopped_by_the_server(running_server: Address) -> None:
    with emptied([running_server], Level.PUBLIC) as store:
        with store.create("p") as writer:
            writer.finish(())
        reader = store.open("p")
        with pytest.raises(QueryFailed):
            text = "UNWIND range(1, 60000000) AS i WITH collect(i) AS all RETURN size(all) AS x"
            reader.query(text, {}, limit=1, timeout_s=20.0)
        assert reader.query(COUNT, {}, limit=1, timeout_s=60.0).rows == ((0,),)
        reader.close()


# -------------------------------------------------------------------- servers of their own


@pytest.fixture
def mortal(tmp_path: Path, running_server: Address) -> Iterator[Server]:
    """Give a server that may be stopped; ``running_server`` has shown that one can run."""
    server = Server(tmp_path / "mortal", heap_mb=256, quick=True)
    server.start()
    yield server
    server.kill()


def test_a_server_stopped_in_the_middle_is_told_and_the_next_build_is_whole(
    mortal: Server,
) -> None:
    held = projections(mortal.address)
    held.build(graph(20), quiet)

    def stop(done: int, total: int | None, what: str) -> None:
        if what == "ties":
            mortal.kill()

    with pytest.raises(StoreAway, match="does not answer"):
        held.build(graph(50), stop)
    with pytest.raises(StoreAway, match="does not answer"):
        held.current(Level.PUBLIC)
    mortal.start()
    assert held.current(Level.PUBLIC) is None
    made = held.build(graph(50), quiet)
    reader = held.open(made)

    told = in_background(
        lambda: reader.query(
            "UNWIND range(1, 3000) AS a UNWIND range(1, 3000) AS b UNWIND range(1, 3000) AS c "
            "RETURN sum(a * b * c) AS x",
            {},
            limit=1,
            timeout_s=20.0,
        )
    )
    time.sleep(0.5)
    mortal.kill()
    assert isinstance(told(), StoreAway)
    mortal.start()
    assert reader.query(COUNT, {}, limit=1, timeout_s=60.0).rows == ((51,),)
    reader.close()
    held.close()


def in_background(work: Callable[[], object]) -> Callable[[], object]:
    """Start some work, and give what waits for its result or error."""
    results: list[object] = []

    def run() -> None:
        try:
            results.append(work())
        except Exception as error:  # what it was is what the test asks
            results.append(error)

    thread = threading.Thread(target=run)
    thread.start()

    def wait() -> object:
        thread.join(30)
        return results[0]

    return wait


def test_tls_is_spoken_with_a_certificate_that_is_trusted_and_refused_otherwise(
    tmp_path: Path, running_server: Address
) -> None:
    folder = tmp_path / "safe" / "certificates"
    folder.mkdir(parents=True)
    certificate = certify(folder)
    server = Server(tmp_path / "safe", heap_mb=256, tls=True, quick=True)
    server.start()
    try:
        at = server.address
        trusted = Address(at.url.replace("bolt:", "bolt+s:"), at.user, at.password)
        known = projections(trusted, certificate)
        assert known.current(Level.PUBLIC) is None
        known.close()
        with pytest.raises(StoreError, match="no safe connection"):
            ask(trusted)  # the system vouches for no certificate of ours
        anyone = projections(Address(at.url.replace("bolt:", "bolt+ssc:"), at.user, at.password))
        assert anyone.current(Level.PUBLIC) is None
        anyone.close()
        with pytest.raises(StoreError):
            ask(at)  # openly
    finally:
        server.kill()


def certify(folder: Path) -> Path:
    """Make a certificate of our own."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("there is no openssl to make a certificate with")
    command = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    command += ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    command += ["-keyout", str(folder / "private.key"), "-out", str(folder / "public.crt")]
    subprocess.run(command, check=True, capture_output=True)
    return folder / "public.crt"


@pytest.mark.skipif(sys.platform != "linux", reason="needs a small file system of its own")
def test_a_full_disk_is_told(tmp_path: Path, running_server: Address) -> None:
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=900m", "tmpfs", str(small)], capture_output=True
    )
    if mounted.returncode:
        pytest.skip("no right to mount a small file system")
    server = Server(small / "home", heap_mb=256, quick=True)
    try:
        server.start()
        held = projections(server.address)
        free = shutil.disk_usage(small).free
        (small / "filler").write_bytes(b"\0" * (free - 200_000))
        with pytest.raises(StoreError) as told:
            held.build(graph(3000), quiet)
        assert not isinstance(told.value, StoreBusy)
        assert any(word in str(told.value) for word in ("full", "does not answer", "not ready"))
        held.close()
    except CannotRun as error:
        pytest.skip(str(error))
    finally:
        server.kill()
        subprocess.run(["umount", str(small)], check=True)
