/** Beside the editor: the named questions with their texts, one's own queries, and the words. */

import { useState } from "preact/hooks";
import { useAnswer } from "../../app/answer";
import type { Schemas } from "../../app/api";
import { linkTo } from "../../app/history";
import { fits } from "../../app/matching";
import { say } from "../../app/texts";
import { Waiting } from "../../parts/notes";
import type { Words } from "./completion";
import { dropQuery, type Kept, keepQuery, kept } from "./kept";

type Named = Schemas["NamedCypherOut"];

export function NamedTexts({ open }: { open: string }) {
  const named = useAnswer<Named[]>({ path: "cypher/named" });
  const [wanted, want] = useState("");
  const found = (named.value ?? []).filter((one) => fits(`${one.name} ${one.title}`, wanted));
  return (
    <details class="named" open={open !== ""}>
      <summary>{say("cypher.named")}</summary>
      <Waiting answer={named} />
      <label>
        {say("cypher.namedFind", { count: named.value?.length ?? 0 })}{" "}
        <input type="search" value={wanted} onInput={(event) => want(event.currentTarget.value)} />
      </label>
      <ul>
        {found.map((one) => (
          <li key={one.name}>
            <NamedText one={one} open={one.name === open} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function NamedText({ one, open }: { one: Named; open: boolean }) {
  const [told, tell] = useState("");
  const copy = () =>
    navigator.clipboard.writeText(one.cypher).then(
      () => tell(say("cypher.copied")),
      () => tell(say("cypher.notCopied")),
    );
  return (
    <details open={open}>
      <summary>{one.title}</summary>
      <pre>
        <code>{one.cypher}</code>
      </pre>
      <dl>
        {one.parameters.map((each) => (
          <div key={each.name}>
            <dt>{`$${each.name}`}</dt>
            <dd>
              {each.text} ({each.meant})
            </dd>
          </div>
        ))}
      </dl>
      <p class="tools">
        <a href={linkTo("cypher", { q: [one.cypher], p: [], draft: ["yes"] })}>
          {say("cypher.take")}
        </a>
        <a href={linkTo("questions", { name: [one.name] })}>{say("cypher.form")}</a>
        <button type="button" onClick={() => void copy()}>
          {say("cypher.copy")}
        </button>
        <span role="status">{told}</span>
      </p>
    </details>
  );
}

interface OwnProps {
  readonly current: () => Omit<Kept, "name">;
}

export function OwnQueries({ current }: OwnProps) {
  const [, again] = useState(0);
  const [name, setName] = useState("");
  const all = kept();
  const keep = (event: SubmitEvent) => {
    event.preventDefault();
    const { query, given } = current();
    if (!name.trim() || !query.trim()) return;
    keepQuery({ name: name.trim(), query, given });
    setName("");
  };
  const drop = (one: string) => {
    dropQuery(one);
    again((old) => old + 1);
  };
  return (
    <details class="own" open={all.length > 0}>
      <summary>{say("cypher.saved")}</summary>
      <p class="soft">{all.length ? say("cypher.savedNote") : say("cypher.savedNone")}</p>
      <ul>
        {all.map((one) => (
          <li key={one.name}>
            <a href={linkTo("cypher", { q: [one.query], p: [...one.given] })}>{one.name}</a>
            <button
              type="button"
              class="small"
              aria-label={say("cypher.drop", { name: one.name })}
              onClick={() => drop(one.name)}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
      <form class="tools" onSubmit={keep}>
        <label>
          {say("cypher.saveAs")}{" "}
          <input
            type="text"
            required
            maxLength={100}
            autocomplete="off"
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </label>
        <button type="submit">{say("cypher.save")}</button>
      </form>
    </details>
  );
}

export function WordList({ words }: { words: Words | null }) {
  if (!words) return null;
  return (
    <details class="words">
      <summary>{say("cypher.words")}</summary>
      <p>
        <strong>{say("cypher.labels")}.</strong> <code>{words.labels.join(" ")}</code>
      </p>
      <p>
        <strong>{say("cypher.relations")}.</strong> <code>{words.relations.join(" ")}</code>
      </p>
    </details>
  );
}
