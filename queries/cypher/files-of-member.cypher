// title: On which files does a member work, in which role?
// part: EU-policy follow-up
// parameter person person: The member.
// column file: Number of the file.
// column title: Its title.
// column role: Role, as published.
// column committee: Committee in which it is held.
// column since: First day, if known.
// column uid: Identifier of the file.
// example person: Tomasz FROELICH

MATCH (:Person {uid: $person})-[r:RAPPORTEUR_FOR]->(d:Dossier)
RETURN head(d.identifier) AS file, d.name AS title, r.role AS role, r.committee AS committee,
  r.valid_from AS since, d.uid AS uid
ORDER BY file, role, committee, uid, since
