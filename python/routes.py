"""The worker that serves HTTP requests with an operator's Python modules.

Started by the service when `pagebridge.routes.directory` is set.
"""

from __future__ import annotations

# First, before any module can print: takes the pipe to the service.
from pagebridge_worker import run  # isort: skip

from pagebridge_worker.routes import of_environment

if __name__ == "__main__":
    routes = of_environment()
    run(routes.handlers(), warm_up=routes.warm_up)
