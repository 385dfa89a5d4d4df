#!/usr/bin/env bash
# TensorBoard 2.21.0: a scalar in the form of a tensor of doubles, as PyTorch's SummaryWriter writes it with
# double_precision=True, is read in full by the EventAccumulator and by the server with --load_fast=false. The default
# loader of the server does not even list its tag, and reports nothing; the same values as floats are listed.
#
# Seen: EventAccumulator has tags "double" and "float", and 0.1 exactly for "double"; --load_fast=false lists both;
# --load_fast=true, the default, lists only "float".
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet tensorboard==2.21.0
"$work/venv/bin/python" - "$work" <<'PYTHON'
import json
import socket
import subprocess
import sys
import time
import urllib.request

from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.compat.proto.event_pb2 import Event
from tensorboard.compat.proto.summary_pb2 import Summary, SummaryMetadata
from tensorboard.compat.proto.tensor_pb2 import TensorProto
from tensorboard.compat.proto.types_pb2 import DT_DOUBLE, DT_FLOAT
from tensorboard.summary.writer.event_file_writer import EventFileWriter

work = sys.argv[1]
metadata = SummaryMetadata(plugin_data=SummaryMetadata.PluginData(plugin_name="scalars"))
writer = EventFileWriter(work + "/logs/run")
for step in range(3):
    double = TensorProto(dtype=DT_DOUBLE, double_val=[0.1])
    single = TensorProto(dtype=DT_FLOAT, float_val=[0.1])
    values = [
        Summary.Value(tag="double", tensor=double, metadata=metadata),
        Summary.Value(tag="float", tensor=single, metadata=metadata),
    ]
    writer.add_event(Event(wall_time=time.time(), step=step, summary=Summary(value=values)))
writer.close()

accumulator = EventAccumulator(work + "/logs/run")
accumulator.Reload()
assert sorted(accumulator.Tags()["tensors"]) == ["double", "float"], accumulator.Tags()
assert accumulator.Tensors("double")[0].tensor_proto.double_val[0] == 0.1


def tags(load_fast):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [work + "/venv/bin/tensorboard", "--logdir=" + work + "/logs", f"--port={port}", "--host=127.0.0.1", f"--load_fast={load_fast}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        seen = {}
        for _ in range(60):
            time.sleep(0.5)
            try:
                url = f"http://127.0.0.1:{port}/data/plugin/scalars/tags"
                seen = json.load(urllib.request.urlopen(url, timeout=10))
                if "run" in seen:
                    break
            except OSError:
                continue
        return sorted(seen.get("run", {}))
    finally:
        process.terminate()
        process.wait()


slow = tags("false")
fast = tags("true")
print("load_fast=false lists", slow, "- load_fast=true lists", fast)
assert slow == ["double", "float"], slow
assert fast == ["float"], fast
PYTHON
