"""Crashes before it accepts, as long as the file given as its argument does not exist."""

import os
import sys

import px1

px1.hello()
while True:
    header, body = px1.read()
    if header["t"] == "retire":
        sys.exit(0)
    if not os.path.exists(sys.argv[1]):
        open(sys.argv[1], "w").close()
        os.abort()
    px1.send(t="accepted", id=header["id"])
    px1.done(header, {"pid": os.getpid()})
