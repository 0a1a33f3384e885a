"""Writes 1 MB before it reads its body."""

import json

import px1

px1.hello()
while line := px1.FROM.readline():
    call = json.loads(line[4:])
    if call["t"] != "call":
        break
    px1.send(t="accepted", id=call["id"])
    for seq in range(16):
        px1.part(call, seq, b"e" * 65536)
    body = px1.FROM.read(call["len"])
    px1.done(call, {"read": len(body)}, 16, 16 * 65536)
