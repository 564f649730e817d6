"""Lets the clock of every Python process tell another moment and go on from there; Python imports this at its start.

`CLOCK_OFFSET` says how many seconds the clock is ahead. All that is started from such a process agrees with it.
"""

import os
import time

if offset := os.environ.get("CLOCK_OFFSET"):
    import time_machine

    time_machine.travel(time.time() + float(offset), tick=True).start()
