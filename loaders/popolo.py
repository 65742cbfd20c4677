"""Popolo documents of other organisations: who sits where, since and until when.

Publisher and licence: as the one who passes the file states. Known flaws: a missing ``end_date``
says nothing (EveryPolitician left it out of running terms and forgotten ones alike), so an end is
open only where the file says so by our own property ``end_kind``; identifiers are the file's own,
and are kept apart from ours unless it gives public ones (``ep-person``, ``eu-tr``…).

Of persons only names, links, identifiers and memberships are kept, and only of those who hold
something; contact details, birth dates, pictures, biographies are counted and dropped. Speeches,
motions, votes and events are counted and dropped. What it must not do: read a file.
"""

from collections.abc import Callable, Iterator

from graph.errors import InputError
from graph.exchange.parts import Part
from graph.identifiers import fold
from graph.model import Kind, Property, Relation
from graph.period import EndKind, Period
from loaders.base import Batch
from loaders.strangers import Strangers, Told, day_of, partial_period

LONGEST_ROLE = 200
"""Most characters of a role; more is a text about somebody."""

_PRIVATE = (
    "birth_date",
    "death_date",
    "gender",
    "image",
    "images",
    "biography",
    "summary",
    "national_identity",
    "email",
    "contact_details",
    "description",
)
_UNREAD = ("events", "vote_events", "motions", "speeches", "counts", "votes")


def read_foreign_popolo(document: Part, to: Strangers) -> Batch:
    """Read a document into the statements of one source.

    Raises:
        InputError: what should be a list of objects is none.
    """
    reading = _Reading(to)
    for key in _UNREAD:
        listed = sum(1 for _ in document.parts(key))
        if listed:
            to.dropped[f"{key}: not read"] += listed
    reading.learn(document)
    for key, read in (
        ("areas", reading.area),
        ("organizations", reading.organization),
        ("posts", reading.post),
        ("persons", reading.person),
    ):
        reading.each(document.parts(key), read)
    reading.each(reading.memberships(document), reading.membership)
    return to.batch()


class _Reading:
    """Reads one document; what is unfit is rejected by its place."""

    def __init__(self, strangers: Strangers) -> None:
        self._to = strangers
        self._holders: set[str] = set()
        self._known: set[str] = set()

    def learn(self, document: Part) -> None:
        """Give every id its identifier, and note who holds something."""
        for key in ("areas", "organizations", "posts", "persons"):
            for part in document.parts(key):
                identifier = _id(part)
                if identifier is not None:
                    others = [
                        (fold(one.maybe("scheme") or ""), one.maybe("identifier") or "")
                        for one in part.parts("identifiers")
                    ]
                    self._to.identify(identifier, others)
                    self._known.add(identifier)
        self._holders = {
            one for part in self.memberships(document) if (one := _member(part)) is not None
        }

    def memberships(self, document: Part) -> Iterator[Part]:
        """Give memberships, wherever Popolo lets them stand."""
        yield from document.parts("memberships")
        for key in ("persons", "organizations", "posts"):
            for part in document.parts(key):
                yield from part.parts("memberships")

    def each(self, parts: Iterator[Part], read: Callable[[Part], None]) -> None:
        for part in parts:
            before = len(self._to.builder.statements)
            try:
                read(part)
            except InputError as error:
                del self._to.builder.statements[before:]
                self._to.builder.reject(part.place, str(error), _id(part))

    def area(self, part: Part) -> None:
        self._node(part, Kind.AREA, "name")

    def organization(self, part: Part) -> None:
        subject, told = self._node(part, Kind.ORGANIZATION, "name")
        self._to.classify(subject, part.maybe("classification"), told)
        for key, relation in (
            ("parent_id", Relation.SUB_ORGANIZATION_OF),
            ("area_id", Relation.LOCATED_IN),
        ):
            if part.has(key):
                self._to.tie(subject, relation, self._named(part, key), told)

    def post(self, part: Part) -> None:
        subject, told = self._node(part, Kind.POST, "label")
        if part.has("organization_id"):
            self._to.tie(subject, Relation.POST_IN, self._named(part, "organization_id"), told)

    def person(self, part: Part) -> None:
        if _id(part) not in self._holders:
            self._to.dropped["persons without any membership or post, not kept"] += 1
            return
        self._to.drop(part, _PRIVATE)
        subject, told = self._node(part, Kind.PERSON, "name")
        for key, prop in (
            ("given_name", Property.GIVEN_NAME),
            ("family_name", Property.FAMILY_NAME),
        ):
            self._to.say(subject, prop, part.maybe(key), told)

    def membership(self, part: Part) -> None:
        told = _told(part, _id(part) or f"{_member(part)}/{part.maybe('organization_id')}")
        role, period = part.maybe("role"), _period(part)
        if role is not None and len(role) > LONGEST_ROLE:
            raise part.wrong("role", f"at most {LONGEST_ROLE} characters")
        key = "person_id" if part.has("person_id") else "member"
        who = self._named(part, key)
        if part.has("post_id"):
            post = self._named(part, "post_id")
            self._to.tie(who, Relation.HOLDS, post, told, role, period)
            return
        body = self._named(part, "organization_id")
        self._to.tie(who, Relation.MEMBER_OF, body, told, role, period)

    def _node(self, part: Part, kind: Kind, label: str) -> tuple[str, Told]:
        identifier = _id(part)
        if identifier is None:
            raise part.wrong("id", "an identifier")
        subject, told = self._to.identify(identifier), _told(part, identifier)
        name = part.maybe(label) or part.maybe("label") or part.text("name")
        self._to.node(subject, kind, name, told)
        for one in part.parts("other_names"):
            self._to.say(subject, Property.OTHER_NAME, one.maybe("name"), told, _period(one))
        for one in part.parts("links"):
            url = one.maybe("url")
            if url is not None and url.startswith(("http://", "https://")):
                self._to.say(subject, Property.URL, url, told)
        for one in part.parts("identifiers"):
            scheme, text = one.maybe("scheme"), one.maybe("identifier")
            if text and f"{scheme}:{text}" != subject:
                self._to.say(
                    subject, Property.IDENTIFIER, f"{scheme}:{text}" if scheme else text, told
                )
        return subject, told

    def _named(self, part: Part, key: str) -> str:
        """Give who is meant; a name that the document does not describe is refused."""
        text = _member(part) if key == "member" else part.text(key)
        if text is None or text not in self._known:
            raise part.wrong(key, "the id of something in the same document")
        return self._to.identify(text)


def _id(part: Part) -> str | None:
    return part.maybe("id") or part.maybe("_id")


def _member(part: Part) -> str | None:
    if part.has("person_id"):
        return part.maybe("person_id")
    return part.part("member").maybe("id") if part.has("member") else None


def _period(part: Part) -> Period:
    kind = part.maybe("end_kind")
    still = kind == EndKind.OPEN.value
    return partial_period(part.maybe("start_date"), part.maybe("end_date"), still, part.place)


def _told(part: Part, record: str) -> Told:
    """Give the day and pages of a record, as its ``sources`` tell them."""
    listed = list(part.parts("sources"))
    days = [day for one in listed if (day := day_of(one.maybe("retrieved_at"))) is not None]
    notes = sorted({one.text("note") for one in listed if one.has("note")})
    pages = sorted({one.text("url") for one in listed if one.has("url")})
    said = (("source_text", "; ".join(notes)), ("url", " ".join(pages)))
    return Told(record, max(days, default=None), tuple(pair for pair in said if pair[1]))
