/** The legend that counts and acts, and the other filters: each value says how many are in sight. */

import { all, one, type Params } from "../../app/address";
import { change } from "../../app/history";
import { say } from "../../app/texts";
import { STYLES } from "../../parts/styles.gen";
import type { MapAnswer } from "./graph";
import { cleared, FACETS, FILTERS, type Filter, isFiltered, toggled } from "./state";

const LONGEST = 14;

type Counted = Pick<MapAnswer, "facets">;

export function Filters({ answer, params }: { answer: Counted; params: Params }) {
  const rest = FILTERS.filter((name) => name !== "kind");
  const active = isFiltered(params);
  const some = rest.some((name) => all(params, name).length) || one(params, "evidence") !== "";
  return (
    <section class="map-filters" aria-label={say("map.legend")}>
      <h2>{say("map.legend")}</h2>
      <Facet filter="kind" answer={answer} params={params} />
      <div class="tools">
        <label>
          {say("map.mode")}{" "}
          <select
            value={one(params, "mode", "fade")}
            onChange={(event) =>
              change({ mode: event.currentTarget.value === "hide" ? "hide" : null })
            }
          >
            <option value="fade">{say("map.fade")}</option>
            <option value="hide">{say("map.hide")}</option>
          </select>
        </label>
        <button type="button" disabled={!active} onClick={() => change(cleared())}>
          {say("map.clear")}
        </button>
      </div>
      <details open={some}>
        <summary>{say("map.filters")}</summary>
        <p class="map-small">{say("map.filterNote")}</p>
        {rest.map((name) => (
          <Facet key={name} filter={name} answer={answer} params={params} />
        ))}
        <label class="map-evidence">
          {say("map.evidence")}{" "}
          <input
            type="date"
            value={one(params, "evidence")}
            onChange={(event) => change({ evidence: event.currentTarget.value || null })}
          />
        </label>
      </details>
    </section>
  );
}

function Facet({ filter, answer, params }: { filter: Filter; answer: Counted; params: Params }) {
  const values = answer.facets[FACETS[filter]] ?? [];
  const chosen = all(params, filter);
  if (!values.length) return null;
  const first = values.slice(0, LONGEST);
  const more = values.slice(LONGEST);
  const item = (one: (typeof values)[number]) => (
    <li key={one.value}>
      <button
        type="button"
        class="map-value"
        aria-pressed={chosen.includes(one.value)}
        onClick={() => change(toggled(params, filter, one.value))}
      >
        {filter === "kind" && <Glyph value={one.value} />}
        <span>{one.word}</span>
        <small>
          {one.shown === one.count
            ? one.count
            : say("map.seen", { shown: one.shown, count: one.count })}
        </small>
      </button>
    </li>
  );
  return (
    <fieldset class="map-facet">
      <legend>{say(`map.facet.${filter}`)}</legend>
      <ul>{first.map(item)}</ul>
      {more.length > 0 && (
        <details open={more.some((one) => chosen.includes(one.value))}>
          <summary>+ {more.length}</summary>
          <ul>{more.map(item)}</ul>
        </details>
      )}
    </fieldset>
  );
}

function Glyph({ value }: { value: string }) {
  const known: Readonly<Record<string, { glyph: string; colour: string }>> = STYLES;
  const style = known[value];
  return style ? (
    <span class="map-glyph" style={{ color: style.colour }} aria-hidden="true">
      {style.glyph}
    </span>
  ) : null;
}
