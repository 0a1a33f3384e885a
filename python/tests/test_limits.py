"""Resource limits a worker puts on itself: read from inside."""

from __future__ import annotations

from .conftest import StartWorker


def test_limits_are_set(start_worker: StartWorker) -> None:
    worker = start_worker(
        """
        from pagebridge_worker import run
        import resource

        def limits(request, body):
            names = ["CORE", "NOFILE", "FSIZE", "DATA", "AS", "CPU"]
            get = resource.getrlimit
            return {n: get(getattr(resource, "RLIMIT_" + n))[0] for n in names}

        run(limits)
        """,
        PAGEBRIDGE_MEMORY_BYTES="500000000",
        PAGEBRIDGE_FILE_BYTES="1000000",
    )
    limits = worker.result("limits")
    assert 30 <= limits.pop("CPU") < 10_000
    assert limits == {
        "CORE": 0,
        "NOFILE": 128,
        "FSIZE": 1_000_000,
        "DATA": 500_000_000,
        "AS": 4 * 2**30,
    }


def test_cpu_limit_is_renewed_for_each_call(start_worker: StartWorker) -> None:
    worker = start_worker("""
        from pagebridge_worker import run
        import resource, time

        def burn(request, body):
            ends = time.process_time() + 1.2
            while time.process_time() < ends:
                pass
            return {"cpu": resource.getrlimit(resource.RLIMIT_CPU)[0]}

        run(burn)
    """)
    first, second = worker.result("burn")["cpu"], worker.result("burn")["cpu"]
    assert second > first
