#!/bin/sh
# Prepares a Python environment of this folder and the C glyph loop.
#
#   python/environment.sh [run|dev|bench|bulk]   .venv, .venv-dev … (default: run)
#   python/environment.sh lock [--check]    recompiles the lock files; --check fails on a change
#
# Does nothing (and takes a few milliseconds) when the environment fits its lock file.
# Calls at the same time wait for each other. PAGEBRIDGE_PYTHON names an interpreter.
set -eu

UV_VERSION=0.13.9
UV_PYTHON_DOWNLOADS=never
export UV_PYTHON_DOWNLOADS
unset VIRTUAL_ENV PYTHONHOME PYTHONPATH || :

cd "$(dirname "$0")"
here=$(pwd -P)
lock_dir=$here/.venv-lock
sources_c=$(ls pagebridge_worker/_*.[ch] 2>/dev/null || :)
library=pagebridge_worker/_glyphs.so

say() { printf '%s\n' "environment.sh: $*" >&2; }
fail() { say "$*"; exit 1; }

kind=${1:-run}
case $kind in
    run) venv=.venv lock=requirements.lock ;;
    dev) venv=.venv-dev lock=requirements-dev.lock ;;
    bench) venv=.venv-bench lock=requirements-bench.lock ;;
    bulk) venv=.venv-bulk lock=requirements-bulk.lock ;;
    lock) venv= lock= ;;
    *) fail "unknown environment '$kind': use run, dev, bench, bulk or lock" ;;
esac

compiler() { command -v "${CC:-cc}" || command -v gcc || command -v clang || :; }

# What the environment was made from; equal to its stamp = current.
fingerprint() {
    cat environment.sh "$lock" $sources_c | cksum
    ls -lL "$venv/bin/python" 2>/dev/null || echo missing
    echo "$here $(compiler) ${PAGEBRIDGE_PYTHON:-}"
}

current() {
    [ -x "$venv/bin/python" ] && [ -f "$venv/stamp" ] || return 1
    [ -z "$sources_c" ] || [ -f $library ] || [ -z "$(compiler)" ] || return 1
    [ "$(fingerprint)" = "$(cat "$venv/stamp")" ]
}

# Prints the real path of a CPython >= 3.11 (a version manager's shim would cost
# 100 ms at every worker start and put a process between it and its parent).
find_python() {
    if [ -n "${PAGEBRIDGE_PYTHON:-}" ]; then
        real_path "$PAGEBRIDGE_PYTHON"
        return
    fi
    for name in python3 python3.13 python3.12 python3.11 python3.14 python; do
        real_path "$name" && return 0
    done
    return 1
}

real_path() {
    "$1" -c 'import os, sys
sys.version_info >= (3, 11) and print(os.path.realpath(sys.executable))' 2>/dev/null | grep .
}

# Kept when it works, unless another interpreter was asked for by name.
usable() {
    found=$(real_path "$venv/bin/python") &&
        { [ -z "${PAGEBRIDGE_PYTHON:-}" ] || [ "$found" = "$python" ]; }
}

find_uv() {
    if command -v uv >/dev/null 2>&1 && uv --version >/dev/null 2>&1; then
        command -v uv
        return 0
    fi
    if ! .venv-uv/bin/uv --version 2>/dev/null | grep -q "^uv $UV_VERSION"; then
        rm -rf .venv-uv
        "$python" -m venv .venv-uv >/dev/null 2>&1 ||
            fail "$python has no working 'venv' module: install it (Debian: python3-venv) or put uv on the PATH."
        .venv-uv/bin/python -m pip install --quiet --disable-pip-version-check \
            --require-hashes --requirement requirements-uv.lock >&2 ||
            fail "cannot install uv $UV_VERSION: is the package index reachable?"
    fi
    echo "$here/.venv-uv/bin/uv"
}

compile_glyphs() {
    [ -n "$sources_c" ] || return 0
    cc=$(compiler)
    if [ -z "$cc" ]; then
        # One that was compiled from this source (in another place) is welcome.
        if [ -f $library ] && [ -z "$(find $sources_c -newer $library)" ]; then
            return 0
        fi
        rm -f $library
        say "no C compiler: pages are read by the slower ctypes loop."
    elif "$cc" -O2 -shared -fPIC -o "$library.$$" pagebridge_worker/_*.c -lm >&2; then
        mv -f "$library.$$" $library
    else
        rm -f "$library.$$" $library
        say "$cc could not compile pagebridge_worker/_*.c: pages are read by the slower ctypes loop."
    fi
}

# mkdir is atomic everywhere; the lock of a dead process is taken over.
acquire() {
    waited=0
    until mkdir "$lock_dir" 2>/dev/null; do
        owner=$(cat "$lock_dir/pid" 2>/dev/null || :)
        if [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null &&
            mv "$lock_dir" "$lock_dir.$$" 2>/dev/null; then
            rm -rf "$lock_dir.$$"
            continue
        fi
        waited=$((waited + 1))
        [ $waited -lt 600 ] || fail "waited 10 minutes for $lock_dir; remove it if nothing runs."
        sleep 1
    done
    trap 'rm -rf "$lock_dir"' EXIT
    trap 'exit 129' HUP
    trap 'exit 130' INT
    trap 'exit 143' TERM
    echo $$ >"$lock_dir/pid"
}

prepare() {
    rm -f "$venv/stamp"
    usable || "$uv" venv --quiet --clear --python "$python" "$venv" >&2
    "$uv" pip sync --quiet --require-hashes --compile-bytecode \
        --python "$venv/bin/python" "$lock" >&2 ||
        fail "cannot install $lock into $here/$venv: is the package index reachable?"
    # Any script run by this interpreter can import pagebridge_worker.
    for site in "$venv"/lib/python3.*/site-packages; do
        echo ../../../.. >"$site/pagebridge_worker.pth"
    done
    compile_glyphs
    fingerprint >"$venv/stamp.new"
    mv -f "$venv/stamp.new" "$venv/stamp"
}

# One lock: $1 file, the rest groups. No address of an index ends up in it.
compile_lock() {
    file=$1
    shift
    cp "$file" "$scratch/$file" 2>/dev/null || :
    "$uv" pip compile --quiet --universal --generate-hashes --no-header \
        --no-emit-index-url --python-version 3.11 "$@" -o "$scratch/$file" >/dev/null
    if [ "$check" = --check ]; then
        cmp -s "$file" "$scratch/$file" || fail "$file does not fit pyproject.toml: run python/environment.sh lock"
    else
        cp "$scratch/$file" "$file"
    fi
}

compile_locks() {
    check=${2:-}
    scratch=$(mktemp -d)
    compile_lock requirements.lock pyproject.toml
    compile_lock requirements-dev.lock pyproject.toml --group dev
    compile_lock requirements-bench.lock pyproject.toml --group bench
    compile_lock requirements-bulk.lock --group bulk
    echo "uv==$UV_VERSION" >"$scratch/uv.in"
    compile_lock requirements-uv.lock --no-annotate "$scratch/uv.in"
    rm -rf "$scratch"
}

if [ -n "$venv" ] && current; then
    exit 0
fi
python=$(find_python) ||
    fail "Pagebridge needs CPython 3.11 or newer; install it or name one in PAGEBRIDGE_PYTHON."
acquire
uv=$(find_uv)
if [ "$kind" = lock ]; then
    compile_locks "$@"
elif ! current; then
    prepare
fi
