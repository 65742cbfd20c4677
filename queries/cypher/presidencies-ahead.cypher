// title: Who holds the Council's presidency next, and when?
// part: EU-policy follow-up
// parameter most whole = 4: How many presidencies to list, the running one included.
// column country: The country.
// column first_day: First day.
// column last_day: Last day.
// column days_until: Days from the day asked about to the first; below 0 if it runs.
// column members_in_parliament: How many members represent the country.
// example most: 4

MATCH (c:Country)-[r:MEMBER_OF {role: 'PRESIDENCY'}]->(:Institution)
WHERE r.valid_to >= $as_of
RETURN c.name AS country, r.valid_from AS first_day, r.valid_to AS last_day,
  duration.inDays($as_of, r.valid_from).days AS days_until,
  COUNT { (c)<-[:REPRESENTS]-(:MEP) } AS members_in_parliament
ORDER BY first_day, country
LIMIT $most
