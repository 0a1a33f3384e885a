"""A hook that does what the document's key says, well or badly."""

import json
import os
import re
import time

_NAME = re.compile("Aldermoor")


async def over(chunks, document):
    how = document["source_id"]
    match how:
        case "see":
            chunks[0]["seen"] = {"chunks": json.dumps(chunks), "document": document}
        case "add":
            for chunk in chunks:
                chunk["tenant"] = {"name": "a", "rank": chunk["index"] / 2}
        case "drop":
            return [chunk for chunk in chunks if chunk["index"] % 2]
        case "drop-all":
            return []
        case "cover":
            for chunk in chunks:
                chunk["text"] = _NAME.sub(lambda m: "█" * len(m[0]), chunk["text"])
        case "embed":
            for chunk in chunks:
                chunk["embed_text"] = "summary: " + chunk["text"][:20]
                chunk["heading_path"] = ["One"]
        case "long":
            chunks[0]["embed_text"] = "word " * 600
        case "raise":
            raise ValueError("Aldermoor")
        case "exit":
            os._exit(3)
        case "block":
            time.sleep(600)
        case "memory":
            bytearray(10 * 2**30)
        case "nothing":
            return None
        case "invent":
            return [*chunks, dict(chunks[0], id="new")]
        case "twice":
            return [chunks[0], chunks[0]]
        case "reorder":
            return chunks[::-1]
        case "stream-type":
            chunks[0]["chunk_type"] = "mine"
        case "set":
            chunks[0]["mine"] = {1, 2}
        case "shorter":
            chunks[0]["text"] = "x"
        case str() if how.startswith("change-"):
            name = how.removeprefix("change-")
            chunks[1][name] = "other" if chunks[1][name] != "other" else None
        case str() if how.startswith("remove-"):
            del chunks[1][how.removeprefix("remove-")]
    return chunks
