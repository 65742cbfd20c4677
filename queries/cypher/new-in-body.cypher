// title: Who is new in a body since a day?
// part: EU-policy follow-up
// parameter body body: The body.
// parameter since day: First day of the membership, at the earliest.
// column person: Name of the member.
// column role: Role, as published.
// column joined_on: First day.
// column political_group: Political group on the day.
// column country: Country that the member represents.
// column uid: Identifier of the member.
// example body: LIBE
// example since: 2024-09-01

MATCH (m:MEP)-[r:MEMBER_OF]->()-[:VERSION_OF*0..1]->(:Organization {uid: $body})
WHERE r.valid_from >= $since AND (r.valid_from IS NULL OR r.valid_from <= $as_of)
  AND (r.valid_to IS NULL OR r.valid_to >= $as_of)
OPTIONAL MATCH (m)-[:REPRESENTS]->(c:Country)
OPTIONAL MATCH (m)-[q:MEMBER_OF]->(g:PoliticalGroup)
WHERE (q.valid_from IS NULL OR q.valid_from <= $as_of)
  AND (q.valid_to IS NULL OR q.valid_to >= $as_of)
RETURN m.name AS person, r.role AS role, r.valid_from AS joined_on,
  min(g.acronym) AS political_group, min(c.name) AS country, m.uid AS uid
ORDER BY joined_on DESC, person, uid, role
