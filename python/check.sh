#!/bin/sh
# Everything that is checked about the Python side (and the Kubernetes manifests):
# format, lint, types, tests. The output of pytest is kept in target/pytest.log.
set -eu
cd "$(dirname "$0")"
./environment.sh dev
bin=.venv-dev/bin
sources="pagebridge_worker routes.py tests ../examples ../bench/routes ../bench/soak ../bench/cost ../bench/load ../bench/process_tree.py ../src/test/fixtures ../src/test/python ../k8s ../container"
[ ! -f extract.py ] || sources="extract.py $sources"
# shellcheck disable=SC2086
"$bin/ruff" format --quiet --check $sources
# shellcheck disable=SC2086
"$bin/ruff" check --quiet $sources
"$bin/mypy" --no-error-summary
mkdir -p ../target
status=$(mktemp)
{ "$bin/pytest" "$@" || echo "$?" >"$status"; } | tee ../target/pytest.log
code=$(cat "$status")
rm -f "$status"
exit "${code:-0}"
