// title: Who is rapporteur or shadow on a file, for which group and country?
// part: EU-policy follow-up
// parameter file file: The file, such as 2025/0059.
// column member: Name of the member.
// column role: Role on the file, as published.
// column committee: Committee in which it is held.
// column political_group: Political group named with the role.
// column country: Country that the member represents.
// column since: First day of the role, if known.
// column uid: Identifier of the member.
// example file: 2025/0059

MATCH (m:MEP)-[r:RAPPORTEUR_FOR]->(:Dossier {uid: $file})
OPTIONAL MATCH (m)-[:REPRESENTS]->(c:Country)
RETURN m.name AS member, r.role AS role, r.committee AS committee, r.group AS political_group,
  c.name AS country, r.valid_from AS since, m.uid AS uid
ORDER BY committee, role, member, uid, since
