// title: Which files does a committee lead on or give its opinion on?
// part: EU-policy follow-up
// parameter body body: The committee, by name or acronym.
// column file: Number of the file.
// column title: Its title.
// column procedure: Type of procedure, such as COD or INI.
// column role: Whether the committee leads or gives its opinion.
// column uid: Identifier of the file.
// example body: LIBE

MATCH (b:Organization)-[r:RESPONSIBLE_FOR]->(d:Dossier)
WHERE b.uid = $body OR EXISTS { (b)-[:VERSION_OF]->(:Organization {uid: $body}) }
  OR EXISTS { (:Organization {uid: $body})-[:VERSION_OF]->(b) }
RETURN DISTINCT head(d.identifier) AS file, d.name AS title, d.procedure_type AS procedure,
  r.role AS role, d.uid AS uid
ORDER BY file, role, uid
