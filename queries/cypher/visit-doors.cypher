// title: Whom of a country can a visiting member meet who chairs something?
// part: Support to members
// parameter country country: The visitor's country.
// column person: Name of the member.
// column role: Role, as published.
// column body: The committee, subcommittee or delegation.
// column political_group: Political group on the day.
// column uid: Identifier of the member.
// example country: Denmark

MATCH (m:MEP)-[:REPRESENTS]->(:Country {uid: $country})
MATCH (m)-[r:MEMBER_OF]->(b:Organization)
WHERE (b:Committee OR b:Subcommittee OR b:Delegation) AND r.role STARTS WITH 'CHAIR'
  AND (r.valid_from IS NULL OR r.valid_from <= $as_of)
  AND (r.valid_to IS NULL OR r.valid_to >= $as_of)
OPTIONAL MATCH (m)-[q:MEMBER_OF]->(g:PoliticalGroup)
WHERE (q.valid_from IS NULL OR q.valid_from <= $as_of)
  AND (q.valid_to IS NULL OR q.valid_to >= $as_of)
RETURN m.name AS person, r.role AS role, b.name AS body,
  min(g.acronym) AS political_group, m.uid AS uid
ORDER BY person, uid, body, role
