"""Speaks a protocol of the future only."""

import time

import px1

px1.send(
    t="hello", proto=[2], pid=1, python="3", runtime="9", ops={}, sandbox={}, rss=1
)
time.sleep(600)
