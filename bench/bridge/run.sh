#!/bin/sh
# bench/bridge/run.sh                      what the bridge itself costs: an empty call beside a bare pipe, bodies of
#                                          1, 10, 100 MB, recycling (see BridgeCost)
# bench/bridge/run.sh reading ROUNDS PDF…  what real PDFs cost through it, without layout and HTTP: workers over the
#                                          engine in process, two workers over one, the bridge's part of a page (see ReadingCost)
set -eu
cd "$(dirname "$0")/../.."
python/environment.sh run
./mvnw -q test-compile -DskipPython
class=io.pagebridge.worker.BridgeCost
if [ "${1:-}" = reading ]; then
  shift
  class=io.pagebridge.bench.ReadingCost
fi
exec ./mvnw -q exec:java -Dexec.mainClass=$class -Dexec.classpathScope=test -Dexec.args="$*"
