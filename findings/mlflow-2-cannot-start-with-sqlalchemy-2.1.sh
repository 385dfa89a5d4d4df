#!/usr/bin/env bash
# MLflow 2.22.2 allows every SQLAlchemy below 3, so pip installs 2.1. Its server then does not start with a database: it
# imports FallbackAsyncAdaptedQueuePool, which SQLAlchemy 2.1 no longer has. With SQLAlchemy 2.0 it starts.
#
# Seen: ImportError with 2.1.9, none with 2.0.58.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
import() {
  "$work/venv/bin/pip" install --quiet mlflow==2.22.2 "sqlalchemy==$1"
  "$work/venv/bin/python" -c 'import mlflow.store.db.utils' 2>&1 | tail -n 1 || true
}
new=$(import 2.1.9)
old=$(import 2.0.58)
echo "2.1.9: $new"
echo "2.0.58: ${old:-imported}"
[[ $new == *"cannot import name 'FallbackAsyncAdaptedQueuePool'"* && -z $old ]]
