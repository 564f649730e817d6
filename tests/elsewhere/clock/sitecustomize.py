"""Sets the clock of every Python process to another moment, from which it goes on; Python imports this at its start.

`CLOCK_OFFSET` says how many seconds the clock is ahead. All that is started from such a process agrees with it.
"""

import os
import sys
import time

if offset := os.environ.get("CLOCK_OFFSET"):
    try:
        import time_machine

        time_machine.travel(time.time() + float(offset), tick=True).start()
    except (ImportError, ValueError) as error:
        sys.exit(f"CLOCK_OFFSET: {error}")  # Python would go on, with a clock that proves nothing
