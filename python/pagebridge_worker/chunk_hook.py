"""An operator's function over the chunks of every document.

`function(chunks: list[dict], document: dict) -> list[dict]` gets the chunks as the
service answers them, offsets in code points. It may drop chunks, add members of its
own, change `embed_text` and `heading_path`, and cover characters of `text` one for
one. Everything else is as it was read: a function that changes it is refused.

The body of a call `chunks` is `{"document": {...}, "chunks": [...]}`. The answer is
`{"edits": [[index, {...}], ...]}`: the chunks that are kept, each with what has become
another. The service can do no more with it than that, whatever stands there.
"""

from __future__ import annotations

import asyncio
import importlib
import inspect
import json
import re
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

_SPEC: Final = re.compile(r"([A-Za-z_][\w-]*(?:\.[A-Za-z_]\w*)*):([A-Za-z_]\w*)")
_SETTING: Final = "pagebridge.chunks.hook"
_SIGNATURE: Final = "function(chunks, document)"
_OPEN: Final = frozenset({"text", "embed_text", "heading_path"})
_loads: Final = json.JSONDecoder().decode
_dumps: Final = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, separators=(",", ":")
).encode


class BadHook(Exception):
    """The setting names no function that can be a hook; one sentence."""

    def __init__(self, spec: str, why: str) -> None:
        super().__init__(f"{_SETTING}={spec}: {why}")


class Refused(Exception):
    """What the function returned is not allowed; a sentence without document text."""


@dataclass(frozen=True, slots=True)
class ChunkHook:
    """The function, ready to be called."""

    function: Callable[[list[dict[str, Any]], dict[str, Any]], Any]
    awaits: bool

    def edits(
        self, content: str, loop: asyncio.AbstractEventLoop | None
    ) -> dict[str, Any]:
        """Raises Refused, and whatever the function raises."""
        given = _loads(content)
        read = given["chunks"]
        # A second copy: the function may change its own in place.
        own = _loads(content)
        kept = self.function(own["chunks"], own["document"])
        if self.awaits:
            assert loop is not None
            kept = loop.run_until_complete(kept)
        if not isinstance(kept, list | tuple):
            raise Refused(f"it returned {type(kept).__name__} in place of a list")
        return {"edits": _edits(read, kept)}


def module_of(spec: str) -> str:
    """The module's name; raises BadHook for what is no `module:function`."""
    match = _SPEC.fullmatch(spec)
    if match is None:
        raise BadHook(spec, "expected module:function")
    return match[1]


def load(spec: str) -> ChunkHook:
    """After the route modules were loaded: the hook may be in one of them."""
    name = module_of(spec)
    function_name = spec.partition(":")[2]
    try:
        module = sys.modules.get(f"pagebridge_route_{name}")
        module = module or importlib.import_module(name)
    except (Exception, SystemExit) as error:
        traceback.print_exception(error)
        told = f"{type(error).__name__}: {error!s:.300}"
        raise BadHook(spec, f"the module cannot be imported: {told}") from error
    function = getattr(module, function_name, None)
    if not callable(function):
        raise BadHook(spec, f"the module has no function {function_name}")
    try:
        inspect.signature(function).bind(None, None)
    except (TypeError, ValueError):
        raise BadHook(spec, f"expected {_SIGNATURE}") from None
    return ChunkHook(function, inspect.iscoroutinefunction(function))


def packed(edits: dict[str, Any], limit: int) -> bytes:
    """As JSON; raises Refused when that cannot be, or is too much."""
    try:
        content = _dumps(edits).encode("utf-8")
    except UnicodeEncodeError:
        raise Refused("it returned half a character (a lone surrogate)") from None
    except (TypeError, ValueError) as error:
        raise Refused(f"it added what JSON cannot hold: {error!s:.100}") from None
    if len(content) > limit:
        raise Refused(f"its changes are over {limit} bytes")
    return content


def _edits(read: list[dict[str, Any]], kept: Any) -> list[list[Any]]:
    places = {chunk["id"]: index for index, chunk in enumerate(read)}
    edits: list[list[Any]] = []
    last = -1
    for chunk in kept:
        if not isinstance(chunk, dict):
            raise Refused(f"a chunk is a dict, not {type(chunk).__name__}")
        index = places.get(chunk.get("id") or "", -1)
        if index < 0:
            raise Refused("it returned a chunk whose id was not among those it got")
        if index <= last:
            raise Refused(f"chunk {index} came twice or in another order")
        edits.append([index, _edit(index, read[index], chunk)])
        last = index
    return edits


def _edit(index: int, before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """What has become another."""
    edit: dict[str, Any] = {}
    added: dict[str, Any] = {}
    for name, value in before.items():
        if name not in after:
            raise Refused(f"chunk {index} is without its '{name}'")
        if after[name] == value:
            continue
        if name not in _OPEN:
            raise Refused(f"chunk {index} has another '{name}'")
        edit[name] = _checked(index, name, value, after[name])
    for name in after.keys() - before.keys():
        if not isinstance(name, str) or not 0 < len(name) <= 100:
            raise Refused(f"chunk {index} got a member whose name is no short str")
        added[name] = after[name]
    if added:
        edit["added"] = {name: added[name] for name in sorted(added)}
    return edit


def _checked(index: int, name: str, before: Any, after: Any) -> Any:
    if name == "heading_path":
        if not isinstance(after, list) or not all(
            isinstance(one, str) for one in after
        ):
            raise Refused(f"chunk {index} has a 'heading_path' that is no list of str")
    elif not isinstance(after, str):
        raise Refused(f"chunk {index} has a '{name}' that is no str")
    elif name == "text" and len(after) != len(before):
        raise Refused(
            f"chunk {index} has a 'text' of {len(after)} characters, it had "
            f"{len(before)}: cover characters one for one, or change 'embed_text' only"
        )
    return after
