#!/bin/sh
# bench/cost/run.sh PID PDF…      CPU of a running service over PDFium's plain text (cost.py)
# bench/cost/run.sh latency PDF…  when answers start, two clients against one (latency.py)
# bench/cost/run.sh dump DIR PDF… what workers send, for the class LayoutCost (dump.py)
# PAGEBRIDGE_URL: where the service listens.
set -eu
here=$(dirname "$0")
"$here/../../python/environment.sh" run
python=$here/../../python/.venv/bin/python
first=$1
shift
case $first in
  latency | dump) exec "$python" "$here/$first.py" "$@" ;;
  *) exec "$python" "$here/cost.py" --url "${PAGEBRIDGE_URL:-http://127.0.0.1:8080}" --pid "$first" "$@" ;;
esac
