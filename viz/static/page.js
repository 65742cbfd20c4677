/* The map of one page: draws the model, finds, walks, explains. Text only ever enters the page as text. */
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const model = JSON.parse(byId("model").textContent);
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const ink = () => (dark.matches ? "#e8ebf0" : "#1b2430");
  const paper = () => (dark.matches ? "#14181e" : "#ffffff");
  /* A phone is taller than wide: routes then run downwards. */
  const tall = model.lanes && byId("canvas").clientHeight > byId("canvas").clientWidth;
  if (tall) for (const one of model.nodes) [one.x, one.y] = [one.y * 3, one.x * 0.9];
  const nodes = new vis.DataSet(model.nodes);
  const edges = new vis.DataSet(model.edges);
  const network = new vis.Network(byId("canvas"), { nodes, edges }, model.options);
  const node = new Map(model.nodes.map((one) => [one.id, one]));
  const ranked = [...model.nodes].sort((a, b) => b.rank - a.rank || (a.id < b.id ? -1 : 1));
  const [FEW, MOST, LONGEST] = [30, 60, 34]; /* as in the workbench (labels.ts) */
  const shortly = (text) => (text.length > LONGEST ? text.slice(0, LONGEST - 2) + " …" : text);
  let focus = null;

  const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().trim();
  const make = (tag, text) => {
    const made = document.createElement(tag);
    if (text !== undefined) made.textContent = text;
    return made;
  };
  const say = (text) => { byId("said").textContent = text; };

  /* Names and edge labels: the most important first, none over another, readable at any zoom. */
  const taken = (boxes, box) => boxes.some((o) => box[0] < o[2] && box[2] > o[0] && box[1] < o[3] && box[3] > o[1]);
  function halfOf(context, scale, text, size, weight) {
    context.font = `${weight} ${size / scale}px system-ui, "Segoe UI", "DejaVu Sans", sans-serif`;
    return context.measureText(text).width / 2 + 4 / scale;
  }
  function boxOf(context, scale, text, x, y, size, weight) {
    const half = halfOf(context, scale, text, size, weight);
    const high = (size * 0.68) / scale;
    return [x - half, y - high, x + half, y + high];
  }
  /* So many are named beside or above where there is no room below: to try is what costs. */
  const TURNED = 300;
  /* The rim of what is in sight, asked for once a drawing. */
  let rim = [0, 0];
  const look = () => { rim = [0, byId("canvas").clientWidth].map((px) => network.DOMtoCanvas({ x: px, y: 0 }).x); };
  /* Where the middle of the widest row stands so that none is cut at the rim; null: out of sight. */
  function inside(context, scale, rows, x, weight) {
    const [left, right] = rim;
    if (x < left || x > right) return null;
    const half = Math.max(...rows.map((row) => halfOf(context, scale, row, 13, weight)));
    return Math.max(left + half, Math.min(x, right - half));
  }
  function label(context, boxes, scale, text, x, y, size, weight, force) {
    const box = boxOf(context, scale, text, x, y, size, weight);
    if (taken(boxes, box) && !force) return false;
    boxes.push(box);
    context.lineWidth = 4 / scale;
    context.strokeStyle = paper();
    context.strokeText(text, x, y);
    context.fillStyle = ink();
    context.fillText(text, x, y);
    return true;
  }

  function lines(text, most) {
    const words = text.split(" ");
    const rows = [""];
    for (const word of words) {
      const last = rows[rows.length - 1];
      if (last && (last + " " + word).length > most) rows.push(word);
      else rows[rows.length - 1] = last ? last + " " + word : word;
    }
    if (rows.length > 3) rows.splice(3, rows.length, rows[2] + " …");
    return rows.slice(0, 3);
  }

  /* What holds together: a soft hull and its name, under everything. */
  const groups = new Map();
  const captions = [];
  for (const one of model.nodes) if (one.community && !one.faded) groups.set(one.community, [...(groups.get(one.community) || []), one.id]);
  const turn = (a, b, c) => (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
  function half(points) {
    const made = [];
    for (const one of points) {
      while (made.length > 1 && turn(made[made.length - 2], made[made.length - 1], one) <= 0) made.pop();
      made.push(one);
    }
    return made.slice(0, -1);
  }
  network.on("beforeDrawing", (context) => {
    const place = network.getPositions();
    const scale = network.getScale();
    captions.length = 0;
    for (const [name, ids] of groups) {
      if (ids.length < 3) continue;
      const points = ids.flatMap((id) => [0, 1, 2, 3, 4, 5, 6, 7].map((n) => [place[id].x + 32 * Math.cos((n * Math.PI) / 4), place[id].y + 32 * Math.sin((n * Math.PI) / 4)]));
      points.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
      const around = [...half(points), ...half([...points].reverse())];
      context.beginPath();
      for (const [x, y] of around) context.lineTo(x, y);
      context.closePath();
      context.fillStyle = dark.matches ? "#1d2530" : "#eef1f6";
      context.fill();
      context.lineWidth = 1 / scale;
      context.strokeStyle = dark.matches ? "#39424e" : "#c5cdd8";
      context.stroke();
      captions.push([name, around.reduce((sum, one) => sum + one[0], 0) / around.length, Math.min(...around.map((one) => one[1])) - 8 / scale]);
    }
  });

  network.on("afterDrawing", (context) => {
    look();
    const scale = network.getScale();
    const place = network.getPositions();
    const near = focus === null ? null : new Set([focus, ...network.getConnectedNodes(focus)]);
    const boxes = model.nodes.filter((one) => !one.inside).map((one) => {
      const at = place[one.id];
      return [at.x - one.size * 0.8, at.y - one.size * 0.8, at.x + one.size * 0.8, at.y + one.size * 0.8];
    });
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    for (const [name, middle, y] of captions) {
      const x = inside(context, scale, [name], middle, 600);
      if (x !== null) label(context, boxes, scale, name, x, y, 13, 600, true);
    }
    for (const [nth, one] of ranked.entries()) {
      if (one.faded || (near && !near.has(one.id))) continue;
      const at = place[one.id];
      const rows = lines(one.name, tall ? 17 : model.lanes ? 24 : 30);
      const weight = one.strong || one.id === focus ? 700 : 400;
      const middle = inside(context, scale, rows, at.x, weight);
      if (middle === null) continue;
      const forced = model.lanes || one.id === focus;
      const level = at.y - ((rows.length - 1) * 7.5) / scale;
      const below = [middle, one.inside ? level : at.y + one.size + 12 / scale];
      /* A name stands whole or not at all: below its node, or beside or above it where that is taken. */
      const free = ([x, y]) => !rows.some((row, number) => taken(boxes, boxOf(context, scale, row, x, y + (number * 15) / scale, 13, weight)));
      const away = one.size + 4 / scale + Math.max(...rows.map((row) => halfOf(context, scale, row, 13, weight)));
      const beside = [at.x + away, at.x - away].filter((x) => inside(context, scale, rows, x, weight) === x).map((x) => [x, level]);
      const above = [middle, at.y - one.size - (12 + (rows.length - 1) * 15) / scale];
      const spot = forced ? below : (one.inside || nth >= TURNED ? [below] : [below, ...beside, above]).find(free);
      if (!spot) continue;
      const [x, first] = spot;
      rows.forEach((row, number) => label(context, boxes, scale, row, x, first + (number * 15) / scale, 13, weight, true));
    }
    for (const one of model.nodes) {
      if (!one.shared || (near && !near.has(one.id))) continue;
      const at = place[one.id];
      const reach = one.size * 1.5 + 5;
      context.beginPath();
      for (const [dx, dy] of [[0, -1], [1, 0], [0, 1], [-1, 0]]) context.lineTo(at.x + dx * reach, at.y + dy * reach);
      context.closePath();
      context.lineWidth = 2.5;
      context.strokeStyle = one.shared;
      context.stroke();
    }
    /* Steps of routes always say what they are; other ties those of whoever is looked at, or of a small map. */
    let told = 0;
    for (const one of model.edges) {
      const text = one.text || (told < MOST && (near || model.edges.length <= FEW) ? shortly(one.label_text) : "");
      if (!text || one.hidden || one.from === one.to || (near && !(one.from === focus || one.to === focus))) continue;
      told += 1;
      const [a, b] = [place[one.from], place[one.to]];
      for (const part of [0.5, 0.38, 0.62, 0.28]) {
        const [x, y] = [a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part];
        if (inside(context, scale, [text], x, 400) !== x) continue;
        if (label(context, boxes, scale, text, x, y, 11, 400, false)) break;
      }
    }
    if (focus !== null && document.activeElement === byId("canvas")) {
      const at = place[focus];
      context.beginPath();
      context.arc(at.x, at.y, node.get(focus).size + 8 / scale, 0, 2 * Math.PI);
      context.lineWidth = 3 / scale;
      context.strokeStyle = "#2f6fd0";
      context.stroke();
    }
  });

  function show(id) {
    focus = id;
    const near = id === null ? null : new Set([id, ...network.getConnectedNodes(id)]);
    nodes.update(model.nodes.map((one) => ({ id: one.id, opacity: !one.faded && (!near || near.has(one.id)) ? 1 : 0.15 })));
    edges.update(model.edges.map((one) => ({ id: one.id, hidden: Boolean(one.hidden) || (Boolean(near) && one.from !== id && one.to !== id) })));
    if (id === null) { byId("details").hidden = true; return; }
    const one = node.get(id);
    const box = byId("what");
    box.replaceChildren(make("h3", one.name), make("p", one.word + (one.invented ? " (invented)" : "")));
    const list = make("dl");
    for (const [key, value] of one.facts) list.append(make("dt", key), make("dd", value));
    for (const edge of model.edges.filter((e) => e.from === id || e.to === id).slice(0, 60)) {
      list.append(make("dt", `${edge.label_text}: ${node.get(edge.from === id ? edge.to : edge.from).name}`));
      for (const line of edge.evidence) list.append(evidence(line));
    }
    box.append(list);
    byId("details").hidden = false;
    say(`${one.name}, ${one.word}, ${near.size - 1} neighbours`);
    network.redraw();
  }

  function evidence(line) {
    const row = make("dd", line.text + " ");
    if (/^https?:\/\//.test(line.url)) {
      const link = make("a", `[${line.source}]`);
      link.href = line.url;
      link.rel = "noreferrer noopener";
      row.append(link);
    } else row.append(`[${line.source}]`);
    return row;
  }

  function fit() {
    network.fit({ animation: false });
    /* Names stand beside their nodes and need room at the rim. */
    network.moveTo({ scale: Math.min(1.6, network.getScale() * (model.lanes ? 0.78 : 0.92)) });
  }

  function visit(id, zoom) {
    show(id);
    if (id !== null) network.focus(id, { scale: zoom ? Math.max(1, network.getScale()) : network.getScale(), animation: false });
  }

  function find(text) {
    const wanted = fold(text);
    if (!wanted) return visit(null);
    const hit = ranked.find((one) => fold(one.name) === wanted) || ranked.find((one) => fold(one.name).includes(wanted));
    if (hit) visit(hit.id, true);
    else say(`Nobody on this map is called ${text}.`);
    return undefined;
  }

  function walk(event) {
    const [dx, dy] = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] || [0, 0];
    if (event.key === "Escape") { visit(null); say("Left the selection."); }
    else if (event.key === "Enter" && focus !== null) byId("details").scrollIntoView({ block: "nearest" });
    else if (dx || dy) {
      event.preventDefault();
      if (focus === null) { visit(ranked[0].id); return; }
      const place = network.getPositions();
      const from = place[focus];
      let best = null;
      for (const one of model.nodes) {
        const [x, y] = [place[one.id].x - from.x, place[one.id].y - from.y];
        const ahead = x * dx + y * dy;
        const aside = Math.abs(x * dy) + Math.abs(y * dx);
        if (one.id !== focus && ahead > 1 && (best === null || ahead + 2 * aside < best[0])) best = [ahead + 2 * aside, one.id];
      }
      if (best) visit(best[1]);
    }
  }

  network.on("click", (event) => show(event.nodes.length ? event.nodes[0] : event.edges.length ? edges.get(event.edges[0]).to : null));
  byId("canvas").addEventListener("keydown", walk);
  byId("canvas").addEventListener("focus", () => network.redraw());
  byId("find").addEventListener("submit", (event) => { event.preventDefault(); find(byId("q").value); });
  byId("q").addEventListener("change", (event) => find(event.target.value));
  byId("shut").addEventListener("click", () => visit(null));
  byId("fit").addEventListener("click", fit);
  byId("closer").addEventListener("click", () => network.moveTo({ scale: network.getScale() * 1.3 }));
  byId("farther").addEventListener("click", () => network.moveTo({ scale: network.getScale() / 1.3 }));
  dark.addEventListener("change", () => network.redraw());
  for (const one of model.nodes) { const option = make("option"); option.value = one.name; byId("names").append(option); }
  for (const [glyph, colour, word, count] of model.legend) {
    const item = make("li");
    const mark = make("span", glyph);
    mark.style.color = colour;
    item.append(mark, make("span", `${word} (${count})`));
    byId("legend").append(item);
  }
  fit();
  window.corridors = { find, focused: () => focus, ready: true };
})();
