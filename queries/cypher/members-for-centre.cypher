// title: Which members of a centre's country sit in given bodies?
// part: Regional coordination of centres
// parameter centre organization: The centre.
// parameter bodies body many: The bodies, such as DROI and LIBE.
// column person: Name of the member.
// column body: The body.
// column role: Role there; empty if not known.
// column political_group: Political group on the day.
// column uid: Identifier of the member.
// example centre: Greek Council for Refugees
// example bodies: LIBE
// example bodies: DROI

MATCH (:Organization {uid: $centre})-[:LOCATED_IN]->(:Country)<-[:REPRESENTS]-(m:MEP)
MATCH (m)-[r:MEMBER_OF]->()-[:VERSION_OF*0..1]->(b:Organization)
WHERE b.uid IN $bodies AND (r.valid_from IS NULL OR r.valid_from <= $as_of)
  AND (r.valid_to IS NULL OR r.valid_to >= $as_of)
OPTIONAL MATCH (m)-[q:MEMBER_OF]->(g:PoliticalGroup)
WHERE (q.valid_from IS NULL OR q.valid_from <= $as_of)
  AND (q.valid_to IS NULL OR q.valid_to >= $as_of)
RETURN m.name AS person, coalesce(b.acronym, b.name) AS body, r.role AS role,
  min(g.acronym) AS political_group, m.uid AS uid
ORDER BY body, person, uid, role
