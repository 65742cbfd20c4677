// title: Who belongs to the delegation to a third country?
// part: Support to members
// parameter body body: The delegation, by name or acronym.
// column person: Name of the member.
// column role: Role, as published.
// column political_group: Political group on the day.
// column country: Country that the member represents.
// column in_droi: Whether the member also sits in the Subcommittee on Human Rights.
// column uid: Identifier of the member.
// example body: D-TR

MATCH (m:MEP)-[r:MEMBER_OF]->()-[:VERSION_OF*0..1]->(:Organization {uid: $body})
WHERE (r.valid_from IS NULL OR r.valid_from <= $as_of)
  AND (r.valid_to IS NULL OR r.valid_to >= $as_of)
OPTIONAL MATCH (m)-[:REPRESENTS]->(c:Country)
OPTIONAL MATCH (m)-[q:MEMBER_OF]->(g:PoliticalGroup)
WHERE (q.valid_from IS NULL OR q.valid_from <= $as_of)
  AND (q.valid_to IS NULL OR q.valid_to >= $as_of)
WITH m, min(r.role) AS role, min(g.acronym) AS political_group, min(c.name) AS country
RETURN m.name AS person, role, political_group, country,
  EXISTS { (m)-[:MEMBER_OF]->(:Subcommittee {acronym: 'DROI'}) } AS in_droi, m.uid AS uid
ORDER BY role, person, uid
