/** The day asked about and the level answered at; said in words where either is not the usual. */

import { DayField } from "../parts/day";
import { useAnswer } from "./answer";
import type { Schemas } from "./api";
import { change } from "./history";
import { say } from "./texts";

const LEVELS = ["public", "network", "office", "protected"] as const;

interface WhenProps {
  readonly day: string;
  readonly level: string;
}

/** The highest level that whoever looks may see; nothing until that is known. */
const useOwnLevel = (): string =>
  useAnswer<Schemas["Health"]>({ path: "health", ownLevel: true }).value?.level ?? "";

const rank = (level: string): number => LEVELS.indexOf(level as (typeof LEVELS)[number]);

export function When({ day, level }: WhenProps) {
  const own = useOwnLevel();
  const offered = LEVELS.filter((each) => !own || rank(each) <= rank(own) || each === level);
  return (
    <div class="when">
      <DayField
        label={say("app.day")}
        value={day}
        take={(wanted) => change({ day: wanted || null })}
        empty={say("app.today")}
      />
      <label>
        {say("app.level")}{" "}
        <select
          value={level}
          onChange={(event) => change({ level: event.currentTarget.value || null })}
        >
          <option value="">{say("app.ownLevel")}</option>
          {offered.map((each) => (
            <option key={each} value={each}>
              {say(`level.${each}`)}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

/** A band across the page while it shows less, or another day, than usual. */
export function Lowered({ day, level }: WhenProps) {
  const own = useOwnLevel();
  const isLower = level !== "" && own !== "" && rank(level) < rank(own);
  if (!isLower && !day) return null;
  return (
    <aside class="lowered" aria-label={say("app.unusual")}>
      {isLower && (
        <span>
          {say("app.lowered", { level })}{" "}
          <button type="button" onClick={() => change({ level: null })}>
            {say("app.ownAgain")}
          </button>
        </span>
      )}
      {day && (
        <span>
          {say("app.otherDay", { day })}{" "}
          <button type="button" onClick={() => change({ day: null })}>
            {say("app.todayAgain")}
          </button>
        </span>
      )}
    </aside>
  );
}
