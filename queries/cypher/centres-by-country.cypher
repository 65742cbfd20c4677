// title: Which rehabilitation centres are on record, country by country?
// part: Regional coordination of centres
// column country: The country.
// column centre: Name of the centre.
// column networks: Networks it is a member of, as far as known.
// column members_in_parliament: How many members represent the country; 0 outside the EU.
// column uid: Identifier of the centre.

MATCH (z:Centre)-[:LOCATED_IN]->(c:Country)
OPTIONAL MATCH (z)-[:MEMBER_OF]->(n:Network)
WITH z, c, coalesce(n.acronym, n.name) AS network
ORDER BY network
WITH z, c, collect(DISTINCT network) AS networks
RETURN c.name AS country, z.name AS centre, networks,
  COUNT { (c)<-[:REPRESENTS]-(:MEP) } AS members_in_parliament, z.uid AS uid
ORDER BY country, centre, uid
