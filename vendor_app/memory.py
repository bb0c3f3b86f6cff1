"""Ask the C library to give memory back: a render on a machine of 4 GB must leave room for the rest."""

import contextlib
import ctypes
import functools
import gc
import sys

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3
_BIG = 4_000_000
"""Bytes. Photos and the encoder's frames are bigger; the frames that come and go thirty times a second are not."""
_SPARE = 16_000_000
"""Bytes kept at hand for those frames: to take them from the system anew each time costs a tenth of a render."""


@functools.cache
def return_big_blocks() -> None:
    """Have blocks from 4 MB on returned to the system as soon as they are free.

    glibc raises its limit to 32 MB by itself, and then keeps some 80 MB of freed photos through a render. Other systems
    return them anyway.
    """
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            library = ctypes.CDLL(None)
            library.mallopt(_M_MMAP_THRESHOLD, _BIG)
            library.mallopt(_M_TRIM_THRESHOLD, _SPARE)


def give_back() -> None:
    """Return to the system what was freed a moment ago: a decoder of 4K and its pictures held 100 MB and more.

    Of what Python's collector has to find, only the young is looked through, and nothing where the collector is off:
    a window collects on its own thread, since here its dropped widgets would be deleted on another one.
    """
    if gc.isenabled():
        gc.collect(1)
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).malloc_trim(0)
