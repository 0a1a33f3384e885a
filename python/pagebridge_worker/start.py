"""The first milliseconds of a worker: what must happen before its libraries load."""

from __future__ import annotations

import contextlib
import faulthandler
import os
import sys
import traceback
from dataclasses import dataclass
from types import TracebackType
from typing import NoReturn

from . import channel, sandbox
from .errors import Code, Exit, ParentGone
from .limits import Limits, ResidentMemory
from .protocol import FrameWriter


@dataclass(frozen=True, slots=True)
class Start:
    """What was set up; kept for `run`."""

    channel: channel.Channel
    settings: sandbox.Settings
    memory: ResidentMemory


_started: Start | None = None


def begin() -> Start | None:
    """Takes the channel, binds to the parent, applies the limits; once.

    None in a terminal: a person wanted to see what the script does. Ends the process
    when the parent is gone or the environment makes no sense.
    """
    global _started
    if _started is None and not channel.is_terminal():
        own = channel.take()
        faulthandler.enable(sys.stderr)
        sys.excepthook = _boot_failed
        try:
            settings = sandbox.Settings.of(os.environ)
            sandbox.bind(settings, own.parent)
            sandbox.use_scratch(settings)
            memory = ResidentMemory()
            if settings.mode is not sandbox.Mode.OFF:
                sandbox.no_new_privs()
            Limits.of(os.environ).apply()
        except ParentGone as error:
            end(Exit.PARENT_GONE, str(error))
        except (OSError, ValueError) as error:
            fatal(Exit.BOOT_FAILED, Code.BOOT_FAILED, f"bad environment: {error}")
        _started = Start(own, settings, memory)
    return _started


def end(status: Exit, message: str) -> NoReturn:
    """Ends at once: no atexit, no destructors, which may hang after what happened."""
    with contextlib.suppress(Exception):
        sys.stderr.write(f"worker {os.getpid()} ends ({status.name}): {message}\n")
        sys.stderr.flush()
        sys.stdout.flush()
    os._exit(status)


def fatal(status: Exit, code: Code, message: str) -> NoReturn:
    """Says why it cannot start, then ends."""
    with contextlib.suppress(Exception, ParentGone):
        frame = {"t": "fatal", "code": code, "message": message[:2000]}
        FrameWriter(channel.take().outgoing).write(frame)
    end(status, message)


def _boot_failed(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """For what the script raises outside a handler: an import that fails, mostly."""
    traceback.print_exception(kind, error, trace)
    if issubclass(kind, MemoryError):
        fatal(Exit.OUT_OF_MEMORY, Code.OUT_OF_MEMORY, "no memory to start")
    fatal(Exit.BOOT_FAILED, Code.BOOT_FAILED, f"{kind.__name__}: {error}")
