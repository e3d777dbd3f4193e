"""A cohort that is a dict, as the text of a cohort file."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from typing import Any


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else _string(name)


def _string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def value_text(value: object) -> str:
    """A value on one line. Raises TypeError for what TOML has no word for.

    >>> value_text({"median": 0.3, "of": [1, True, "a b"]})
    '{ median = 0.3, of = [1, true, "a b"] }'
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        if math.isnan(value):
            return "nan"
        return repr(value) if math.isfinite(value) else ("inf" if value > 0 else "-inf")
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(name)} = {value_text(one)}" for name, one in value.items()) + " }"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(value_text(one) for one in value) + "]"
    if hasattr(value, "item"):  # a number of NumPy
        return value_text(value.item())
    raise TypeError(f"a cohort file has no word for {type(value).__name__} {value!r}")


def _is_list_of_tables(value: object) -> bool:
    return isinstance(value, (list, tuple)) and bool(value) and all(isinstance(one, Mapping) for one in value)


def _sections(table: Mapping[str, Any], heading: str, lines: list[str], depth: int) -> None:
    later: list[str] = []
    for name, value in table.items():
        path = f"{heading}.{_key(name)}" if heading else _key(name)
        if isinstance(value, Mapping) and depth < 2:
            later.append(f"\n[{path}]")
            _sections(value, path, later, depth + 1)
        elif _is_list_of_tables(value) and depth == 0:
            for one in value:
                later.append(f"\n[[{path}]]")
                later += [f"{_key(key)} = {value_text(cell)}" for key, cell in one.items()]
        else:
            lines.append(f"{_key(name)} = {value_text(value)}")
    lines += later


def toml_text(cohort: Mapping[str, Any]) -> str:
    """The text, a line a key. Raises TypeError.

    >>> print(toml_text({"schema": 1, "trial": {"n": 100}}), end="")
    schema = 1
    <BLANKLINE>
    [trial]
    n = 100
    """
    lines: list[str] = []
    _sections(cohort, "", lines, 0)
    return "\n".join(lines) + "\n"
