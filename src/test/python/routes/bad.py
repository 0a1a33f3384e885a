"""Misbehaves on purpose, as the path says."""

import os
import sys
import threading
import time


def init():
    return {"/bad/{how}": ["GET"]}


def request(method, path, params, query, headers, body):
    match params["how"][0]:
        case "raise":
            raise ValueError("a secret")
        case "leave":
            sys.exit(3)
        case "exit":
            os._exit(3)
        case "abort":
            os.abort()
        case "block":
            time.sleep(600)
        case "allocate":
            bytearray(10 * 2**30)
        case "print":
            print("x" * 1_000_000)
            os.write(1, b"PX1 {}\n")
        case "thread":
            threading.Thread(target=time.sleep, args=(600,), daemon=True).start()
        case "nonsense":
            return {"status": 200}
        case "header":
            return 200, "", {"X-A": ["b\r\nSet-Cookie: c"]}
        case "name":
            return 200, "", {"X-A: b\r\nSet-Cookie": ["c"]}
        case "status":
            return 99, "", {}
        case "teapot":
            return 1418, "", {}
        case "true":
            return True, "", {}
        case "number":
            return 200, 7, {}
        case "half":
            return 200, "\ud800", {}
        case "headers":
            return 200, "", {"X-A": "b"}
        case "interrupt":
            raise KeyboardInterrupt
        case "recurse":
            return request(method, path, params, query, headers, body)
        case "huge":
            return 200, "x" * 3_000_000, {}
        case "slow":
            time.sleep(0.3)
    return 200, str(os.getpid()), {}
