/** Where the service wants a token: asked for once, kept in this tab until it is closed. */

import { useEffect, useState } from "preact/hooks";
import { forget, useAnswer } from "./answer";
import { type Schemas, setToken } from "./api";
import { closeDialog, Dialog, openDialog } from "./dialog";
import { say } from "./texts";

const ID = "token";

export const openToken = (): void => openDialog(ID);

export function TokenDialog() {
  const health = useAnswer<Schemas["Health"]>({ path: "health", ownLevel: true });
  const [tried, setTried] = useState(false);
  const isWanted = health.problem?.status === 401;
  useEffect(() => {
    if (isWanted) openToken();
    else if (health.value) setTried(false);
  }, [isWanted, health.problem, health.value]);
  const use = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const typed = new FormData(form).get("token");
    if (typeof typed !== "string" || !typed.trim()) return;
    setToken(typed.trim());
    setTried(true);
    form.reset();
    closeDialog(ID);
    forget();
  };
  return (
    <Dialog id={ID} title={isWanted ? say("token.title") : say("token.other")}>
      <form class="token" onSubmit={use}>
        {isWanted && tried && <p role="alert">{say("token.wrong")}</p>}
        <label>
          {say("token.label")} <input name="token" type="password" autocomplete="off" required />
        </label>
        <button type="submit">{say("token.use")}</button>
        <p>{say("token.note")}</p>
      </form>
    </Dialog>
  );
}
