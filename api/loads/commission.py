"""The Commission's meetings and the Transparency Register."""

from api.loads.base import Job, Streamed
from loaders import commission_meetings, transparency_register
from loaders.base import Batch
from loaders.commission_meetings import read_commission_meetings
from loaders.stream import Stream
from loaders.transparency_register import read_register


def _meetings(stream: Stream, job: Job) -> Batch:
    return read_commission_meetings(
        stream,
        known=job.known(),
        source=job.source,
        retrieved_at=job.now,
        progress=job.progress,
    )


def _register(stream: Stream, job: Job) -> Batch:
    return read_register(stream, known=job.known(), retrieved_at=job.now, progress=job.progress)


LOADERS = {
    "commission-meetings": Streamed(
        "Meetings of the Commission", commission_meetings.SOURCE, _meetings, each_file=True
    ),
    "transparency-register": Streamed(
        "Transparency Register", transparency_register.SOURCE, _register
    ),
}
