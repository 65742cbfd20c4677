// title: Which members of a network are in contact with whom in a body?
// part: Networks
// parameter network organization: The network.
// parameter body body: The body whose members count.
// column organization: The network's member.
// column person: The member of the body.
// column last_day: Day of the last contact.
// column invented: Whether the contacts are the demonstration's.
// column uid: Identifier of the person.
// example network: EPAM
// example body: LIBE

MATCH (o:Organization)-[:MEMBER_OF]->(:Organization {uid: $network})
MATCH (o)-[k:CONTACT_OF]->(m:MEP)
WHERE k.valid_from <= $as_of AND EXISTS {
  MATCH (m)-[r:MEMBER_OF]->()-[:VERSION_OF*0..1]->(:Organization {uid: $body})
  WHERE (r.valid_from IS NULL OR r.valid_from <= $as_of)
  AND (r.valid_to IS NULL OR r.valid_to >= $as_of)
}
RETURN o.name AS organization, m.name AS person, max(k.valid_from) AS last_day,
  k.invented AS invented, m.uid AS uid
ORDER BY organization, person, uid, invented
