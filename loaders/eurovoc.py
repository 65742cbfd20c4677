"""EuroVoc descriptors: the subjects by which EU texts are indexed.

Publisher: Publications Office of the European Union, https://op.europa.eu/en/web/eu-vocabularies
(EuroVoc; reuse with source under Decision 2011/833/EU). Read from a list that others simplified:
objects with ``id``, ``uri``, ``label`` (English) and ``mt`` (microthesaurus), 7,029 of them.

Each descriptor becomes a concept, ``eurovoc:4467`` (torture). All of them would outnumber the
people and bodies of the map several times over, so ``MICROTHESAURI`` are kept unless all are
asked for; the rest is counted. Files and calls get subjects by ``HAS_SUBJECT``. Known flaw: no
broader terms and no other languages in that list.
"""

from datetime import datetime

from graph.errors import InputError
from graph.identifiers import eurovoc
from graph.model import Classification, Kind
from graph.period import ALWAYS_UNKNOWN
from graph.provenance import Source
from loaders.base import Batch, BatchBuilder, Count, Progress, no_progress
from loaders.json_ld import JsonObject, one_text
from loaders.json_stream import JsonObjects
from loaders.labels import Entry
from loaders.stream import Stream

SOURCE = Source(
    id="eurovoc",
    publisher="Publications Office of the European Union",
    title="EuroVoc descriptors",
    url="http://eurovoc.europa.eu",
    licence="Reuse with source under Commission Decision 2011/833/EU, © European Union",
    rank=50,
)

MICROTHESAURI = {
    "0431": "politics and public safety",
    "0811": "cooperation policy",
    "1216": "criminal law",
    "1221": "justice",
    "1231": "international law",
    "1236": "rights and freedoms",
    "2811": "migration",
    "2821": "social framework",
    "2826": "social affairs",
}
"""The fields of the office's work: torture stands in 0431, rehabilitation in 2826."""


def read_eurovoc(
    stream: Stream,
    *,
    retrieved_at: datetime,
    everything: bool = False,
    progress: Progress = no_progress,
) -> Batch:
    """Read descriptors; the list is all that its source has.

    Raises:
        SourceChanged: no such list.
    """
    builder, seen, beside, read = BatchBuilder(SOURCE, retrieved_at), set[str](), 0, 0
    for read, item in enumerate(JsonObjects(stream), 1):
        progress(read, None, "descriptors")
        place = f"{stream.place} descriptor {read}"
        try:
            subject, label, field = _descriptor(item)
        except InputError as error:
            builder.reject(place, str(error))
            continue
        if subject in seen:
            builder.reject(place, f"{subject} stands in the list already", subject)
        elif everything or field in MICROTHESAURI:
            seen.add(subject)
            entry = Entry(SOURCE.id, subject, subject)
            builder.statements.extend(
                entry.described(Kind.CONCEPT, Classification.SUBJECT, label, ALWAYS_UNKNOWN)
            )
        else:
            beside += 1
    if beside:
        kept = ", ".join(f"{code} {name}" for code, name in MICROTHESAURI.items())
        builder.notes.append(f"Kept: {kept}. Load eurovoc-all for every descriptor.")
    counts = (
        Count("descriptors", None, read),
        Count("descriptors kept", None, len(seen)),
        Count("descriptors of other microthesauri left out", None, beside),
    )
    return builder.build(counts, complete=builder.whole and read > 0)


def _descriptor(item: JsonObject) -> tuple[str, str, str]:
    number, label, field = (one_text(item, key) for key in ("id", "label", "mt"))
    if number is None or label is None or field is None:
        msg = "a descriptor without id, label or mt"
        raise InputError(msg)
    return eurovoc(number), label, field
