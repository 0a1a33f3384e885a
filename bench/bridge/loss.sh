#!/bin/sh
# bench/bridge/loss.sh [DEATHS]: how long after its worker was killed a waiting caller is told (see LossLatency).
set -eu
cd "$(dirname "$0")/../.."
python/environment.sh run
./mvnw -q test-compile -DskipPython
exec ./mvnw -q exec:java -Dexec.mainClass=io.pagebridge.worker.LossLatency -Dexec.classpathScope=test \
    -Dexec.args="${1:-50}"
