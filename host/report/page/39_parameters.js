// What was fitted and what was assumed: counts by mechanism, and every parameter.
const statuses = [["sourced", "var(--sourced)", "sourced"], ["assumed", "var(--assumed)", "assumed"], ["calibrated", "var(--calibrated)", "calibrated"], ["calibrated by hand", "var(--hand)", "calibrated by hand"], ["not calibrated", "var(--uncalibrated)", "not calibrated (no effect)"]];
const statusCount = status => data.parameters.filter(p => p.status === status).length;

function drawParameters({ width }) {
  const groups = [...new Set(data.parameters.map(p => p.key.split(".")[0]))], rows = [["mechanism", ...statuses.map(s => s[0])]];
  const key = swatches(statuses.map(s => [s[1], s[2] + " (" + statusCount(s[0]) + ")"]), width), left = 92;
  const of = g => data.parameters.filter(p => p.key.startsWith(g + ".")), x = d3.scaleLinear().domain([0, Math.max(...groups.map(g => of(g).length))]).range([left, width - 26]);
  let y = key.height + 6, svg = key.svg;
  for (const g of groups) {
    let n = 0;
    svg += words(g, left - 6, y + 13, { "text-anchor": "end" });
    for (const [status, colour, name] of statuses) {
      const k = of(g).filter(p => p.status === status).length;
      if (k) svg += box(x(n), y, x(n + k) - x(n), 18, { fill: colour, stroke: "var(--card)", "data-tip": g + ": " + k + " " + name + "\n" + of(g).filter(p => p.status === status).slice(0, 14).map(p => p.key.split(".")[1]).join(", ") });
      n += k;
    }
    svg += words(n, x(n) + 5, y + 13, { "font-size": 11, fill: "var(--soft)" });
    rows.push([g, ...statuses.map(s => of(g).filter(p => p.status === s[0]).length)]);
    y += 24;
  }
  return { svg, height: y + 4, rows };
}

const headings = names => html("thead", {}, html("tr", {}, names.map(name => html("th", {}, name))));

function parameterTable(parent) {
  const body = html("tbody"), search = html("input", { type: "search", placeholder: "cd25, assumed, Bajaj …" });
  const fill = word => body.replaceChildren(...data.parameters.filter(p => Object.values(p).join(" ").toLowerCase().includes(word.toLowerCase()))
    .map(p => html("tr", {}, [html("code", {}, p.key), p.meaning, p.distribution, p.status, p.source].map(cell => html("td", {}, cell)))));
  search.oninput = event => fill(event.target.value);
  fill("");
  parent.appendChild(html("details", {}, html("summary", {}, "All " + data.parameters.length + " parameters with unit, distribution and source"),
    html("p", {}, html("label", {}, "Find ", search)),
    html("div", { class: "scroll", tabindex: 0, "aria-label": "Parameters" }, html("table", { class: "named" }, headings(["parameter", "meaning", "distribution", "status", "source"]), body))));
}
