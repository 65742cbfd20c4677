/** What is known of a record: each value with its source, and what other sources say instead. */

import type { Schemas } from "../../app/api";
import { say } from "../../app/texts";
import { Evidence, Outward } from "./evidence";
import { periodWords } from "./periods";
import { sentence } from "./words";

type Entity = Schemas["EntityOut"];
type Fact = Schemas["FactOut"];
type Other = Schemas["AlternativeOut"];

/** Said in the head of the page, or (notes) in a part of their own. */
const ELSEWHERE = new Set(["kind", "classification", "note", "given_name", "family_name"]);

const labelOf = (name: string): string => sentence(FULL[name] ?? name);

/** Properties whose own names are of the trade. */
const FULL: Readonly<Record<string, string>> = {
  identifier: "reference",
  eu_member: "member of the Union",
  iso2: "country code",
  population_share_pct: "population share, %",
  url: "web page",
};

export function Facts({ entity }: { entity: Entity }) {
  const names = [
    ...new Set([...Object.keys(entity.properties), ...Object.keys(entity.alternatives)]),
  ];
  const shown = names.filter((name) => !ELSEWHERE.has(name)).sort();
  return (
    <section>
      <h2>{say("show.facts")}</h2>
      <dl class="facts">
        {shown.map((name) => (
          <div key={name}>
            <dt>{labelOf(name)}</dt>
            <dd>
              {(entity.properties[name] ?? []).map((fact) => (
                <Value key={`${fact.value} ${fact.period.start}`} fact={fact} />
              ))}
              {(entity.alternatives[name] ?? []).map((other) => (
                <Instead key={`${other.value} ${other.rule}`} other={other} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
      {entity.aliases.length > 0 && (
        <ul>
          {entity.aliases.map((alias) => (
            <li key={alias.id}>
              {say("show.alias", { id: alias.id, reason: alias.reason || "–" })}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Value({ fact }: { fact: Fact }) {
  const text = String(fact.value);
  const dated = fact.period.start !== null || fact.period.end !== null;
  return (
    <div class="fact">
      <span>
        <Outward text={text} link={text} />
        {dated && <small> ({periodWords(fact.period)})</small>}
      </span>
      <Evidence pieces={fact.evidence} />
    </div>
  );
}

function Instead({ other }: { other: Other }) {
  return (
    <div class="fact instead">
      <span>
        {say("show.instead", { value: String(other.value), chosen: String(other.instead_of) })}{" "}
        <small>{say("show.ruleChose", { rule: other.rule })}</small>
      </span>
      <Evidence pieces={other.evidence} />
    </div>
  );
}
