"""Burns CPU inside one call into C, where no Python signal handler runs."""

from pagebridge_worker import run


def burn(request, body):
    yield "page", b"burning"
    sum(range(10**13))
    return {}


run(burn)
