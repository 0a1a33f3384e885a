#!/bin/sh
# bench/load/run.sh [--seconds 20] [--workers 2] [--clients 1,2,4,8,16,32]: what the service does under
# growing load, as a table (see load.py). About three minutes, alone on the machine.
set -eu
here=$(dirname "$0")
"$here/../../python/environment.sh" run
exec "$here/../../python/.venv/bin/python" "$here/load.py" "$@"
