// Doses given and held, the fate of each planned dose, and toxicity.
const spreadText = s => s.patients ? number(s.p50) + " (" + number(s.p10) + " to " + number(s.p90) + ")" : "–";

function drawDoses({ width, arms: shownArms }) {
  const rows = [["arm", "regimen", "what", "p10", "median", "p90", "mean"]], list = [];
  for (const a of shownArms) for (const r of arms[a].regimens) list.push({ a, r });
  const most = Math.max(1, ...list.flatMap(({ r }) => [r.doses_given.p90 || 0, r.doses_held.p90 || 0]));
  const x = d3.scaleLinear().domain([0, most]).range([8, width - 128]).nice();
  let y = 6, svg = "";
  for (const { a, r } of list) {
    const name = label(short(arms[a]), 4, y + 13, width - 8, { "font-weight": 600 }), of = label(r.label, 4, y + 28 + name.more, width - 8, { "font-size": 11, fill: "var(--soft)" });
    svg += name.svg + of.svg;
    y += name.more + of.more;
    [["given", r.doses_given, colourOf(a), 44], ["held or omitted", r.doses_held, "var(--omitted)", 62]].forEach(([name, s, colour, dy]) => {
      if (!s.patients) return;
      rows.push([arms[a].id, r.label, name, s.p10, s.p50, s.p90, s.mean]);
      svg += tag("g", { "data-tip": short(arms[a]) + ", " + r.label + "\ndoses " + name + ": median " + spreadText(s) + "\nmean " + number(s.mean) },
        line(x(s.p10), y + dy, x(s.p90), y + dy, { stroke: colour, "stroke-width": 5, "stroke-linecap": "round", "stroke-opacity": 0.6 }) + tag("circle", { cx: x(s.p50), cy: y + dy, r: 5, fill: "var(--card)", stroke: colour, "stroke-width": 2.5 })) +
        words(name + " " + number(s.p50), width - 4, y + dy + 4, { "font-size": 11, fill: "var(--soft)", "text-anchor": "end" });
    });
    y += 80;
  }
  return { svg: axisX(x, y, 4, { label: "doses a patient: median, 10% to 90%" }) + svg, height: y + 34, rows };
}

function drawDoseFates({ width, arms: shownArms }) {
  const list = data.doses.filter(d => shownArms.includes(d.arm) && d.doses.length), rows = [["arm", "regimen", "course", "cycle", "dose", "planned_day", "patients", "given", "given_late", "omitted"]];
  const key = swatches([["var(--given)", "given"], ["var(--late)", "given late"], ["var(--omitted)", "omitted"], ["var(--notdue)", "no longer due (stopped, died, lost)"]], width);
  const body = panels(list, width, 420, (d, wide) => {
    const left = 38, bottom = 130, top = 40, each = (wide - left - 4) / d.doses.length, y = d3.scaleLinear().domain([0, 1]).range([bottom, top]);
    const name = label(short(arms[d.arm]), left, 14, wide - left, { "font-weight": 600 }), of = label(d.label, left, 30 + name.more, wide - left, { "font-size": 11, fill: "var(--soft)" }), more = name.more + of.more;
    let svg = axisY(y, left, wide - 4, { ticks: [0, 0.5, 1], format: d3.format(".0%") });
    d.doses.forEach((dose, k) => {
      const parts = [["given", dose.given], ["late", dose.late], ["omitted", dose.omitted], ["notdue", d.patients - dose.given - dose.late - dose.omitted]];
      let sum = 0, bar = "";
      for (const [part, n] of parts) { bar += box(left + k * each, y(1 - 0) + (y(0) - y(1)) * (1 - (sum + n) / d.patients), Math.max(each - 1.2, 0.8), (y(0) - y(1)) * n / d.patients, { fill: "var(--" + part + ")" }); sum += n; }
      const first = k === 0 || dose.cycle !== d.doses[k - 1].cycle || dose.course !== d.doses[k - 1].course;
      svg += tag("g", { "data-tip": "course " + dose.course + ", cycle " + dose.cycle + ", dose " + dose.dose + " (planned on day " + number(dose.day) + ")\ngiven " + percent(dose.given / d.patients, 0) + ", late " + percent(dose.late / d.patients, 0) + ", omitted " + percent(dose.omitted / d.patients, 0) }, bar) +
        (first && each * d.doses.filter(o => o.course === dose.course && o.cycle === dose.cycle).length > 48 ? line(left + k * each, bottom, left + k * each, bottom + 5, { stroke: "var(--soft)" }) + words("day " + Math.round(dose.day), left + k * each + 2, bottom + 15, { "font-size": 10.5, fill: "var(--soft)" }) : "");
      rows.push([arms[d.arm].id, d.label, dose.course, dose.cycle, dose.dose, dose.day, d.patients, dose.given, dose.late, dose.omitted]);
    });
    if (each <= 48 && d.doses.length > 1 && d.doses.every(o => o.dose === 1)) svg += words("day 0", left, bottom + 15, { "font-size": 10.5, fill: "var(--soft)" }) + words("day " + Math.round(d.doses[d.doses.length - 1].day), wide - 4, bottom + 15, { "font-size": 10.5, fill: "var(--soft)", "text-anchor": "end" });
    return { svg: name.svg + of.svg + down(more, svg), height: 158 + more };
  });
  return { svg: key.svg + tag("g", { transform: "translate(0," + (key.height + 6) + ")" }, body.svg), height: body.height + key.height + 6, rows };
}

const hypotensionGrades = [0, 1, 2, 3, 4, 5];

function drawToxicity({ width, arms: shownArms }) {
  const rows = [["arm", "grade0", "grade1", "grade2", "grade3", "grade4", "grade5", "worst_leak_p10", "worst_leak_median", "worst_leak_p90"]];
  const list = shownArms.map(a => {
    const grades = hypotensionGrades.map(g => arms[a].worst_hypotension_grade[g] || 0), leak = arms[a].worst_leak;
    rows.push([arms[a].id, ...grades, leak.p10, leak.p50, leak.p90]);
    return { label: short(arms[a]), beside: "worst leak " + spreadText(leak), parts: grades.map((share, g) => ({ colour: "var(--grade" + g + ")", name: g ? "G" + g : "none", share, tip: (g ? "worst hypotension grade " + g : "no hypotension") + ": " + percent(share) })) };
  });
  return Object.assign(stackedBars(width, list, hypotensionGrades.filter(g => g < 5 || list.some(row => row.parts[5].share)).map(g => ["var(--grade" + g + ")", g ? "grade " + g : "none"])), { rows });
}
