"""Tells where it runs and what it was sent."""

from pagebridge_worker import run  # isort: skip

import sys


def where(request, body):
    return {"prefix": sys.prefix, "said": body.read().decode()}


run(where)
