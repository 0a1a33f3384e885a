"""Loads an operator's directory of route modules and checks what they declare.

A module has `request(method, path, params, query, headers, body)` and may have
`init()`, which returns its paths and their methods, and `BINARY = True` for bodies as
bytes. Files whose name begins with `_` are for the others to import.
"""

from __future__ import annotations

import importlib.util
import inspect
import re
import sys
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, Final

_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_METHOD: Final = re.compile(r"[A-Z]{1,20}")
_SEGMENT: Final = re.compile(r"[A-Za-z0-9._~!$&'()*+,;=:@%-]+")
_PARAMETER: Final = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")
_MOST_ROUTES: Final = 1000
_SHAPE: Final = (
    "init() returns a dict of paths with their methods, "
    'for example {"/hello/{name}": ["GET", "POST"]}'
)
_SIGNATURE: Final = "request(method, path, params, query, headers, body)"


class BadModule(Exception):
    """What is wrong with a module: its file, the line and what was expected."""

    def __init__(self, file: Path, line: int | None, expected: str) -> None:
        place = file.name if line is None else f"{file.name}, line {line}"
        super().__init__(f"{place}: {expected}")


@dataclass(frozen=True, slots=True)
class RouteModule:
    """One file of the directory, ready to serve."""

    name: str
    request: Callable[..., Any]
    binary: bool
    awaits: bool
    routes: Mapping[str, list[str]] | None  # None: every path under its name


def load(directory: Path, hook: str | None = None) -> list[RouteModule]:
    """All modules, by name. Raises BadModule for the first that cannot be served.

    `hook` is the module of the chunk hook: it need not be a route as well.
    """
    if not directory.is_dir():
        raise BadModule(directory, None, "the directory of routes does not exist")
    sys.path.append(str(directory))
    files = sorted(
        file for file in directory.glob("*.py") if not file.name.startswith("_")
    )
    if not files and hook is None:
        raise BadModule(directory, None, "the directory of routes has no *.py file")
    modules: list[RouteModule] = []
    owners: dict[str, str] = {}
    for file in files:
        module = _module(file, is_hook=file.stem == hook)
        if module is None:
            continue
        modules.append(module)
        for path in module.routes or {}:
            shape = _PARAMETER.sub("{}", path)
            if (owner := owners.setdefault(shape, file.name)) != file.name:
                raise BadModule(file, None, f"{path} is served by {owner} already")
    return modules


def _module(file: Path, is_hook: bool) -> RouteModule | None:
    if not _NAME.fullmatch(file.stem):
        raise BadModule(file, None, "a module's name is letters, digits, '_' and '-'")
    module = _imported(file)
    request = getattr(module, "request", None)
    if request is None and is_hook:
        return None
    if not callable(request):
        raise BadModule(file, None, f"expected a function {_SIGNATURE}")
    try:
        inspect.signature(request).bind(*[None] * 6)
    except (TypeError, ValueError):
        raise BadModule(file, _line(request), f"expected {_SIGNATURE}") from None
    return RouteModule(
        name=file.stem,
        request=request,
        binary=getattr(module, "BINARY", False) is True,
        awaits=inspect.iscoroutinefunction(request),
        routes=_routes(file, getattr(module, "init", None)),
    )


def _imported(file: Path) -> ModuleType:
    # Not under its bare name: a route called json must not hide the library.
    name = f"pagebridge_route_{file.stem}"
    spec = importlib.util.spec_from_file_location(name, file)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except SyntaxError as error:
        line = error.lineno if error.filename == str(file) else None
        raise BadModule(file, line, f"cannot be imported: {error.msg}") from error
    except (Exception, SystemExit) as error:
        raise BadModule(
            file, _line_of(error, file), f"cannot be imported: {_told(error)}"
        ) from error
    return module


def _routes(file: Path, init: object) -> Mapping[str, list[str]] | None:
    if init is None:
        return None
    if not callable(init):
        raise BadModule(file, None, "init is not a function")
    try:
        declared = init()
    except (Exception, SystemExit) as error:
        line = _line_of(error, file) or _line(init)
        raise BadModule(file, line, f"init() failed: {_told(error)}") from error
    line = _line(init)
    if not isinstance(declared, dict):
        raise BadModule(file, line, f"{_SHAPE}; it returned {_type(declared)}")
    if not 0 < len(declared) <= _MOST_ROUTES:
        raise BadModule(
            file, line, f"{_SHAPE}; 1 to {_MOST_ROUTES}, it returned {len(declared)}"
        )
    for path, methods in declared.items():
        complaint = _path_complaint(path) or _methods_complaint(methods)
        if complaint:
            raise BadModule(file, line, f"{_SHAPE}; at {path!r:.80}: {complaint}")
    return {path: list(methods) for path, methods in declared.items()}


def _path_complaint(path: object) -> str | None:
    if not isinstance(path, str):
        return f"a path is a str, not {_type(path)}"
    if not path.startswith("/"):
        return "a path begins with '/'"
    names: list[str] = []
    segments = path[1:].removesuffix("/").split("/") if path != "/" else []
    for segment in segments:
        if parameter := _PARAMETER.fullmatch(segment):
            names.append(parameter[1])
        elif not _SEGMENT.fullmatch(segment):
            return f"{segment!r} is neither a plain segment nor a {{name}}"
    return None if len(set(names)) == len(names) else "a {name} occurs twice"


def _methods_complaint(methods: object) -> str | None:
    if not isinstance(methods, list | tuple) or not methods:
        return f"methods are a list such as ['GET'], not {methods!r:.40}"
    for method in methods:
        if not isinstance(method, str) or not _METHOD.fullmatch(method):
            return f"a method is an upper-case word, not {method!r:.40}"
    return None


def _type(value: object) -> str:
    return type(value).__name__


def _told(error: BaseException) -> str:
    return f"{type(error).__name__}: {error!s:.300}"


def _line(function: object) -> int | None:
    code = getattr(inspect.unwrap(function), "__code__", None)  # type: ignore[arg-type]
    return None if code is None else code.co_firstlineno


def _line_of(error: BaseException, file: Path) -> int | None:
    """The last line of the file that the error came through."""
    lines = [
        frame.lineno
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename == str(file)
    ]
    return lines[-1] if lines else None
