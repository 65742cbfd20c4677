"""EU funding programmes: the Publications Office's list "eu-programme" (Genericode).

Publisher: Publications Office of the European Union, https://github.com/OP-TED/eForms-SDK,
``codelists/eu-programme.gc``, CC BY 4.0. Each programme is a concept, ``eu-programme:<code>``
(``CERV``, ``NDICI``), found by its code and its English name. Known flaw: programmes of several
periods stand side by side (``JUST``, ``JUSTICE``); the list says no dates but in names.
"""

import re
from datetime import datetime

from graph.model import Classification, Kind, Property
from graph.period import ALWAYS_UNKNOWN
from graph.provenance import Source
from loaders.base import Batch, BatchBuilder, Count, Progress, Rejection, no_progress
from loaders.genericode import CodeList
from loaders.labels import Entry
from loaders.stream import Stream

SOURCE = Source(
    id="eu-programmes",
    publisher="Publications Office of the European Union",
    title="EU funding programmes (list of eForms)",
    url="http://publications.europa.eu/resource/authority/eu-programme",
    licence="CC BY 4.0, © European Union",
    rank=50,
)

_CODE = re.compile(r"^[A-Za-z0-9_+.-]{1,60}$")


def read_programmes(
    stream: Stream, *, retrieved_at: datetime, progress: Progress = no_progress
) -> Batch:
    """Read the list; it is all that its source has.

    Raises:
        SourceChanged: no such list.
    """
    builder, seen, read = BatchBuilder(SOURCE, retrieved_at), set[str](), 0
    rows = CodeList(stream, "eu-programme")
    for read, row in enumerate(rows, 1):
        progress(read, None, "programmes")
        if isinstance(row, Rejection):
            builder.reject(row.place, row.reason)
            continue
        subject = f"eu-programme:{row.code}"
        if not _CODE.match(row.code) or subject in seen:
            builder.reject(row.place, f"{row.code[:60]!r} is no code, or stands there already")
            continue
        seen.add(subject)
        entry = Entry(SOURCE.id, subject, subject)
        builder.statements.extend(
            entry.described(
                Kind.CONCEPT, Classification.FUNDING_PROGRAMME, row.name, ALWAYS_UNKNOWN
            )
        )
        if row.code != row.name:
            builder.statements.append(entry.says(Property.OTHER_NAME, row.code))
    builder.notes.append(f"Version {rows.version} of the list.")
    counts = (Count("programmes", None, read), Count("programmes kept", None, len(seen)))
    return builder.build(counts, complete=builder.whole)
