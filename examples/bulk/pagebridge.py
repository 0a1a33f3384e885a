"""Posts documents to Pagebridge and waits its turn. Standard library only: it runs on
every executor as it is.

Busy (429, 503) is no failure: the answer says in `Retry-After` when to come back, and
all threads of this partition stay away until then.
"""

from __future__ import annotations

import hashlib
import json
import random
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any, TypeVar
from urllib.parse import urlencode, urlsplit

# The document may be the reason: once more, then the service would refuse it anyway.
DOCUMENTS_OWN = ("worker-crashed", "out-of-memory")
LONGEST_WAIT = 60.0

Row = TypeVar("Row")


@dataclass(frozen=True)
class Service:
    """Where it is, and how patient its callers are; travels to the executors."""

    url: str
    options: tuple[tuple[str, str], ...] = ()
    api_key: str | None = field(default=None, repr=False)
    concurrency: int = 2  # requests of one partition at once
    patience: float = 900.0  # seconds that a document may be sent away for
    timeout: float = 600.0  # seconds without a byte of the answer

    def post(self, content: bytes) -> tuple[int, dict[str, Any], float]:
        """Status, answer, and the seconds it asks to stay away."""
        target = urlsplit(self.url)
        secure = target.scheme == "https"
        connect = HTTPSConnection if secure else HTTPConnection
        connection = connect(target.netloc, timeout=self.timeout)
        headers = {"Content-Type": "application/pdf", "Accept": "application/json"}
        if self.api_key:
            headers["Authorization"] = f"Bearer {self.api_key}"
        query = urlencode([("include", "chunks"), *self.options])
        path = f"{target.path.rstrip('/')}/v1/extract?{query}"
        try:
            connection.request("POST", path, content, headers)
            answer = connection.getresponse()
            wait = answer.getheader("Retry-After", "")
            body = json.loads(answer.read())
            return answer.status, body, float(wait) if wait.isdigit() else 1.0
        finally:
            connection.close()


class Turn:
    """Keeps all threads of a partition away while the service is busy."""

    def __init__(self) -> None:
        self._not_before = 0.0
        self._lock = threading.Lock()

    def wait(self) -> None:
        while (left := self._left()) > 0:
            time.sleep(left)

    def stay_away(self, seconds: float) -> None:
        # A quarter more at random: partitions do not come back as a herd.
        seconds = min(seconds, LONGEST_WAIT) * random.uniform(1.0, 1.25)
        with self._lock:
            self._not_before = max(self._not_before, time.monotonic() + seconds)

    def _left(self) -> float:
        with self._lock:
            return self._not_before - time.monotonic()


def extract(service: Service, turn: Turn, content: bytes) -> dict[str, Any]:
    """The answer, or `{"error": …}` with the members of a problem; never raises for a
    document."""
    end = time.monotonic() + service.patience
    losses = 0
    while True:
        turn.wait()
        try:
            status, answer, wait = service.post(content)
        except (OSError, HTTPException, ValueError) as fault:
            # Not there, gone in the middle, or no answer of ours: like busy.
            status, wait = 0, 2.0
            answer = {"type": "unreachable", "detail": repr(fault)[:200]}
        if status == 200:
            return answer
        kind = str(answer.get("type", "unknown")).rpartition("/")[2]
        again = status in (0, 429, 503)
        if kind in DOCUMENTS_OWN:
            losses += 1
            again = losses < 2
        if not again or time.monotonic() + wait > end:
            return {
                "error": {
                    "status": status,
                    "kind": kind,
                    "detail": str(answer.get("detail", ""))[:1000],
                    "retryable": status == 0 or answer.get("retryable") is True,
                }
            }
        turn.stay_away(wait)


def extract_all(
    service: Service, rows: Iterable[Row], content: Callable[[Row], bytes]
) -> Iterator[tuple[Row, str, dict[str, Any]]]:
    """Row, SHA-256 and answer, in order; holds no more documents than requests."""
    turn = Turn()
    waiting: deque[tuple[Row, str, Future[dict[str, Any]]]] = deque()
    with ThreadPoolExecutor(service.concurrency) as threads:
        for row in rows:
            if len(waiting) == service.concurrency:
                first, digest, answer = waiting.popleft()
                yield first, digest, answer.result()
            body = bytes(content(row))
            digest = hashlib.sha256(body).hexdigest()
            waiting.append((row, digest, threads.submit(extract, service, turn, body)))
        for row, digest, answer in waiting:
            yield row, digest, answer.result()
