"""What a chunk hook may return, and what is said about one that cannot be."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from pagebridge_worker.chunk_hook import BadHook, ChunkHook, Refused, load, packed
from tests.px1 import PYTHON_FOLDER, WorkerProcess

CHUNKS: list[dict[str, Any]] = [
    {
        "id": f"c{index}",
        "index": index,
        "text": "Ada 𝔸",
        "embed_text": "H\nAda 𝔸",
        "start": 6 * index,
        "end": 6 * index + 5,
        "heading_path": ["H"],
        "boxes": [{"page": 1, "x0": 0.0}],
        "ocr": False,
        "table": None,
    }
    for index in range(3)
]
CONTENT = json.dumps({"document": {"id": "d"}, "chunks": CHUNKS})
Chunks = list[dict[str, Any]]


def edits(function: Callable[[Chunks, dict[str, Any]], Any]) -> list[Any]:
    made: list[Any] = ChunkHook(function, awaits=False).edits(CONTENT, None)["edits"]
    return made


def changed(**members: object) -> list[Any]:
    return edits(lambda chunks, document: [{**chunks[0], **members}])


def test_a_hook_that_does_nothing_keeps_everything() -> None:
    assert edits(lambda chunks, document: chunks) == [[0, {}], [1, {}], [2, {}]]


def test_the_document_is_told() -> None:
    told = edits(lambda chunks, document: [{**chunks[0], "of": document["id"]}])
    assert told == [[0, {"added": {"of": "d"}}]]


def test_what_is_dropped_is_not_named() -> None:
    assert edits(lambda chunks, document: chunks[1:2]) == [[1, {}]]


def test_only_what_has_become_another_is_told() -> None:
    assert changed(text="███ 𝔸", heading_path=["H", "I"]) == [
        [0, {"text": "███ 𝔸", "heading_path": ["H", "I"]}]
    ]


@pytest.mark.parametrize(
    ("members", "why"),
    [
        ({"id": "new"}, "id was not among"),
        ({"id": None}, "id was not among"),
        ({"start": 1}, "another 'start'"),
        ({"end": 99}, "another 'end'"),
        ({"index": 5}, "another 'index'"),
        ({"boxes": []}, "another 'boxes'"),
        ({"ocr": None}, "another 'ocr'"),
        ({"text": "Ada"}, "of 3 characters, it had 5"),
        ({"text": None}, "'text' that is no str"),
        ({"embed_text": 1}, "'embed_text' that is no str"),
        ({"heading_path": "H"}, "'heading_path' that is no list"),
        ({"heading_path": [1]}, "'heading_path' that is no list"),
    ],
)
def test_what_may_not_be_changed(members: dict[str, Any], why: str) -> None:
    with pytest.raises(Refused, match=why):
        changed(**members)


def test_a_change_in_place_is_seen() -> None:
    def hook(chunks: Chunks, document: dict[str, Any]) -> Chunks:
        chunks[1]["boxes"][0]["x0"] = 9.0
        return chunks

    with pytest.raises(Refused, match="chunk 1 has another 'boxes'"):
        edits(hook)


@pytest.mark.parametrize(
    ("returned", "why"),
    [
        (None, "NoneType in place of a list"),
        ({}, "dict in place of a list"),
        (["c0"], "a chunk is a dict, not str"),
        ([CHUNKS[1], CHUNKS[0]], "chunk 0 came twice or in another order"),
        ([CHUNKS[0], CHUNKS[0]], "chunk 0 came twice"),
        ([{"id": "c0"}], "chunk 0 is without its 'index'"),
        ([CHUNKS[0] | {7: 1}], "name is no short str"),
        ([CHUNKS[0] | {"": 1}], "name is no short str"),
    ],
)
def test_what_may_not_be_returned(returned: object, why: str) -> None:
    with pytest.raises(Refused, match=why):
        edits(lambda chunks, document: returned)


@pytest.mark.parametrize("value", [{1}, float("nan"), b"", "\ud800", object()])
def test_what_json_cannot_hold_is_refused(value: object) -> None:
    with pytest.raises(Refused):
        packed({"edits": [[0, {"added": {"k": value}}]]}, 1000)


def test_changes_are_bounded() -> None:
    with pytest.raises(Refused, match="over 100 bytes"):
        packed({"edits": [[0, {"embed_text": "x" * 100}]]}, 100)


@pytest.mark.parametrize(
    ("spec", "why"),
    [
        ("nothing", "expected module:function"),
        ("a:b:c", "expected module:function"),
        ("json:", "expected module:function"),
        ("no_such_module:f", "cannot be imported: ModuleNotFoundError"),
        ("json:no_such", "the module has no function no_such"),
        ("json:__all__", "the module has no function __all__"),
        ("posixpath:basename", r"expected function\(chunks, document\)"),
    ],
)
def test_a_bad_setting_is_told_in_one_sentence(spec: str, why: str) -> None:
    with pytest.raises(BadHook, match=f"^pagebridge.chunks.hook={spec}: .*{why}"):
        load(spec)


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[[str, str], WorkerProcess]]:
    """Starts a worker with one module and a hook."""
    with ExitStack() as stack:

        def start(name: str, text: str) -> WorkerProcess:
            (tmp_path / f"{name}.py").write_text(textwrap.dedent(text))
            worker = WorkerProcess(
                PYTHON_FOLDER / "routes.py",
                {
                    "PAGEBRIDGE_ROUTES": str(tmp_path),
                    "PAGEBRIDGE_CHUNK_HOOK": f"{name}:over",
                    "PAGEBRIDGE_SANDBOX": "best-effort",
                },
            )
            stack.enter_context(worker)
            worker.greet()
            return worker

        yield start


@pytest.mark.parametrize("name", ["_hidden", "open"])
@pytest.mark.parametrize("prefix", ["", "async "])
def test_a_module_with_a_hook_alone_is_no_route(
    serve: Callable[[str, str], WorkerProcess], name: str, prefix: str
) -> None:
    worker = serve(name, f"{prefix}def over(chunks, document): return chunks[:1]")
    assert worker.result("routes") == {"modules": [], "hook": True}
    worker.call("chunks", CONTENT.encode())
    ((done, trailer),) = worker.answer()
    assert done["result"] == {}
    assert json.loads(trailer) == {"edits": [[0, {}]]}


def test_a_hook_that_raises_tells_its_type_only(
    serve: Callable[[str, str], WorkerProcess],
) -> None:
    worker = serve("m", "def over(chunks, document): raise ValueError('secret')")
    worker.call("chunks", CONTENT.encode())
    ((done, _),) = worker.answer()
    assert done["result"] == {"failed": "ValueError"}


def test_a_missing_function_is_told_by_a_living_worker(
    serve: Callable[[str, str], WorkerProcess],
) -> None:
    worker = serve("m", "def under(chunks, document): ...")
    assert worker.result("routes")["problem"] == (
        "pagebridge.chunks.hook=m:over: the module has no function over"
    )
