"""Makes its own stdin as narrow as a pipe can be, says hello and never reads again."""

import fcntl
import time

import px1

px1.hello()
fcntl.fcntl(px1.FROM, fcntl.F_SETPIPE_SZ, 4096)
time.sleep(600)
