"""One call, as its handler sees it."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Final

from .errors import Cancelled, DeadlineExceeded
from .messages import CallFrame
from .protocol import Body

# More progress than this tells nobody anything.
_PROGRESS_INTERVAL_S: Final = 0.1


class Call:
    """Third argument of a handler that takes three. For the handler's thread only.

    Handlers that run for more than a second should call `check` between steps: that
    is when a cancel is noticed. The runtime does it between the parts of a generator.
    """

    def __init__(
        self,
        frame: CallFrame,
        body: Body,
        poll: Callable[[], None],
        send: Callable[[dict[str, object]], None],
    ) -> None:
        self.id: Final = frame.id
        self.op: Final = frame.op
        self.request_id: Final = frame.request_id
        self.traceparent: Final = frame.traceparent
        self.body: Final = body
        self.was_cancelled = False  # set by the runtime
        self._poll = poll
        self._send = send
        self._next_progress = 0.0
        self._ends = (
            None
            if frame.deadline_ms is None
            else time.monotonic() + frame.deadline_ms / 1000
        )

    def cancelled(self) -> bool:
        """True when the service gave up on this call. Costs one system call.

        Always False while the body has unread bytes: a cancel comes behind them.
        """
        if not self.was_cancelled:
            self._poll()
        return self.was_cancelled

    def remaining(self) -> float | None:
        """Seconds to the deadline, negative after it; None without a deadline."""
        return None if self._ends is None else self._ends - time.monotonic()

    def check(self) -> None:
        """Raises Cancelled or DeadlineExceeded when going on is useless."""
        if self.cancelled():
            raise Cancelled
        remaining = self.remaining()
        if remaining is not None and remaining <= 0:
            raise DeadlineExceeded

    def progress(self, done: int, total: int) -> None:
        """Tells the service that work goes on; `done` of `total`, any unit.

        At most ten a second are sent, none while the body has unread bytes.
        """
        now = time.monotonic()
        if now >= self._next_progress and not self.body.remaining:
            self._next_progress = now + _PROGRESS_INTERVAL_S
            self._send(
                {"t": "progress", "id": self.id, "done": int(done), "total": int(total)}
            )

    def log(self, text: str) -> None:
        """One line on stderr, with the ids that join it to the service's log.

        Never write document text or passwords: logs are kept.
        """
        ids = [f"call={self.id}", f"op={self.op}"]
        if self.request_id:
            ids.append(f"request_id={self.request_id}")
        if self.traceparent:
            ids.append(f"traceparent={self.traceparent}")
        print(f"[{' '.join(ids)}] {text}", file=sys.stderr, flush=True)
