// title: Which bodies prepare the Council's work, and under which formation?
// part: EU-policy follow-up
// column body: Name of the preparatory body.
// column acronym: Its acronym.
// column under: The formation or body above it; empty if not known.
// column uid: Identifier of the body.

MATCH (w:WorkingParty)
OPTIONAL MATCH (w)-[:SUB_ORGANIZATION_OF]->(o:Organization)
RETURN w.name AS body, w.acronym AS acronym, o.name AS under, w.uid AS uid
ORDER BY under, body, uid
