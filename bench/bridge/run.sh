#!/bin/sh
# bench/bridge/run.sh: what the bridge itself costs: an empty call beside a bare pipe, bodies of 1, 10, 100 MB, recycling (see BridgeCost).
set -eu
cd "$(dirname "$0")/../.."
python/environment.sh run
./mvnw -q test-compile -DskipPython
exec ./mvnw -q exec:java -Dexec.mainClass=io.pagebridge.worker.BridgeCost -Dexec.classpathScope=test
