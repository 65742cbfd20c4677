"""Calls for proposals, and who was funded."""

from urllib.parse import urlencode

from api.loads.base import Address, Job, Streamed
from loaders import fts, funding_calls
from loaders.base import Batch
from loaders.fts import read_fts
from loaders.funding_calls import read_funding_calls
from loaders.paged import Asked, Paged
from loaders.stream import Stream

YEARS = range(2023, 2026)
"""Years of the Financial Transparency System that a refresh asks for."""

OUR_FIELD = "our-field"
"""The keyword that stands for ``funding_calls.KEYWORDS``."""


def _page(number: int) -> Asked:
    """Give the request of one page, from 0."""
    request = funding_calls.request(number + 1)
    return Asked(f"{request.url}?{urlencode(request.parameters)}", request.parts)


def _fts(stream: Stream, job: Job) -> Batch:
    return read_fts(
        stream,
        known=job.known(),
        source=job.source,
        retrieved_at=job.now,
        progress=job.progress,
    )


def _calls(stream: Stream, job: Job) -> Batch:
    # One word stands for all those of our field.
    words = funding_calls.KEYWORDS if job.keywords == (OUR_FIELD,) else job.keywords
    return read_funding_calls(stream, retrieved_at=job.now, keywords=words, progress=job.progress)


LOADERS = {
    "fts": Streamed(
        "Financial Transparency System",
        fts.SOURCE,
        _fts,
        each_file=True,
        addresses=tuple(
            Address(fts.ADDRESS.format(year=year), f"fts-{year}.xlsx") for year in YEARS
        ),
    ),
    "funding-calls": Streamed(
        "Calls for proposals",
        funding_calls.SOURCE,
        _calls,
        pages=Paged("calls for proposals", _page, ("results",), ("totalResults",)),
    ),
}
