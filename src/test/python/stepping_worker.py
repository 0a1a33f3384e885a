"""Tells how many steps there are, then takes its time over them."""

import time

import px1


def answer(call, body):
    args = call["args"]
    px1.send(t="progress", id=call["id"], done=0, total=args["total"])
    time.sleep(args["sleep"])
    px1.done(call, {"deadline_ms": call["deadline_ms"]})


px1.serve(answer)
