"""Questions: routes, coalitions, majorities, search and guarded Cypher."""
