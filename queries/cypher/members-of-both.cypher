// title: Who sits in two bodies at once, such as LIBE and DROI?
// part: EU-policy follow-up
// parameter first body: The first body, by name or acronym.
// parameter second body: The other body.
// column person: Name of the member.
// column role_first: Role in the first body, as published; empty if not known.
// column role_second: Role in the other body.
// column political_group: Political group on the day.
// column country: Country that the member represents.
// column uid: Identifier of the member.
// example first: LIBE
// example second: DROI

MATCH (m:MEP)-[r:MEMBER_OF]->()-[:VERSION_OF*0..1]->(:Organization {uid: $first})
WHERE (r.valid_from IS NULL OR r.valid_from <= $as_of)
  AND (r.valid_to IS NULL OR r.valid_to >= $as_of)
MATCH (m)-[s:MEMBER_OF]->()-[:VERSION_OF*0..1]->(:Organization {uid: $second})
WHERE (s.valid_from IS NULL OR s.valid_from <= $as_of)
  AND (s.valid_to IS NULL OR s.valid_to >= $as_of)
OPTIONAL MATCH (m)-[:REPRESENTS]->(c:Country)
OPTIONAL MATCH (m)-[q:MEMBER_OF]->(g:PoliticalGroup)
WHERE (q.valid_from IS NULL OR q.valid_from <= $as_of)
  AND (q.valid_to IS NULL OR q.valid_to >= $as_of)
WITH m, min(r.role) AS role_first, min(s.role) AS role_second,
  min(g.acronym) AS political_group, min(c.name) AS country
RETURN m.name AS person, role_first, role_second, political_group, country, m.uid AS uid
ORDER BY person, uid
