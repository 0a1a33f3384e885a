"""Nothing but frames crosses the pipe, whoever prints."""

from __future__ import annotations

from .conftest import StartWorker

NOISY = """
    from pagebridge_worker import run
    import ctypes, os, subprocess, sys

    libc = ctypes.CDLL(None)

    def noise():
        print("x" * 1_000_000)
        libc.puts(b"puts")
        libc.fflush(None)
        os.write(1, b"raw\\n")
        sys.__stdout__.write("dunder\\n")
        subprocess.run(["/bin/echo", "child"], check=True)
        assert sys.stdin.read() == ""

    noise()

    def loud(request, body):
        noise()
        text = body.read().decode()
        yield "part", b"PX1 "
        noise()
        return {"text": text}

    run(loud)
"""


def test_everything_printed_lands_in_the_log(start_worker: StartWorker) -> None:
    worker = start_worker(NOISY)
    for _ in range(2):
        worker.call("loud", b"intact")
        (_, content), (done, _) = worker.answer()
        assert content == b"PX1 "
        assert done["result"] == {"text": "intact"}
    worker.send({"t": "retire"})
    assert worker.exit_status() == 0
    log = worker.errors()
    for line in ("puts", "raw", "dunder", "child"):
        assert log.count(f"{line}\n") == 5
