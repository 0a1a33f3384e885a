"""Waits on a loop, for ever when it is asked to."""

import asyncio


def init():
    return {"/waits/{how}": ["GET", "POST"]}


async def request(method, path, params, query, headers, body):
    await asyncio.sleep(600 if params["how"] == ["ever"] else 0.01)
    return 200, f"waited, {len(body)}", {}
