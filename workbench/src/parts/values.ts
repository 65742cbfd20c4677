/** Values of tables as people read them, as `api/sheets.py` writes them too. */

/** Write a value: four digits are enough, nothing known is nothing, lists with commas. */
export function written(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") return String(shortened(value));
  if (Array.isArray(value)) return value.map(written).join(", ");
  if (typeof value === "object") {
    const { name, _type: type, uid } = value as Record<string, unknown>;
    return String(type ?? name ?? uid ?? JSON.stringify(value));
  }
  return String(value);
}

export const shortened = (value: number): number =>
  Number.isInteger(value) ? value : Number(value.toPrecision(4));

/** What a column is sorted and written into files by. */
export const plain = (value: unknown): string | number | null => {
  if (value === null || value === undefined) return null;
  return typeof value === "number" ? shortened(value) : written(value);
};

/** The identifier that a value is or carries, if any: its record can be opened. */
export function identifierOf(value: unknown): string | null {
  if (typeof value === "string") return /^[a-z][a-z0-9-]*:[^\s,]+$/.test(value) ? value : null;
  if (typeof value === "object" && value !== null && "_labels" in value && "uid" in value) {
    return String(value.uid);
  }
  return null;
}
