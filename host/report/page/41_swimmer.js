// Swimmer plot: a bar a patient, with treatment, response and how it ended.
const swimmerEnds = { progression: "progression", death: "death", ongoing: "no progression at the end of follow-up",
  lost: "lost to follow-up; censored at the last scan", after_missed_visits: "progression or death after missed visits; censored before them",
  death_after_last_visit: "death after the last visit; censored at the last scan" };
// Marks of a bar, each with its centre at (x, y).
const swimmerMark = {
  last_dose: (x, y) => line(x, y - 4, x, y + 4, { stroke: "var(--ink)", "stroke-width": 2 }),
  response: (x, y) => tag("path", { d: "M" + round2(x) + " " + round2(y - 3.6) + "l3.8 6.6h-7.6z", fill: "var(--card)", stroke: "var(--ink)" }),
  progression: (x, y) => tag("path", { d: "M" + [x - 3, y - 3].map(round2) + "l6 6m0 -6l-6 6", stroke: "var(--ink)", "stroke-width": 1.6, fill: "none" }),
  death: (x, y) => box(x - 3, y - 3, 6, 6, { fill: "var(--ink)" }),
  lost: (x, y) => tag("circle", { cx: x, cy: y, r: 3, fill: "var(--card)", stroke: "var(--ink)", "stroke-width": 1.4 }),
  after_missed_visits: (x, y) => tag("path", { d: "M" + [x, y - 4].map(round2) + "l4 4l-4 4l-4 -4z", fill: "var(--card)", stroke: "var(--ink)", "stroke-width": 1.4 }),
  death_after_last_visit: (x, y) => box(x - 3, y - 3, 6, 6, { fill: "var(--card)", stroke: "var(--ink)", "stroke-width": 1.4 }),
  ongoing: (x, y) => tag("path", { d: "M" + [x, y - 3.5].map(round2) + "l6 3.5l-6 3.5z", fill: "var(--ink)" }) };
const swimmerKey = [["last_dose", "treated until the last dose"], ["response", "response begins"], ["progression", "progression"], ["death", "death without progression"], ["lost", "lost to follow-up"], ["after_missed_visits", "event after missed visits"], ["death_after_last_visit", "death after the last visit"], ["ongoing", "ongoing"]];

function drawSwimmer({ width, arms: shownArms }) {
  const rows = [["arm", "patient", "response", "last_dose_day", "response_day", "end_day", "end"]], key = swatches(responses.map(r => ["var(--" + r + ")", r]), width);
  let svg = key.svg, kx = 8, ky = key.height + 8;
  for (const [mark, name] of swimmerKey) {
    const wide = 14 + widthOf(name, 11.5) + 12;
    if (kx > 8 && kx + wide > width) { kx = 8; ky += 18; }
    svg += swimmerMark[mark](kx, ky - 3) + words(name, kx + 11, ky + 1, { "font-size": 11.5, fill: "var(--soft)" });
    kx += wide;
  }
  const last = d3.max(shownArms, a => d3.max(data.swimmer[a], p => Math.max(p.end_d, p.last_dose_d || 0))) || 1;
  const body = panels(shownArms, width, 330, (a, wide) => {
    const lanes = data.swimmer[a], top = 22, each = 9, bottom = top + lanes.length * each + 4, x = d3.scaleLinear().domain([0, last / month]).range([10, wide - 14]), at = day => x(day / month);
    const name = label(short(arms[a]), 8, 13, wide - 8, { "font-weight": 600 });
    let panel = axisX(x, bottom, top, { label: "months since the start of treatment", space: 50 });
    lanes.forEach((p, i) => {
      const y = top + (i + 0.5) * each + 2;
      rows.push([arms[a].id, p.patient, p.response, p.last_dose_d, p.response_d, p.end_d, p.end]);
      panel += tag("g", { "data-tip": short(arms[a]) + ", patient " + p.patient + "\n" + responseNames[p.response] + (p.response_d === null ? "" : " from month " + number(p.response_d / month)) + "\n" + (p.last_dose_d === null ? "no dose" : "last dose in month " + number(p.last_dose_d / month)) + "\n" + swimmerEnds[p.end] + ", month " + number(p.end_d / month) },
        box(at(0), y - 3, Math.max(1, at(p.end_d) - at(0)), 6, { fill: "var(--" + p.response + ")" }) + (p.last_dose_d === null ? "" : line(at(0), y, at(p.last_dose_d), y, { stroke: "var(--ink)", "stroke-width": 1.3 }) + swimmerMark.last_dose(at(p.last_dose_d), y)) +
        (p.response_d === null ? "" : swimmerMark.response(at(p.response_d), y)) + swimmerMark[p.end](at(p.end_d), y));
    });
    return { svg: name.svg + down(name.more, panel), height: bottom + 42 + name.more };
  });
  return { svg: svg + down(ky + 10, body.svg), height: body.height + ky + 10, rows };
}
