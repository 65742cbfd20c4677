/** A person, body or file as a link to its record: glyph, name, and a word if it is invented. */

import type { Actor } from "../app/api";
import { linkTo } from "../app/history";
import { say } from "../app/texts";
import { styleOf } from "./style";

export function ActorLink({ actor, page = "show" }: { actor: Actor; page?: string }) {
  const style = styleOf(actor);
  return (
    <a
      class="actor"
      href={linkTo(page, page === "show" ? { id: [actor.id] } : { to: [actor.id] })}
      title={style.word}
    >
      <span class="glyph" style={{ color: style.colour }} aria-hidden="true">
        {style.glyph}
      </span>
      {actor.name}
      {actor.invented && <span class="invented"> ({say("actor.invented")})</span>}
    </a>
  );
}
