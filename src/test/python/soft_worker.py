"""Runs out of time by its own clock and says so."""

import px1


def answer(call, body):
    px1.done(
        call,
        {"deadline_ms": call["deadline_ms"]},
        truncated=call["args"].get("late", False),
    )


px1.serve(answer)
