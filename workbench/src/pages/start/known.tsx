/** Pinned and lately seen records. The browser keeps identifiers only; names are asked for anew. */

import { useState } from "preact/hooks";
import { useAnswer } from "../../app/answer";
import type { Schemas } from "../../app/api";
import { pin, pinned, recent } from "../../app/memory";
import { say } from "../../app/texts";
import { ActorLink } from "../../parts/actor";

export function Known() {
  const [, again] = useState(0);
  const fixed = pinned();
  const others = recent().filter((id) => !fixed.includes(id));
  const toggle = (id: string, yes: boolean) => {
    pin(id, yes);
    again((old) => old + 1);
  };
  return (
    <section class="known" aria-label={say("start.known")}>
      <h2>{say("start.pinned")}</h2>
      {fixed.length === 0 && <p class="soft">{say("start.pinnedNone")}</p>}
      <ul>
        {fixed.map((id) => (
          <Named key={id} id={id} isPinned toggle={toggle} />
        ))}
      </ul>
      {others.length > 0 && <h2>{say("start.recent")}</h2>}
      <ul>
        {others.map((id) => (
          <Named key={id} id={id} isPinned={false} toggle={toggle} />
        ))}
      </ul>
    </section>
  );
}

interface NamedProps {
  readonly id: string;
  readonly isPinned: boolean;
  readonly toggle: (id: string, yes: boolean) => void;
}

/** Nothing of a record that is not there, or not for the eyes of whoever looks. */
function Named({ id, isPinned, toggle }: NamedProps) {
  const found = useAnswer<Schemas["EntityOut"]>({ path: `entities/${encodeURIComponent(id)}` });
  if (!found.value) return null;
  const { kind, name, invented, classifications } = found.value;
  const actor = { id, kind, name, invented, classification: classifications[0] ?? null };
  return (
    <li>
      <ActorLink actor={actor} />{" "}
      <button
        type="button"
        class="small"
        aria-label={say(isPinned ? "start.unpinName" : "start.pinName", { name })}
        onClick={() => toggle(id, !isPinned)}
      >
        {say(isPinned ? "start.unpin" : "start.pin")}
      </button>
    </li>
  );
}
