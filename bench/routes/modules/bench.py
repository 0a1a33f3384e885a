"""The routes of the benchmark."""

import json

BINARY = True


def init():
    return {"/py/hello": ["GET"], "/py/echo": ["POST"]}


def request(method, path, params, query, headers, body):
    if method == "GET":
        text = json.dumps({"hello": "world"})
        return 200, text, {"content-type": ["application/json"]}
    return 200, body, {"content-type": ["application/octet-stream"]}
