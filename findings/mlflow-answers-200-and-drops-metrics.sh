#!/usr/bin/env bash
# MLflow 3.17.2, POST runs/log-batch: a value of 1e400 (valid JSON, but out of the range of a double) or "nan" is
# answered with 200. That metric is stored as 0.0 at step 0 and time 0, and every metric after it in the request is
# dropped. A step of 3.5 or 2^63 is answered with 200 and stored as step 0. An unknown status in runs/update is answered
# with 200, leaves the status unchanged, and sets the end time.
#
# Seen: of the metrics a=1 at step 1, b=1e400 at step 2, c=3 at step 3, a arrives as sent, b as 0.0 at step 0 and time
# 0, and c not at all; steps 3.5 and 9223372036854775808 arrive as 0; a run updated to "DONE" is RUNNING with an end
# time.
set -euo pipefail
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || { pkill -P "$server" || true; kill "$server" || true; }; rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet mlflow==3.17.2
port=$("$work/venv/bin/python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
MLFLOW_SERVER_ENABLE_JOB_EXECUTION=false "$work/venv/bin/mlflow" server --backend-store-uri "sqlite:///$work/mlflow.db" \
  --default-artifact-root "$work/artifacts" --host 127.0.0.1 --port "$port" --workers 1 > "$work/log" 2>&1 &
server=$!
"$work/venv/bin/python" - "$port" <<'PYTHON'
import json
import sys
import time
import urllib.request

base = f"http://127.0.0.1:{sys.argv[1]}/api/2.0/mlflow/"


def ask(path, body=None):
    data = None if body is None else body.encode()
    request = urllib.request.Request(base + path, data, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return answer.status, json.load(answer)


for _ in range(120):
    try:
        experiment = ask("experiments/create", '{"name": "finding"}')[1]["experiment_id"]
        break
    except OSError:
        time.sleep(0.5)


def run():
    return ask("runs/create", json.dumps({"experiment_id": experiment, "start_time": 1}))[1]["run"]["info"]["run_id"]


def history(run_id, key):
    answer = ask(f"metrics/get-history?run_id={run_id}&metric_key={key}")[1]
    return [(p["value"], p.get("timestamp", 0), p.get("step", 0)) for p in answer.get("metrics", [])]


seen = []
for bad in ("1e400", '"nan"'):
    run_id = run()
    metrics = ",".join(
        '{"key": "%s", "value": %s, "timestamp": 9, "step": %d}' % metric
        for metric in (("a", "1", 1), ("b", bad, 2), ("c", "3", 3))
    )
    status = ask("runs/log-batch", '{"run_id": "%s", "metrics": [%s]}' % (run_id, metrics))[0]
    seen.append((bad, status, [history(run_id, key) for key in "abc"]))
for step in ("3.5", "9223372036854775808"):
    run_id = run()
    body = '{"run_id": "%s", "metrics": [{"key": "a", "value": 1, "timestamp": 9, "step": %s}]}' % (run_id, step)
    seen.append((step, ask("runs/log-batch", body)[0], history(run_id, "a")))
run_id = run()
status = ask("runs/update", json.dumps({"run_id": run_id, "status": "DONE", "end_time": 7}))[0]
info = ask(f"runs/get?run_id={run_id}")[1]["run"]["info"]
seen.append(("DONE", status, info["status"], info.get("end_time")))
for line in seen:
    print(line)
wanted = [
    ("1e400", 200, [[(1.0, 9, 1)], [(0.0, 0, 0)], []]),
    ('"nan"', 200, [[(1.0, 9, 1)], [(0.0, 0, 0)], []]),
    ("3.5", 200, [(1.0, 9, 0)]),
    ("9223372036854775808", 200, [(1.0, 9, 0)]),
    ("DONE", 200, "RUNNING", 7),
]
sys.exit(seen != wanted)
PYTHON
