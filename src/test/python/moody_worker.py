"""Does to each call what the call asks for: answer, crash, hang, lie, stream."""

import os
import time

import px1


def answer(call, body):
    mood = call["args"]["mood"]
    if mood == "crash":
        os.abort()
    elif mood == "hang":
        time.sleep(600)
    elif mood == "late":
        time.sleep(0.3)
    elif mood == "lie":
        px1.part(dict(call, id=call["id"] + 7), 0, body)
    elif mood == "vanish":
        os._exit(0)
    for seq in range(20):
        px1.part(call, seq, body)
    px1.done(call, {"nonce": call["args"]["nonce"]}, 20, 20 * len(body))


px1.serve(answer)
