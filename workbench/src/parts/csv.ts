/** Tables as CSV (RFC 4180), safe to open in a spreadsheet. */

export type CsvValue = string | number | null;

/** Write a table; a text that a spreadsheet would run as a formula gets an apostrophe before it. */
export function csv(columns: readonly string[], rows: readonly (readonly CsvValue[])[]): string {
  return `\ufeff${[columns, ...rows].map((row) => row.map(field).join(",")).join("\r\n")}\r\n`;
}

function field(value: CsvValue): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
