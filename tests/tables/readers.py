"""A run's tables through other people's libraries: rows, labels, and what else the format holds."""

import csv
import datetime
import json
import re

ADAM = ("adsl", "adrs", "adtr", "adtte", "adex", "adtrait")


class Reader:
    """One format: rows(run, name) and labels(run, name) of a table, metadata_faults(run, name)."""
    tables = ADAM

    def path(self, run, name):
        return str(run / f"{name}.{self.format}")

    def metadata_faults(self, run, name):
        return []

    def csv_rows(self, path):
        """Shape of a CSV file by the reader's defaults: rows, columns; None where it reads none."""
        return None


class Parquet(Reader):
    format = "parquet"
    tables = (*ADAM, "trials", "courses")

    def rows(self, run, name):
        columns = self.columns(self.path(run, name))
        return [dict(zip(columns, values)) for values in zip(*columns.values())]

    def labels(self, run, name):
        return {column: fact.get("label") for column, fact in self.facts(self.path(run, name)).items()}


class Pyarrow(Parquet):
    def __init__(self):
        import pyarrow.csv
        import pyarrow.parquet
        self.csv, self.parquet = pyarrow.csv, pyarrow.parquet

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

    def csv_rows(self, path):
        return self.csv.read_csv(path).shape


class Duckdb(Parquet):
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

    def csv_rows(self, path):
        return self.sql(f"select * from '{path}'").shape


class Polars(Parquet):
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

    def csv_rows(self, path):
        return self.polars.read_csv(path, infer_schema_length=None).shape


class Transport(Reader):
    """SAS transport files: a text that is missing is empty, all numbers are doubles."""
    format = "xpt"

    @staticmethod
    def value(value):
        if value is None or value == "" or value != value:
            return None
        return int(value) if isinstance(value, float) and value == int(value) else value

    def metadata_faults(self, run, name):
        with open(self.path(run, name), "rb") as file:
            head = file.read(80)
        return [] if head.startswith(b"HEADER RECORD*******LIBRARY HEADER RECORD!!!!!!!") else [f"{name}.xpt is not of version 5"]


class Pyreadstat(Transport):
    def __init__(self):
        import pyreadstat
        self.read = pyreadstat.read_xport

    def rows(self, run, name):
        table, _ = self.read(self.path(run, name))
        return [{column: self.value(value) for column, value in row.items()} for row in table.astype(object).to_dict("records")]

    def labels(self, run, name):
        return self.read(self.path(run, name), metadataonly=True)[1].column_names_to_labels

    def metadata_faults(self, run, name):
        facts = self.read(self.path(run, name), metadataonly=True)[1]
        faults = super().metadata_faults(run, name)
        if facts.table_name != name.upper() or not 1 <= len(facts.file_label) <= 40:
            faults.append(f"{name}.xpt is called {facts.table_name!r}, {facts.file_label!r}")
        for column, form in facts.original_variable_types.items():
            if column.endswith("DT") and form != "DATE9":
                faults.append(f"{name}.{column} has the format {form}")
        return faults


class Pandas(Transport):
    """Reads transport files by itself, not through ReadStat."""

    def __init__(self):
        import pandas
        self.pandas = pandas

    def rows(self, run, name):
        table = self.pandas.read_sas(self.path(run, name), format="xport", encoding="utf-8")
        # The smallest number of the format, 16**-65, is what pandas makes of the zero.
        table = table.mask(table.map(lambda value: isinstance(value, float) and 0 < abs(value) < 1e-77), 0)
        rows = [{column: self.value(value) for column, value in row.items()} for row in table.astype(object).to_dict("records")]
        for row in rows:
            for column, value in row.items():
                if column.endswith("DT") and value is not None:
                    row[column] = datetime.date(1960, 1, 1) + datetime.timedelta(days=value)
        return rows

    def labels(self, run, name):
        with self.pandas.io.sas.sas_xport.XportReader(self.path(run, name), encoding="utf-8") as reader:
            return {field["name"].decode(): field["label"].decode() for field in reader.fields}

    def csv_rows(self, path):
        return self.pandas.read_csv(path).shape


class DatasetJson(Reader):
    """Python's own JSON, and the words of the specification (CDISC Dataset-JSON 1.1, 2024-12-05)."""
    format = "json"
    ATTRIBUTES = ("datasetJSONCreationDateTime", "datasetJSONVersion", "fileOID", "dbLastModifiedDateTime", "originator", "sourceSystem",
                  "studyOID", "metaDataVersionOID", "metaDataRef", "itemGroupOID", "records", "name", "label", "columns", "rows")
    REQUIRED = ("datasetJSONCreationDateTime", "datasetJSONVersion", "itemGroupOID", "records", "name", "label", "columns")
    COLUMN = ("itemOID", "name", "label", "dataType", "targetDataType", "length", "displayFormat", "keySequence")
    TYPES = {"string": str, "integer": int, "double": (int, float), "date": str}

    def read(self, run, name):
        with open(self.path(run, name)) as file:
            return json.load(file)

    def rows(self, run, name):
        data = self.read(run, name)
        columns = [column["name"] for column in data["columns"]]
        dates = {column["name"] for column in data["columns"] if column["dataType"] == "date"}
        return [{column: datetime.date.fromisoformat(value) if column in dates and value else value
                 for column, value in zip(columns, row, strict=True)} for row in data["rows"]]

    def labels(self, run, name):
        return {column["name"]: column["label"] for column in self.read(run, name)["columns"]}

    def metadata_faults(self, run, name):
        data = self.read(run, name)
        faults = []

        def expect(what, good):
            if not good:
                faults.append(f"{name}.json: {what}")

        expect("attributes in their order", list(data) == [key for key in self.ATTRIBUTES if key in data])
        expect("required attributes", all(key in data for key in self.REQUIRED))
        expect("a date and time", re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)?", data["datasetJSONCreationDateTime"]))
        expect("its version", re.fullmatch(r"1\.1(\.\d+)?", data["datasetJSONVersion"]))
        expect("its source", set(data["sourceSystem"]) == {"name", "version"})
        expect("that it is simulated", "not patients" in data["originator"])
        expect("its number of rows", data["records"] == len(data["rows"]))
        expect("its name", data["name"] == name.upper())
        for place, column in enumerate(data["columns"]):
            kind, word = column["dataType"], column["name"]
            expect(f"attributes of {word}", list(column) == [key for key in self.COLUMN if key in column])
            expect(f"type of {word}", kind in self.TYPES and (kind == "date") == (column.get("targetDataType") == "integer"))
            values = [row[place] for row in data["rows"] if row[place] is not None]
            expect(f"values of {word}", all(isinstance(value, self.TYPES[kind]) and not isinstance(value, bool) for value in values))
            if kind == "string":
                expect(f"length of {word}", column["length"] == max([1, *(len(value.encode()) for value in values)]))
        keys = sorted(column["keySequence"] for column in data["columns"] if "keySequence" in column)
        expect("keys", keys == list(range(1, len(keys) + 1)) and keys)
        return faults

    def csv_rows(self, path):
        with open(path, newline="") as file:
            rows = list(csv.reader(file))
        return len(rows) - 1, len(rows[0])


READERS = {"pyarrow": Pyarrow, "duckdb": Duckdb, "polars": Polars, "pyreadstat": Pyreadstat, "pandas": Pandas, "dataset_json": DatasetJson}
