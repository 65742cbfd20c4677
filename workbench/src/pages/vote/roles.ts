/** Roles in words: publishers' codes such as CHAIR_VICE, and what is not known. */

import { say } from "../../app/texts";

export function roleWord(role: string | null): string {
  if (role === null) return say("vote.role.unknown");
  const words = role.toLowerCase().replaceAll("_", " ");
  const known: Readonly<Record<string, string>> = {
    "chair vice": say("vote.role.viceChair"),
    "member substitute": say("vote.role.substitute"),
    "rapporteur shadow": say("vote.role.shadow"),
    "rapporteur shadow opinion": say("vote.role.shadowOpinion"),
    "rapporteur opinion": say("vote.role.rapporteurOpinion"),
    "member parliament": say("vote.role.mep"),
  };
  return known[words] ?? words;
}
