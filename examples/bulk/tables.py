"""What is written, and how a run that was killed is found out and undone.

    chunks/batch=…/     one row a chunk, `id` is its key
    errors/batch=…/     one row a document that could not be read
    documents/batch=…/  one row a document that was tried; written last

A batch without its `documents` did not happen: what it left is removed before anything
else. One run at a time may write into a folder.
"""

from __future__ import annotations

import uuid
from typing import Any

from pyspark.sql import DataFrame, Row, SparkSession
from pyspark.sql import functions as f
from pyspark.storagelevel import StorageLevel

CHUNK = {
    "id": "string",
    "index": "int",
    "type": "string",
    "text": "string",
    "embed_text": "string",
    "start": "int",
    "end": "int",
    "tokens": "int",
    "heading_path": "array<string>",
    "pages": "array<int>",
    "boxes": "array<struct<page:int,x0:double,y0:double,x1:double,y1:double>>",
    "ocr": "boolean",
    "confidence": "double",
    "previous_id": "string",
    "next_id": "string",
}
_BOX = ("page", "x0", "y0", "x1", "y1")
_TABLES = ("chunks", "errors", "documents")
# A document is one row until it is written: what happens to it happens as a whole.
RESULT = (
    "path string, length bigint, modified timestamp, sha256 string,"
    " document_id string, title string, page_count int, truncated boolean,"
    " warnings array<string>,"
    " error struct<status:int,kind:string,detail:string,retryable:boolean>,"
    f" chunks array<struct<{','.join(f'`{n}`:{t}' for n, t in CHUNK.items())}>>"
)


def result(row: Row, digest: str, answer: dict[str, Any]) -> tuple[Any, ...]:
    """One row of `RESULT`."""
    file = (row.path, row.length, row.modified, digest)
    error = answer.get("error")
    if error is not None:
        told = (error["status"], error["kind"], error["detail"], error["retryable"])
        return (*file, None, None, None, None, None, told, [])
    document = answer["document"]
    return (
        *file,
        document["id"],
        document["title"],
        document["page_count"],
        answer["truncated"],
        [warning["code"] for warning in answer["warnings"]],
        None,
        [_chunk(chunk) for chunk in answer["chunks"]],
    )


def _chunk(chunk: dict[str, Any]) -> tuple[Any, ...]:
    boxes = [
        (box["page"], *(float(box[side]) for side in _BOX[1:]))
        for box in chunk["boxes"]
    ]
    known = {**chunk, "boxes": boxes, "confidence": float(chunk["confidence"])}
    return tuple(known[name] for name in CHUNK)


class Tables:
    """The output folder."""

    def __init__(self, spark: SparkSession, folder: str) -> None:
        self._spark = spark
        self._folder = folder.rstrip("/")
        java = spark._jvm.org.apache.hadoop.fs  # type: ignore[union-attr]
        self._path = java.Path
        configuration = spark._jsc.hadoopConfiguration()  # type: ignore[union-attr]
        self._files = java.Path(self._folder).getFileSystem(configuration)

    def undo_unfinished(self) -> list[str]:
        """Removes what a killed run left; its documents are done again."""
        undone: set[str] = set()
        for table in _TABLES:
            for batch in self._batches(table):
                if not self._exists(f"documents/{batch}/_SUCCESS"):
                    undone.add(batch)
        for batch in undone:
            for table in _TABLES:
                self._files.delete(self._path(f"{self._folder}/{table}/{batch}"), True)
        return sorted(undone)

    def without_done(self, files: DataFrame) -> DataFrame:
        """The files that no finished batch has, or only with an error that may pass."""
        documents = self._documents()
        if documents is None:
            return files
        done = documents.where("error is null or not error.retryable")
        return files.join(done, ["path", "length", "modified"], "left_anti")

    def write(self, results: DataFrame) -> tuple[int, int, int]:
        """One batch: documents, chunks and errors in it."""
        batch = f"batch=b-{uuid.uuid4().hex}"
        # Computed once for three tables: computing is asking the service.
        results = results.persist(StorageLevel.DISK_ONLY)
        try:
            read = results.where("error is null").dropDuplicates(["sha256"])
            documents = self._documents()
            if documents is not None:
                known = documents.where("error is null").select("sha256")
                read = read.join(known, "sha256", "left_anti")
            chunks = read.select(
                "path", "sha256", "document_id", f.explode("chunks").alias("chunk")
            ).select("path", "sha256", "document_id", "chunk.*")
            errors = results.where("error is not null").select(
                "path", "sha256", "error.*", f.current_timestamp().alias("at")
            )
            chunks.write.parquet(f"{self._folder}/chunks/{batch}")
            errors.write.parquet(f"{self._folder}/errors/{batch}")
            results.drop("chunks").write.parquet(f"{self._folder}/documents/{batch}")
            written = self._spark.read.parquet(f"{self._folder}/chunks/{batch}").count()
            return results.count(), written, errors.count()
        finally:
            results.unpersist()

    def _documents(self) -> DataFrame | None:
        if not self._batches("documents"):
            return None
        return self._spark.read.parquet(f"{self._folder}/documents")

    def _batches(self, table: str) -> list[str]:
        if not self._exists(table):
            return []
        found = self._files.listStatus(self._path(f"{self._folder}/{table}"))
        names = [status.getPath().getName() for status in found]
        return [name for name in names if name.startswith("batch=")]

    def _exists(self, path: str) -> bool:
        return bool(self._files.exists(self._path(f"{self._folder}/{path}")))
