"""What is said of a write when it is done, and only then: one that the disk refused has a sentence of its own."""

from collections.abc import Callable
from typing import NamedTuple


class Told(NamedTuple):
    """Arguments of a page's ``notice``."""

    words: str
    undo: Callable[[], None] | None


def told(work: Callable[[], object], words: str, undo: Callable[[], None] | None = None) -> Told:
    """Do the work, on the writer, and return what to say of it. Raises what the work raises."""
    work()
    return Told(words, undo)
