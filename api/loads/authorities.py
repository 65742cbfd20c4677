"""Authority tables of the EU, the EU Whoiswho, and functional mailboxes."""

from urllib.parse import urlencode

from api.loads.base import Address, Job, Streamed
from loaders import (
    eu_bodies,
    eu_countries,
    eu_programmes,
    eu_roles,
    eu_whoiswho,
    eurovoc,
    institutional_mailboxes,
)
from loaders.base import Batch
from loaders.eu_bodies import read_bodies_subset, read_bodies_table
from loaders.eu_countries import read_countries, read_member_states
from loaders.eu_programmes import read_programmes
from loaders.eu_roles import read_parliament_roles, read_roles
from loaders.eu_whoiswho import read_whoiswho
from loaders.eurovoc import read_eurovoc
from loaders.institutional_mailboxes import read_mailboxes
from loaders.paged import Asked, Paged
from loaders.stream import Stream


def _bodies(stream: Stream, job: Job) -> Batch:
    return read_bodies_subset(
        stream, known=job.known(), retrieved_at=job.now, progress=job.progress
    )


def _all_bodies(stream: Stream, job: Job) -> Batch:
    return read_bodies_table(
        stream, known=job.known(), retrieved_at=job.now, progress=job.progress
    )


def _roles(stream: Stream, job: Job) -> Batch:
    return read_roles(stream, known=job.known(), retrieved_at=job.now, progress=job.progress)


def _parliament_roles(stream: Stream, job: Job) -> Batch:
    return read_parliament_roles(stream, retrieved_at=job.now, progress=job.progress)


def _countries(stream: Stream, job: Job) -> Batch:
    return read_countries(stream, retrieved_at=job.now, progress=job.progress)


def _member_states(stream: Stream, job: Job) -> Batch:
    return read_member_states(stream, retrieved_at=job.now, progress=job.progress)


def _subjects(stream: Stream, job: Job) -> Batch:
    return read_eurovoc(stream, retrieved_at=job.now, progress=job.progress)


def _all_subjects(stream: Stream, job: Job) -> Batch:
    return read_eurovoc(stream, retrieved_at=job.now, everything=True, progress=job.progress)


def _programmes(stream: Stream, job: Job) -> Batch:
    return read_programmes(stream, retrieved_at=job.now, progress=job.progress)


def _mailboxes(stream: Stream, job: Job) -> Batch:
    return read_mailboxes(stream, known=job.known(), retrieved_at=job.now, progress=job.progress)


def _whoiswho(stream: Stream, job: Job) -> Batch:
    return read_whoiswho(
        stream,
        known=job.known(),
        retrieved_at=job.now,
        source=job.source,
        purpose=job.purpose,
        progress=job.progress,
    )


def _posts_page(number: int) -> Asked:
    """Give the request of one page, from 0: posts alone, whatever the purpose."""
    query = eu_whoiswho.posts_query(number * eu_whoiswho.PAGE)
    asked = {"query": query, "format": "application/sparql-results+json"}
    return Asked(f"{eu_whoiswho.ENDPOINT}?{urlencode(asked)}")


_FULL_TABLE = Address(
    "https://op.europa.eu/o/opportal-service/euvoc-download-handler?cellarURI="
    "http%3A%2F%2Fpublications.europa.eu%2Fresource%2Fdistribution%2Fcorporate-body%2F"
    "20260617-0%2Frdf%2Fskos_core%2Fcorporatebodies-skos.rdf&fileName=corporatebodies-skos.rdf",
    "corporatebodies-skos.rdf",
    hosts=("publications.europa.eu",),
)

LOADERS = {
    "eu-corporate-bodies": Streamed("EU bodies of eForms", eu_bodies.SOURCE, _bodies),
    "eu-corporate-bodies-full": Streamed(
        "EU bodies, full table", eu_bodies.FULL, _all_bodies, addresses=(_FULL_TABLE,)
    ),
    "ep-roles": Streamed("Roles of the Parliament", eu_roles.PARLIAMENT, _parliament_roles),
    "eu-roles": Streamed("Roles of the Publications Office", eu_roles.SOURCE, _roles),
    "eu-countries": Streamed("Countries and their labels", eu_countries.SOURCE, _countries),
    "eu-member-states": Streamed("Member States", eu_countries.MEMBER_STATES, _member_states),
    "eurovoc": Streamed("Subjects of the office's fields", eurovoc.SOURCE, _subjects),
    "eurovoc-all": Streamed("Subjects, every one", eurovoc.SOURCE, _all_subjects),
    "eu-programmes": Streamed("EU funding programmes", eu_programmes.SOURCE, _programmes),
    "eu-whoiswho": Streamed(
        "EU Whoiswho: posts",
        eu_whoiswho.SOURCE,
        _whoiswho,
        each_file=True,
        pages=Paged("rows of the Whoiswho", _posts_page, ("results", "bindings")),
        has_names=True,
    ),
    "institutional-mailboxes": Streamed(
        "Functional mailboxes", institutional_mailboxes.SOURCE, _mailboxes
    ),
}
