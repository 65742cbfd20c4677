// title: Who was in contact with somebody, when and how?
// part: Advocacy
// parameter person person: The member or official.
// column organization: Who was in contact.
// column channel: How, such as meeting or email.
// column day: The day.
// column dossier: The file it was about, where published.
// column invented: Whether it is the demonstration's.
// example person: Hannes HEIDE

MATCH (o)-[k:CONTACT_OF]->(:Person {uid: $person})
WHERE k.valid_from <= $as_of
RETURN o.name AS organization, k.role AS channel, k.valid_from AS day, k.dossier AS dossier,
  k.invented AS invented
ORDER BY day DESC, organization, channel, dossier
