"""Sends NUL and lone surrogates, escaped: unusual, and allowed."""

import px1


def answer(call, body):
    px1.done(call, {"text": "a\ud800b\x00"})


px1.serve(answer)
