"""Crashes before it accepts, while the file named by its argument is missing."""

import os
import sys
from pathlib import Path

import px1

px1.hello()
while True:
    header, body = px1.read()
    if header["t"] == "retire":
        sys.exit(0)
    if not Path(sys.argv[1]).exists():
        Path(sys.argv[1]).touch()
        os.abort()
    px1.send(t="accepted", id=header["id"])
    px1.done(header, {"pid": os.getpid()})
