"""Writes event files as PyTorch (tensorboardX has its writer), TensorFlow and Lightning do, and says what is in them."""

import json
import sys
from pathlib import Path

import numpy
from tensorboard.compat.proto import event_pb2, summary_pb2, tensor_pb2, tensor_shape_pb2, types_pb2
from tensorboard.summary.writer.event_file_writer import EventFileWriter
from tensorboardX import SummaryWriter
from tensorboardX.summary import hparams

logs = Path(sys.argv[1])
points = {}


def expect(run, phase, tag, step, value):
    points.setdefault(f"{run}|{phase}|{tag}", []).append([step, repr(float(value))])


# PyTorch: one writer, simple values, an image and a histogram beside them
with SummaryWriter(str(logs / "torch")) as writer:
    for step in range(50):
        value = numpy.float32(1 / (step + 1))
        writer.add_scalar("Loss/train", value, step, walltime=1700000000 + step)
        expect("torch", None, "Loss/train", step, value)
    writer.add_scalar("Loss/train", float("nan"), 50, walltime=1700000050)
    expect("torch", None, "Loss/train", 50, float("nan"))
    writer.add_histogram("weights", numpy.arange(10), 0)
    writer.add_text("note", "hello", 0)


def tensor(dtype, value):
    proto = tensor_pb2.TensorProto(dtype=dtype, tensor_shape=tensor_shape_pb2.TensorShapeProto())
    if dtype == types_pb2.DT_DOUBLE:
        proto.double_val.append(value)
    else:
        proto.tensor_content = numpy.float32(value).tobytes()
    return proto


# TensorFlow: tensors of the plugin scalars, which only the first of a tag names; train and validation side by side
for phase in ("train", "validation"):
    writer = EventFileWriter(str(logs / "keras" / phase))
    for step in range(20):
        for tag, dtype in (("epoch_loss", types_pb2.DT_FLOAT), ("exact", types_pb2.DT_DOUBLE)):
            number = 1 / (step + 3)
            value = summary_pb2.Summary.Value(tag=tag, tensor=tensor(dtype, number))
            if step == 0:
                value.metadata.plugin_data.plugin_name = "scalars"
            event = event_pb2.Event(wall_time=1700000000 + step, step=step)
            event.summary.value.append(value)
            writer.add_event(event)
            expect("keras", phase, tag, step, number if dtype == types_pb2.DT_DOUBLE else numpy.float32(number))
    writer.close()

# Lightning: a directory a version, its settings by the plugin hparams
with SummaryWriter(str(logs / "lightning" / "version_0")) as writer:
    for summary in hparams({"lr": 0.01, "optimizer": "Adam", "nesterov": True}, {"val_loss": None}):
        writer.file_writer.add_summary(summary)
    writer.add_scalar("val_loss", 0.25, 7, walltime=1700000001)
    expect("lightning/version_0", None, "val_loss", 7, 0.25)

print(json.dumps(points))
