"""What can go wrong in a worker: one list of codes, exit statuses and exceptions.

The service has the same two lists; a test of each language pins them.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum, StrEnum


class Code(StrEnum):
    """`code` of an `error` or `fatal` frame.

    A handler may send codes of its own: lower case words with hyphens.
    """

    # of any worker
    HANDLER_FAILED = "handler-failed"  # the handler raised; the worker lives on
    UNKNOWN_OP = "unknown-op"  # no handler has this name
    INVALID_REQUEST = "invalid-request"  # the handler cannot use these arguments
    OUT_OF_MEMORY = "out-of-memory"  # MemoryError; always with retire
    CANCELLED = "cancelled"  # the service asked for it
    DEADLINE_EXCEEDED = "deadline-exceeded"  # no time left between two parts
    # of a worker that cannot start (`fatal`)
    BOOT_FAILED = "boot-failed"
    SANDBOX_FAILED = "sandbox-failed"
    # of the PDF engine
    PDF_ENCRYPTED = "pdf-encrypted"
    PDF_CORRUPT = "pdf-corrupt"
    TOO_MANY_PAGES = "too-many-pages"
    PAGE_LOAD_FAILED = "page-load-failed"
    PAGE_TIMEOUT = "page-timeout"


class Exit(IntEnum):
    """Exit status of a worker; the service turns it into a reason."""

    RETIRED = 0  # after `retire`, or stdin was closed while idle
    OUT_OF_MEMORY = 70  # not even an error frame could be written
    PROTOCOL = 71  # a frame was refused
    SANDBOX_FAILED = 72  # required, and not to be had
    PARENT_GONE = 73  # the service died or closed the pipe while we worked
    BOOT_FAILED = 74  # the script failed before it was ready


class Refusal(StrEnum):
    """Why a frame was refused: the REASON of the golden frames."""

    PREFIX = "prefix"
    TOO_LONG = "too-long"
    EOF = "eof"
    ENCODING = "encoding"
    JSON = "json"
    TYPE = "type"
    LEN = "len"
    FIELD = "field"
    ID = "id"
    ORDER = "order"


class ProtocolError(BaseException):
    """The two sides no longer agree on where frames begin: the worker must end.

    Not an Exception: a handler's `except Exception` must not swallow it.
    """

    def __init__(self, reason: Refusal, message: str) -> None:
        super().__init__(f"{reason}: {message}")
        self.reason = reason


class ParentGone(BaseException):
    """Nobody reads the answer any more. Not an Exception, as above."""


class HandlerError(Exception):
    """An error with a code, to be raised by a handler.

    `detail` is a small JSON object for the caller. With `retire` the service
    replaces this worker after the call. Traceback and cause stay in the worker.
    """

    def __init__(
        self,
        code: str,
        message: str,
        detail: Mapping[str, object] | None = None,
        retire: bool = False,
    ) -> None:
        super().__init__(message)
        self.code = str(code)
        self.message = message
        self.detail = detail
        self.retire = retire


class Cancelled(HandlerError):
    """The service cancelled the call. Raised by `Call.check()` or a handler."""

    def __init__(self, message: str = "the call was cancelled") -> None:
        super().__init__(Code.CANCELLED, message)


class DeadlineExceeded(HandlerError):
    """The call's time is used up. Raised by `Call.check()` or a handler."""

    def __init__(self, message: str = "the deadline has passed") -> None:
        super().__init__(Code.DEADLINE_EXCEEDED, message, retire=True)
