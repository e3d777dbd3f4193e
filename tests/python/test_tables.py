"""Tables are read by everybody who reads Arrow."""

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import twinarm as ta


def test_pyarrow_reads_values_nulls_units_and_types(run):
    table = pa.table(run.patients())
    table.validate(full=True)
    assert table.num_rows == 800 and table.schema.names == run.patients().columns
    assert table.to_pydict() == {name: run.patients()[name] for name in table.schema.names}
    assert table["duration_d"].null_count > 0
    assert table.schema.field("pfs_d").metadata[b"unit"] == b"d"
    assert (table.schema.field("patient").type, table.schema.field("arm").type) == (pa.uint64(), pa.large_string())


def test_pandas_polars_and_duckdb_agree(run):
    table = run.patients()
    rates = [row["orr"] for row in run.orr().rows()]
    in_pandas = table.to_pandas().assign(r=lambda d: d.response.isin(["CR", "PR"])).groupby("arm", sort=False).r.mean()
    assert list(in_pandas) == pytest.approx(rates)
    in_polars = table.to_polars().group_by("arm", maintain_order=True).agg(pl.col("response").is_in(["CR", "PR"]).mean())
    assert in_polars["response"].to_list() == pytest.approx(rates)
    arrow = pa.table(table)
    found = duckdb.sql("select arm, avg((response in ('CR', 'PR'))::int) from arrow group by arm").fetchall()
    assert dict(found) == pytest.approx(dict(zip(run.orr()["arm"], rates)))


def test_pandas_reads_the_stream_itself(run):
    assert pd.DataFrame.from_arrow(run.orr()).shape == run.orr().shape


def test_a_stream_can_be_taken_twice_and_outlives_its_run(cohort):
    run = ta.run(cohort, n=100, progress=False)
    table = run.patients()
    first, second = pa.table(table), pa.table(table)
    run.close()
    del run, table
    assert first.equals(second) and first.num_rows == 400


def test_the_stream_copies_nothing(run):
    table = run.patients()
    first, second = (pa.table(table)["pfs_d"].chunk(0).buffers()[1].address for _ in range(2))
    assert first == second


def test_lists_become_columns_and_come_back():
    columns = {"text": ["ä", None, ""], "real": [1, None, 2.5], "whole": [None, 2, -3], "truth": [True, None, False]}
    table = ta.Table(columns)
    assert {name: table[name] for name in table.columns} == columns
    assert pa.table(table).to_pydict() == columns


def test_a_table_without_rows_is_read():
    empty = ta.Table({"a": [], "b": []})
    assert pa.table(empty).shape == (0, 2) and pl.DataFrame(empty).shape == (0, 2) and empty.rows() == []


def test_columns_of_different_lengths_are_refused():
    with pytest.raises(ValueError):
        ta.Table({"a": [1], "b": []})


def test_there_is_no_such_column(run):
    with pytest.raises(KeyError):
        run.orr()["sld"]


def test_nine_rows_have_their_nulls_in_the_second_byte():
    values = [None if row in (3, 8) else float(row) for row in range(9)]
    assert pa.table(ta.Table({"a": values}))["a"].to_pylist() == values
    assert pa.table(ta.Table({"a": [value and value > 4 for value in values]}))["a"].to_pylist()[8] is None


def test_a_notebook_shows_the_first_rows(run):
    assert run.patients()._repr_html_().count("<tr>") == 11 and "800 rows" in run.patients()._repr_html_()


def test_traits_are_the_same_in_every_arm(run):
    frame = run.patients(traits=True).to_pandas()
    assert frame.groupby("patient")["tumour.growth_rate"].nunique().eq(1).all()
    assert frame["tumour.growth_rate"].nunique() == 200
    assert run.patients(traits=True).units["tumour.growth_rate"] != ""
