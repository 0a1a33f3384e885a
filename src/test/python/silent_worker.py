"""Starts and never says hello."""

import time

import px1  # noqa: F401

time.sleep(600)
