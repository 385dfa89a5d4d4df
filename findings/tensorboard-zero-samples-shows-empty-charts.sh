#!/usr/bin/env bash
# TensorBoard 2.21.0: 0 samples means all samples for its EventAccumulator (size_guidance={"scalars": 0}), but none for
# its server: with --samples_per_plugin=scalars=0 both loaders list every run and tag, but return no point for any
# chart. A large number shows all.
#
# Seen: EventAccumulator returns 50 points with 0; the server returns 0 with scalars=0 and 50 with scalars=1000000, for
# --load_fast=true and false.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet tensorboard==2.21.0 tensorboardX==2.6.4
"$work/venv/bin/python" - "$work" <<'PYTHON'
import json
import socket
import subprocess
import sys
import time
import urllib.request

from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboardX import SummaryWriter

work = sys.argv[1]
with SummaryWriter(work + "/logs/run") as writer:
    for step in range(50):
        writer.add_scalar("loss", 1 / (step + 1), step)


def points(load_fast, samples):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [
            work + "/venv/bin/tensorboard",
            "--logdir=" + work + "/logs",
            f"--port={port}",
            "--host=127.0.0.1",
            f"--load_fast={load_fast}",
            f"--samples_per_plugin=scalars={samples}",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        seen = None
        for _ in range(40):
            time.sleep(0.5)
            try:
                url = f"http://127.0.0.1:{port}/data/plugin/scalars/"
                tags = json.load(urllib.request.urlopen(url + "tags", timeout=10))
                if tags == {"run": {"loss": {"displayName": "", "description": ""}}} or "run" in tags:
                    seen = len(json.load(urllib.request.urlopen(url + "scalars?run=run&tag=loss", timeout=10)))
                    if seen == 50:
                        break
            except OSError:
                continue
        return seen
    finally:
        process.terminate()
        process.wait(30)


found = {(fast, samples): points(fast, samples) for fast in ("true", "false") for samples in (0, 1000000)}
print(found)
wanted = {("true", 0): 0, ("true", 1000000): 50, ("false", 0): 0, ("false", 1000000): 50}
accumulator = EventAccumulator(work + "/logs/run", size_guidance={"scalars": 0})
accumulator.Reload()
all_points = len(accumulator.Scalars("loss"))
print("EventAccumulator:", all_points)
sys.exit(found != wanted or all_points != 50)
PYTHON
