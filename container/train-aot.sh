#!/bin/sh
# Runs the service once over a PDF and writes the AOT cache of what it loaded: container/train-aot.sh FILE.pdf
# Paths, JVM and flags are those of the image, or the cache would be ignored.
set -eu
pdf=$(readlink -f "$1")
app=/opt/pagebridge/app
cp "$(dirname "$(readlink -f "$0")")/jvm.options" "$app/"
cd "$app"
export PAGEBRIDGE_PYTHON_HOME=/opt/pagebridge/python
export QUARKUS_HTTP_PORT=18080 QUARKUS_MANAGEMENT_PORT=19000
export QUARKUS_HTTP_HOST=127.0.0.1 QUARKUS_MANAGEMENT_HOST=127.0.0.1
/opt/pagebridge/java/bin/java @jvm.options -XX:AOTCacheOutput=app.aot -jar quarkus-run.jar &
service=$!
trap 'kill "$service" 2>/dev/null || :' EXIT

/opt/pagebridge/python/.venv/bin/python - "$pdf" <<'PYTHON'
import sys, time, urllib.error, urllib.request

def get(url, body=None, kind="application/pdf"):
    request = urllib.request.Request(url, body, {"Content-Type": kind} if body else {})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return answer.read()

for attempt in range(240):
    try:
        get("http://127.0.0.1:19000/q/health/ready")
        break
    except (urllib.error.URLError, ConnectionError):
        time.sleep(0.5)
else:
    sys.exit("the service did not become ready")
pdf = open(sys.argv[1], "rb").read()
for _ in range(10):
    get("http://127.0.0.1:18080/v1/extract", pdf)
get("http://127.0.0.1:19000/q/metrics")
PYTHON

kill -TERM "$service"
wait "$service" || :
trap - EXIT
[ -s app.aot ] || { echo "train-aot.sh: no cache was written" >&2; exit 1; }
