"""Makes runs in a store of MLflow's own for so many seconds, then searches among them: prints how many there are, and how
many milliseconds the median search took."""

import random
import statistics
import sys
import time

from mlflow.entities import Metric, Param
from mlflow.tracking import MlflowClient

store, seconds = sys.argv[1], float(sys.argv[2])
client = MlflowClient(store)
experiment = client.create_experiment("sweep")
chance = random.Random(1)
runs = 0
end = time.monotonic() + seconds
while time.monotonic() < end:
    run = client.create_run(experiment)
    params = [Param("optimizer", chance.choice(["Adam", "Sgd"]))]
    params += [Param(f"setting{i}", str(chance.randrange(100))) for i in range(2, 11)]
    now = int(time.time() * 1000)
    metrics = [
        Metric(name, chance.random(), now + step, step)
        for name in ["loss", "accuracy", "f1", "precision", "recall"]
        for step in range(3)
    ]
    client.log_batch(run.info.run_id, metrics, params)
    client.set_terminated(run.info.run_id)
    runs += 1

times = []
for _ in range(7):
    begin = time.perf_counter()
    found = client.search_runs(
        [experiment],
        "metrics.loss < 0.5 and params.optimizer = 'Adam' and metrics.f1 > 0.05",
        max_results=100,
        order_by=["metrics.accuracy DESC"],
    )
    times.append((time.perf_counter() - begin) * 1000)
    assert found
print(runs)
print(statistics.median(times))
