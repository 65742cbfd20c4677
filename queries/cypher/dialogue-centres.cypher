// title: Which centres could be invited to the consultation before a dialogue?
// part: Regional coordination of centres
// column dialogue: Name of the dialogue; one without a day is a series of meetings.
// column consultation: Day of the consultation of civil society before it, if known.
// column day: Its first day, if known.
// column country: The partner country.
// column centre: A rehabilitation centre of that country.
// column city: City of the centre, if known.
// column invited: Whether the centre is known to be invited.
// column invented: Whether the dialogue is invented, for the demonstration.
// column uid: Identifier of the centre.

MATCH (e:Dialogue)<-[:TOOK_PART_IN {role: 'PARTNER'}]-(c:Country)<-[:LOCATED_IN]-(z:Centre)
WHERE e.start_date IS NULL OR e.start_date >= $as_of
RETURN e.name AS dialogue, e.consultation_date AS consultation, e.start_date AS day,
  c.name AS country, z.name AS centre, z.city AS city,
  COUNT { (z)-[:TOOK_PART_IN {role: 'INVITED'}]->(e) } > 0 AS invited, e.invented AS invented,
  z.uid AS uid
ORDER BY coalesce(e.consultation_date, e.start_date), dialogue, centre, uid
