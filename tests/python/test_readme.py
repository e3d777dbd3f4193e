"""The lines of host/python/README.md are run as they stand there, one block after another, and print what stands below them."""

import re

import matplotlib

matplotlib.use("Agg")


def blocks(text):
    """Python blocks, each with the text block that follows it at once."""
    found = re.findall(r"^```python\n(.*?)^```\n(?:\n?```text\n(.*?)^```\n)?", text, re.S | re.M)
    return [(code, printed) for code, printed in found]


def test_the_lines_of_the_page_are_true(source, tmp_path, monkeypatch, capsys):
    page = (source / "host/python/README.md").read_text()
    monkeypatch.chdir(tmp_path)
    names = {}
    assert len(blocks(page)) >= 5
    for code, printed in blocks(page):
        exec(compile(code, "host/python/README.md", "exec"), names)
        shown = capsys.readouterr().out
        assert [line.rstrip() for line in shown.splitlines()] == [line.rstrip() for line in printed.splitlines()], code
