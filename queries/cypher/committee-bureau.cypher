// title: Who chairs a body, and who are the vice-chairs?
// part: EU-policy follow-up
// parameter body body: The committee, delegation or group.
// column person: Name of the member.
// column role: Role in the bureau, as published.
// column political_group: Political group on the day.
// column country: Country that the member represents.
// column since: First day of the role, if known.
// column uid: Identifier of the member.
// example body: LIBE

MATCH (m:MEP)-[r:MEMBER_OF]->()-[:VERSION_OF*0..1]->(:Organization {uid: $body})
WHERE r.role STARTS WITH 'CHAIR' AND (r.valid_from IS NULL OR r.valid_from <= $as_of)
  AND (r.valid_to IS NULL OR r.valid_to >= $as_of)
OPTIONAL MATCH (m)-[:REPRESENTS]->(c:Country)
OPTIONAL MATCH (m)-[q:MEMBER_OF]->(g:PoliticalGroup)
WHERE (q.valid_from IS NULL OR q.valid_from <= $as_of)
  AND (q.valid_to IS NULL OR q.valid_to >= $as_of)
RETURN m.name AS person, r.role AS role, min(g.acronym) AS political_group,
  min(c.name) AS country, r.valid_from AS since, m.uid AS uid
ORDER BY role, person, uid, since
