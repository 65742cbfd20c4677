"""FollowTheMoney entities of other organisations, one JSON object a line, as their tools write.

Publisher and licence: as the one who passes the file states. Schemata read: Person, Organization,
PublicBody, Company and LegalEntity as nodes, Position, Membership, Directorship, Occupancy.
Representation, Payment, Ownership, Sanction and all others are counted and dropped: no relation
of ours says them. Known flaws: dates may be years or months; ends that are missing are unknown
unless ``status`` is ``current``; identifiers are the file's own.

Such files hold private persons (owners, relatives, victims). Only those are kept who hold a
position, sit in a public body, or are marked as in public life (topic ``role.pep``); the others
are counted, and so is everything about a person beyond names. The file is read twice, and never
held whole. What it must not do: read a file itself.
"""

from collections.abc import Callable, Iterable, Iterator

from graph.errors import InputError
from graph.exchange.parts import Part, read_object
from graph.model import Classification, Kind, Property, Relation
from graph.period import Period
from loaders.base import Batch
from loaders.strangers import Strangers, Told, day_of, partial_period

MOST_LINES = 2_000_000
"""Most entities of one file."""

LONGEST_ROLE = 200
"""Most characters of a role; more is a text about somebody."""

_BODIES = frozenset({"Organization", "PublicBody", "Company", "LegalEntity"})
_EDGES = {
    "Membership": ("member", "organization", Relation.MEMBER_OF),
    "Directorship": ("director", "organization", Relation.MEMBER_OF),
    "Occupancy": ("holder", "post", Relation.HOLDS),
}
_PUBLIC_TOPICS = frozenset({"role.pep", "role.pol", "role.judge", "role.civil", "role.diplo"})
_PRIVATE = frozenset(
    {"birthDate", "birthPlace", "birthCountry", "deathDate", "nationality", "citizenship"}
    | {"passportNumber", "socialSecurityNumber", "idNumber", "taxNumber", "gender", "ethnicity"}
    | {"religion", "email", "phone", "address", "addressEntity", "biography", "notes", "summary"}
    | {"description", "education", "political", "appearance", "weakAlias", "fatherName"}
    | {"motherName", "spokenLanguage", "position"}
)
Lines = Callable[[], Iterable[str]]


def read_foreign_ftm(lines: Lines, place: str, to: Strangers) -> Batch:
    """Read a file, given as something that gives its lines anew, into the statements of a source.

    Raises:
        InputError: it has more lines than one file may.
    """
    reading = _Reading(to)
    for part in _parts(lines, place, to, report=False):
        reading.learn(part)
    reading.decide()
    for part in _parts(lines, place, to, report=True):
        before = len(to.builder.statements)
        try:
            reading.read(part)
        except InputError as error:
            del to.builder.statements[before:]
            to.builder.reject(part.place, str(error), part.maybe("id"))
    return to.batch()


def _parts(lines: Lines, place: str, to: Strangers, *, report: bool) -> Iterator[Part]:
    for number, line in enumerate(lines(), 1):
        if number > MOST_LINES:
            raise InputError(f"{place} has more than {MOST_LINES} lines. Split it.")
        if not line.strip():
            continue
        where = f"{place} line {number}"
        try:
            part = read_object(line, where)
            part.text("id")
            part.text("schema")
            part.part("properties")
        except InputError as error:
            if report:
                to.builder.reject(where, str(error))
            continue
        yield part


class _Reading:
    """Knows, after a first reading, who is what and who is in public life."""

    def __init__(self, to: Strangers) -> None:
        self._to = to
        self._schema: dict[str, str] = {}
        self._public: set[str] = set()
        self._sits: list[tuple[str, str]] = []

    def learn(self, part: Part) -> None:
        identifier, schema = part.text("id"), part.text("schema")
        properties = part.part("properties")
        try:
            if schema in _EDGES:
                one, other, _ = _EDGES[schema]
                for who in _all(properties, one):
                    self._sits += [(who, body) for body in _all(properties, other)]
            elif schema == "Person" or schema in _BODIES or schema == "Position":
                self._schema[identifier] = schema
                if _PUBLIC_TOPICS.intersection(_all(properties, "topics")):
                    self._public.add(identifier)
                numbers = [("eu-tr", one) for one in _all(properties, "registrationNumber")]
                self._to.identify(identifier, numbers if schema in _BODIES else ())
        except InputError:
            return  # told, with its place, in the second reading

    def decide(self) -> None:
        public = {"PublicBody", "Position"}
        self._public |= {who for who, body in self._sits if self._schema.get(body) in public}

    def read(self, part: Part) -> None:
        schema, properties = part.text("schema"), part.part("properties")
        if schema in _EDGES:
            self._edge(part, properties, schema)
        elif schema == "Person":
            self._person(part, properties)
        elif schema in _BODIES:
            self._body(part, properties, schema)
        elif schema == "Position":
            subject, told = self._node(part, properties, Kind.POST)
            for body in _all(properties, "organization"):
                if self._schema.get(body) in _BODIES:
                    self._to.tie(subject, Relation.POST_IN, self._to.identify(body), told)
        else:
            self._to.dropped[f"{schema[:40]}: not read"] += 1

    def _person(self, part: Part, properties: Part) -> None:
        if part.text("id") not in self._public:
            self._to.dropped["persons outside public office, not kept"] += 1
            return
        self._to.drop(properties, sorted(_PRIVATE))
        subject, told = self._node(part, properties, Kind.PERSON)
        for key, prop in (("firstName", Property.GIVEN_NAME), ("lastName", Property.FAMILY_NAME)):
            for text in _all(properties, key)[:1]:
                self._to.say(subject, prop, text, told)

    def _body(self, part: Part, properties: Part, schema: str) -> None:
        subject, told = self._node(part, properties, Kind.ORGANIZATION)
        if schema == "PublicBody":
            self._to.say(subject, Property.CLASSIFICATION, Classification.INSTITUTION.value, told)
        for text in _all(properties, "abbreviation")[:1]:
            self._to.say(subject, Property.ACRONYM, text, told)
        for text in _all(properties, "website"):
            if text.startswith(("http://", "https://")):
                self._to.say(subject, Property.URL, text, told)
        for parent in _all(properties, "parent"):
            if self._schema.get(parent) in _BODIES:
                other = self._to.identify(parent)
                self._to.tie(subject, Relation.SUB_ORGANIZATION_OF, other, told)

    def _edge(self, part: Part, properties: Part, schema: str) -> None:
        one, other, relation = _EDGES[schema]
        told, period = _told(part, properties), _period(part, properties)
        roles = _all(properties, "role")
        role = roles[0] if roles else ("director" if schema == "Directorship" else None)
        if role is not None and len(role) > LONGEST_ROLE:
            raise properties.wrong("role", f"at most {LONGEST_ROLE} characters")
        for who in _all(properties, one):
            for body in _all(properties, other):
                if self._schema.get(who) == "Person" and who not in self._public:
                    self._to.dropped[f"{schema} of persons outside public office"] += 1
                elif who in self._schema and body in self._schema:
                    ends = (self._to.identify(who), self._to.identify(body))
                    self._to.tie(ends[0], relation, ends[1], told, role, period)
                else:
                    raise properties.wrong(one, "ends that the file describes")

    def _node(self, part: Part, properties: Part, kind: Kind) -> tuple[str, Told]:
        subject, told = self._to.identify(part.text("id")), _told(part, properties)
        names = _all(properties, "name")
        if not names:
            raise properties.wrong("name", "a name")
        self._to.node(subject, kind, names[0], told)
        for text in [*names[1:], *_all(properties, "alias"), *_all(properties, "previousName")]:
            self._to.say(subject, Property.OTHER_NAME, text, told)
        if kind is Kind.ORGANIZATION:
            for text in _all(properties, "registrationNumber"):
                if text != subject:
                    self._to.say(subject, Property.IDENTIFIER, text, told)
        return subject, told


def _all(properties: Part, key: str) -> tuple[str, ...]:
    """Give the values of a property; a bare text counts as one."""
    found = properties.values.get(key)
    return (found,) if isinstance(found, str) else properties.texts(key)


def _period(part: Part, properties: Part) -> Period:
    starts, ends = _all(properties, "startDate"), _all(properties, "endDate")
    if len(starts) > 1 or len(ends) > 1:
        raise part.wrong("properties", "one startDate and one endDate")
    if not starts and not ends and _all(properties, "date"):
        starts = ends = _all(properties, "date")[:1]
    still = "current" in _all(properties, "status")
    return partial_period(next(iter(starts), None), next(iter(ends), None), still, part.place)


def _told(part: Part, properties: Part) -> Told:
    days = [day for one in _all(properties, "retrievedAt") if (day := day_of(one)) is not None]
    said = (
        ("source_text", "; ".join(sorted(_all(properties, "publisher")))),
        ("url", " ".join(sorted(_all(properties, "sourceUrl")))),
    )
    pairs = tuple(pair for pair in said if pair[1])
    return Told(part.text("id"), max(days, default=None), pairs)
