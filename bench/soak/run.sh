#!/bin/sh
# bench/soak/run.sh [--documents 5000] [--data DIR]: memory over thousands of documents (see soak.py).
set -eu
here=$(dirname "$0")
"$here/../../python/environment.sh" run
exec "$here/../../python/.venv/bin/python" "$here/soak.py" "$@"
