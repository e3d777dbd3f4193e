"""Tables that leave as Arrow streams."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from . import _core

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

_SHOWN = 10


class Table:
    """Columns of one length. pandas, polars, pyarrow and DuckDB read it through ``__arrow_c_stream__``: ``pl.DataFrame(table)``
    copies nothing. ``table["orr"]`` is a column as a list, None where a value is not known.

    >>> table = Table({"arm": ["a", "b"], "orr": [0.25, None]})
    >>> table.rows()[1]
    {'arm': 'b', 'orr': None}
    >>> table
    <twinarm.Table of 2 rows: arm, orr>
    """

    def __init__(self, columns: _core.Table | Mapping[str, Sequence[Any]]) -> None:
        self._core = columns if isinstance(columns, _core.Table) else _core.table_from(
            {name: list(values) for name, values in columns.items()})

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self._core.__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> object:
        return self._core.__arrow_c_schema__()

    def __len__(self) -> int:
        return len(self._core)

    def __getitem__(self, column: str) -> list[Any]:
        return list(self._core.values(column))

    @property
    def columns(self) -> list[str]:
        """Names of the columns."""
        return list(self._core.names)

    @property
    def units(self) -> dict[str, str]:
        """Unit of each column, "" where it has none."""
        return dict(self._core.units)

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return len(self), len(self.columns)

    def rows(self) -> list[dict[str, Any]]:
        """Every row as a dict."""
        names = self.columns
        return [dict(zip(names, row)) for row in zip(*(self[name] for name in names))]

    def to_arrow(self) -> pyarrow.Table:
        """As a pyarrow.Table, without a copy; units and meanings are metadata of its fields."""
        import pyarrow

        return pyarrow.table(self)

    def to_polars(self) -> polars.DataFrame:
        """As a polars.DataFrame."""
        import polars

        return polars.DataFrame(self)

    def to_pandas(self) -> pandas.DataFrame:
        """As a pandas.DataFrame; needs pandas and pyarrow."""
        return self.to_arrow().to_pandas()

    def __repr__(self) -> str:
        return f"<twinarm.Table of {len(self):,} rows: {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        cells = [self._core.values(name, 0, _SHOWN) for name in self.columns]
        more = f"<p>{len(self):,} rows</p>" if len(self) > _SHOWN else ""
        return html_table(self.columns, list(zip(*cells))) + more


def _text(value: object) -> str:
    if value is None:
        return ""
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def html_table(names: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A table of a notebook."""
    head = "".join(f"<th>{html.escape(name)}</th>" for name in names)
    body = "".join("<tr>" + "".join(f"<td>{html.escape(_text(cell))}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def flat(json_object: dict[str, Any]) -> dict[str, Any]:
    """A cell for each number of an object, ``outer_inner`` for those of objects in it; lists are left out."""
    cells: dict[str, Any] = {}
    for name, value in json_object.items():
        if isinstance(value, dict):
            cells.update({f"{name}_{inner}": one for inner, one in flat(value).items()})
        elif not isinstance(value, list):
            cells[name] = value
    return cells
