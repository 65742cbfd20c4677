// title: Whom in a body has nobody of the map been in contact with?
// part: Advocacy
// parameter body body: The committee or other body.
// column person: Name of the member.
// column role: Role in the body; empty if not known.
// column political_group: Political group on the day.
// column country: Country that the member represents.
// column uid: Identifier of the member.
// example body: DROI

MATCH (m:MEP)-[r:MEMBER_OF]->()-[:VERSION_OF*0..1]->(:Organization {uid: $body})
WHERE (r.valid_from IS NULL OR r.valid_from <= $as_of)
  AND (r.valid_to IS NULL OR r.valid_to >= $as_of) AND NOT EXISTS { (m)<-[:CONTACT_OF]-(:Organization) }
OPTIONAL MATCH (m)-[:REPRESENTS]->(c:Country)
OPTIONAL MATCH (m)-[q:MEMBER_OF]->(g:PoliticalGroup)
WHERE (q.valid_from IS NULL OR q.valid_from <= $as_of)
  AND (q.valid_to IS NULL OR q.valid_to >= $as_of)
RETURN m.name AS person, min(r.role) AS role, min(g.acronym) AS political_group,
  min(c.name) AS country, m.uid AS uid
ORDER BY person, uid
