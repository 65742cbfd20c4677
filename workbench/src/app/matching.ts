/** Whether a text fits what was typed: by the beginnings of words, one misspelling forgiven. */

const LONG_ENOUGH = 5;

export function fits(text: string, typed: string): boolean {
  const there = words(text);
  return words(typed).every((word) => there.some((one) => begins(one, word)));
}

const words = (text: string): string[] =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}&]+/u)
    .filter((word) => word !== "");

function begins(word: string, typed: string): boolean {
  if (word.includes(typed)) return true;
  if (typed.length < LONG_ENOUGH) return false;
  const lengths = [typed.length - 1, typed.length, typed.length + 1];
  return lengths.some((length) => nearly(word.slice(0, length), typed));
}

/** One letter wrong, missing or too many, or two beside each other swapped. */
function nearly(a: string, b: string): boolean {
  if (a === b) return true;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const [x, y] = [a.slice(start), b.slice(start)];
  return (
    x.slice(1) === y.slice(1) ||
    x.slice(1) === y ||
    x === y.slice(1) ||
    (x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2))
  );
}
