// title: Which delegations deal with a country or region, and who chairs them?
// part: Support to members
// parameter words text: A word of the delegation's name, such as Türkiye.
// column delegation: Name of the delegation.
// column acronym: Its acronym.
// column chair: Who chairs it; empty if nobody is known.
// column political_group: The chair's political group on the day.
// column members: How many members are on record.
// column uid: Identifier of the delegation.
// example words: Mediterranean

MATCH (b:Delegation)
WHERE toLower(b.name) CONTAINS toLower($words) AND EXISTS { (b)<-[:MEMBER_OF]-(:MEP) }
OPTIONAL MATCH (m:MEP)-[r:MEMBER_OF {role: 'CHAIR'}]->(b)
WHERE (r.valid_from IS NULL OR r.valid_from <= $as_of)
  AND (r.valid_to IS NULL OR r.valid_to >= $as_of)
OPTIONAL MATCH (m)-[q:MEMBER_OF]->(g:PoliticalGroup)
WHERE (q.valid_from IS NULL OR q.valid_from <= $as_of)
  AND (q.valid_to IS NULL OR q.valid_to >= $as_of)
RETURN b.name AS delegation, b.acronym AS acronym, m.name AS chair,
  min(g.acronym) AS political_group, COUNT { (b)<-[:MEMBER_OF]-(:MEP) } AS members, b.uid AS uid
ORDER BY delegation, uid, chair
