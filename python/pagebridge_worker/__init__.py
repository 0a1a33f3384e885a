"""Turns a Python script into a worker of a Pagebridge pool.

    from pagebridge_worker import run

    def shout(request, body):
        return {"text": body.read().decode().upper(), "times": request["times"]}

    run(shout)

Importing `run` makes this process a worker: stdin and stdout are taken for the
service, limits apply. So import it first, before any library. Everything else of the
package can be imported anywhere (tests, benchmarks) without that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .errors import Cancelled, Code, DeadlineExceeded, HandlerError

if TYPE_CHECKING:
    from .call import Call
    from .protocol import Body
    from .runtime import run

__all__ = [
    "Body",
    "Call",
    "Cancelled",
    "Code",
    "DeadlineExceeded",
    "HandlerError",
    "run",
]
__version__ = "1.0.0"


def __getattr__(name: str) -> object:
    if name == "run":
        from . import start

        start.begin()
        from .runtime import run

        return run
    if name == "Call":
        from .call import Call

        return Call
    if name == "Body":
        from .protocol import Body

        return Body
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
