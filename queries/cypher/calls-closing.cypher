// title: Which calls for proposals close between two days?
// part: Support to members
// parameter before day: The last day that counts.
// parameter after day optional: The first day that counts; the day asked about if none.
// column call: Name of the call.
// column deadline: Its deadline.
// column days_left: Days from the day asked about to the deadline; below 0 if it is over.
// column service: The service that manages it.
// column grant_max_eur: The largest grant, in EUR.
// column cofinancing_pct: The largest share that is paid, in per cent.
// column uid: Identifier of the call.
// example after: 2013-01-01
// example before: 2021-01-01

MATCH (c:Call)
WHERE c.deadline >= coalesce($after, $as_of) AND c.deadline <= $before
OPTIONAL MATCH (s:Organization)-[:MANAGES]->(c)
RETURN c.name AS call, c.deadline AS deadline,
  duration.inDays($as_of, c.deadline).days AS days_left, s.name AS service,
  c.grant_max_eur AS grant_max_eur, c.cofinancing_pct AS cofinancing_pct, c.uid AS uid
ORDER BY deadline, call, uid, service
