// title: Which ties of somebody rest on one source alone?
// part: EU-policy follow-up
// parameter name anything: A person, organisation, body or file.
// column relation: The relation.
// column other: Who or what stands at the other end.
// column role: Its role, if any.
// column source: The only source.
// column stated_on: The last day for which it is stated.
// column uid: Identifier of the tie.
// example name: European Council on Refugees and Exiles

MATCH (n {uid: $name})-[r]-(o)
WHERE size(r.sources) = 1
RETURN type(r) AS relation, o.name AS other, r.role AS role, head(r.sources) AS source,
  r.evidence_day AS stated_on, r.uid AS uid
ORDER BY relation, other, role, uid
