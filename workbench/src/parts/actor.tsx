/** A person, body or file as a link to its record: glyph, name, and a word if it is invented. */

import type { Actor } from "../app/api";
import { linkTo } from "../app/history";
import { say } from "../app/texts";
import { called } from "./called";
import { styleOf } from "./style";

export function ActorLink({ actor, page = "show" }: { actor: Actor; page?: string }) {
  const style = styleOf(actor);
  const name = called(actor);
  return (
    <a
      class="actor"
      href={linkTo(page, page === "show" ? { id: [actor.id] } : { to: [actor.id] })}
      title={name === actor.name ? style.word : actor.name}
    >
      <span class="glyph" style={{ color: style.colour }} aria-hidden="true">
        {style.glyph}
      </span>
      {name}
      {actor.invented && <span class="invented"> ({say("actor.invented")})</span>}
    </a>
  );
}
