"""Says hello and never reads again."""

import time

import px1

px1.hello()
time.sleep(600)
