// Curves that published trials report, beside the simulated ones: points of the cohort file, if it gives any.
const publishedPoints = kind => data.published_curves.filter(curve => curve.kind === kind).flatMap(curve => curve.points.map(([day, value]) => ({ ...curve, day, value })));
const publishedTip = (p, value) => "Published: " + p.label + "\n" + value + " on day " + number(p.day) + "\n" + p.role + ": " + p.source;
const diamond = (x, y, tipText, colour = "var(--ink)") => tag("path", { d: "M" + round2(x) + " " + round2(y - 4.5) + "l4.5 4.5l-4.5 4.5l-4.5 -4.5z", fill: colour, stroke: "var(--ink)", "stroke-width": 0.8, "data-tip": tipText });
const publishedNote = kind => { const labels = [...new Set(publishedPoints(kind).map(p => p.label + " (" + p.role + ")"))]; return labels.length ? " Diamonds: points of published curves, " + list(labels) + "." : ""; };
