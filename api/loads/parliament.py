"""The Parliament's lists and meetings, and Integrity Watch's."""

from api.loads.base import Address, Job, Streamed
from loaders import ep_full_list, ep_meetings
from loaders.base import Batch
from loaders.ep_full_list import read_full_list
from loaders.ep_meetings import read_meetings, read_watched
from loaders.stream import Stream


def _full_list(stream: Stream, job: Job) -> Batch:
    return read_full_list(stream, source=job.source, retrieved_at=job.now, progress=job.progress)


def _meetings(stream: Stream, job: Job) -> Batch:
    return read_meetings(stream, known=job.known(), retrieved_at=job.now, progress=job.progress)


def _watched(stream: Stream, job: Job) -> Batch:
    return read_watched(stream, known=job.known(), retrieved_at=job.now, progress=job.progress)


PAGES = "https://www.europarl.europa.eu/meps/en"

LOADERS = {
    "ep-full-list": Streamed(
        "Members in brief",
        ep_full_list.SOURCE,
        _full_list,
        addresses=(Address(f"{PAGES}/full-list/xml", "full-list.xml"),),
    ),
    "ep-directory": Streamed(
        "Names of members of a term",
        ep_full_list.DIRECTORY,
        _full_list,
        each_file=True,
        addresses=tuple(
            Address(f"{PAGES}/directory/xml?leg={term}", f"directory-term{term}.xml")
            for term in (8, 9, 10)
        ),
    ),
    "ep-meetings": Streamed("Members' meetings", ep_meetings.SOURCE, _meetings),
    "integrity-watch": Streamed(
        "Members' meetings by Integrity Watch", ep_meetings.WATCHED, _watched
    ),
}
