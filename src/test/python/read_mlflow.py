"""Prints what MLflow's own client reads: a JSON object for each run of each experiment, one a line.

Takes URLs of servers, one a line, so that a test need not wait for the import each time; an empty line ends each answer.
"""

import json
import sys

from mlflow.tracking import MlflowClient

for line in sys.stdin:
    url = line.strip()
    client = MlflowClient(url)
    for experiment in client.search_experiments():
        token = None
        while True:
            runs = client.search_runs([experiment.experiment_id], max_results=100, page_token=token)
            for run in runs:
                metrics = {
                    key: [[p.step, p.timestamp, repr(p.value)] for p in client.get_metric_history(run.info.run_id, key)]
                    for key in run.data.metrics
                }
                print(
                    json.dumps(
                        {
                            "id": run.info.run_id,
                            "experimentId": experiment.experiment_id,
                            "experiment": experiment.name,
                            "name": run.info.run_name,
                            "status": run.info.status,
                            "start": run.info.start_time,
                            "end": run.info.end_time,
                            "params": run.data.params,
                            "tags": run.data.tags,
                            "metrics": metrics,
                        }
                    )
                )
            token = runs.token
            if not token:
                break
    print(flush=True)
