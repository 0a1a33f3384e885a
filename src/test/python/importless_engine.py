"""An engine whose library is not there."""

from pagebridge_worker import run  # isort: skip

import a_library_that_nobody_installed  # noqa: F401

run(lambda request, body: {})
