#!/bin/sh
# A million requests to one Python route: memory of the workers without recycling, and failed requests
# with it. Needs wrk; takes about two minutes for each on two quiet cores.
#
#   bench/routes/leak.sh [requests, 1000000] [recycle every, 10000; 0: never]
#
# A worker lives 10 s at least, which at this load is far more than 10,000 requests. LIFE=PT0S
# takes that away: then the count alone decides, one worker at a time, its replacement first.
set -eu
cd "$(dirname "$0")/../.."
wanted=${1:-1000000}
recycle=${2:-10000}
[ "$recycle" != 0 ] || recycle=2000000000
command -v wrk >/dev/null || { echo "leak.sh: needs wrk (Debian: wrk)" >&2; exit 1; }
port=${PORT:-18098}
./mvnw -q -o test-compile -DskipPython -Dspotless.check.skip=true
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
touch "$work/run"
./mvnw -q -o exec:java -Dexec.mainClass=io.pagebridge.routes.RouteBench -Dexec.classpathScope=test \
    -Drecycle="$recycle" -Dlife="${LIFE:-PT10S}" -Dwatch=true -Dexec.args="$port bench/routes/modules 16 $work/run" >"$work/server" 2>&1 &
server=$!
until grep -q ^ready "$work/server"; do
    kill -0 $server || { cat "$work/server"; exit 1; }
    sleep 0.2
done
sent=0
failed=0
while [ "$sent" -lt "$wanted" ]; do
    wrk -t2 -c64 -d10s "http://127.0.0.1:$port/py/hello" >"$work/out"
    sent=$((sent + $(awk '/requests in/ { print $1 }' "$work/out")))
    failed=$((failed + $(awk '/Non-2xx/ { n += $NF } /Socket errors/ { n += $4 + $6 + $8 + $10 } END { print n + 0 }' "$work/out")))
    echo "$sent requests, $failed failed; $(grep ^worker "$work/server" | tail -1)"
done
rm "$work/run"
wait $server
echo "all in all: $sent requests, $failed failed; $(grep ^worker "$work/server" | tail -1)"
[ "$failed" = 0 ]
