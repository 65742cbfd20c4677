"""The model: kinds, classifications, relations, and what the merge makes of statements.

Names follow W3C ORG, its EP profile, Popolo and FollowTheMoney; ``docs/vocabulary.md`` lists each
term with its counterpart. A membership is a dated object (a ``Tie`` with role, period and
evidence); the relationship in the store is its projection. Enums are closed: a label or relation
that is not here does not exist.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from graph.levels import Level
from graph.lookup import Lookup
from graph.period import Period

if TYPE_CHECKING:
    from graph.provenance import Source, Value


class Kind(StrEnum):
    """What a node is: its first label."""

    PERSON = "Person"
    ORGANIZATION = "Organization"
    POST = "Post"
    EVENT = "Event"
    DOSSIER = "Dossier"
    CALL = "Call"
    AREA = "Area"
    CONCEPT = "Concept"


class Classification(StrEnum):
    """What people think a node is: its second label. Never also a relation's name."""

    MEP = "MEP"
    OFFICIAL = "Official"
    INSTITUTION = "Institution"
    COMMITTEE = "Committee"
    SUBCOMMITTEE = "Subcommittee"
    POLITICAL_GROUP = "PoliticalGroup"
    NATIONAL_PARTY = "NationalParty"
    DELEGATION = "Delegation"
    INTERGROUP = "Intergroup"
    GOVERNING_BODY = "GoverningBody"
    COUNCIL_CONFIGURATION = "CouncilConfiguration"
    WORKING_PARTY = "WorkingParty"
    DIRECTORATE_GENERAL = "DirectorateGeneral"
    NETWORK = "Network"
    NGO = "Ngo"
    CENTRE = "Centre"
    OFFICE = "Office"
    AGENCY = "Agency"
    PROCEDURE = "Procedure"
    LEGAL_ACT = "LegalAct"
    FUNDING_CALL = "FundingCall"
    COUNTRY = "Country"
    VOTE_EVENT = "VoteEvent"
    JOINT_STATEMENT = "JointStatement"
    DIALOGUE = "Dialogue"
    PERMANENT_REPRESENTATION = "PermanentRepresentation"
    SUBJECT = "Subject"
    FUNDING_PROGRAMME = "FundingProgramme"
    ROLE = "Role"


class Relation(StrEnum):
    """How two nodes are tied; each reads as a sentence from subject to object.

    JUDGED makes no tie: it says who is the same (``graph.identity``).
    """

    MEMBER_OF = "MEMBER_OF"
    REPRESENTS = "REPRESENTS"
    HOLDS = "HOLDS"
    POST_IN = "POST_IN"
    SUB_ORGANIZATION_OF = "SUB_ORGANIZATION_OF"
    VERSION_OF = "VERSION_OF"
    LOCATED_IN = "LOCATED_IN"
    RAPPORTEUR_FOR = "RAPPORTEUR_FOR"
    RESPONSIBLE_FOR = "RESPONSIBLE_FOR"
    STANDS_ON = "STANDS_ON"
    VOTED = "VOTED"
    REFERENCE_FOR = "REFERENCE_FOR"
    DECIDES_ON = "DECIDES_ON"
    CONTACT_OF = "CONTACT_OF"
    MANAGES = "MANAGES"
    SIGNED = "SIGNED"
    TOOK_PART_IN = "TOOK_PART_IN"
    FUNDS = "FUNDS"
    HAS_SUBJECT = "HAS_SUBJECT"
    REPLACES = "REPLACES"
    JUDGED = "JUDGED"


class Property(StrEnum):
    """What can be said of a node by a literal."""

    KIND = "kind"
    CLASSIFICATION = "classification"
    NAME = "name"
    GIVEN_NAME = "given_name"
    FAMILY_NAME = "family_name"
    ORIGINAL_NAME = "original_name"
    OTHER_NAME = "other_name"
    ACRONYM = "acronym"
    IDENTIFIER = "identifier"
    TITLE = "title"
    DESCRIPTION = "description"
    NOTE = "note"
    URL = "url"
    MAILBOX = "mailbox"
    CITY = "city"
    STAGE = "stage"
    PROCEDURE_TYPE = "procedure_type"
    DEADLINE = "deadline"
    START_DATE = "start_date"
    END_DATE = "end_date"
    CONSULTATION_DATE = "consultation_date"
    FREQUENCY = "frequency"
    PROGRAMME = "programme"
    YEAR = "year"
    BUDGET_EUR = "budget_eur"
    GRANT_MIN_EUR = "grant_min_eur"
    GRANT_MAX_EUR = "grant_max_eur"
    COFINANCING_PCT = "cofinancing_pct"
    POPULATION = "population"
    POPULATION_SHARE_PCT = "population_share_pct"
    EU_POPULATION = "eu_population"
    SEATS = "seats"
    SIZE_NOTE = "size_note"
    CATEGORY = "category"
    INTERESTS = "interests"
    LATITUDE = "latitude"
    LONGITUDE = "longitude"
    ISO2 = "iso2"
    EU_MEMBER = "eu_member"
    RESULT = "result"
    VOTES_FOR = "votes_for"
    VOTES_AGAINST = "votes_against"
    VOTES_ABSTAIN = "votes_abstain"
    VOTES_ABSENT = "votes_absent"


SINGLE_VALUED = frozenset(Property) - {
    Property.CLASSIFICATION,
    Property.OTHER_NAME,
    Property.ORIGINAL_NAME,
    Property.IDENTIFIER,
    Property.DESCRIPTION,
    Property.NOTE,
    Property.URL,
    Property.MAILBOX,
}
"""Properties of which the merge keeps one value; of the others it keeps all, sorted."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One statement behind a fact: who says it, where, and when it was read."""

    source: str
    record: str
    seq: int
    retrieved_at: datetime
    confirmed_at: datetime
    as_of: date | None = None

    @property
    def day(self) -> date:
        """The day for which this is evidence: the stated one, else the last reading."""
        return self.as_of or self.confirmed_at.date()


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of one property, with its period and evidence (oldest first).

    ``period`` matters for figures that change by year, such as a population.
    """

    value: "Value"
    period: Period
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Entity:
    """A node after merging.

    ``properties`` maps each property to its facts, chosen first; ``alternatives`` keeps what
    other sources say instead. ``classifications`` is sorted; may be empty.
    """

    id: str
    kind: Kind
    name: str
    classifications: tuple[Classification, ...] = ()
    properties: Mapping[Property, tuple[Fact, ...]] = field(default_factory=dict)
    alternatives: Mapping[Property, tuple[Fact, ...]] = field(default_factory=dict)
    level: Level = Level.PUBLIC
    invented: bool = False

    @property
    def classification(self) -> Classification | None:
        """The first classification, or None."""
        return self.classifications[0] if self.classifications else None

    def first(self, prop: Property) -> "Value | None":
        """Give the chosen value of a property, or None where nothing is known."""
        facts = self.properties.get(prop)
        return facts[0].value if facts else None


@dataclass(frozen=True, slots=True)
class Tie:
    """A dated relation between two nodes, with all its evidence.

    ``id`` is stable while subject, relation, object, role and start stay the same, also when the
    end becomes known. ``role`` is the publisher's role code (``MEMBER``, ``CHAIR``,
    ``RAPPORTEUR_SHADOW``) or, for CONTACT_OF, the channel (``meeting``). ``qualifiers`` are those
    of the chosen statement. ``disagreement`` says in words what other sources state instead.
    """

    id: str
    subject: str
    relation: Relation
    object: str
    role: str | None
    period: Period
    evidence: tuple[Evidence, ...]
    qualifiers: tuple[tuple[str, str], ...] = ()
    level: Level = Level.PUBLIC
    invented: bool = False
    disagreement: str | None = None

    def qualifier(self, key: str) -> str | None:
        """Give one qualifier's text, or None."""
        return dict(self.qualifiers).get(key)


@dataclass(frozen=True, slots=True)
class MergedGraph:
    """All entities and ties at a level, as known at a moment.

    ``entities`` is keyed and ordered by id; ``ties`` are sorted by id; ``dangling`` lists ids that
    a tie names but that no statement describes (kept out of ``ties``, never silently lost).
    ``head`` is the last ledger place that was read. ``aliases`` gives, for each identifier that is
    judged the same as another one, the identifier that stands for both, ordered by alias: no
    entity or tie bears an alias. ``self_ties`` counts the statements that tied two that are one.
    """

    entities: Mapping[str, Entity]
    ties: tuple[Tie, ...]
    sources: Mapping[str, "Source"]
    level: Level
    head: int
    dangling: tuple[str, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)
    self_ties: int = 0
    _lookup: Lookup | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def lookup(self) -> Lookup:
        """Indexes over entities and ties, made once for each graph."""
        if self._lookup is None:
            made = Lookup(self.entities, self.ties, self.aliases)
            object.__setattr__(self, "_lookup", made)
        assert self._lookup is not None, "just set"
        return self._lookup

    def canonical(self, identifier: str) -> str:
        """Give who an identifier stands for: itself unless it is an alias."""
        return self.aliases.get(identifier, identifier)

    def last_place(self) -> int:
        """Give the last ledger place among the evidence: the same whenever the graph is.

        Unlike ``head``, which also counts what was recorded and withdrawn again.
        """
        behind = [tie.evidence for tie in self.ties]
        for entity in self.entities.values():
            for facts in (*entity.properties.values(), *entity.alternatives.values()):
                behind += [fact.evidence for fact in facts]
        return max((piece.seq for pieces in behind for piece in pieces), default=0)
