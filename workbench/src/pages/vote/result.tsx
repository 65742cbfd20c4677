/** Needed, had and missing in three cases, and in a sentence what that means. */

import type { Schemas } from "../../app/api";
import { say } from "../../app/texts";

type Majority = Schemas["MajorityOut"];
type Tally = Schemas["TallyOut"];

const CASES = ["low", "middle", "high"] as const;

export function Result({ answer }: { answer: Majority }) {
  const open = answer.counts.find(([stance]) => stance === "unknown")?.[1] ?? 0;
  return (
    <section class="result" aria-label={say("vote.result")}>
      <p class={`verdict ${verdictOf(answer)}`} role="status">
        {say(`vote.${verdictOf(answer)}`, { open, gap: answer.low.gap })}
      </p>
      <div class="cases">
        {CASES.map((name) => (
          <Case key={name} name={name} tally={answer[name]} />
        ))}
      </div>
      <p>
        {say("vote.rule", { rule: answer.rule, basis: answer.legal_basis })}{" "}
        {answer.vacancies !== null && say("vote.vacancies", { count: answer.vacancies })}
      </p>
    </section>
  );
}

/** Carries whatever the open do, fails whatever they do, or hangs on them. */
export function verdictOf({ low, high }: Pick<Majority, "low" | "high">) {
  if (low.passes) return "carries";
  return high.passes ? "hangs" : "fails";
}

function Case({ name, tally }: { name: (typeof CASES)[number]; tally: Tally }) {
  const most = Math.max(tally.votes_cast, tally.needed, 1);
  const at = (votes: number) => `${(100 * votes) / most}%`;
  return (
    <section class="card case">
      <h3>
        {say(`vote.case.${name}`)}: {say(tally.passes ? "vote.passes" : "vote.misses")}
      </h3>
      <div class="bar" aria-hidden="true">
        <span class="had" style={{ width: at(tally.votes_for) }} />
        <span class="needed" style={{ left: at(tally.needed) }} />
      </div>
      <dl class="numbers">
        <Figure name={say("vote.needed")} value={tally.needed} />
        <Figure name={say("vote.have")} value={tally.votes_for} />
        <Figure name={say("vote.gap")} value={tally.gap} />
      </dl>
      <p>
        <small>{tally.assumption}</small>
      </p>
    </section>
  );
}

function Figure({ name, value }: { name: string; value: number }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
