"""Worker scripts more than one test file uses."""

ECHO = """
    from pagebridge_worker import run

    def echo(request, body):
        return {"request": request, "body": body.read().decode()}

    run(echo)
"""

WAITS = """
    import time
    from pagebridge_worker import run

    def parts(request, body):
        n = 0
        while True:
            n += 1
            time.sleep(0.01)
            yield "page", b"."

    def steps(request, body, call):
        body.read()
        while not call.cancelled():
            call.progress(1, 2)
            try:
                time.sleep(0.01)
            except Exception:
                pass
        call.check()

    run({"parts": parts, "steps": steps, "ok": lambda r, b: {}})
"""
