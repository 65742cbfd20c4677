"""Batches into the ledger: one transaction each, and the account of it for people."""

import json
import time
from collections.abc import Callable
from datetime import datetime

from graph.errors import SourceError, SourceUnavailable
from graph.ledger import FailedStatus, Ledger
from graph.provenance import Source
from loaders.base import Batch, Count, LoadReport, LoadStatus


def record(
    ledger: Ledger,
    batch: Batch,
    *,
    now: datetime,
    fingerprint: str = "",
    allow_shrink: bool = False,
) -> LoadReport:
    """Append one batch and report it.

    ``fingerprint`` names the exact input, where the caller knows it, so that the same input need
    not be read again.

    Raises:
        SourceChanged: the batch would close more than half of what its source said.
        StoreBusy: another process is writing.
    """
    started = time.monotonic()
    kept = {item.record for item in batch.rejections if item.record is not None}
    done = ledger.append(
        batch.source,
        batch.statements,
        retrieved_at=batch.retrieved_at,
        recorded_at=now,
        complete=batch.complete,
        keep_records=kept,
        account=_account(batch, fingerprint),
        allow_shrink=allow_shrink,
    )
    changed = done.appended or done.closed
    return LoadReport(
        source=batch.source.id,
        status=LoadStatus.SUCCESS if changed else LoadStatus.UNCHANGED,
        read=done.read,
        appended=done.appended,
        unchanged=done.unchanged,
        closed=done.closed,
        seconds=round(time.monotonic() - started, 3),
        counts=batch.counts,
        rejections=batch.rejections,
        notes=(*batch.notes, *_not_taken(done.erased)),
    )


def unrecorded(batch: Batch, *remarks: str) -> LoadReport:
    """Report a batch that is not appended: a dry run, with remarks on what was read."""
    return LoadReport(
        source=batch.source.id,
        status=LoadStatus.UNCHANGED,
        read=len(batch.statements),
        appended=0,
        unchanged=0,
        closed=0,
        seconds=0.0,
        counts=batch.counts,
        rejections=batch.rejections,
        notes=(*batch.notes, *remarks, "Dry run: nothing was written."),
    )


def _not_taken(erased: int) -> tuple[str, ...]:
    """Tell how many statements are about people who were erased: the number, nothing else."""
    return (f"{erased} statements were erased for good and are not taken.",) if erased else ()


def read_or_note(
    ledger: Ledger, source: Source, read: Callable[[], Batch], *, now: datetime
) -> Batch:
    """Read a batch; where the source cannot be read, note that in the ledger and raise on.

    Raises:
        SourceError: as ``read`` raised it.
    """
    try:
        return read()
    except SourceError as error:
        away = isinstance(error, SourceUnavailable)
        status: FailedStatus = "unavailable" if away else "failed"
        ledger.record_failure(
            source,
            status=status,
            recorded_at=now,
            account=_written({"error": str(error)}),
        )
        raise


def fingerprint_of(account: str) -> str:
    """Read the fingerprint out of a load's account; empty where there is none."""
    return str(_parsed(account).get("fingerprint", ""))


def counts_of(account: str) -> tuple[Count, ...]:
    """Read expected and found counts out of a load's account."""
    listed = _parsed(account).get("counts", [])
    return tuple(Count(what, expected, found) for what, expected, found in listed)


def rejected_of(account: str) -> int:
    """Count the rejections in a load's account."""
    return len(_parsed(account).get("rejections", []))


def error_of(account: str) -> str | None:
    """Read why a load failed; None where it did not."""
    error = _parsed(account).get("error")
    return None if error is None else str(error)


def _account(batch: Batch, fingerprint: str) -> str:
    counts = [(count.what, count.expected, count.found) for count in batch.counts]
    rejections = [(item.place, item.reason, item.record) for item in batch.rejections]
    return _written(
        {
            "fingerprint": fingerprint,
            "counts": counts,
            "rejections": rejections,
            "notes": batch.notes,
        },
    )


def _written(account: object) -> str:
    """Write as JSON; half a character, which no ledger could keep, as its number."""
    text = json.dumps(account, ensure_ascii=False)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _parsed(account: str) -> dict[str, list[tuple[str, int | None, int]]]:
    parsed = json.loads(account) if account else {}
    return parsed if isinstance(parsed, dict) else {}
