#!/bin/sh
# bench/soak/run.sh [--documents 5000] [--data DIR]: memory over thousands of documents (see soak.py).
set -eu
here=$(dirname "$0")
"$here/../../python/environment.sh" dev
exec "$here/../../python/.venv-dev/bin/python" "$here/soak.py" "$@"
