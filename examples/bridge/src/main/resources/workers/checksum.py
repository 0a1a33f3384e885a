"""One call is one body; the answer is a dict."""

from pagebridge_worker import run  # isort: skip

import zlib


def checksum(request, body):
    content = body.read()
    return {"crc": zlib.crc32(content), "bytes": len(content)}


run(checksum)
