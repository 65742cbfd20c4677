// title: How many seats has each political group in a body?
// part: Advocacy
// parameter body body: The committee or other body.
// column political_group: The group; empty if not known.
// column members: Full members, chairs and vice-chairs.
// column substitutes: Substitutes.
// column role_unknown: Members whose role nobody states.
// example body: LIBE

MATCH (m:MEP)-[r:MEMBER_OF]->()-[:VERSION_OF*0..1]->(:Organization {uid: $body})
WHERE (r.valid_from IS NULL OR r.valid_from <= $as_of)
  AND (r.valid_to IS NULL OR r.valid_to >= $as_of)
OPTIONAL MATCH (m)-[q:MEMBER_OF]->(g:PoliticalGroup)
WHERE (q.valid_from IS NULL OR q.valid_from <= $as_of)
  AND (q.valid_to IS NULL OR q.valid_to >= $as_of)
WITH m, r, min(g.acronym) AS political_group
RETURN political_group,
  count(DISTINCT CASE WHEN r.role <> 'MEMBER_SUBSTITUTE' THEN m END) AS members,
  count(DISTINCT CASE WHEN r.role = 'MEMBER_SUBSTITUTE' THEN m END) AS substitutes,
  count(DISTINCT CASE WHEN r.role IS NULL THEN m END) AS role_unknown
ORDER BY members DESC, political_group
