"""A folder of PDFs into Parquet tables of chunks, by Apache Spark.

    python ingest.py --service http://localhost:8080 --input DIR --output DIR

The same command again goes on where it stopped, killed or not. docs/bulk.md says more.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pagebridge import Service, extract_all
from pyspark.sql import DataFrame, Row, SparkSession
from tables import RESULT, Tables, result

HERE = Path(__file__).resolve().parent


def main() -> None:
    told = _arguments()
    if told.master:
        os.environ["PYSPARK_SUBMIT_ARGS"] = f"--master {told.master} pyspark-shell"
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    spark = SparkSession.builder.appName("pagebridge-bulk").getOrCreate()
    spark.sparkContext.setLogLevel("WARN")
    for module in ("pagebridge.py", "tables.py"):
        spark.sparkContext.addPyFile(str(HERE / module))
    service = Service(
        told.service,
        tuple(tuple(option.split("=", 1)) for option in told.option),
        os.environ.get("PAGEBRIDGE_API_KEY"),
        told.concurrency,
        told.patience,
    )
    tables = Tables(spark, told.output)
    for batch in tables.undo_unfinished():
        print(f"undone: {batch}, which an ended run left unfinished", flush=True)
    files = _files(spark, told.input, told.glob).drop("content")
    left = tables.without_done(files).orderBy("path").select("path").collect()
    print(f"{len(left)} documents to read", flush=True)
    for start in range(0, len(left), told.batch):
        paths = [row.path for row in left[start : start + told.batch]]
        results = _results(spark, _reopened(spark, paths), service)
        documents, chunks, errors = tables.write(results)
        print(
            f"{start + documents} of {len(left)}: {chunks} chunks, {errors} errors",
            flush=True,
        )
    spark.stop()


def _files(spark: SparkSession, path: str, glob: str) -> DataFrame:
    reader = spark.read.format("binaryFile").option("recursiveFileLookup", "true")
    files = reader.option("pathGlobFilter", glob).load(path)
    return files.withColumnRenamed("modificationTime", "modified")


def _reopened(spark: SparkSession, paths: list[str]) -> DataFrame:
    # Paths are patterns to Spark.
    literal = [re.sub(r"([{}\[\]*?\\])", r"\\\1", path) for path in paths]
    files = spark.read.format("binaryFile").load(literal)
    return files.withColumnRenamed("modificationTime", "modified")


def _results(spark: SparkSession, files: DataFrame, service: Service) -> DataFrame:
    def read(rows: Iterable[Row]) -> Iterator[tuple[Any, ...]]:
        for row, digest, answer in extract_all(service, rows, lambda row: row.content):
            yield result(row, digest, answer)

    return spark.createDataFrame(files.rdd.mapPartitions(read), RESULT)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--service", required=True, help="http://localhost:8080")
    parser.add_argument("--input", required=True, help="folder, any that Spark reads")
    parser.add_argument("--output", required=True, help="folder for the three tables")
    parser.add_argument("--glob", default="*.pdf", help="files to read")
    parser.add_argument("--batch", type=int, default=1000, help="documents a commit")
    parser.add_argument("--concurrency", type=int, default=2, help="requests a task")
    parser.add_argument(
        "--patience", type=float, default=900, help="seconds while busy"
    )
    parser.add_argument("--master", help="such as local[2]; spark-submit names its own")
    parser.add_argument(
        "--option",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="of POST /v1/extract, such as ocr=off; repeatable",
    )
    told = parser.parse_args()
    if any(option.startswith(("source_id=", "include=")) for option in told.option):
        parser.error("source_id and include are not for a whole folder")
    if any("=" not in option for option in told.option):
        parser.error("--option wants NAME=VALUE")
    return told


if __name__ == "__main__":
    main()
