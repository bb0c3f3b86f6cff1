"""Do pieces of one work beside each other, one per core, and be stopped in all of them at once."""

import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from typing import Generic, NamedTuple, TypeVar

from vendor_app.progress import Progress

Result = TypeVar("Result")
_LOOK = 0.05
"""Seconds between two looks at whether the vendor wants to stop."""


class Piece(NamedTuple, Generic[Result]):
    """One piece of the work: what to do with its own Progress, and its share of the whole, in any unit."""

    share: float
    run: Callable[[Progress], Result]


def cores() -> int:
    """Return how many cores this program may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # Windows, macOS
        return os.cpu_count() or 1


def side_by_side(pieces: Sequence[Piece[Result]], workers: int, progress: Progress) -> list[Result]:
    """Run the pieces, begun in their order, in threads; return their results in the same order.

    The first error of a piece, or Cancelled from ``progress``, is raised at once and stops the others: each is told
    through its own Progress and ends a moment later, by itself.
    """
    stop = threading.Event()
    done = [0.0] * len(pieces)
    executor = ThreadPoolExecutor(workers, "piece")
    futures = [executor.submit(piece.run, _progress_of(done, n, stop)) for n, piece in enumerate(pieces)]
    try:
        _watch(futures, pieces, done, progress)
    finally:
        stop.set()
        executor.shutdown(wait=False, cancel_futures=True)
    return [future.result() for future in futures]


def _progress_of(done: list[float], number: int, stop: threading.Event) -> Progress:
    def report(reached: float, _note: str) -> None:
        done[number] = reached

    return Progress(report, stop.is_set)


def _watch(
    futures: list[Future[Result]], pieces: Sequence[Piece[Result]], done: list[float], progress: Progress
) -> None:
    """Report until all are done. Raises what the first failing piece raised, and Cancelled."""
    whole = sum(piece.share for piece in pieces) or 1.0
    waiting = set(futures)
    while waiting:
        ended, waiting = wait(waiting, _LOOK, FIRST_EXCEPTION)
        for future in ended:
            future.result()
            done[futures.index(future)] = 1.0
        progress.at(sum(piece.share * reached for piece, reached in zip(pieces, done, strict=True)) / whole)
