"""A report in headless Chromium: it draws, it answers to mouse and keys, it asks for nothing, it prints whole.

Ends with 77, which CTest shows as skipped, where there is no Chromium or no pdftotext, which reads what it printed.
"""
import argparse
import base64
import hashlib
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import chromium

WIDTHS = (400, 1600)
MOST_BYTES = 5_000_000
EXPECTED = {"response_rates", "best_response", "waterfall", "spider", "pfs", "os", "traits", "trait_ranking",
            "drug_levels", "occupancy", "cells", "doses", "toxicity", "dose_fates", "workflow", "parameters",
            "swimmer", "exposure", "benefit_harm"}
SEED, FIRST_PATIENT = "18446744073709551615", "9007199254740993"  # of which a script would round the last digits

DRUGS = {"aldesleukin": "ALD-7", "nktr214": "MOL-1", "nivolumab": "ANTI-9"}
READER_CV = 0.045  # "4.5%", with every digit that the file gives
LONG = "a molecule with a long name that was chosen by nobody in particular"
KILLING = (1, 2, 4, 6, 8)  # of each population


def populations(number):
    return "population,weight,tumour.killing.median\n" + "".join(f"p{k},{1 / number},{k}e-5 1/h\n" for k in KILLING[:number])


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


def printed(page, url, width, folder):
    """What a window of this width prints: the words of every section by its heading, in order, and the pages."""
    page.open(url, width)
    headings = page.value("[...document.querySelectorAll('h2')].map(h => h.textContent)")
    file = folder / f"{width}.pdf"
    file.write_bytes(base64.b64decode(page.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"]))
    text = subprocess.run(["pdftotext", file, "-"], check=True, capture_output=True, text=True).stdout
    sections, rest = {}, " ".join(text.split())
    for heading, after in zip(headings, headings[1:] + [None]):
        rest = rest[max(0, rest.find(heading)):]
        end = rest.find(after, len(heading)) if after else len(rest)
        sections[heading] = rest[:end if end > 0 else 0]
    return sections, text.count("\f"), " ".join(text.split())


def check_print(page, url, folder):
    """A narrow and a wide window print the same, and all that the page holds."""
    (narrow, pages, _), (wide, _, text) = (printed(page, url, width, folder) for width in WIDTHS)
    problems = [f"print: the section `{heading}` of a {WIDTHS[0]} px window is not that of a {WIDTHS[1]} px window"
                for heading in narrow if narrow[heading] != wide[heading] or len(wide[heading]) <= len(heading)]
    page.open(url, WIDTHS[1])
    titles = page.value("[...document.querySelectorAll('h3')].map(h => h.textContent)")
    tables = page.value("[...document.querySelectorAll('details code, #provenance th')].map(e => e.textContent)")
    solid = text.replace(" ", "")  # a long word may be broken at a line's end
    problems += [f"print: `{words}` is missing" for words in titles + tables if words.replace(" ", "") not in solid]
    print(f"PDF: {pages} pages, {len(narrow)} sections, {len(problems)} problems")
    return problems + ([] if 4 <= pages <= 60 else [f"the PDF has {pages} pages"])


def check_words(page, url, script, over_populations):
    """Numbers in words: every digit of the seed, the table's rounding, and a headline that says what the table says."""
    page.open(url, 1600)
    problems = [] if over_populations else [  # a run over populations cannot be cut: its numbers are small
        f"{number} is not in {place}" for number, place in ((SEED, "#subtitle"), (SEED, "#provenance"), (FIRST_PATIENT, "#provenance"))
        if number not in page.value(f"document.querySelector('{place}').textContent")]
    decimals = re.search(r"function decimals\(.*?\n}\n", script, re.DOTALL)[0]
    tried = [k / 40 for k in range(4000)]
    for x, text in zip(tried, page.value(f"(() => {{ {decimals} return {json.dumps(tried)}.map(x => decimals(x, 1)); }})()")):
        if text != f"{x:.1f}":
            problems.append(f"{x} is rounded to {text}, in a table to {x:.1f}")
    if "reader CV 4.5%" not in page.value("document.getElementById('figure-workflow').textContent"):
        problems.append(f"the workflow does not say a reader's CV of {READER_CV}")
    verdict = page.value("document.querySelector('.verdict').textContent")
    for rate in page.value("[...document.querySelectorAll('.card .big')].map(e => e.textContent)"):
        if f"{rate} " not in verdict:
            problems.append(f"the headline does not say {rate}, as a card does: {verdict}")
    pairs = page.value("[...document.querySelectorAll('.compare tbody tr')].map(r => r.cells[0]).map(c => "
                       "[c.children[0].textContent, c.childNodes[1].textContent.trim(), c.children[1].textContent])")
    unclear = [f"{a} from {b}" for a, finding, b in pairs if finding not in ("above", "against")]
    one_trial = any(finding == "against" for _, finding, _ in pairs)
    if any(pair not in verdict for pair in unclear[:3]) or bool(unclear or one_trial) != ("distinguish" in verdict):
        problems.append(f"the headline and the table of pairs disagree: {verdict} {pairs}")
    return problems


def check_one(page, url, one_trial):
    """One virtual trial, or one population, says nothing of others: no range; no order of arms, no probability."""
    page.open(url, 1600)
    answer = page.value("document.getElementById('answer').innerText")
    charts = page.value("[...document.querySelectorAll('[data-tip], svg[aria-label]')].map(e => (e.getAttribute('data-tip') || '') + "
                        "(e.getAttribute('aria-label') || '')).join('\\n')")
    problems = [f"one of a kind: the page says `{found[0]}`" for text in (answer, charts)
                for found in re.finditer(r"over 99\.9%|probably above|\b(\S+%) to \1|ahead: [\d.]+%|in 100\.00% of", text)]
    if not one_trial:
        return problems
    rows = page.value("[...document.querySelectorAll('.compare tbody tr')].map(r => r.innerText)")
    problems += [f"one trial: a pair is ranked: {row}" for row in rows if " against " not in " ".join(row.split()) or "–" not in row]
    if "sees" in answer or "not known from one virtual trial" not in answer:
        problems.append("one trial: the answer does not say what one trial leaves open: " + answer)
    return problems


def check_drug_names(page, url):
    """A drug has the name that the cohort file gives it in every text that the page itself writes; parameters keep their keys."""
    page.open(url, 1600)
    texts = page.value("[...document.querySelectorAll('figcaption p, h2, h3, p.lead, .verdict, .points li, #legend button, svg text, svg[aria-label], [data-tip]')]"
                       ".filter(e => !e.closest('#figure-parameters')).flatMap(e => [e.textContent, e.getAttribute('aria-label') || '', e.getAttribute('data-tip') || ''])")
    return [f"the page calls a drug {found[0]}: {text[:160]}" for text in dict.fromkeys(texts) if not text.startswith("Published:")
            for found in [re.search("aldesleukin|nktr-?214|nivolumab", text, re.IGNORECASE)] if found] + [
        f"the page does not name {name}" for name in DRUGS.values() if not any(name in text for text in texts)]


def check_figures(program, run, folder, expected):
    subprocess.run([program, "report", run, "-o", folder / "again.html", "--figures", folder / "figures"], check=True)
    svg = {f.stem: f.read_text() for f in (folder / "figures").glob("*.svg")}
    problems = [f"{name}.svg is missing" for name in sorted(expected - set(svg))]
    for name, text in svg.items():
        if "var(--" in text or "Simulated data" not in text or f"seed {SEED}" not in text:
            problems.append(f"{name}.svg needs the page's colours, or does not say that it is simulated, with its seed")
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
    arguments.add_argument("--trials", default="500")
    arguments.add_argument("--twins", action="store_true", help="the cohort has more than one arm")
    arguments.add_argument("--populations", type=int, default=0, help="run over so many populations, at most five")
    arguments.add_argument("--renamed", action="store_true", help="the cohort file gives its drugs other names")
    arguments.add_argument("--long-labels", default="", help="ids of arms that get long labels; drugs get long ones too")
    arguments.add_argument("--figures", action="store_true", help="check --figures too")
    arguments.add_argument("--unsealed", action="store_true", help="the mutated page keeps its policy, which must refuse it")
    arguments.add_argument("--mutation", nargs=2, help="a fault that must be seen: this text of the page becomes that")
    arguments = arguments.parse_args()
    browser = chromium.find()
    if browser is None or shutil.which("pdftotext") is None:
        print("skipped: chromium or pdftotext is not installed (Debian: chromium, poppler-utils)")
        return 77
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        run, report = folder / "run", folder / "report.html"
        (folder / "populations.csv").write_text(populations(arguments.populations))
        cohort = folder / "cohort.toml"
        cohort.write_text(f'schema = 1\ninclude = ["{arguments.cohort}"]\n[assessment]\nreader_cv = {READER_CV}\n' + "".join(
            f'[drug.{kind}]\nlabel = "{LONG + " " if arguments.long_labels else ""}{label}"\n' for kind, label in DRUGS.items() if arguments.renamed or arguments.long_labels))
        renamed = ["--set", "arm.aldesleukin.label=high dose of ALD-7"] if arguments.renamed else []
        labels = renamed + [word for arm in filter(None, arguments.long_labels.split(",")) for word in ("--set", f"arm.{arm}.label={LONG} in arm {arm}")]
        subprocess.run([arguments.program, "run", cohort, "-n", arguments.patients, "--set", f"trial.trials={arguments.trials}",
                        "--quiet", "--out", run, *labels] + (["--populations", folder / "populations.csv"] if arguments.populations
                                          else ["--populations", "none", "--seed", SEED, "--first-patient", FIRST_PATIENT]),
                       check=True)
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
            problems += check_print(page, url, folder)
            if int(arguments.patients) >= 200:  # of fewer patients the headline speaks of no rates
                problems += check_words(page, url, text, arguments.populations)
            if arguments.renamed:
                problems += check_drug_names(page, url)
            if arguments.trials == "1" or arguments.populations == 1:
                problems += check_one(page, url, arguments.trials == "1")
        finally:
            page.close()
        if arguments.figures:
            problems += check_figures(arguments.program, run, folder, expected)
    print("\n".join(problems))
    return bool(problems) != bool(arguments.mutation)


if __name__ == "__main__":
    sys.exit(main())
