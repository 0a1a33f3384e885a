"""Leaves a child that keeps its stdout: in its group, in its own session, or adopted.

A daemon's parent has ended: nothing joins it to the worker but what it has inherited.
A silent one has closed everything, too. With `stay` the worker waits to be killed.
"""

import os
import time

import px1


def child(kind, tell):
    if kind != "child":
        os.setsid()
    if kind.endswith("daemon") and os.fork():
        os._exit(0)
    os.write(tell, b"%d" % os.getpid())
    os.close(tell)
    if kind == "silent daemon":
        os.closerange(0, 64)
    time.sleep(600)
    os._exit(0)


def answer(call, body):
    os.set_inheritable(px1.TO.fileno(), True)
    told, tell = os.pipe()
    pid = os.fork()
    if pid == 0:
        child(call["args"]["kind"], tell)
    os.close(tell)
    px1.part(call, 0, os.read(told, 32))
    if call["args"]["kind"].endswith("daemon"):
        os.waitpid(pid, 0)
    time.sleep(600 if call["args"].get("stay") else 0.1)
    os._exit(3)


px1.serve(answer)
