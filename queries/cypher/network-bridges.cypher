// title: Which organisations belong to several networks?
// part: Networks
// parameter least whole = 2: To how many networks at least.
// column organization: Name of the organisation.
// column networks: The networks.
// column country: Its country, if known.
// column uid: Identifier of the organisation.

MATCH (o:Organization)-[:MEMBER_OF]->(n:Network)
WITH DISTINCT o, coalesce(n.acronym, n.name) AS network
ORDER BY network
WITH o, collect(network) AS networks
WHERE size(networks) >= $least
OPTIONAL MATCH (o)-[:LOCATED_IN]->(c:Country)
RETURN o.name AS organization, networks, min(c.name) AS country, o.uid AS uid
ORDER BY size(networks) DESC, organization, uid
