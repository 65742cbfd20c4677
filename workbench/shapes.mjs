// Writes src/pages/show/shapes.gen.ts: the countries of Europe, North Africa and the Middle East as
// paths of an SVG picture, from Natural Earth (public domain) as the package world-atlas has it.
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { build } from "esbuild";

const OUT = "src/pages/show/shapes.gen.ts";
const COARSE = 0.9; // how far a line may be moved, in units of the map
const FAR = 25; // the same outside of the map
const LEAST = 5; // the area of the smallest island that is drawn

// ISO 3166 numbers to the three letters that our identifiers have.
const LETTERS = Object.fromEntries(
  `008 ALB 012 DZA 020 AND 031 AZE 040 AUT 048 BHR 051 ARM 056 BEL 070 BIH 100 BGR 112 BLR 148 TCD
  191 HRV 196 CYP 203 CZE 208 DNK 233 EST 246 FIN 250 FRA 268 GEO 275 PSE 276 DEU 300 GRC 348 HUN
  352 ISL 364 IRN 368 IRQ 372 IRL 376 ISR 380 ITA 398 KAZ 400 JOR 414 KWT 422 LBN 428 LVA 434 LBY
  438 LIE 440 LTU 442 LUX 466 MLI 470 MLT 478 MRT 492 MCO 498 MDA 499 MNE 504 MAR 528 NLD 562 NER
  578 NOR 616 POL 620 PRT 634 QAT 642 ROU 643 RUS 674 SMR 682 SAU 688 SRB 703 SVK 705 SVN 724 ESP
  729 SDN 732 ESH 752 SWE 756 CHE 760 SYR 784 ARE 788 TUN 792 TUR 795 TKM 804 UKR 807 MKD 818 EGY
  826 GBR 860 UZB`
    .split(/\s+/)
    .map((word, place, all) => (place % 2 ? null : [word, all[place + 1]]))
    .filter(Boolean),
);
const NAMED = { Kosovo: "XKX" };

const bundled = await build({
  entryPoints: ["src/pages/show/projection.ts"],
  bundle: true,
  format: "esm",
  write: false,
});
const code = Buffer.from(bundled.outputFiles[0].contents).toString("base64");
const { MAP, project } = await import(`data:text/javascript;base64,${code}`);

const file = createRequire(import.meta.url).resolve("world-atlas/countries-50m.json");
const world = JSON.parse(await readFile(file, "utf-8"));
const { scale, translate } = world.transform;
const isFar = ([x, y]) => x < -60 || x > MAP.width + 60 || y < -60 || y > MAP.height + 60;

const arcs = world.arcs.map((arc) => {
  let [x, y] = [0, 0];
  const line = arc.map(([dx, dy]) => {
    [x, y] = [x + dx, y + dy];
    return project(x * scale[0] + translate[0], y * scale[1] + translate[1]);
  });
  return thinned(line, line.every(isFar) ? FAR : COARSE);
});

/** Leave out points that lie nearly on the line (Douglas and Peucker); the ends stay. */
function thinned(line, most) {
  let [worst, at] = [0, 0];
  const [[ax, ay], [bx, by]] = [line[0], line.at(-1)];
  const length = Math.hypot(bx - ax, by - ay);
  for (let place = 1; place < line.length - 1; place += 1) {
    const [x, y] = line[place];
    const off =
      length < 1e-9
        ? Math.hypot(x - ax, y - ay)
        : Math.abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length;
    if (off > worst) [worst, at] = [off, place];
  }
  if (worst <= most) return [line[0], line.at(-1)];
  return [...thinned(line.slice(0, at + 1), most).slice(0, -1), ...thinned(line.slice(at), most)];
}

const ringOf = (numbers) =>
  numbers.flatMap((number, place) => {
    const arc = number < 0 ? [...arcs[~number]].reverse() : arcs[number];
    return place ? arc.slice(1) : arc;
  });

const areaOf = (ring) =>
  Math.abs(
    ring.reduce((sum, [x, y], place) => {
      const [nx, ny] = ring[(place + 1) % ring.length];
      return sum + x * ny - nx * y;
    }, 0) / 2,
  );

const middleOf = (ring) => {
  const seen = ring.filter(([x, y]) => x >= 0 && x <= MAP.width && y >= 0 && y <= MAP.height);
  const of = seen.length ? seen : ring;
  const spread = (axis) => [
    Math.min(...of.map((p) => p[axis])),
    Math.max(...of.map((p) => p[axis])),
  ];
  return [0, 1].map((axis) => Math.round(spread(axis).reduce((a, b) => a + b) / 2));
};

const path = (ring) => {
  const places = ring.map(([x, y]) => [Math.round(x), Math.round(y)]);
  let [px, py] = places[0];
  let text = `M${px} ${py}`;
  for (const [x, y] of places.slice(1)) {
    if (x === px && y === py) continue;
    text += `l${x - px} ${y - py}`;
    [px, py] = [x, y];
  }
  return `${text}z`.replaceAll(" -", "-");
};

const shapes = [];
for (const { id, type, properties, arcs: parts } of world.objects.countries.geometries) {
  const code = LETTERS[id] ?? NAMED[properties.name] ?? "";
  const polygons = type === "Polygon" ? [parts] : parts;
  const rings = polygons
    .map((polygon) => ringOf(polygon[0]))
    .filter((ring) => !ring.every(isFar))
    .sort((a, b) => areaOf(b) - areaOf(a));
  const drawn = rings.filter((ring, place) => place === 0 || areaOf(ring) >= LEAST);
  if (!drawn.length || drawn[0].every(isFar)) continue;
  const [x, y] = middleOf(drawn[0]);
  shapes.push({ id: code, name: properties.name, x, y, d: drawn.map(path).join("") });
}
shapes.sort((a, b) => (a.name < b.name ? -1 : 1));
const head = "// Written by shapes.mjs from Natural Earth (public domain), through world-atlas.";
await writeFile(OUT, `${head}\nexport const SHAPES = ${JSON.stringify(shapes, null, 1)};\n`);
