// title: Which calls has a service managed?
// part: Support to members
// parameter organization organization: The service, such as DG HOME.
// column call: Name of the call.
// column year: Its year, if known.
// column deadline: Its deadline, if known.
// column budget_eur: Its budget, in EUR.
// column grant_min_eur: The smallest grant, in EUR.
// column grant_max_eur: The largest grant, in EUR.
// column uid: Identifier of the call.
// example organization: EuropeAid

MATCH (:Organization {uid: $organization})-[:MANAGES]->(c:Call)
RETURN c.name AS call, c.year AS year, c.deadline AS deadline, c.budget_eur AS budget_eur,
  c.grant_min_eur AS grant_min_eur, c.grant_max_eur AS grant_max_eur, c.uid AS uid
ORDER BY year, call, uid
