// title: Which networks do two organisations share?
// part: Networks
// parameter first organization: One organisation, such as ours.
// parameter second organization: The other.
// column network: The network.
// column role_first: Role of the first there.
// column role_second: Role of the other there.
// column members: How many members of the network are on record.
// column uid: Identifier of the network.
// example first: ASGI
// example second: Irish Refugee Council

MATCH (:Organization {uid: $first})-[r:MEMBER_OF]->(n:Organization)
  <-[s:MEMBER_OF]-(:Organization {uid: $second})
RETURN n.name AS network, min(r.role) AS role_first, min(s.role) AS role_second,
  COUNT { (n)<-[:MEMBER_OF]-() } AS members, n.uid AS uid
ORDER BY network, uid
