// title: Which members work on several of the files at once?
// part: EU-policy follow-up
// parameter least whole = 2: On how many files at least.
// column member: Name of the member.
// column files: On how many files.
// column numbers: The files' numbers.
// column political_group: Political group on the day.
// column uid: Identifier of the member.
// example least: 3

MATCH (m:MEP)-[:RAPPORTEUR_FOR]->(d:Dossier)
WITH DISTINCT m, head(d.identifier) AS number
ORDER BY number
WITH m, collect(number) AS numbers
WHERE size(numbers) >= $least
OPTIONAL MATCH (m)-[q:MEMBER_OF]->(g:PoliticalGroup)
WHERE (q.valid_from IS NULL OR q.valid_from <= $as_of)
  AND (q.valid_to IS NULL OR q.valid_to >= $as_of)
RETURN m.name AS member, size(numbers) AS files, numbers,
  min(g.acronym) AS political_group, m.uid AS uid
ORDER BY files DESC, member, uid
