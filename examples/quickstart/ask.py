"""Ask a PDF: its chunks go into a vector store on this machine, the best one answers.

pip install httpx qdrant-client
python ask.py http://localhost:8080 report.pdf "What is the deposit for a storm drain?"
"""

import re
import sys
import zlib
from collections import Counter
from pathlib import Path

import httpx
from qdrant_client import QdrantClient
from qdrant_client.models import (
    Modifier,
    PointStruct,
    SparseVector,
    SparseVectorParams,
)

service, pdf, question = sys.argv[1:]


def words(text: str) -> SparseVector:
    """What BM25 needs of a text: how often each word stands in it."""
    found = Counter(re.findall(r"\w+", text.lower()))
    saturated = {zlib.crc32(w.encode()): 2.2 * n / (n + 1.2) for w, n in found.items()}
    return SparseVector(indices=list(saturated), values=list(saturated.values()))


with Path(pdf).open("rb") as file:
    answer = httpx.post(f"{service}/v1/extract", files={"file": file}, timeout=300)
answer.raise_for_status()
document = answer.json()

store = QdrantClient(":memory:")
store.create_collection(
    "chunks",
    sparse_vectors_config={"words": SparseVectorParams(modifier=Modifier.IDF)},
)
store.upsert(
    "chunks",
    # A chunk's id is stable: the same PDF again overwrites and adds nothing.
    [
        PointStruct(id=c["id"], vector={"words": words(c["embed_text"])}, payload=c)
        for c in document["chunks"]
    ],
)

found = store.query_points("chunks", query=words(question), using="words", limit=1)
chunk = found.points[0].payload or {}
print(chunk["text"])
name = document["document"]["filename"]
for box in chunk["boxes"]:
    print(f"-- {name}, page {box['page']}", end=", ")
    print("box {x0},{y0} to {x1},{y1} points from the top left".format(**box))
