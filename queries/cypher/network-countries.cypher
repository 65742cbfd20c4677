// title: In which countries has a network members, and how many members in Parliament are there?
// part: Networks
// parameter network organization: The network, such as ECRE.
// column country: The country.
// column organizations: The network's members there.
// column members_in_parliament: How many members represent it; 0 outside the EU.
// column uid: Identifier of the country.
// example network: ECRE

MATCH (o:Organization)-[:MEMBER_OF]->(:Organization {uid: $network})
MATCH (o)-[:LOCATED_IN]->(c:Country)
WITH DISTINCT c, o.name AS name
ORDER BY name
WITH c, collect(name) AS organizations
RETURN c.name AS country, organizations,
  COUNT { (c)<-[:REPRESENTS]-(:MEP) } AS members_in_parliament, c.uid AS uid
ORDER BY country, uid
