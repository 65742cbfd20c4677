// title: Which contacts have gone stale?
// part: Advocacy
// parameter organization organization: Whose contacts.
// parameter days whole = 180: After how many days without contact.
// column person: Whom the contact was with.
// column last_day: Day of the last contact.
// column days_ago: Days since.
// column channel: How that was.
// column uid: Identifier of the person or body.
// example organization: Amnesty International Limited
// example days: 60

MATCH (:Organization {uid: $organization})-[k:CONTACT_OF]->(m)
WHERE k.valid_from <= $as_of
WITH m, max(k.valid_from) AS last_day
WHERE duration.inDays(last_day, $as_of).days > $days
MATCH (:Organization {uid: $organization})-[k:CONTACT_OF]->(m)
WHERE k.valid_from = last_day
RETURN m.name AS person, last_day, duration.inDays(last_day, $as_of).days AS days_ago,
  min(k.role) AS channel, m.uid AS uid
ORDER BY days_ago DESC, person, uid
