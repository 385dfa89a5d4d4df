"""Reads or writes a file with MLTracker's own code. Arguments: read or write, and the file."""

import json
import sys
import typing

# MLTracker wants Python 3.12 for this decorator alone
typing.override = getattr(typing, "override", lambda function: function)

from mltracker import getallExperiments  # noqa: E402
from mltracker.adapters.experiments import Experiments  # noqa: E402
from tinydb import TinyDB  # noqa: E402

action, file = sys.argv[1:]
experiments = Experiments(TinyDB(file))


def modules(of):
    return [[module.name, module.attributes] for module in of.list()]


if action == "write":
    experiment = experiments.create("écriture")
    model = experiment.models.create("abc", "net", "a small one")
    model.modules.log("conv", {"k": 3, "bias": True, "scale": 0.5, "names": ["a", None]})
    model.modules.log("relu", None)
    for step in range(1, 4):
        model.step = step
        iteration = model.iterations.create(step)
        iteration.modules.log("SGD", {"lr": 0.1 / step})
        model.metrics.log("loss", 1 / step, step, "train")
    model.metrics.log("loss", float("nan"), 4, "train")
    model.metrics.log("loss", float("-inf"), 5, None)
    model.metrics.log("best", 0.25, None, None)
    experiment.models.create("def")
    experiments.create("empty")

result = []
for experiment in experiments.list():
    models = []
    for model in experiment.models.list():
        models.append(
            {
                "hash": model.hash,
                "name": model.name,
                "description": model.description,
                "step": model.step,
                "modules": modules(model.modules),
                "iterations": [[i.step, modules(i.modules)] for i in model.iterations.list()],
                "metrics": [[m.name, repr(m.value), m.step, m.phase] for m in model.metrics.list()],
            }
        )
    result.append({"experiment": experiment.name, "models": models})
print(json.dumps(result))
