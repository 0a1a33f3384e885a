#!/bin/sh
# bench/bridge/run.sh                      what the bridge itself costs: an empty call beside a bare pipe, bodies of
#                                          1, 10, 100 MB, recycling (see BridgeCost)
# bench/bridge/run.sh reading ROUNDS PDF…  what real PDFs cost through it, without layout and HTTP: workers over the
#                                          engine in process, two workers over one, larger pipes (see ReadingCost)
# bench/bridge/run.sh page TIMES PDF…      the bridge's part of a request for one page (see OnePageCost)
# All with the JVM options of the image and -Xmx512m.
set -eu
cd "$(dirname "$0")/../.."
python/environment.sh run
class=io.pagebridge.worker.BridgeCost
case ${1:-} in
  reading) class=io.pagebridge.bench.ReadingCost ;;
  page)
    class=io.pagebridge.bench.OnePageCost
    [ -f target/quarkus-app/quarkus-run.jar ] || ./mvnw -q package -DskipTests -DskipPython
    ;;
esac
./mvnw -q test-compile -DskipPython
[ $# -eq 0 ] || shift
JDK_JAVA_OPTIONS="$(tr '\n' ' ' <container/jvm.options) -Xmx512m"
export JDK_JAVA_OPTIONS
exec ./mvnw -q exec:java -Dexec.mainClass=$class -Dexec.classpathScope=test -Dexec.args="$*"
