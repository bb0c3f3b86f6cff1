import threading
import time

import pytest

from vendor_app.parallel import Piece, side_by_side
from vendor_app.progress import Cancelled, Progress, silent

PATIENCE = 20.0


def waiting_for(event: threading.Event) -> Piece[bool]:
    """Return a piece that ends when the event comes."""
    return Piece(1, lambda _progress: event.wait(PATIENCE))


def running_until_told(began: threading.Event, ended: threading.Event) -> Piece[bool]:
    """Return a piece that goes on until its Progress stops it."""

    def run(progress: Progress) -> bool:
        began.set()
        try:
            while True:
                progress.check()
                time.sleep(0.001)
        except Cancelled:
            ended.set()
            raise

    return Piece(1, run)


def test_results_come_in_the_order_of_the_pieces() -> None:
    late = threading.Event()

    def last(_progress: Progress) -> bool:
        late.set()
        return False

    assert side_by_side([waiting_for(late), Piece(1, last)], 2, silent) == [True, False]


def test_pieces_are_begun_in_order() -> None:
    began: list[int] = []
    pieces = [Piece(1, lambda _progress, number=number: began.append(number)) for number in range(20)]
    side_by_side(pieces, 1, silent)
    assert began == list(range(20))


def test_nothing_to_do_is_done() -> None:
    assert side_by_side([], 2, silent) == []


def test_the_first_error_stops_the_others() -> None:
    began, ended = threading.Event(), threading.Event()

    def fail(_progress: Progress) -> bool:
        began.wait(PATIENCE)
        raise ValueError("broken")

    never: list[int] = []
    pieces = [running_until_told(began, ended), Piece(1, fail), *[Piece(1, never.append)] * 5]  # type: ignore[list-item]
    with pytest.raises(ValueError, match="broken"):
        side_by_side(pieces, 2, silent)
    assert ended.wait(PATIENCE)
    assert len(never) < 5


def test_cancelling_stops_them_all() -> None:
    began, ended = threading.Event(), threading.Event()
    with pytest.raises(Cancelled):
        side_by_side([running_until_told(began, ended)], 1, Progress(is_cancelled=began.is_set))
    assert ended.wait(PATIENCE)


def test_progress_is_the_sum_of_the_shares() -> None:
    reports: list[float] = []
    seen = threading.Event()

    def report(reached: float, _note: str) -> None:
        reports.append(reached)
        if reached == pytest.approx(0.375):
            seen.set()

    def half_way(progress: Progress) -> bool:
        progress.at(0.5)
        return seen.wait(PATIENCE)

    assert side_by_side([Piece(3, half_way), Piece(1, lambda _progress: True)], 1, Progress(report)) == [True, True]
    assert reports == sorted(reports)
    assert reports[-1] == 1.0
