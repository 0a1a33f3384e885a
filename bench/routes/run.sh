#!/bin/sh
# Requests per second of a Python route over those of a Java route with the same answer,
# in one server, interleaved. Needs wrk. No side writes an access log.
#
#   bench/routes/run.sh [seconds a round, 5] [rounds, 5]
#
# In parts: CONNECTIONS="1 2 16 400" BODIES="0 100 10000 1000000" (bytes; 0 is GET /hello)
# BATCHES="16 1" (requests that may cross the pipe together; 1 is without batching).
set -eu
cd "$(dirname "$0")/../.."
seconds=${1:-5}
rounds=${2:-5}
command -v wrk >/dev/null || { echo "run.sh: needs wrk (Debian: wrk)" >&2; exit 1; }
port=${PORT:-18099}
connections_of_all=${CONNECTIONS:-1 2 16 400}
bodies=${BODIES:-0 100 10000 1000000}
./mvnw -q -o test-compile -DskipPython -Dspotless.check.skip=true
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for bytes in 100 10000 1000000; do
    head -c $bytes /dev/zero | tr '\0' x >"$work/body-$bytes"
    printf 'local f = io.open("%s", "rb")\nwrk.method = "POST"\nwrk.body = f:read("*a")\nf:close()\n' \
        "$work/body-$bytes" >"$work/post-$bytes.lua"
done

# requests/s and p99 of one round: $1 path, $2 connections, $3 body bytes or 0
round() {
    threads=1
    [ "$2" -lt 16 ] || threads=2
    script=
    [ "$3" = 0 ] || script="-s $work/post-$3.lua"
    # shellcheck disable=SC2086
    wrk -t$threads -c"$2" -d"${seconds}s" --latency $script "http://127.0.0.1:$port$1" >"$work/out"
    awk -v what="$1" -v c="$2" -v b="$3" -v batch="$batch" '
        /99%/ { p99 = $2 } /Requests\/sec/ { rate = $2 } /Non-2xx/ { bad = $NF }
        /Socket errors/ { bad += $4 + $6 + $8 + $10 }
        END { print batch, c, b, what, rate, p99, bad + 0 }' "$work/out" >>"$work/all"
}

for batch in ${BATCHES:-16 1}; do
    touch "$work/run"
    ./mvnw -q -o exec:java -Dexec.mainClass=io.pagebridge.routes.RouteBench \
        -Dexec.classpathScope=test -Drecycle="${RECYCLE:-10000}" \
        -Dexec.args="$port bench/routes/modules $batch $work/run" >"$work/server-$batch" 2>&1 &
    server=$!
    until grep -q ^ready "$work/server-$batch"; do
        kill -0 $server || { cat "$work/server-$batch"; exit 1; }
        sleep 0.2
    done
    for warm in 1 2 3; do
        for path in /java/hello /py/hello; do
            wrk -t1 -c64 -d4s "http://127.0.0.1:$port$path" >/dev/null
        done
    done
    for n in $(seq "$rounds"); do
        for connections in $connections_of_all; do
            for bytes in $bodies; do
                case $bytes in 0) what=hello ;; *) what=echo ;; esac
                round /java/$what "$connections" "$bytes"
                round /py/$what "$connections" "$bytes"
            done
        done
    done
    rm "$work/run"
    wait $server
    cat "$work/server-$batch"
done
echo "in-flight connections body: java/s python/s ratio (median; least-most) p99 ms java, python, failed"
python3 - "$work/all" <<'PYTHON'
import statistics
import sys



def milliseconds(text):
    for unit, factor in (("us", 0.001), ("ms", 1.0), ("s", 1000.0)):
        if text.endswith(unit):
            return float(text.removesuffix(unit)) * factor
    return 0.0


rounds = {}
for line in open(sys.argv[1]):
    batch, connections, size, path, rate, p99, bad = line.split()
    side = rounds.setdefault((int(batch), int(connections), int(size)), {"java": [], "py": []})
    one = (float(rate), milliseconds(p99), int(bad))
    side[path.split("/")[1]].append(one)
for (batch, connections, size), side in rounds.items():
    ratios = [py[0] / java[0] for java, py in zip(side["java"], side["py"])]
    java, py = (statistics.median(one[0] for one in side[name]) for name in ("java", "py"))
    p99 = [statistics.median(one[1] for one in side[name]) for name in ("java", "py")]
    print(f"{batch:2} {connections:3} {size:7}: {java:8.0f} {py:8.0f}"
          f"  {statistics.median(ratios):.3f} ({min(ratios):.3f}-{max(ratios):.3f})"
          f"  {p99[0]:.1f} {p99[1]:.1f} {sum(one[2] for one in side['py'])}")
PYTHON
