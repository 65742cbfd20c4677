/** A picture of a canvas with rows of text below it: what it shows, and of whom the data are. */

export interface PictureLook {
  readonly paper: string;
  readonly ink: string;
  readonly font: string;
}

export function pictureOf(
  drawn: HTMLCanvasElement | null,
  rows: readonly string[],
  { paper, ink, font }: PictureLook,
): Promise<Blob> {
  const sheet = document.createElement("canvas");
  const context = sheet.getContext("2d");
  if (!drawn || !context) return Promise.reject(new Error("nothing is drawn"));
  const ratio = drawn.width / Math.max(drawn.clientWidth, 1);
  const fits = Math.max(20, Math.floor(drawn.clientWidth / 7));
  const text = rows.flatMap((row) => row.match(new RegExp(`.{1,${fits}}`, "gu")) ?? []);
  sheet.width = drawn.width;
  sheet.height = drawn.height + (16 + text.length * 17) * ratio;
  context.fillStyle = paper;
  context.fillRect(0, 0, sheet.width, sheet.height);
  context.drawImage(drawn, 0, 0);
  context.scale(ratio, ratio);
  context.fillStyle = ink;
  context.font = `12px ${font}`;
  for (const [n, row] of text.entries()) {
    context.fillText(row, 8, drawn.height / ratio + 18 + n * 17);
  }
  return new Promise((done, failed) =>
    sheet.toBlob((blob) => (blob ? done(blob) : failed(new Error("no picture")))),
  );
}
