"""The Commission's meetings and the Transparency Register."""

from api.loads.base import Address, Job, Streamed
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


MEETINGS = "https://ec.europa.eu/transparency-initiative/meetings/data/meetings/dataxml"

NAMES = (
    "meetingscommissionrepresentatives1419",
    "meetingscommissionrepresentatives1924",
    "meetingscommissionrepresentatives2429",
    "meetingsdirectorgenerals",
)
"""The Commission's own names of its files: one for each Commission, one for its services."""

REGISTER = Address(
    "https://transparency-register.europa.eu/odplastorganisationxml_en",
    "organisations.xml",
    hosts=("ec.europa.eu",),
)
"""About 117 MB, new every day; it leads on to the second host, which offers no ranges."""

LOADERS = {
    "commission-meetings": Streamed(
        "Meetings of the Commission",
        commission_meetings.SOURCE,
        _meetings,
        each_file=True,
        addresses=tuple(Address(f"{MEETINGS}?name={name}", f"{name}.xml") for name in NAMES),
    ),
    "transparency-register": Streamed(
        "Transparency Register", transparency_register.SOURCE, _register, addresses=(REGISTER,)
    ),
}
