// title: In which countries with members in the Parliament is no centre on record?
// part: Regional coordination of centres
// column country: The country.
// column members_in_parliament: How many members represent it.
// column organizations: How many other organisations are on record there.
// column uid: Identifier of the country.

MATCH (c:Country)<-[:REPRESENTS]-(m:MEP)
WHERE NOT EXISTS { (c)<-[:LOCATED_IN]-(:Centre) }
RETURN c.name AS country, count(DISTINCT m) AS members_in_parliament,
  COUNT { (c)<-[:LOCATED_IN]-(:Organization) } AS organizations, c.uid AS uid
ORDER BY country, uid
