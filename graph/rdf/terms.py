"""Terms of the RDF form: which of our words is which term of ORG, FOAF, SKOS, PROV, Dublin Core.

What has no counterpart there is a term of our own, under ``urn:x-corridors:``;
``docs/exchange.md`` lists them. Used by ``writing`` and ``reading``.
"""

from urllib.parse import quote, unquote

from rdflib import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, Namespace, URIRef

from graph.model import Kind, Property, Relation

OURS = Namespace("urn:x-corridors:term:")
"""Terms that no standard has."""

GRAPH = URIRef("urn:x-corridors:graph")
"""The node that describes an export as a whole."""

PREFIXES = {
    "corr": OURS,
    "dcterms": DCTERMS,
    "foaf": FOAF,
    "org": ORG,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SDO,
    "skos": SKOS,
}

_KINDS = {
    Kind.PERSON: FOAF.Person,
    Kind.ORGANIZATION: ORG.Organization,
    Kind.POST: ORG.Post,
    Kind.EVENT: SDO.Event,
    Kind.AREA: SDO.Place,
    Kind.CONCEPT: SKOS.Concept,
}

_RELATIONS = {
    Relation.MEMBER_OF: ORG.memberOf,
    Relation.HOLDS: ORG.holds,
    Relation.POST_IN: ORG.postIn,
    Relation.SUB_ORGANIZATION_OF: ORG.subOrganizationOf,
    Relation.VERSION_OF: DCTERMS.isVersionOf,
    Relation.LOCATED_IN: SDO.location,
    Relation.HAS_SUBJECT: DCTERMS.subject,
    Relation.REPLACES: DCTERMS.replaces,
}

_PROPERTIES = {
    Property.NAME: FOAF.name,
    Property.GIVEN_NAME: FOAF.givenName,
    Property.FAMILY_NAME: FOAF.familyName,
    Property.OTHER_NAME: SKOS.altLabel,
    Property.ACRONYM: SKOS.notation,
    Property.IDENTIFIER: DCTERMS.identifier,
    Property.TITLE: DCTERMS.title,
    Property.DESCRIPTION: DCTERMS.description,
    Property.NOTE: SKOS.note,
    Property.URL: FOAF.page,
    Property.MAILBOX: SDO.email,
    Property.LATITUDE: SDO.latitude,
    Property.LONGITUDE: SDO.longitude,
}


def kind_term(kind: Kind) -> URIRef:
    """Give the class of a kind."""
    return _KINDS.get(kind) or OURS[kind.value]


def relation_term(relation: Relation) -> URIRef:
    """Give the property of a relation."""
    first, *rest = relation.value.lower().split("_")
    return _RELATIONS.get(relation) or OURS[first + "".join(word.title() for word in rest)]


def property_term(prop: Property) -> URIRef:
    """Give the property of a property."""
    return _PROPERTIES.get(prop) or OURS[prop.value]


RELATIONS = {relation_term(relation): relation for relation in Relation}
PROPERTIES = {property_term(prop): prop for prop in Property}


def name_of(kind: str, identifier: str) -> URIRef:
    """Name a node, a tie, a source… by its identifier."""
    return URIRef(f"urn:x-corridors:{kind}:{quote(identifier, safe=':')}")


def identifier_of(kind: str, name: object) -> str:
    """Give the identifier behind a name.

    Raises:
        ValueError: it is no name of that kind.
    """
    prefix = f"urn:x-corridors:{kind}:"
    text = str(name)
    if not text.startswith(prefix):
        msg = f"{text!r} does not begin with {prefix!r}"
        raise ValueError(msg)
    return unquote(text.removeprefix(prefix))
