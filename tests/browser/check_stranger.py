"""The report of a run whose every text was written by a stranger: it draws, and no text becomes more than text.

Ends with 77, which CTest shows as skipped, where there is no Chromium.
"""
import argparse
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import check_report
import chromium

# As an image that does not load this would put a list of charts of its own before the page's.
CHARTS = json.dumps([{"name": "../../x", "svg": "owned", "png": ""}])
LIST = f'<pre id="figures" hidden="">{CHARTS}</pre><script type="application/json" id="figures">{CHARTS}</script>'
ATTACK = ("\"><img src=x onerror='document.body.insertAdjacentHTML(`afterbegin`, decodeURIComponent(`"
          + "".join(f"%{byte:02x}" for byte in LIST.encode()) + "`)); window.owned = 1'>"
          + LIST + "<script>window.owned = 1</script></script><b class=owned>\u001b[2J\u202e\ue0000\ue001")
KEPT = ("id", "arm", "arm_a", "arm_b", "arms", "note", "build", "precision", "denominator", "program", "study", "kind", "file",
        "sha256")  # what other files name, or a list of the schema's


def with_attack(part, key=""):
    """The same JSON with every free text attacked."""
    if isinstance(part, dict):
        return {k: with_attack(v, k) for k, v in part.items()}
    if isinstance(part, list):
        return [with_attack(v, key) for v in part]
    return part + ATTACK if isinstance(part, str) and key not in KEPT else part


def check_figures(program, run, folder, env_path):
    """Charts come under the program's own names; how Chromium ran is said where it had no sandbox."""
    figures = folder / "deep" / "er" / "figures"
    made = subprocess.run([program, "report", run, "-o", folder / "again.html", "--sample", "20", "--figures", figures],
                          capture_output=True, text=True, env={**os.environ, "PATH": env_path})
    problems = [] if made.returncode == 0 else [f"--figures ended with {made.returncode}: {made.stderr}"]
    if (folder / "deep" / "x.svg").exists():
        problems.append("a chart was written outside of its folder")
    known = check_report.EXPECTED | {"twins", "twin_shares", "differences"}
    names = {f.stem for f in figures.glob("*")} if figures.exists() else set()
    problems += [f"{name} is missing" for name in sorted(known - names)]
    problems += [f"{name} is no chart" for name in sorted(names - known) if not name.startswith("pathway_")]
    for file in figures.glob("*.svg"):
        if "<img" in file.read_text() or "<script" in file.read_text():
            problems.append(f"{file.name} holds markup of a text")
    if ("it ran without one" in made.stderr) != (os.geteuid() == 0):
        problems.append(f"what is said of the sandbox is not so: {made.stderr!r}")
    return problems


def check_command(program, run, folder):
    """Chromium is started without its sandbox by root only; here a program in its place writes down its words."""
    stand_in = folder / "bin" / "chromium"
    stand_in.parent.mkdir()
    stand_in.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {folder}/words\n'
                        f"echo '{LIST}'\n")
    stand_in.chmod(0o755)
    made = subprocess.run([program, "report", run, "-o", folder / "a b#c.html", "--sample", "20", "--figures", folder / "f" / "g" / "h"],
                          capture_output=True, text=True, env={**os.environ, "PATH": f"{stand_in.parent}:{os.environ['PATH']}"})
    problems = [] if made.returncode == 4 and "`../../x`" in made.stderr else [f"a forged name: {made.returncode} {made.stderr}"]
    if (folder / "f" / "x.svg").exists():
        problems.append("a forged name was written")
    words = (folder / "words").read_text().split("\n")
    if ("--no-sandbox" in words) != (os.geteuid() == 0):
        problems.append(f"the sandbox: {words}")
    if not any(word.endswith("/a%20b%23c.html#figures") for word in words):
        problems.append(f"the page's address: {words}")
    return problems


def seal(run):
    """The record fits the changed files, as a stranger who knows the format makes it."""
    record = json.loads((run / "run.json").read_text())
    for name, output in record["outputs"].items():
        data = (run / name).read_bytes()
        output.update(sha256=hashlib.sha256(data).hexdigest(), bytes=len(data))
    record.pop("sha256", None)
    start = json.dumps({**record, "sha256": ""}, ensure_ascii=False, indent=2).removesuffix('"\n}')
    (run / "run.json").write_text(f'{start}{hashlib.sha256(start.encode()).hexdigest()}"\n}}\n')


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--program", required=True)
    arguments.add_argument("--cohort", required=True)
    arguments = arguments.parse_args()
    browser = chromium.find()
    if browser is None:
        print("skipped: chromium is not installed (Debian: chromium)")
        return 77
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        run, report = folder / "run", folder / "report.html"
        subprocess.run([arguments.program, "run", arguments.cohort, "-n", "200", "--populations", "none", "--set", "trial.trials=200", "--quiet",
                        "--out", run], check=True)
        for file in ("run.json", "summary.json"):
            text = json.dumps(with_attack(json.loads((run / file).read_text())), ensure_ascii=False)
            (run / file).write_text(text)
        seal(run)
        made = subprocess.run([arguments.program, "report", run, "-o", report, "--sample", "20"])
        if made.returncode == 7:
            print("skipped: the program was built without d3")
            return 77
        made.check_returncode()
        page, url, problems = chromium.Page(browser), report.as_uri(), []
        try:
            page.open(url, 1600)
            for what, there in (("an element of a text", "document.querySelectorAll('img, iframe, .owned, [onerror]').length"),
                                ("a script of a text", "window.owned || 0"),
                                ("another script element", "document.querySelectorAll('script').length - 3"),
                                ("a list of charts", "document.querySelectorAll('#figures').length"),
                                ("no chart at all", "document.querySelectorAll('figure svg').length > 10 ? 0 : 1"),
                                ("a title that is no text", "document.getElementById('title').textContent.includes('<script>window.owned') ? 0 : 1"),
                                ("control characters", "/[\\u001b\\u202e\\ue000]/.test(document.body.innerText) ? 1 : 0")):
                if page.value(there) != 0:
                    problems.append(f"there is {what}: {page.value(there)}")
            # Where a text were made markup after all, the policy forbids it.
            blocked = page.value("(() => { try { document.body.insertAdjacentHTML('beforeend', '<b></b>'); return 0; }"
                                 " catch { return 1; } })()")
            if not blocked:
                problems.append("the policy allows text to become markup")
            problems += check_report.console_and_requests(page, url) if not blocked else []
        finally:
            page.close()
        problems += check_figures(arguments.program, run, folder, os.environ["PATH"])
        problems += check_command(arguments.program, run, folder)
    print("\n".join(problems) or "every text stayed text")
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
