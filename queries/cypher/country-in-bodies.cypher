// title: Which members of a country sit in the bodies that matter?
// part: Advocacy
// parameter country country: The country, by name or code.
// parameter bodies body many: The bodies, such as LIBE, DROI and AFET.
// column person: Name of the member.
// column body: The body.
// column role: Role there, as published; empty if not known.
// column political_group: Political group on the day.
// column uid: Identifier of the member.
// example country: France
// example bodies: LIBE
// example bodies: DROI

MATCH (m:MEP)-[:REPRESENTS]->(:Country {uid: $country})
MATCH (m)-[r:MEMBER_OF]->(v)-[:VERSION_OF*0..1]->(b:Organization)
WHERE b.uid IN $bodies AND (r.valid_from IS NULL OR r.valid_from <= $as_of)
  AND (r.valid_to IS NULL OR r.valid_to >= $as_of)
OPTIONAL MATCH (m)-[q:MEMBER_OF]->(g:PoliticalGroup)
WHERE (q.valid_from IS NULL OR q.valid_from <= $as_of)
  AND (q.valid_to IS NULL OR q.valid_to >= $as_of)
RETURN m.name AS person, coalesce(b.acronym, b.name) AS body, r.role AS role,
  min(g.acronym) AS political_group, m.uid AS uid
ORDER BY body, person, uid, role
