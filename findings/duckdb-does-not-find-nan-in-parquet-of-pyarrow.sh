#!/usr/bin/env bash
# DuckDB 2.0.1 over a Parquet file that pyarrow 26.0.1 wrote: a filter does not find the rows whose double is NaN,
# although the rows are read without a filter. pyarrow's column statistics leave NaN out; DuckDB orders NaN above all
# numbers, and skips rows by those statistics. It finds the same rows in one of its tables, and in a file that it wrote
# itself, which has no statistics if a value is NaN.
#
# Expected: isnan(loss), and loss > 2, find step 1 of the losses 0.5, NaN, 0.25, 1.0 wherever the rows are stored.
# Seen: in pyarrow's file both find nothing, and max(loss) is 1.0; in the table and in DuckDB's file both find step 1,
# and max(loss) is nan.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet duckdb==2.0.1 pyarrow==26.0.1
cd "$work"
venv/bin/python - <<'PYTHON'
import sys

import duckdb
import pyarrow
import pyarrow.parquet

losses = [0.5, float("nan"), 0.25, 1.0]
pyarrow.parquet.write_table(pyarrow.table({"step": [0, 1, 2, 3], "loss": losses}), "pyarrow.parquet")
connection = duckdb.connect()
connection.execute("CREATE TABLE trained AS FROM 'pyarrow.parquet'")
connection.execute("COPY trained TO 'duckdb.parquet' (FORMAT parquet)")


def ask(rows):
    def steps(condition):
        return [step for (step,) in connection.execute(f"SELECT step FROM {rows} WHERE {condition}").fetchall()]

    highest = connection.execute(f"SELECT max(loss) FROM {rows}").fetchone()[0]
    return steps("true"), steps("isnan(loss)"), steps("loss > 2"), str(highest)


seen = {rows: ask(rows) for rows in ("'pyarrow.parquet'", "trained", "'duckdb.parquet'")}
for rows, answers in seen.items():
    print(rows, *answers)
everything = [0, 1, 2, 3]
sys.exit(
    seen
    != {
        "'pyarrow.parquet'": (everything, [], [], "1.0"),
        "trained": (everything, [1], [1], "nan"),
        "'duckdb.parquet'": (everything, [1], [1], "nan"),
    }
)
PYTHON
