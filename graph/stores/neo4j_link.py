"""One database of a Neo4j server: connecting, running texts, and errors in our words.

The only module that imports the driver. It must not know what a projection is.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any  # what the driver gives has no type of its own
from urllib.parse import urlsplit

from neo4j import (
    READ_ACCESS,
    WRITE_ACCESS,
    Driver,
    GraphDatabase,
    Result,
    Session,
    Transaction,
    TrustAll,
    TrustCustomCAs,
    TrustSystemCAs,
)
from neo4j.exceptions import (
    ConfigurationError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from graph.errors import CorridorsError, QueryFailed, StoreAway, StoreDamaged, StoreError
from graph.store import Cell
from graph.stores.neo4j_errors import in_words, unfit

OLDEST = (5, 26)
"""The oldest server that speaks all the Cypher we document: the line with long support."""

MARK = "corridors"
"""The key of what our transactions say of themselves to the server."""

_RUNNING = (
    "SHOW TRANSACTIONS YIELD transactionId, metaData "
    "WHERE metaData[$key] = $mark RETURN transactionId"
)
_RETRY_S = 5.0  # longer, and whoever asks while a server is away waits as long


@dataclass(frozen=True, slots=True)
class Login:
    """How to connect: who, and how long to wait; ``trusted`` is a file of certificates (PEM)."""

    user: str = "neo4j"
    password: str = field(default="", repr=False)
    trusted: Path | None = None
    connect_s: float = 5.0


class Link:
    """A database at an address such as ``bolt+s://host:7687/database``.

    ``bolt`` and ``neo4j`` speak openly, ``+s`` proves who the server is, ``+ssc`` only encrypts.
    Without a database it is the server's default one.
    """

    def __init__(self, address: str, login: Login) -> None:
        """Remember how to connect; nothing is sent yet."""
        parts = urlsplit(address)
        self._database = parts.path.strip("/") or None
        self._url = f"{parts.scheme}://{parts.netloc}"
        self._login = login
        self._lock = Lock()
        self._driver: Driver | None = None
        self.where = f"Neo4j at {self._url}" + (f"/{self._database}" if self._database else "")

    def close(self) -> None:
        """Close all connections; closing twice does nothing."""
        with self._lock:
            if self._driver is not None:
                self._driver.close()
                self._driver = None

    def rows(self, text: str, **parameters: Any) -> list[list[Any]]:
        """Run one text of ours in a transaction of its own, again where the server asks so."""

        def work(transaction: Any) -> list[list[Any]]:
            return [list(row) for row in transaction.run(text, parameters)]

        with self._ours(), self._session(READ_ACCESS) as session:
            return session.execute_read(work)

    def write(self, text: str, **parameters: Any) -> list[list[Any]]:
        """Write in one transaction, again where the server asks so; give the rows it returns."""

        def work(transaction: Any) -> list[list[Any]]:
            return [list(row) for row in transaction.run(text, parameters)]

        with self._ours(), self._session(WRITE_ACCESS) as session:
            return session.execute_write(work)

    def write_in_steps(self, text: str) -> None:
        """Run a text that commits by itself in steps."""
        with self._ours(), self._session(WRITE_ACCESS) as session:
            session.run(text).consume()

    def change_schema(self, texts: Sequence[str]) -> None:
        """Change the schema by several texts at once: all or none."""
        with (
            self._ours(),
            self._session(WRITE_ACCESS) as session,
            session.begin_transaction() as transaction,
        ):
            for text in texts:
                transaction.run(text).consume()
            transaction.commit()

    @contextmanager
    def held(self, mark: str) -> Iterator[None]:
        """Keep a transaction open that carries a mark: others see that we live."""
        with self._ours(), self._session(READ_ACCESS) as session:
            transaction = session.begin_transaction(metadata={MARK: mark})
            try:
                transaction.run("RETURN 1").consume()
                yield
            finally:
                transaction.close()

    @contextmanager
    def reading(self, mark: str, seconds: float) -> Iterator["Reading"]:
        """Open a transaction that only reads, is limited in time and always rolled back."""
        with self.translated(), self._session(READ_ACCESS) as session:
            transaction = session.begin_transaction(metadata={MARK: mark}, timeout=seconds)
            try:
                yield Reading(transaction)
            finally:
                transaction.close()

    def end(self, mark: str) -> None:
        """End the transaction that carries a mark, if it runs; a server that is away has none."""
        with suppress(CorridorsError):
            for (number,) in self.rows(_RUNNING, key=MARK, mark=mark):
                self.rows("TERMINATE TRANSACTIONS $number", number=number)

    def version(self) -> str:
        """Connect, and give the server's version."""
        with self.translated():
            agent = self._connected().get_server_info().agent
        return agent.rpartition("/")[2]

    def _session(self, mode: str) -> Session:
        return self._connected().session(database=self._database, default_access_mode=mode)

    def _connected(self) -> Driver:
        with self._lock:
            if self._driver is None:
                driver = self._connect()
                try:
                    _require_new_enough(driver.get_server_info().agent, self.where)
                except BaseException:
                    driver.close()
                    raise
                self._driver = driver
            return self._driver

    def _connect(self) -> Driver:
        scheme, _, rest = self._url.partition("://")
        plain, _, safe = scheme.partition("+")
        trust: TrustAll | TrustSystemCAs | TrustCustomCAs = (
            TrustAll() if safe == "ssc" else TrustSystemCAs()
        )
        if safe == "s" and self._login.trusted is not None:
            trust = TrustCustomCAs(str(self._login.trusted))
        return GraphDatabase.driver(
            f"{plain}://{rest}",
            auth=(self._login.user, self._login.password),
            encrypted=bool(safe),
            trusted_certificates=trust,
            connection_timeout=self._login.connect_s,
            connection_acquisition_timeout=self._login.connect_s * 2,
            max_transaction_retry_time=_RETRY_S,
            notifications_min_severity="OFF",
            user_agent="corridors",
        )

    @contextmanager
    def _ours(self) -> Iterator[None]:
        """Turn the driver's exceptions into ours, where the text was not a person's."""
        with self.translated():
            try:
                yield
            except Neo4jError as error:
                found = in_words(error.code or "", error.message or "", self.where)
                if isinstance(found, QueryFailed):
                    raise StoreDamaged(unfit(str(error.message), self.where)) from error
                raise

    @contextmanager
    def translated(self) -> Iterator[None]:
        """Turn the driver's exceptions into ours."""
        try:
            yield
        except Neo4jError as error:
            raise in_words(error.code or "", error.message or "", self.where) from error
        except (ServiceUnavailable, SessionExpired) as error:
            raise self._away(error) from error
        except ConfigurationError as error:
            raise StoreError(f"{self.where} cannot be connected to: {error}") from error
        except DriverError as error:
            raise StoreAway(f"{self.where} does not answer: {error}") from error
        except OSError as error:  # the file of certificates
            raise StoreError(f"{self.where} cannot be connected to: {error}") from error

    def _away(self, error: Exception) -> StoreError:
        chain: BaseException | None = error
        while chain is not None:
            if "ssl" in type(chain).__module__ or "Security" in type(chain).__name__:
                return StoreError(
                    f"{self.where}: no safe connection ({_brief(chain)}). Use bolt+s with a "
                    "certificate that this machine trusts (CORRIDORS_NEO4J_CA names a file of "
                    "your own), or switch TLS on at the server."
                )
            chain = chain.__cause__ or chain.__context__
        return StoreAway(
            f"{self.where} does not answer. Is it running, and is CORRIDORS_NEO4J_URL right? "
            "Try again when it is back."
        )


class Reading:
    """An open transaction that only reads."""

    def __init__(self, transaction: Transaction) -> None:
        """Use ``Link.reading``."""
        self._transaction = transaction

    def run(self, text: str, parameters: Mapping[str, Cell] | None = None) -> Result:
        """Run a text; its rows are fetched while they are read."""
        try:
            return self._transaction.run(text, dict(parameters or {}))
        except (OverflowError, TypeError, ValueError) as error:
            msg = f"A parameter cannot be sent to the engine: {error}."
            raise QueryFailed(msg) from error

    def plan(
        self, text: str, parameters: Mapping[str, Cell]
    ) -> tuple[str | None, tuple[str, ...]]:
        """Ask what a text would do and how, without doing it; a line for each operator."""
        summary = self.run(f"EXPLAIN {text}", parameters).consume()
        lines = str((summary.plan or {}).get("args", {}).get("string-representation", ""))
        return summary.query_type, tuple(
            line.rstrip() for line in lines.splitlines() if line.strip(" +-|")
        )

    def kind(self, text: str, parameters: Mapping[str, Cell]) -> str | None:
        """Ask what a text would do, without doing it: ``r`` only reads."""
        return self.run(f"EXPLAIN {text}", parameters).consume().query_type


def _brief(error: BaseException) -> str:
    return str(error).partition(". ")[0].partition("\n")[0]


def _require_new_enough(agent: str, where: str) -> None:
    name, _, version = agent.partition("/")
    parts = version.split(".")
    numbers = tuple(int(part) for part in parts[:2] if part.isdigit())
    if name != "Neo4j" or len(numbers) < 2 or numbers < OLDEST:
        oldest = ".".join(map(str, OLDEST))
        msg = f"{where} is {agent}. Corridors needs Neo4j {oldest} or newer."
        raise StoreError(msg)
