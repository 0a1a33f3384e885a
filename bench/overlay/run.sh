#!/bin/sh
# bench/overlay/run.sh PDF FOLDER [PAGES]: what layout makes of a PDF, as pictures of its pages and elements.txt.
# PAGES: 3 or 3-5; all pages otherwise. Builds what is not built yet.
set -eu
project=$(cd "$(dirname "$0")/../.." && pwd -P)
pdf=$(realpath "$1")
mkdir -p "$2"
folder=$(realpath "$2")
shift 2
cd "$project"
path=target/overlay-classpath.txt
if [ ! -f target/test-classes/io/pagebridge/engine/Overlay.class ] || [ ! -f $path ] || [ pom.xml -nt $path ]; then
    ./mvnw -q test-compile dependency:build-classpath -Dmdep.outputFile=$path -Dmdep.includeScope=test
fi
exec "$(./mvnw --print-java-home)/bin/java" -Djava.awt.headless=true -cp "target/test-classes:target/classes:$(cat $path)" \
    io.pagebridge.engine.Overlay "$pdf" "$folder" "$@"
