"""A report in headless Chromium: it draws, it answers to mouse and keys, it asks for nothing, it prints.

Ends with 77, which CTest shows as skipped, where there is no Chromium.
"""
import argparse
import base64
import hashlib
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import chromium

WIDTHS = (400, 1600)
MOST_BYTES = 5_000_000
EXPECTED = {"response_rates", "best_response", "waterfall", "spider", "pfs", "os", "traits", "trait_ranking",
            "drug_levels", "occupancy", "cells", "doses", "toxicity", "dose_fates", "workflow", "parameters"}

POPULATIONS = "population,weight,tumour.killing.median\n" + "".join(
    f"p{k},0.2,{k}e-5 1/h\n" for k in (1, 2, 4, 6, 8))


def sealed(text):
    """The page with a policy that names its scripts and its style as they are now: for one that a test changed."""
    def names(tag):
        parts = re.findall(f"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        return " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(p.encode()).digest()).decode()}'" for p in parts)
    for kind in ("script", "style"):
        text = re.sub(f"{kind}-src [^;]*;", lambda _: f"{kind}-src {names(kind)};", text, count=1)
    return text


def console_and_requests(page, url):
    """What a reader would see as errors, and every request beside the file itself."""
    wrong = []
    for event in page.events:
        method, p = event.get("method"), event.get("params", {})
        if method == "Runtime.exceptionThrown":
            wrong.append("exception: " + json.dumps(p["exceptionDetails"])[:300])
        elif method == "Runtime.consoleAPICalled" and p["type"] in ("error", "warning", "assert"):
            wrong.append("console: " + json.dumps(p["args"])[:300])
        elif method == "Log.entryAdded" and p["entry"]["level"] in ("error", "warning"):
            wrong.append("log: " + p["entry"]["text"])
        elif method == "Network.requestWillBeSent":
            asked = p["request"]["url"]
            if not asked.startswith(url) and not asked.startswith(("data:", "blob:")):
                wrong.append("request: " + asked)
    return wrong


def check_width(page, url, width, expected):
    page.open(url + "#check", width)
    result = page.value("JSON.parse((document.getElementById('check') || {textContent: 'null'}).textContent)")
    if result is None:
        return [f"{width} px: the page did not start"] + console_and_requests(page, url)
    problems = result["found"] + result["wrong"] + console_and_requests(page, url)
    if result["width"] != width:
        problems.append(f"the window is {result['width']} wide, not {width}")
    problems += [f"the chart {name} is missing" for name in sorted(expected - set(result["charts"]))]
    # A real mouse over a real mark.
    place = page.value("(() => { const m = document.querySelector('#figure-response_rates [data-tip]');"
                       "m.scrollIntoView({block: 'center'}); const r = m.getBoundingClientRect();"
                       "return {x: r.left + r.width / 2, y: r.top + r.height / 2}; })()")
    page.call("Input.dispatchMouseEvent", type="mouseMoved", **place)
    if page.value("document.getElementById('tip').hidden"):
        problems.append("the mouse over a mark shows nothing")
    print(f"{width} px: {len(result['charts'])} charts, {len(problems)} problems")
    return [f"{width} px: {p}" for p in problems]


def check_print(page, url):
    page.open(url, 1600)
    pdf = base64.b64decode(page.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"])
    pages = len(re.findall(rb"/Type\s*/Page\b", pdf))
    print(f"PDF: {len(pdf)} bytes, {pages} pages")
    return [] if pdf.startswith(b"%PDF") and 4 <= pages <= 40 else [f"the PDF has {pages} pages"]


def check_figures(program, run, folder, expected):
    subprocess.run([program, "report", run, "-o", folder / "again.html", "--figures", folder / "figures"], check=True)
    svg = {f.stem: f.read_text() for f in (folder / "figures").glob("*.svg")}
    problems = [f"{name}.svg is missing" for name in sorted(expected - set(svg))]
    for name, text in svg.items():
        if "var(--" in text or "Simulated data" not in text:
            problems.append(f"{name}.svg needs the page's colours, or does not say that it is simulated")
        png = folder / "figures" / f"{name}.png"
        if not png.exists() or not png.read_bytes().startswith(b"\x89PNG"):
            problems.append(f"{name}.png is missing")
    print(f"figures: {len(svg)}, {len(problems)} problems")
    return problems


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--program", required=True)
    arguments.add_argument("--cohort", required=True)
    arguments.add_argument("--patients", default="200")
    arguments.add_argument("--twins", action="store_true", help="the cohort has more than one arm")
    arguments.add_argument("--populations", action="store_true", help="run over five populations")
    arguments.add_argument("--figures", action="store_true", help="check --figures too")
    arguments.add_argument("--unsealed", action="store_true", help="the mutated page keeps its policy, which must refuse it")
    arguments.add_argument("--mutation", nargs=2, help="a fault that must be seen: this text of the page becomes that")
    arguments = arguments.parse_args()
    browser = chromium.find()
    if browser is None:
        print("skipped: chromium is not installed (Debian: chromium)")
        return 77
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        run, report = folder / "run", folder / "report.html"
        (folder / "five.csv").write_text(POPULATIONS)
        subprocess.run([arguments.program, "run", arguments.cohort, "-n", arguments.patients, "--set", "trial.trials=500",
                        "--quiet", "--out", run] + (["--populations", folder / "five.csv"] if arguments.populations else []), check=True)
        made = subprocess.run([arguments.program, "report", run, "-o", report, "--sample", "40"])
        if made.returncode == 7:
            print("skipped: the program was built without d3")
            return 77
        made.check_returncode()
        text = report.read_text()
        problems = [] if report.stat().st_size <= MOST_BYTES else ["the report is larger than 5 MB"]
        if arguments.mutation:
            assert arguments.mutation[0] in text, "the text to change is not in the page"
            changed = text.replace(*arguments.mutation)
            report.write_text(changed if arguments.unsealed else sealed(changed))
        assert arguments.mutation or sealed(text) == text, "the policy does not name the page's scripts"
        expected = EXPECTED | ({"twins", "twin_shares", "differences"} if arguments.twins else set()) | (
            {"populations", "sensitivities"} if arguments.populations else set())
        page, url = chromium.Page(browser), report.as_uri()
        try:
            for width in WIDTHS:
                problems += check_width(page, url, width, expected)
            problems += check_print(page, url)
        finally:
            page.close()
        if arguments.figures:
            problems += check_figures(arguments.program, run, folder, expected)
    print("\n".join(problems))
    return bool(problems) != bool(arguments.mutation)


if __name__ == "__main__":
    sys.exit(main())
