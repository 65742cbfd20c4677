// title: Who changed the political group since a day?
// part: EU-policy follow-up
// parameter since day: The first day of the new membership, at the earliest.
// column member: Name of the member.
// column left_group: The group before.
// column left_on: Last day there, if known.
// column joined_group: The group after.
// column joined_on: First day there.
// column uid: Identifier of the member.
// example since: 2024-07-16

MATCH (m:MEP)-[old:MEMBER_OF]->(a:PoliticalGroup)
MATCH (m)-[new:MEMBER_OF]->(b:PoliticalGroup)
WHERE a.uid <> b.uid AND new.valid_from >= $since AND old.valid_to <= new.valid_from
  AND coalesce(a.acronym, a.name) <> coalesce(b.acronym, b.name)
RETURN m.name AS member, coalesce(a.acronym, a.name) AS left_group, max(old.valid_to) AS left_on,
  coalesce(b.acronym, b.name) AS joined_group, min(new.valid_from) AS joined_on, m.uid AS uid
ORDER BY joined_on DESC, member, uid, left_group
