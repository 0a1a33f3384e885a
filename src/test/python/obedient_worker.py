"""Works for long, and stops when it is told to."""

import select

import px1


def answer(call, body):
    for seq in range(10_000):
        px1.part(call, seq, b"page")
        if select.select([px1.FROM], [], [], 0.02)[0]:
            assert px1.read()[0] == {"t": "cancel", "id": call["id"]}
            px1.error(call, "cancelled", "the call was cancelled")
            return


px1.serve(answer)
