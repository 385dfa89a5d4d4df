"""Starts servers of MLflow, each in a process of its own.

Takes a directory and a port, separated by a tab, one pair a line, and prints for each the id of the server's process and an
empty line. The processes are forks of this one, so that a server that was killed and starts again need not import MLflow again, which takes
longer than all that tests ask of it. A server writes to mlflow.log in its directory.
"""

import os
import signal
import sys

os.environ["MLFLOW_SERVER_ENABLE_JOB_EXECUTION"] = "false"

import uvicorn  # noqa: E402
from mlflow.server import constants  # noqa: E402
from mlflow.server.fastapi_app import app  # noqa: E402


def serve(directory: str, port: int) -> None:
    """Does what the command "mlflow server" does with one worker."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.chdir(directory)
    os.environ[constants.BACKEND_STORE_URI_ENV_VAR] = "sqlite:///" + os.path.join(directory, "mlflow.db")
    os.environ[constants.ARTIFACT_ROOT_ENV_VAR] = os.path.join(directory, "artifacts")
    log = os.open("mlflow.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(log, sys.stdout.fileno())
    os.dup2(log, sys.stderr.fileno())
    uvicorn.run(app, host="127.0.0.1", port=port)


# nobody waits for those that end
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
for line in sys.stdin:
    where, number = line.rstrip("\n").split("\t")
    process = os.fork()
    if process == 0:
        try:
            serve(where, int(number))
        finally:
            os._exit(1)
    print(process, end="\n\n", flush=True)
