/** Texts of overviews, and of pictures of answers and routes. */
export const texts = {
  "map.overviewCounts":
    "{seen} of {actors} actors in sight, in {count} communities; {ties} of {steps} pairs of actors tied directly, {day}. Level: {level}.",
  "map.overviewSmall":
    "{small} are in communities too small to stand alone: they are gathered in one.",
  "map.overviewAlone": "{alone} have no tie on the day and are in none.",
  "map.numbers": "Numbers on the map",
  "map.noteOverview":
    "Places are for reading only: distance has no meaning. The larger a shape, the more are in it; the thicker a line, the more pairs across it are tied. Each is named after one of its best connected bodies.",
  "map.way": "Where this is",
  "map.wayAll": "Everything",
  "map.parts": "Its parts",
  "map.tooLarge":
    "This community is larger than a map can be: {count} actors. Its parts hold all of them.",
  "map.partKinds": "What a shape opens into",
  "map.opensMap": "opens as a map",
  "map.opensParts": "opens into parts of its own: more than a map holds",
  "map.opensGathered": "too small to stand alone",
  "map.column.seen": "In sight",
  "map.column.opens": "Opens into",
  "map.column.routes": "In routes",
  "map.tablesActors": "Places (CSV)",
  "map.tablesTies": "Ties (CSV)",
  "map.keysDrawn": "Arrows walk · Enter record · Esc leave",
  "map.ariaDrawn":
    "Map of {count} actors and {ties} ties. Arrow keys walk from actor to actor, Enter opens the record, Escape leaves. The tables below say the same.",
  "map.atDrawn": "{name}, {word}. {degree} neighbours here.{routes}",
  "map.inRoutes": " In {count} of the routes.",
  "map.sharedMark": "several of the routes lead through it",
  "map.drawnCounts": "{count} actors, {ties} ties, {day}. Level: {level}.",
  "map.noteDrawn":
    "Places are for reading only: distance has no meaning. An arrow leads from whom the tie is said to whom; thicker is stronger; dashed is invented.",
  "map.saidBy": "{text}. Source:",
  "map.drawnLegend": "Shapes",
  "map.together": "Draw them together",
  "map.togetherTitle": "Routes together",
  "map.togetherNone": "No route was found, so nothing can be drawn.",
  "map.togetherBack": "Back to the routes",
  "map.togetherHow": "Which routes",
  "map.together.best": "the best",
  "map.together.diverse": "different ones",
  "map.together.disjoint": "such as share nobody",
  "map.together.robust": "the best and its backups",
} as const satisfies Record<string, string>;
