// title: With whom does a member share files?
// part: Advocacy
// parameter person person: The member.
// column member: The other member.
// column files: How many files they share.
// column numbers: The files' numbers.
// column political_group: The other's political group on the day.
// column uid: Identifier of the other.
// example person: Tomasz FROELICH

MATCH (:Person {uid: $person})-[:RAPPORTEUR_FOR]->(d:Dossier)<-[:RAPPORTEUR_FOR]-(m:MEP)
WHERE m.uid <> $person
WITH DISTINCT m, head(d.identifier) AS number
ORDER BY number
WITH m, collect(number) AS numbers
OPTIONAL MATCH (m)-[q:MEMBER_OF]->(g:PoliticalGroup)
WHERE (q.valid_from IS NULL OR q.valid_from <= $as_of)
  AND (q.valid_to IS NULL OR q.valid_to >= $as_of)
RETURN m.name AS member, size(numbers) AS files, numbers,
  min(g.acronym) AS political_group, m.uid AS uid
ORDER BY files DESC, member, uid
