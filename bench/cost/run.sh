#!/bin/sh
# bench/cost/run.sh PID PDF…: (PAGEBRIDGE_URL: where it listens) CPU of a running service over PDFium's plain text, in one run (see cost.py).
set -eu
here=$(dirname "$0")
"$here/../../python/environment.sh" run
pid=$1
shift
exec "$here/../../python/.venv/bin/python" "$here/cost.py" --url "${PAGEBRIDGE_URL:-http://127.0.0.1:8080}" --pid "$pid" "$@"
