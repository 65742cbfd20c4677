// The licences of everything that a build took in, as one text: it goes wherever the code goes.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

const PACKAGE = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\//;
const RULE = "\n\n----------------------------------------------------------------\n\n";

export async function licences(inputs) {
  const names = new Set();
  for (const path of inputs) {
    const found = PACKAGE.exec(path);
    if (found) names.add(found[1]);
  }
  const texts = [];
  for (const name of [...names].sort()) texts.push(await ofPackage(name));
  return `${texts.join(RULE)}\n`;
}

async function ofPackage(name) {
  const folder = join("node_modules", name);
  const { version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const file = (await readdir(folder)).find((one) => /^licen[cs]e(\.\w+)?$/i.test(one));
  if (!file) throw new Error(`${name} brings no licence text; it may not be passed on`);
  const text = await readFile(join(folder, file), "utf8");
  return `${name} ${version} (${license})\n\n${text.replaceAll("\r\n", "\n").trim()}`;
}
