/** Conditions of a count in the Parliament beside rule and substitutes. */

import { one, type Params } from "../../app/address";
import { change } from "../../app/history";
import { say } from "../../app/texts";
import { InForce, More } from "../../parts/conditions";
import { DayField } from "../../parts/day";
import { inForce } from "./conditions";

export function VoteOptions({ params }: { params: Params }) {
  const conditions = inForce(params);
  return (
    <>
      <More conditions={conditions}>
        <div class="conditions">
          <Known params={params} />
        </div>
      </More>
      <InForce conditions={conditions} />
    </>
  );
}

/** As of the end of which day things are known. */
export function Known({ params }: { params: Params }) {
  return (
    <DayField
      label={say("vote.known")}
      value={one(params, "known")}
      empty={say("vote.now")}
      take={(known) => change({ known: known || null })}
    />
  );
}
