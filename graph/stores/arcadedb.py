"""The embedded engine: ArcadeDB in this process, one folder a projection.

A projection is written once and then only read. It is opened read-only, without lock, so any
number of processes may read one folder at once; only its builder locks it. The engine's Java
machine starts with the first use (about a second) and stays until the process ends. What it must
not do: know what the graph means.
"""

import os
import shutil
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any  # a Java object has no type that Python could check

import jpype  # the engine's bridge to Java
from arcadedb_embedded import jvm as package

from graph.budget import Budget
from graph.errors import (
    Cancelled,
    CorridorsError,
    NothingProjected,
    QueryFailed,
    QueryRefused,
    StoreBusy,
    StoreDamaged,
    StoreError,
)
from graph.store import Cell, Table
from graph.stores.arcadedb_writer import ArcadeWriter
from graph.stores.jvm_cells import Cells
from graph.stores.jvm_queries import Queries
from graph.stores.jvm_rows import JavaRows

_START = threading.Lock()
_WRAPPERS = ("CommandExecutionException", "QueryExecutionException")  # the cause says more


class ArcadeStore:
    """Projections in folders, held by the embedded engine.

    ``heap_mb`` limits the Java heap; only the first store used in a process decides it. Readers
    of one folder in one process share one open database.
    """

    name = "arcadedb"

    def __init__(self, heap_mb: int = 512) -> None:
        """Remember the limit; nothing starts yet."""
        self._heap_mb = heap_mb

    @contextmanager
    def create(self, place: str) -> Iterator[ArcadeWriter]:
        """Open an empty folder to write; see ``GraphStore``."""
        folder = Path(place)
        if folder.exists() and any(folder.iterdir()):
            msg = f"{folder} is not empty. A projection is built in a folder of its own."
            raise StoreError(msg)
        engine = Engine.start(self._heap_mb)
        folder.parent.mkdir(parents=True, exist_ok=True)
        with engine.translated(place):
            database = engine.factory(place).create()
        writer = ArcadeWriter(engine, database)
        try:
            with engine.translated(place):
                yield writer
        finally:
            writer.close()
            database.close()
        _force_to_disk(folder)

    def open(self, place: str) -> "ArcadeReader":
        """Open a finished folder to read; see ``GraphStore``."""
        folder = Path(place)
        if not (folder / "schema.json").is_file():
            msg = f"Nothing has been projected at {folder}. Load a source first."
            raise NothingProjected(msg)
        engine = Engine.start(self._heap_mb)
        path = str(folder.resolve())
        return ArcadeReader(engine, path, engine.share(path))

    def drop(self, place: str) -> None:
        """Remove a folder; see ``GraphStore``.

        Raises:
            StoreBusy: this process still reads it.
        """
        folder = Path(place)
        engine = Engine.running
        if engine is not None and engine.is_shared(str(folder.resolve())):
            msg = f"The projection {folder} is being read. Close its readers first."
            raise StoreBusy(msg)
        shutil.rmtree(folder, ignore_errors=True)


class ArcadeReader:
    """Answers queries from one finished projection, from any thread."""

    def __init__(self, engine: "Engine", folder: str, database: Any) -> None:
        """Use ``ArcadeStore.open``."""
        self._engine = engine
        self._folder = folder
        self._database = database
        self._running: list[float] = []
        self._lock = threading.Lock()

    def query(
        self,
        cypher: str,
        parameters: Mapping[str, Cell],
        *,
        limit: int,
        timeout_s: float,
        stop: threading.Event | None = None,
    ) -> Table:
        """Answer a reading query; see ``GraphReader``."""
        return self._engine.queries.within(
            timeout_s, lambda: self._answer(cypher, parameters, limit, timeout_s), stop
        )

    def explain(
        self, cypher: str, parameters: Mapping[str, Cell], *, timeout_s: float
    ) -> tuple[str, ...]:
        """Say how a query would be answered; see ``GraphReader``."""
        return self._engine.queries.within(timeout_s, lambda: self._plan(cypher, parameters))

    def counts(self) -> tuple[int, int]:
        """Count nodes and relationships."""
        counts = []
        for text in ("MATCH (n) RETURN count(n) AS n", "MATCH ()-[r]->() RETURN count(r) AS n"):
            cell = self.query(text, {}, limit=1, timeout_s=60.0).rows[0][0]
            counts.append(int(str(cell)))
        return counts[0], counts[1]

    def close(self) -> None:
        """Let go of the folder; closing twice does nothing."""
        if self._database is not None:
            self._database = None
            self._engine.release(self._folder)

    def _answer(
        self, cypher: str, parameters: Mapping[str, Cell], limit: int, timeout_s: float
    ) -> Table:
        database = self._serving()
        cells, budget = self._engine.cells, Budget()
        with self._engine.translated(self._folder), self._limited(database, timeout_s):
            columns = self._columns(database, cypher)
            results = database.query("opencypher", cypher, cells.write_map(parameters))
            try:
                rows: list[tuple[Cell, ...]] = []
                while len(rows) <= limit and results.hasNext():
                    row = results.next()
                    columns = columns or tuple(str(name) for name in row.getPropertyNames())
                    rows.append(
                        tuple(cells.read(row.getProperty(name), budget) for name in columns)
                    )
            finally:
                results.close()
        return Table(columns, tuple(rows[:limit]), truncated=len(rows) > limit)

    def _plan(self, cypher: str, parameters: Mapping[str, Cell]) -> tuple[str, ...]:
        database = self._serving()
        with self._engine.translated(self._folder):
            written = self._engine.cells.write_map(parameters)
            results = database.query("opencypher", f"EXPLAIN {cypher}", written)
            try:
                plan = results.getExecutionPlan()
                text = str(plan.get().prettyPrint(0, 2)) if plan.isPresent() else ""
            finally:
                results.close()
        return tuple(line.rstrip() for line in text.splitlines() if line.strip(" ="))

    def _serving(self) -> Any:
        if self._database is None:
            msg = "This reader is closed. Open the projection again."
            raise StoreError(msg)
        return self._database

    def _columns(self, database: Any, cypher: str) -> tuple[str, ...]:
        """Read the columns off the parsed text, so that an empty answer has them too.

        Empty where the text does not name them (``RETURN *``, a bare ``CALL``).
        """
        statement = database.getCypherStatementCache().get(cypher)
        if hasattr(statement, "getQueries"):  # a UNION: the first part names the columns
            statement = statement.getQueries().get(0)
        clause = statement.getReturnClause()
        if clause is None or clause.isReturnAll():
            return ()
        return tuple(str(item.getOutputName()) for item in clause.getReturnItems())

    @contextmanager
    def _limited(self, database: Any, timeout_s: float) -> Iterator[None]:
        """Set the engine's limit, one a database: the longest of the queries that now run."""
        with self._lock:
            self._running.append(timeout_s)
            self._engine.limit_time(database, max(self._running))
        try:
            yield
        finally:
            with self._lock:
                self._running.remove(timeout_s)


class Engine:
    """The Java machine of this process, its classes, and the databases that are open in it."""

    running: "Engine | None" = None

    def __init__(self) -> None:
        """Look up classes; the machine runs."""
        find = jpype.JClass
        self.cells = Cells(find)
        self.queries = Queries(find)
        self.rows = JavaRows(find, self.cells)
        self.factory = find("com.arcadedb.database.DatabaseFactory")
        self.types = find("com.arcadedb.schema.Type")
        self._labels = find("com.arcadedb.query.opencypher.Labels")
        self._index_kind = find("com.arcadedb.schema.Schema$INDEX_TYPE")
        self._read_only = find("com.arcadedb.engine.ComponentFile$MODE").READ_ONLY
        self._time_limit = find("com.arcadedb.GlobalConfiguration").COMMAND_TIMEOUT
        self.new_list = find("java.util.ArrayList")
        self.leave_thread = find("java.lang.Thread").detach
        self._arrays = find("java.util.Arrays")
        self._open: dict[str, tuple[Any, int]] = {}
        self._lock = threading.Lock()

    @classmethod
    def start(cls, heap_mb: int) -> "Engine":
        """Start the Java machine, once a process."""
        with _START:
            if cls.running is None:
                if not jpype.isJVMStarted():
                    _start_apart(heap_mb)
                cls.running = cls()
            return cls.running

    def share(self, folder: str) -> Any:
        """Open a folder read-only, or take the database that is open there."""
        with self._lock:
            database, readers = self._open.get(folder, (None, 0))
            if database is None:
                with self.translated(folder):
                    database = self.factory(folder).open(self._read_only)
            self._open[folder] = (database, readers + 1)
            return database

    def is_shared(self, folder: str) -> bool:
        """Say whether this process reads the folder."""
        with self._lock:
            return folder in self._open

    def release(self, folder: str) -> None:
        """Close the folder's database behind its last reader."""
        with self._lock:
            database, readers = self._open.pop(folder)
            if readers > 1:
                self._open[folder] = (database, readers - 1)
            else:
                database.close()

    def vertex_type(self, database: Any, labels: Sequence[str]) -> str:
        """Make sure that nodes with these labels have a type, and give its name."""
        many = self.new_list()
        for label in labels:
            many.add(label)
        return str(self._labels.ensureCompositeType(database.getSchema(), many))

    def extend(self, many: Any, array: Any) -> None:
        """Put a Java array's elements behind those of a list."""
        many.addAll(self._arrays.asList(array))

    def build_index(self, schema: Any, label: str, name: str) -> None:
        """Index one property of a label."""
        builder = schema.buildTypeIndex(label, jpype.JArray(jpype.JString)([name]))
        builder.withType(self._index_kind.LSM_TREE).withUnique(False).withIgnoreIfExists(
            True
        ).create()

    def limit_time(self, database: Any, seconds: float) -> None:
        """Limit how long queries that start now may take."""
        milliseconds = jpype.JLong(max(1, round(seconds * 1000)))
        database.getConfiguration().setValue(self._time_limit, milliseconds)

    @contextmanager
    def translated(self, place: str) -> Iterator[None]:
        """Turn the engine's exceptions into ours."""
        try:
            yield
        except jpype.JException as error:
            raise _in_words(error, place) from error


def _start_apart(heap_mb: int) -> None:
    """Start Java on a thread of its own that lets go of it, and wait for that.

    The thread that creates the machine is its "main", which the machine waits for at the end: a
    server's worker that is gone by then would keep the program from ending for ever.
    """

    def work() -> None:
        with TemporaryDirectory() as folder:
            _start_java(heap_mb, Path(folder))
        jpype.JClass("java.lang.Thread").detach()

    with ThreadPoolExecutor(1, "corridors-java") as starter:
        starter.submit(work).result()


def _start_java(heap_mb: int, folder: Path) -> None:
    """Start the package's own Java with our options: heap limit, no logs, no files, no signals.

    ``folder`` holds the logging settings and is not needed afterwards.
    The package's ``start_jvm`` would read the environment, and announce on the console an
    optional module that only vector search needs.
    """
    logging = folder / "logging.properties"
    logging.write_text("handlers=\n.level=OFF\n", encoding="utf-8")
    jars = os.pathsep.join(sorted(str(jar) for jar in Path(package.get_jar_path()).glob("*.jar")))
    jpype.startJVM(
        package.get_bundled_jre_lib_path(),
        f"-Xmx{heap_mb}m",
        "-Xrs",  # leave SIGTERM and SIGINT to the program, which closes in good order
        "-XX:+UseSerialGC",  # the smallest in memory, and we have few cores
        f"-XX:ErrorFile={os.devnull}",  # a crash report could hold names
        "-Djava.awt.headless=true",
        "-Dfile.encoding=UTF8",
        f"-Djava.util.logging.config.file={logging}",
        "-Dpolyglot.engine.WarnInterpreterOnly=false",
        "-Darcadedb.opencypher.loadCsv.allowFileUrls=false",
        "-Darcadedb.opencypher.loadCsv.allowRemoteUrls=false",
        "--enable-native-access=ALL-UNNAMED",
        *(
            f"--add-opens=java.base/{name}=ALL-UNNAMED"
            for name in ("java.lang", "java.nio.channels.spi", "java.util.concurrent.atomic")
        ),
        classpath=jars,
        interrupt=False,
    )
    severe = jpype.JClass("java.util.logging.Level").SEVERE
    jpype.JClass("com.arcadedb.log.LogManager").instance().isLoggable(None, severe)  # reads them


def _in_words(error: Any, place: str) -> CorridorsError:
    while error.getCause() is not None and error.getClass().getSimpleName() in _WRAPPERS:
        error = error.getCause()
    kind = str(error.getClass().getSimpleName())
    message = str(error.getMessage() or "").partition("\n")[0]
    if kind in ("QueryNotIdempotentException", "DatabaseIsReadOnlyException"):
        return QueryRefused("This query would write. Projections are only read; ask with MATCH.")
    if kind == "TimeoutException":
        return QueryFailed(f"The query took too long and was stopped ({message}). Ask for less.")
    if kind == "LockException":
        return StoreBusy(f"Another process is writing the projection {place}. Wait for it to end.")
    if kind == "DatabaseMetadataException":
        return StoreDamaged(
            f"The projection {place} was not finished ({message}). Remove the folder and project "
            "again: it holds nothing that the ledger does not."
        )
    if kind == "QueryTerminatedException":
        return Cancelled("The query was stopped.")
    if kind == "OutOfMemoryError" or "heap" in message:
        return QueryFailed(
            f"The query needs more memory than it may have ({message}). Ask for less: fewer rows "
            "to sort or to collect, LIMIT earlier, shorter paths."
        )
    if kind == "StackOverflowError":
        return QueryFailed("The query is nested too deep for the engine. Part it by WITH.")
    if kind in ("DatabaseOperationException", "SchemaException"):
        return StoreError(f"The projection {place} failed: {message}.")
    return QueryFailed(f"The engine cannot answer: {message or kind}")


def _force_to_disk(folder: Path) -> None:
    """Force every file out of the system's memory: the engine itself does not."""
    for path in sorted(folder.iterdir()):
        with path.open("rb+") as file:
            os.fsync(file.fileno())
