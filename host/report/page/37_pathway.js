// The signalling pathway of one drug. Nodes have a place; arrows come from the model's equations.
const pathwayNodes = {
  occ_cd8: ["CD8 T cell", 1, 0], occ_nk: ["NK cell", 1, 1], occ_treg: ["Treg", 1, 2], occ_tumour_t: ["tumour T cell", 1, 3], occ_endothelium: ["endothelium", 1, 4], occ_pd1: ["PD-1 on T cells", 1, 3],
  surface_receptor: ["βγ on surface", 2, 0], cd25_induction: ["induced CD25", 2, 1], circulating: ["in circulation", 2, 2], leak: ["vascular leak", 2, 4.6],
  cd8: ["CD8 in blood", 3, 0], nk: ["NK in blood", 3, 1], other_lymphocytes: ["other lymph.", 3, 2], treg: ["Treg in blood", 3, 3], tachyphylaxis: ["tachyphylaxis", 2, 3.4],
  tumour_cd8: ["tumour CD8", 4, 0], bystander_cd8: ["bystander CD8", 4, 1], chronic_signal: ["chronic signal", 3, 4.4], memory: ["memory", 4, 2], tumour_treg: ["tumour Treg", 4, 3], adaptive_pdl1: ["PD-L1", 4, 4],
  tumour: ["tumour size", 5, 1], new_lesion: ["new lesion", 5, 2.6], death: ["death", 5, 3.8] };
const receptorCells = { occ_cd8: "cd8", occ_nk: "nk", occ_treg: "treg", occ_tumour_t: "tumour_t", occ_endothelium: "endothelium" };

function speciesOf({ drug, kind, medians }) {
  const m = { ...data.pathway.medians, ...medians }, kd = (alpha, beta) => ["Kd α " + number(m["receptors.alpha_dissociation"] * alpha) + " nM", "Kd βγ " + number(m["receptors.beta_dissociation"] * beta) + " nM"];
  if (kind === "nivolumab") return [[drug, ["half occupancy", number(m["nivolumab.half_occupancy"]) + " µg/mL"]]];
  if (kind === "aldesleukin") return [[drug, kd(m["aldesleukin.alpha_factor"], m["aldesleukin.beta_factor"])]];
  const spread = m["nktr214.beta_factor_spread"] || 1;
  return [[drug + ", " + m["nktr214.chains"] + "-PEG", ["inactive; each chain", "falls off at " + number(m["nktr214.release_rate"]) + "/h"]], ["2-PEG", kd(m["nktr214.two_chain_alpha_factor"], m["nktr214.two_chain_beta_factor"] * spread)],
    ["1-PEG", kd(m["nktr214.one_chain_alpha_factor"], m["nktr214.one_chain_beta_factor"] * spread)], ["IL-2, no PEG", kd(1, 1)]];
}

function drawPathway(part, { width }) {
  const occupied = Object.fromEntries(part.receptors.map(r => [r.id, r.occupied])), receptors = part.receptors.filter(r => r.occupied > 0.005).map(r => r.id);
  const next = {};
  part.edges.forEach(e => (next[e.from] = next[e.from] || []).push(e));
  const reached = new Set(receptors), queue = [...receptors];  // what the drug can reach
  while (queue.length) for (const e of next[queue.pop()] || []) if (pathwayNodes[e.to] && !reached.has(e.to)) { reached.add(e.to); queue.push(e.to); }
  const columns = 6, columnWidth = width / columns, wide = Math.min(columnWidth - 34, 150), high = 40, top = 48, rowHeight = 62;
  const place = id => ({ x: pathwayNodes[id][1] * columnWidth + (columnWidth - wide) / 2, y: top + pathwayNodes[id][2] * rowHeight });
  const rows = [["from", "to", "sign", "share_of_what_moves_it"]];
  let svg = ["drug", "receptors occupied", "blood: receptors", "blood: cells, toxicity", "tumour: immune cells", "outcome"].map((t, c) => words(shorten(t, columnWidth - 4, 11), (c + 0.5) * columnWidth, 16, { "text-anchor": "middle", "font-size": 11, fill: "var(--soft)" })).join(""), arrows = "", nodes = "";
  const arrowHead = (x, y, dx, dy, colour, sign) => {
    const size = Math.hypot(dx, dy) || 1, ux = dx / size, uy = dy / size;
    if (sign < 0) return line(x - 5 * uy, y + 5 * ux, x + 5 * uy, y - 5 * ux, { stroke: colour, "stroke-width": 2.4 });
    return tag("path", { d: "M" + [x, y].map(round2) + "L" + [x - 8 * ux - 4 * uy, y - 8 * uy + 4 * ux].map(round2) + "L" + [x - 8 * ux + 4 * uy, y - 8 * uy - 4 * ux].map(round2) + "z", fill: colour });
  };
  const edge = (from, to, sign, thick, tipText) => {
    const colour = sign > 0 ? "var(--more)" : sign < 0 ? "var(--less)" : "var(--soft)";
    let x1 = from.x + wide, y1 = from.y + high / 2, x2 = to.x - 3, y2 = to.y + high / 2, path, dx = 1, dy = 0;
    if (to.x > from.x + 1) { const bend = (x2 - x1) * 0.45; path = "M" + [x1, y1].map(round2) + "C" + [x1 + bend, y1, x2 - bend, y2, x2, y2].map(round2); }
    else if (Math.abs(to.x - from.x) < 1) {
      const down = to.y > from.y; dy = down ? 1 : -1; dx = 0; x1 = from.x + wide * (down ? 0.62 : 0.38); x2 = x1; y1 = down ? from.y + high : from.y; y2 = down ? to.y - 3 : to.y + high + 3;
      const far = Math.abs(to.y - from.y) > rowHeight * 1.3, out = far ? wide * (down ? 0.62 : -0.62) : 0;
      path = "M" + [x1, y1].map(round2) + "C" + [x1 + out, y1 + (far ? dy * 18 : 0), x2 + out, y2 - (far ? dy * 18 : 0), x2, y2].map(round2);
    } else { x1 = from.x; x2 = to.x + wide + 3; dx = -1; const bend = (x1 - x2) * 0.45; y1 += 8; y2 += 8; path = "M" + [x1, y1].map(round2) + "C" + [x1 - bend, y1, x2 + bend, y2, x2, y2].map(round2); }
    arrows += tag("g", { "data-tip": tipText, class: "edge" }, tag("path", { d: path, fill: "none", stroke: "transparent", "stroke-width": 9 }) + tag("path", { d: path, fill: "none", stroke: colour, "stroke-width": thick, "stroke-opacity": 0.8 }) + arrowHead(x2, y2, dx, dy, colour, sign));
  };
  const node = (at, title, detail, share, tipText) => {
    nodes += tag("g", { "data-tip": tipText || null }, box(at.x, at.y, wide, high, { rx: 7, fill: "var(--wash)", stroke: "var(--line)" }) +
      (share === undefined ? "" : box(at.x, at.y + high - 6, wide * share, 6, { rx: 3, fill: "var(--given)" })) +
      words(shorten(title, wide - 2, 13), at.x + wide / 2, at.y + (detail ? 16 : 24), { "text-anchor": "middle", "font-weight": 600 }) +
      (detail ? words(shorten(detail, wide - 4, 10.5), at.x + wide / 2, at.y + 30, { "text-anchor": "middle", "font-size": 10.5, fill: "var(--soft)" }) : ""));
  };
  const species = speciesOf(part), firstActive = part.kind === "nktr214" ? 1 : 0;
  const longest = Math.max(...species.map(([name]) => label(name, 0, 0, wide - 4, { "font-weight": 700 }, 12).more)), apart = Math.max(1.5 * rowHeight, high + 14 + longest + 24);
  let before = 0;  // the lines that the name above has more than one
  species.forEach(([name, detail], i) => {
    const at = { x: (columnWidth - wide) / 2, y: top + (part.kind === "nktr214" ? i * apart : (part.kind === "nivolumab" ? 3 : 2) * rowHeight) };
    const title = label(name, at.x + wide / 2, at.y + 16, wide - 4, { "text-anchor": "middle", "font-weight": 700 }, 12);
    nodes += box(at.x, at.y, wide, high + 14 + title.more, { rx: 7, fill: "var(--card)", stroke: "var(--ink)", "stroke-width": 1.4 }) + title.svg +
      detail.map((d, k) => words(shorten(d, wide, 10.5), at.x + wide / 2, at.y + 31 + title.more + 14 * k, { "text-anchor": "middle", "font-size": 10.5, fill: "var(--soft)" })).join("");
    if (i > 0) arrows += line(at.x + wide / 2, at.y - apart + high + 14 + before, at.x + wide / 2, at.y - 4, { stroke: "var(--ink)", "stroke-width": 1.4 }) + arrowHead(at.x + wide / 2, at.y - 2, 0, 1, "var(--ink)", 1);
    if (i >= firstActive) for (const r of receptors) edge({ x: at.x, y: at.y + 7 }, place(r), 1, part.kind === "nktr214" ? 0.8 : 1.4, name + " binds " + pathwayNodes[r][0] + "\nhighest occupancy of the first week: " + percent(occupied[r], 0) + " (median of the sample)");
    before = title.more;
  });
  for (const e of part.edges) {
    rows.push([e.from, e.to, e.sign, e.share]);
    if (!reached.has(e.from) || !reached.has(e.to) || !pathwayNodes[e.from] || !pathwayNodes[e.to]) continue;
    edge(place(e.from), place(e.to), e.sign, 0.8 + 2.6 * Math.min(1, e.share), pathwayNodes[e.from][0] + (e.sign > 0 ? " raises " : e.sign < 0 ? " lowers " : " moves, up or down, ") + pathwayNodes[e.to][0] + "\n" + percent(Math.min(1, e.share), 0) + " of what moves it");
  }
  const medians = data.pathway.medians;
  let bottom = 0;
  for (const id of reached) {
    if (!pathwayNodes[id]) continue;
    const cell = receptorCells[id], name = pathwayNodes[id][0], detail = id.startsWith("occ_") ? percent(occupied[id], 0) + " occupied" : "";
    node(place(id), name, detail, id.startsWith("occ_") ? occupied[id] : undefined, cell ? name + "\nCD25 " + number(medians["receptors." + cell + "_cd25"]) + ", CD122 " + number(medians["receptors." + cell + "_cd122"]) + ", CD132 " + number(medians["receptors." + cell + "_cd132"]) + " a cell (median)\n" + detail + " at most in the first week" : name + (detail ? "\n" + detail : ""));
    bottom = Math.max(bottom, place(id).y);
  }
  bottom = Math.max(bottom, top + (species.length - 1) * apart + longest, top + (part.kind === "nivolumab" ? 3 : 2) * rowHeight + longest);
  return { svg: svg + arrows + nodes, height: bottom + high + 26, rows };
}
