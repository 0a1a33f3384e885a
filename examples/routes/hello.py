"""The smallest route: GET /py/hello."""

import json


def init():
    return {"/py/hello": ["GET"], "/py/hello/{name}": ["GET"]}


def request(method, path, params, query, headers, body):
    name = params.get("name", ["world"])[0]
    text = json.dumps({"hello": name})
    return 200, text, {"content-type": ["application/json"]}
