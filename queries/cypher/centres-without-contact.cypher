// title: Which centres have no member of their country that anybody is in contact with?
// part: Regional coordination of centres
// parameter bodies body many optional: Count only members who sit in these bodies, such as LIBE; all if none.
// column country: The centre's country.
// column centre: Name of the centre.
// column members: How many members could be approached.
// column uid: Identifier of the centre.
// example bodies: DROI

MATCH (z:Centre)-[:LOCATED_IN]->(c:Country)<-[:REPRESENTS]-(m:MEP)
WHERE size($bodies) = 0 OR EXISTS {
  MATCH (m)-[r:MEMBER_OF]->()-[:VERSION_OF*0..1]->(b:Organization)
  WHERE b.uid IN $bodies AND (r.valid_from IS NULL OR r.valid_from <= $as_of)
  AND (r.valid_to IS NULL OR r.valid_to >= $as_of)
}
WITH DISTINCT z, c, m
WITH z, c, count(m) AS members,
  sum(CASE WHEN EXISTS { (m)<-[:CONTACT_OF]-(:Organization) } THEN 1 ELSE 0 END) AS reached
WHERE reached = 0
RETURN c.name AS country, z.name AS centre, members, z.uid AS uid
ORDER BY country, centre, uid
