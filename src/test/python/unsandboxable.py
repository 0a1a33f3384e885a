"""A worker on a kernel without Landlock."""

from pagebridge_worker import landlock, run


def restrict(*args, **kwargs):
    raise OSError(38, "Function not implemented")


landlock.restrict = restrict
run(lambda request, body: {})
