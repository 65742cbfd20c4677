// title: Whom in a body has somebody of the map been in contact with, and when last?
// part: Advocacy
// parameter body body: The committee or other body.
// column person: Name of the member.
// column organization: Who was in contact.
// column contacts: How many contacts are on record.
// column last_day: Day of the last one.
// column invented: Whether the contacts are the demonstration's.
// column uid: Identifier of the member.
// example body: DROI

MATCH (m:MEP)-[r:MEMBER_OF]->()-[:VERSION_OF*0..1]->(:Organization {uid: $body})
WHERE (r.valid_from IS NULL OR r.valid_from <= $as_of)
  AND (r.valid_to IS NULL OR r.valid_to >= $as_of)
WITH DISTINCT m
MATCH (o:Organization)-[k:CONTACT_OF]->(m)
WHERE k.valid_from <= $as_of
RETURN m.name AS person, o.name AS organization, count(k) AS contacts,
  max(k.valid_from) AS last_day, k.invented AS invented, m.uid AS uid
ORDER BY person, uid, organization, invented
