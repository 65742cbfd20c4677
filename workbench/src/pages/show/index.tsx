/** One page for every record: it shows what is known of what it is, each fact with its source. */

import { useEffect, useMemo } from "preact/hooks";
import { one } from "../../app/address";
import { useAnswer } from "../../app/answer";
import type { Schemas } from "../../app/api";
import { remember } from "../../app/memory";
import type { PageProps } from "../../app/pages";
import { say } from "../../app/texts";
import { useToday } from "../../app/today";
import { useHeldHeading } from "../../parts/heading";
import { Waiting } from "../../parts/notes";
import { TakeAlong } from "../../parts/takealong";
import { Changes } from "./changes";
import { Shown } from "./evidence";
import { Facts } from "./facts";
import { Head, leadOf } from "./head";
import { Notes } from "./notes";
import { Overview } from "./overview";
import { CentreParts, CountryParts, DossierParts, OrganisationParts, PersonParts } from "./parts";
import { parted } from "./sections";
import { Ties } from "./ties";

type Entity = Schemas["EntityOut"];

const MOST_TIES = 2000;

export default function RecordPage({ params }: PageProps) {
  const id = one(params, "id");
  return id ? <Record key={id} id={id} params={params} /> : <Overview />;
}

function Record({ id, params }: PageProps & { id: string }) {
  const path = `entities/${encodeURIComponent(id)}?ties=${MOST_TIES}`;
  const answer = useAnswer<Entity>({ path });
  const sources = useAnswer<Schemas["SourceOut"][]>({ path: "sources" });
  const entity = answer.value;
  const now = useToday();
  useEffect(() => {
    if (entity) remember(entity.id);
  }, [entity]);
  const shown = useMemo(
    () => ({
      id: entity?.id ?? "",
      sources: new Map((sources.value ?? []).map((source) => [source.id, source])),
    }),
    [entity, sources.value],
  );
  useHeldHeading(entity !== null && now !== null);
  if (!entity || !now) {
    return (
      <>
        <h1>{say("show.title")}</h1>
        <Waiting answer={answer} take="id" />
      </>
    );
  }
  const factsFirst = entity.classifications.includes("Centre");
  return (
    <Shown.Provider value={shown}>
      <article class="show">
        <Head entity={entity} now={now} />
        {factsFirst && <Facts entity={entity} />}
        <Special entity={entity} params={params} />
        {!factsFirst && <Facts entity={entity} />}
        {parted(entity.ties, entity.id)
          .filter(([section]) => !apart(entity).includes(section.title))
          .map(([section, ties]) => (
            <Ties
              key={section.title}
              title={section.title}
              ties={ties}
              self={entity.id}
              now={now}
              aged={section.aged ?? false}
            />
          ))}
        {entity.more_ties > 0 && <p>{say("show.moreTies", { count: entity.more_ties })}</p>}
        <Notes id={entity.id} />
        <Changes entity={entity} params={params} now={now} />
        <TakeAlong />
      </article>
    </Shown.Provider>
  );
}

/** Ties that the special part of the page shows in a table of its own. */
function apart(entity: Entity): readonly string[] {
  if (entity.kind === "Dossier") return ["show.rapporteurs"];
  if (isSeated(entity)) return ["show.members"];
  return entity.kind === "Area" ? ["show.representatives"] : [];
}

const SEATED: readonly string[] = [
  "Committee",
  "Subcommittee",
  "Delegation",
  "PoliticalGroup",
  "Intergroup",
];

/** Say whether a body's members are people with a group and a country. */
const isSeated = (entity: Entity): boolean =>
  entity.classifications.some((each) => SEATED.includes(each));

function Special({ entity, params }: PageProps & { entity: Entity }) {
  const { id, kind, classifications } = entity;
  if (kind === "Dossier") {
    return <DossierParts entity={entity} params={params} lead={leadOf(entity)} />;
  }
  if (kind === "Person") return <PersonParts id={id} />;
  if (kind === "Area") return <CountryParts id={id} params={params} />;
  if (classifications.includes("Centre")) return <CentreParts entity={entity} />;
  if (kind === "Organization") {
    return (
      <OrganisationParts
        id={id}
        params={params}
        isSeated={isSeated(entity)}
        isNetwork={classifications.includes("Network")}
      />
    );
  }
  return null;
}
