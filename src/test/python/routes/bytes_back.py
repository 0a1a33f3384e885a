"""No init: every path under its name. Bytes in, bytes out."""

BINARY = True


async def request(method, path, params, query, headers, body):
    return 201, body[::-1], {}
