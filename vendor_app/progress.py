"""Report how far long work is, and be stopped in it. Knows no thread and no window."""

from collections.abc import Callable, Iterable, Iterator, Sized
from typing import TypeAlias, TypeVar

Report: TypeAlias = Callable[[float, str], None]
IsCancelled: TypeAlias = Callable[[], bool]
Item = TypeVar("Item")


class Cancelled(Exception):
    """The vendor stopped the work; whoever began something undoes it."""


class Progress:
    """One stretch of work, from 0.0 to 1.0, that may be a part of a longer one.

    Safe to share between threads as far as ``report`` and ``is_cancelled`` are: it keeps only its own end points.
    """

    def __init__(
        self,
        report: Report | None = None,
        is_cancelled: IsCancelled | None = None,
        *,
        begin: float = 0.0,
        end: float = 1.0,
        note: str = "",
    ) -> None:
        self._report = report
        self._is_cancelled = is_cancelled
        self._begin, self._end, self._note = begin, end, note
        self._reached = 0.0

    def check(self) -> None:
        """Raise Cancelled if the work is to stop here."""
        if self._is_cancelled is not None and self._is_cancelled():
            raise Cancelled

    def at(self, done: float, note: str = "") -> None:
        """Say that ``done`` (0.0 to 1.0) of this stretch is behind us. Raises Cancelled."""
        self.check()
        self._reached = min(max(done, 0.0), 1.0)
        if self._report is not None:
            self._report(self._begin + (self._end - self._begin) * self._reached, note or self._note)

    def track(self, items: Iterable[Item], note: str = "", *, total: int | None = None) -> Iterator[Item]:
        """Hand the items on, one by one, reporting after each. Raises Cancelled between two of them."""
        if total is None:
            items = items if isinstance(items, Sized) else list(items)
            total = len(items)
        self.at(0.0, note)
        for number, item in enumerate(items, 1):
            yield item
            self.at(number / max(total, 1), note)

    def part(self, share: float, note: str = "") -> "Progress":
        """Take the next ``share`` (0.0 to 1.0 of this whole stretch) as a stretch of its own."""
        begin = self._reached
        self._reached = min(begin + share, 1.0)
        width = self._end - self._begin
        return Progress(
            self._report,
            self._is_cancelled,
            begin=self._begin + width * begin,
            end=self._begin + width * self._reached,
            note=note or self._note,
        )


class _Silent(Progress):
    """Progress that nobody watches and nobody can stop; keeps nothing, so all the world may share it."""

    def at(self, done: float, note: str = "") -> None:
        return

    def part(self, share: float, note: str = "") -> Progress:
        return self


silent: Progress = _Silent()
