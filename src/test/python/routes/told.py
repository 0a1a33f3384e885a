"""Tells what it was asked."""

import json


def init():
    return {
        "/told/plain": ["GET", "POST"],
        "/told/{name}": ["GET"],
        "/told/{name}/{part}": ["GET", "POST", "DELETE"],
    }


def request(method, path, params, query, headers, body):
    told = {
        "method": method,
        "path": path,
        "params": params,
        "query": query,
        "headers": headers,
        "body": body,
    }
    answer = {"Content-Type": ["application/json"], "X-Two": ["a", "b"]}
    return 200, json.dumps(told), answer
