"""Progress: numbers that only grow, and a way to stop."""

import itertools

import pytest

from vendor_app.progress import Cancelled, Progress, silent


@pytest.fixture
def seen() -> list[tuple[float, str]]:
    return []


@pytest.fixture
def progress(seen: list[tuple[float, str]]) -> Progress:
    return Progress(lambda done, note: seen.append((round(done, 6), note)))


def test_items_are_handed_on_and_counted(progress: Progress, seen: list[tuple[float, str]]) -> None:
    assert list(progress.track("abcd", "Reading")) == list("abcd")
    assert seen == [(0.0, "Reading"), (0.25, "Reading"), (0.5, "Reading"), (0.75, "Reading"), (1.0, "Reading")]


def test_an_item_is_reported_when_it_is_done_with(progress: Progress, seen: list[tuple[float, str]]) -> None:
    for number, _ in enumerate(progress.track(range(4))):
        assert seen[-1][0] == number / 4


def test_a_generator_is_counted_first_and_a_known_total_believed(
    progress: Progress, seen: list[tuple[float, str]]
) -> None:
    assert list(progress.track(number for number in range(2))) == [0, 1]
    assert list(itertools.islice(progress.track(itertools.count(), total=10), 2)) == [0, 1]
    assert [done for done, _ in seen] == [0.0, 0.5, 1.0, 0.0, 0.1]


def test_nothing_to_do_is_no_division_by_zero(progress: Progress, seen: list[tuple[float, str]]) -> None:
    assert list(progress.track([])) == []
    assert seen == [(0.0, "")]


def test_parts_follow_one_another(progress: Progress, seen: list[tuple[float, str]]) -> None:
    first = progress.part(0.25, "first")
    second = progress.part(0.75, "second")
    first.at(1.0)
    second.at(0.0)
    inner = second.part(0.5)
    inner.at(0.5, "inner")
    second.at(1.0)
    assert seen == [(0.25, "first"), (0.25, "second"), (0.4375, "inner"), (1.0, "second")]


def test_a_report_never_leaves_its_stretch(progress: Progress, seen: list[tuple[float, str]]) -> None:
    part = progress.part(0.5)
    part.at(-3)
    part.at(7)
    progress.part(0.9).at(1.0)
    assert [done for done, _ in seen] == [0.0, 0.5, 1.0]


def test_work_is_stopped_between_two_items() -> None:
    done: list[int] = []
    progress = Progress(is_cancelled=lambda: len(done) == 2)
    with pytest.raises(Cancelled):
        done.extend(progress.track(range(5)))
    assert done == [0, 1]


def test_a_part_is_stopped_with_the_whole() -> None:
    with pytest.raises(Cancelled):
        Progress(is_cancelled=lambda: True).part(0.5).check()


def test_silence_can_be_shared(seen: list[tuple[float, str]]) -> None:
    assert list(silent.track(range(3), "quiet")) == [0, 1, 2]
    assert silent.part(0.5) is silent
    silent.at(0.5)
    silent.check()
    assert seen == []
