"""What becomes of a process whose parent is killed."""

import ctypes
import signal
import sys

LIBC, PR_SET_PDEATHSIG = ctypes.CDLL(None), 1


def die_with_parent(number: signal.Signals) -> None:
    """Have this process sent `number` when its parent dies, where the system can do so (Linux)."""
    if sys.platform == "linux":
        LIBC.prctl(PR_SET_PDEATHSIG, number)
