"""The worker that reads PDFs: one call of ``extract`` is one document.

Started by the service, which talks PX1 over its stdin and stdout. What the call's
arguments are stands in ``page_request``, what comes back in ``pages``.
"""

from __future__ import annotations

# First, before any library can print: takes the pipe to the service.
from pagebridge_worker import run  # isort: skip

from collections.abc import Generator, Mapping
from typing import Any

from pagebridge_worker import pdfium_engine
from pagebridge_worker.call import Call
from pagebridge_worker.page_request import PageRequest
from pagebridge_worker.pages import Part
from pagebridge_worker.protocol import Body


def extract(
    args: Mapping[str, Any], body: Body, call: Call
) -> Generator[Part, None, dict[str, Any]]:
    """The PDF is the whole body; parts are ``document``, ``page``, ``page-error``."""
    request = PageRequest.of(args)
    untrusted = body.buffer()
    return (
        yield from pdfium_engine.extract(
            untrusted,
            request,
            call.cancelled,
            opened=lambda pages: call.progress(0, pages),
            most_seconds=call.remaining(),
        )
    )


def describe(args: Mapping[str, Any], body: Body) -> dict[str, Any]:
    """Which engine this is and which languages it recognises."""
    return pdfium_engine.describe()


if __name__ == "__main__":
    run({"extract": extract, "describe": describe}, warm_up=pdfium_engine.warm_up)
