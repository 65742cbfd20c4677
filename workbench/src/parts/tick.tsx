/** A condition that is on or off. */

interface TickProps {
  readonly label: string;
  readonly on: boolean;
  readonly set: (on: boolean) => void;
}

export function Tick({ label, on, set }: TickProps) {
  return (
    <label class="tick">
      <input type="checkbox" checked={on} onChange={(event) => set(event.currentTarget.checked)} />{" "}
      {label}
    </label>
  );
}
