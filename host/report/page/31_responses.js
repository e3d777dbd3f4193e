// Best overall responses, waterfall and spider.
const barLabel = (x, y, width, text) => width > widthOf(text, 11) + 6 ? words(text, x + width / 2, y, { "text-anchor": "middle", "font-size": 11, "pointer-events": "none", "paint-order": "stroke", stroke: "var(--card)", "stroke-width": 2.5, "stroke-linejoin": "round" }) : "";

// Bars of shares that add up to 1, one per row: rows of {label, parts: [{colour, name, share, tip}]}.
function stackedBars(width, list, legend) {
  const key = swatches(legend, width), x = d3.scaleLinear().domain([0, 1]).range([14, width - 18]);
  let y = key.height + 4, svg = key.svg;
  for (const row of list) {
    const name = label(row.label, 14, y + 12, width - 32, { "font-weight": 600 });
    svg += name.svg;
    if (row.beside && widthOf(row.label, bold) + widthOf(row.beside, 11) + 40 < width) svg += words(row.beside, width - 18, y + 12, { "font-size": 11, fill: "var(--soft)", "text-anchor": "end" });
    y += name.more;
    let sum = 0;
    for (const part of row.parts) {
      const from = x(sum), to = x(sum += part.share);
      svg += box(from, y + 18, to - from, 24, { fill: part.colour, stroke: "var(--card)", "stroke-width": 1, "data-tip": row.label + "\n" + part.tip }) +
        barLabel(from, y + 34.5, to - from, part.name + " " + percent(part.share, part.share < 0.1 ? 1 : 0));
    }
    y += 52;
  }
  return { svg: svg + axisX(x, y, y, { format: d3.format(".0%"), space: 90 }), height: y + 22 };
}

function drawBest({ width, arms: shownArms }) {
  const rows = [["arm", "patients", ...responses]];
  const list = shownArms.map(a => {
    rows.push([arms[a].id, arms[a].patients, ...responses.map(r => arms[a].bor_counts[r])]);
    return { label: short(arms[a]), parts: responses.map(r => ({ colour: "var(--" + r + ")", name: r, share: arms[a].bor[r] || 0,
      tip: responseNames[r] + ": " + percent(arms[a].bor[r]) + " (" + count(arms[a].bor_counts[r]) + " patients)" })) };
  });
  return Object.assign(stackedBars(width, list, responses.map(r => ["var(--" + r + ")", r + " " + responseNames[r]])), { rows });
}

function drawWaterfall({ width, arms: shownArms }) {
  const key = swatches(responses.map(r => ["var(--" + r + ")", r]), width), rows = [["arm", "bar", "best_change", "response"]];
  const body = panels(shownArms, width, 420, (a, wide) => {
    const of = data.waterfall[a], y = d3.scaleLinear().domain([-1, 1]).range([170, 24]), left = 46, each = (wide - left) / Math.max(1, of.change.length);
    const name = label(short(arms[a]), left, 14, wide - left, { "font-weight": 600 });
    let svg = axisY(y, left, wide, { ticks: [-1, -0.5, 0, 0.5, 1], format: v => signed(100 * v).replace(".0", "") + "%" });
    of.change.forEach((change, i) => {
      const to = Math.min(change, 1);
      svg += box(left + i * each, Math.min(y(0), y(to)), Math.max(each - 0.4, 0.5), Math.max(1, Math.abs(y(to) - y(0))), { fill: "var(--" + of.response[i] + ")",
        "data-tip": short(arms[a]) + "\nbest change " + signed(100 * change) + "%, " + responseNames[of.response[i]] + "\n" + percent((i + 0.5) / of.change.length, 0) + " of patients do not do better" });
      rows.push([arms[a].id, i + 1, change, of.response[i]]);
    });
    for (const mark of [0.2, -0.3]) svg += line(left, y(mark), wide, y(mark), { stroke: "var(--ink)", "stroke-dasharray": "3 3", "stroke-width": 0.8 });
    return { svg: name.svg + down(name.more, svg + line(left, y(0), wide, y(0), { stroke: "var(--ink)" })), height: 186 + name.more };
  });
  return { svg: key.svg + tag("g", { transform: "translate(0," + (key.height + 6) + ")" }, body.svg), height: body.height + key.height + 6, rows };
}

function drawSpider({ width, arms: shownArms }) {
  const key = swatches(responses.map(r => ["var(--" + r + ")", r]), width), rows = [["arm", "patient", "response", "week", "change"]];
  const last = data.workflow.horizon_d / 7;
  const body = panels(shownArms, width, 420, (a, wide) => {
    const left = 46, x = d3.scaleLinear().domain([0, last]).range([left, wide - 14]), y = d3.scaleLinear().domain([-1, 1]).range([190, 24]).clamp(true);
    const name = label(short(arms[a]), left, 14, wide - left, { "font-weight": 600 });
    let svg = axisY(y, left, wide, { ticks: [-1, -0.5, 0, 0.5, 1], format: v => signed(100 * v).replace(".0", "") + "%" }) + axisX(x, 190, 24, { label: "weeks" });
    for (const patient of data.spider[a]) {
      const points = patient.week.map((w, i) => [x(w), y(patient.change[i])]);
      patient.week.forEach((w, i) => rows.push([arms[a].id, patient.patient, patient.response, w, patient.change[i]]));
      svg += tag("g", { "data-tip": short(arms[a]) + ", patient " + patient.patient + "\n" + responseNames[patient.response] + "\n" + patient.week.map((w, i) => "week " + Math.round(w) + ": " + signed(100 * patient.change[i]) + "%").slice(0, 12).join("\n") },
        tag("path", { d: d3.line()(points), fill: "none", stroke: "transparent", "stroke-width": 7 }) +
        tag("path", { d: d3.line()(points), fill: "none", stroke: "var(--" + patient.response + ")", "stroke-width": 1.4 }) +
        tag("circle", { cx: points[points.length - 1][0], cy: points[points.length - 1][1], r: 2.2, fill: "var(--" + patient.response + ")" }));
    }
    for (const mark of [0.2, -0.3]) svg += line(left, y(mark), wide - 6, y(mark), { stroke: "var(--ink)", "stroke-dasharray": "3 3", "stroke-width": 0.8 });
    return { svg: name.svg + down(name.more, svg), height: 228 + name.more };
  });
  return { svg: key.svg + tag("g", { transform: "translate(0," + (key.height + 6) + ")" }, body.svg), height: body.height + key.height + 6, rows };
}
