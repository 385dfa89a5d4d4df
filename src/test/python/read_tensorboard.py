"""Prints the curves of a log directory, as each reader of TensorBoard shows them: a JSON object."""

import json
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from pathlib import Path

from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

logs = Path(sys.argv[1])


def accumulated():
    curves = {}
    for folder in sorted({file.parent for file in logs.rglob("*tfevents*")}):
        reader = EventAccumulator(str(folder), size_guidance={"scalars": 0, "tensors": 0})
        reader.Reload()
        for tag in reader.Tags()["scalars"]:
            curves[f"{folder.relative_to(logs)}|{tag}"] = [[e.step, e.value] for e in reader.Scalars(tag)]
    return curves


def ask(port, path, **query):
    url = f"http://127.0.0.1:{port}/data/{path}?{urllib.parse.urlencode(query)}"
    with urllib.request.urlopen(url, timeout=30) as answer:
        return json.loads(answer.read().decode().replace("NaN", '"NaN"'))


def asked(port):
    curves = {}
    for run, tags in ask(port, "plugin/scalars/tags").items():
        for tag in tags:
            points = ask(port, "plugin/scalars/scalars", run=run, tag=tag)
            curves[f"{run}|{tag}"] = [[step, value] for _, step, value in points]
    return curves


def served(load_fast, count):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [
            str(Path(sys.executable).with_name("tensorboard")),
            f"--logdir={logs}",
            f"--port={port}",
            "--host=127.0.0.1",
            f"--load_fast={load_fast}",
            "--samples_per_plugin=scalars=1000000",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        curves = {}
        # it loads in the background: until all is there, or for as long as that may take
        for _ in range(120):
            time.sleep(0.5)
            try:
                curves = asked(port)
            except OSError:
                continue
            if sum(map(len, curves.values())) >= count:
                break
        return curves
    finally:
        process.terminate()
        process.wait(30)


accumulator = accumulated()
total = sum(map(len, accumulator.values()))
print(json.dumps({"accumulator": accumulator, "fast": served("true", total), "slow": served("false", total)}))
