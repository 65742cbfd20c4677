// title: Which memberships of a body has nobody confirmed for long?
// part: EU-policy follow-up
// parameter body body: The body.
// parameter days whole = 365: After how many days without confirmation.
// column member: Name of the member.
// column role: Its role, if known.
// column stated_on: The last day for which it is stated.
// column days_ago: Days since.
// column sources: Who states it.
// column uid: Identifier of the tie.
// example body: ECRE
// example days: 100

MATCH (m)-[r:MEMBER_OF]->()-[:VERSION_OF*0..1]->(:Organization {uid: $body})
WHERE r.valid_to IS NULL AND duration.inDays(r.evidence_day, $as_of).days > $days
RETURN m.name AS member, r.role AS role, r.evidence_day AS stated_on,
  duration.inDays(r.evidence_day, $as_of).days AS days_ago, r.sources AS sources, r.uid AS uid
ORDER BY days_ago DESC, member, uid
