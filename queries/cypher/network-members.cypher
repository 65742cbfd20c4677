// title: Who belongs to a network, and where?
// part: Networks
// parameter network organization: The network, such as ECRE, EPAM or HRDN.
// column organization: Name of the member.
// column role: Role in the network, as published.
// column country: Its country, if known.
// column stated_on: The day for which the membership is stated.
// column sources: Who states it.
// column uid: Identifier of the member.
// example network: ECRE

MATCH (o)-[r:MEMBER_OF]->(:Organization {uid: $network})
OPTIONAL MATCH (o)-[:LOCATED_IN]->(c:Country)
RETURN o.name AS organization, r.role AS role, c.name AS country, r.evidence_day AS stated_on,
  r.sources AS sources, o.uid AS uid
ORDER BY organization, uid, role, country, stated_on
