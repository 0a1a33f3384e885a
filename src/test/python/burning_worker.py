"""Burns CPU inside one call into C, where no Python signal handler runs."""

import px1


def answer(call, body):
    px1.part(call, 0, b"burning")
    sum(range(10**13))


px1.serve(answer)
