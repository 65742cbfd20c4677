/** Marks on a map that colour alone would not tell: a ring around whoever appeared, a cross over whoever went. */

type Context = CanvasRenderingContext2D;

export function ring(context: Context, x: number, y: number, r: number, colour: string): void {
  context.strokeStyle = colour;
  context.beginPath();
  context.arc(x, y, r, 0, 2 * Math.PI);
  context.stroke();
}

export function cross(context: Context, x: number, y: number, r: number, colour: string): void {
  context.strokeStyle = colour;
  context.beginPath();
  context.moveTo(x - r, y - r);
  context.lineTo(x + r, y + r);
  context.moveTo(x + r, y - r);
  context.lineTo(x - r, y + r);
  context.stroke();
}
