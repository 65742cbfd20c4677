/** What each sort of record has beside its facts and ties. */

import type { Params } from "../../app/address";
import type { Schemas } from "../../app/api";
import { say } from "../../app/texts";
import { DeadlinesOf } from "./deadlines";
import { Grid } from "./gridplot";
import { Places } from "./places";
import { Positions } from "./positions";
import { Reach } from "./reach";
import { RosterTable } from "./roster";

type Entity = Schemas["EntityOut"];

export function DossierParts({
  entity,
  params,
  lead,
}: {
  entity: Entity;
  params: Params;
  lead: string | null;
}) {
  const isProcedure = entity.classifications.includes("Procedure");
  const reference = entity.properties["identifier"]?.[0]?.value;
  if (!isProcedure) return null;
  return (
    <>
      <RosterTable of={entity.id} title="show.rapporteurs" params={params} />
      <Positions file={entity.id} body={lead} />
      {reference !== undefined && <DeadlinesOf reference={String(reference)} />}
      <Grid file={entity.id} />
    </>
  );
}

export const PersonParts = ({ id }: { id: string }) => <Reach id={id} />;

export function CountryParts({ id, params }: { id: string; params: Params }) {
  return (
    <>
      <RosterTable of={id} title="show.representatives" params={params} />
      <Places country={id} />
    </>
  );
}

export function CentreParts({ entity }: { entity: Entity }) {
  return (
    <>
      <p class="lacking">{say("show.centreLacks")}</p>
      <Places marked={entity.id} />
      <Reach id={entity.id} />
    </>
  );
}

export function OrganisationParts({
  id,
  params,
  isSeated,
  isNetwork,
}: {
  id: string;
  params: Params;
  isSeated: boolean;
  isNetwork: boolean;
}) {
  return (
    <>
      {isSeated && <RosterTable of={id} title="show.members" params={params} />}
      {isNetwork && <Places of={id} />}
      <Reach id={id} />
    </>
  );
}
