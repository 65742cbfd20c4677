/** A dialog that stands ready and opens at once; Escape closes it, and focus goes back. */

import type { ComponentChildren } from "preact";
import { say } from "./texts";

const boxOf = (id: string) => document.getElementById(id) as HTMLDialogElement | null;

export function openDialog(id: string): void {
  const box = boxOf(id);
  if (!box || box.open) return;
  box.showModal();
  box.querySelector<HTMLElement>("input, [autofocus]")?.focus();
}

export const closeDialog = (id: string): void => boxOf(id)?.close();

export interface DialogProps {
  readonly id: string;
  readonly title: string;
  readonly children: ComponentChildren;
}

export function Dialog({ id, title, children }: DialogProps) {
  return (
    <dialog id={id} class="dialog" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {children}
      <p class="tools">
        <button type="button" onClick={() => closeDialog(id)}>
          {say("app.close")}
        </button>
      </p>
    </dialog>
  );
}
