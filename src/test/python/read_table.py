"""Prints the first row of a Parquet file as pandas reads it, a column a line."""

import sys

import pandas

for name, value in pandas.read_parquet(sys.argv[1]).iloc[0].items():
    print(name, value)
