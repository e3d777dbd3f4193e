"""Parquet files through three libraries: columns as lists, facts of each column, notes and row groups of the file."""

import json


class Pyarrow:
    def __init__(self):
        import pyarrow.parquet
        self.parquet = pyarrow.parquet

    def columns(self, path):
        return self.parquet.read_table(path).to_pydict()

    def facts(self, path):
        schema = self.parquet.read_schema(path)
        return {field.name: {key.decode(): value.decode() for key, value in (field.metadata or {}).items()
                             if not key.startswith(b"PARQUET:")} for field in schema}

    def notes(self, path):
        return {key.decode(): value.decode() for key, value in self.parquet.read_metadata(path).metadata.items()}

    def groups(self, path):
        return self.parquet.read_metadata(path).num_row_groups


class Duckdb:
    def __init__(self):
        import duckdb
        self.sql = duckdb.sql

    def columns(self, path):
        table = self.sql(f"select * from '{path}'")
        return {name: list(values) for name, values in zip(table.columns, zip(*table.fetchall()))}

    def notes(self, path):
        rows = self.sql(f"select key, value from parquet_kv_metadata('{path}')").fetchall()
        return {bytes(key).decode(): bytes(value).decode() for key, value in rows}

    def facts(self, path):
        return json.loads(self.notes(path)["columns"])

    def groups(self, path):
        return self.sql(f"select max(row_group_id) + 1 from parquet_metadata('{path}')").fetchall()[0][0]


class Polars:
    def __init__(self):
        import polars
        self.polars = polars

    def columns(self, path):
        return self.polars.read_parquet(path).to_dict(as_series=False)

    def notes(self, path):
        return self.polars.read_parquet_metadata(path)

    def facts(self, path):
        return json.loads(self.notes(path)["columns"])

    def groups(self, path):
        return None  # it does not say


READERS = {"pyarrow": Pyarrow, "duckdb": Duckdb, "polars": Polars}
