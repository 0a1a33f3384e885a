#!/bin/sh
# Measures extractions against known truth; see docs/quality.md.
#
#   bench/quality/run.sh [options]      measure (--help lists the options)
#   bench/quality/run.sh check          the measures' own tests, types and style
#
# PAGEBRIDGE_BENCH_PYTHON names an interpreter with the packages of the group `bench`;
# without it python/environment.sh makes one.
set -eu
root=$(CDPATH= cd -- "$(dirname -- "$0")/../.." && pwd)
python=${PAGEBRIDGE_BENCH_PYTHON:-}
if [ -z "$python" ]; then
    sh "$root/python/environment.sh" bench
    python=$root/python/.venv-bench/bin/python
fi
: "${PAGEBRIDGE_SHARED_DATA:=$root/../shared/data}"
PYTHONPATH=$root/bench
export PAGEBRIDGE_SHARED_DATA PYTHONPATH
if [ "${1:-}" = check ]; then
    cd "$root/bench"
    "$python" -m ruff format --check quality
    "$python" -m ruff check quality
    "$python" -m mypy --config-file quality/pyproject.toml -p quality
    exec "$python" -m pytest -q -c quality/pyproject.toml quality/tests
fi
exec "$python" -m quality "$@"
