"""Reads and forgets: for timing the bridge alone."""

import px1


def answer(call, body):
    px1.done(call)


px1.serve(answer)
