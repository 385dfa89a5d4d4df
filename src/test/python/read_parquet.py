"""Prints the values of a Parquet file bit for bit, as pandas, Arrow and DuckDB read them."""

import struct
import sys

import duckdb
import pandas
import pyarrow.parquet

table = pyarrow.parquet.read_table(sys.argv[1])
frame = pandas.read_parquet(sys.argv[1])
rows = duckdb.sql(f"SELECT * FROM read_parquet('{sys.argv[1]}')")
print(",".join(table.column_names))
print(",".join(frame.columns))
print(",".join(rows.columns))
for value in table.column("value").to_pylist():
    print(struct.pack(">d", value).hex())
for value in frame["value"]:
    print(struct.pack(">d", value).hex())
for value, in rows.select("value").fetchall():
    print(struct.pack(">d", value).hex())
