"""What a Neo4j server's error codes mean to us; knows no driver."""

from graph.errors import (
    CorridorsError,
    QueryFailed,
    QueryRefused,
    StoreAway,
    StoreBusy,
    StoreDamaged,
    StoreError,
)

_CREDENTIALS = "Neo.ClientError.Security."
_TIMED_OUT = ("TransactionTimedOut", "TransactionTimedOutClientConfiguration", "Terminated")
_READ_ONLY = ("ForbiddenOnReadOnlyDatabase", "WriteOnReadOnlyAccessDatabase", "NotALeader")
_AWAY = ("DatabaseUnavailable", "TransactionNotFound")
_TAKEN = (
    "EquivalentSchemaRuleAlreadyExists",
    "IndexAlreadyExists",
    "IndexWithNameAlreadyExists",
    "IndexNotFound",
)


def in_words(code: str, message: str, where: str) -> CorridorsError:
    """Turn a server's error into ours; ``where`` names the server and database."""
    last = code.rpartition(".")[2]
    said = message.partition("\n")[0]
    if code.startswith(_CREDENTIALS):
        return _credentials(last, said, where)
    if last == "AccessMode":
        return QueryRefused("This query would write. Projections are only read; ask with MATCH.")
    if last in _TIMED_OUT:
        return QueryFailed("The query took too long and was stopped. Ask for less.")
    if last in ("MemoryPoolOutOfMemoryError", "OutOfMemoryError", "StackOverFlowError"):
        return QueryFailed("The query needs more memory than the server gives. Ask for less.")
    if last == "DatabaseNotFound":
        return StoreError(f"{where}: there is no such database. Create it, or name another.")
    if last in _READ_ONLY:
        return StoreError(f"{where} only reads: {said} Give a database that may be written.")
    if last in _AWAY:
        return StoreAway(f"{where} is not ready ({said}). Try again; look at the server's log.")
    if last in _TAKEN:
        return StoreBusy(f"Another process has just begun to build at {where}. Wait for it.")
    if code == "Neo.DatabaseError.Statement.ExecutionFailed":  # so a wrong value is told, too
        return QueryFailed(f"The engine cannot answer: {said or code}")
    if code.startswith("Neo.DatabaseError."):
        return StoreDamaged(unfit(f"{last}: {said}", where))
    return QueryFailed(f"The engine cannot answer: {said or code}")


def unfit(said: str, where: str) -> str:
    """Say that a server failed at what it should be able to do."""
    return (
        f"{where} failed ({said.partition(chr(10))[0]}). Its disk may be full or broken: look at "
        "the server's log, free space, restart it, and project again."
    )


def _credentials(last: str, said: str, where: str) -> CorridorsError:
    if last == "Forbidden":
        return StoreError(f"{where}: the user may not do this ({said}). Give it the right.")
    if last == "CredentialsExpired":
        return StoreError(f"{where}: the password must be changed before first use.")
    return StoreError(
        f"{where} refuses user or password. Set CORRIDORS_NEO4J_USER and "
        "CORRIDORS_NEO4J_PASSWORD_FILE."
    )
