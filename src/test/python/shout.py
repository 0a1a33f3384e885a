"""What a user of the bridge writes."""

from pagebridge_worker import HandlerError, run


def shout(request, body):
    return {"text": body.read().decode().upper() * request.get("times", 1)}


def count(request, body):
    for number in range(request["to"]):
        yield "number", str(number).encode()
    return {"counted": request["to"]}


def fail(request, body):
    if request.get("how") == "memory":
        raise MemoryError
    if request.get("how") == "code":
        raise HandlerError(
            "pdf-encrypted", "a password is needed", {"password_tried": False}
        )
    raise ValueError("that cannot be")


def reach(request, body):
    """What the sandbox should deny."""
    import os
    import socket
    from pathlib import Path

    denied = []
    attempts = {
        "read": lambda: Path("/etc/passwd").read_bytes(),
        "environ": lambda: Path(f"/proc/{os.getppid()}/environ").read_bytes(),
        "socket": lambda: socket.socket(),
        "exec": lambda: os.execv("/bin/true", ["true"]),
        "fork": lambda: os.fork(),
    }
    for name, attempt in attempts.items():
        try:
            attempt()
        except OSError:
            denied.append(name)
    return {"denied": denied}


run({"shout": shout, "count": count, "fail": fail, "reach": reach})
