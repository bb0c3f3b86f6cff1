"""Undo and redo: every edit is there again, and what is typed in one go is one step."""

from msgspec.structs import replace

from ui.history import History
from vendor_app.storyboard.edit import ClipEdit

START = ClipEdit(template="new-arrival")


def of(seconds: int) -> ClipEdit:
    return replace(START, seconds=seconds)


def test_every_edit_comes_back_and_goes_forward_again() -> None:
    history = History(START)
    for seconds in (20, 25, 30):
        assert history.put(of(seconds))
    seen = []
    while history.undo():
        seen.append(history.now.seconds)
    assert seen == [25, 20, START.seconds]
    assert not history.can_undo
    while history.redo():
        seen.append(history.now.seconds)
    assert seen[3:] == [20, 25, 30]


def test_a_change_after_an_undo_forgets_what_was_undone() -> None:
    history = History(START)
    history.put(of(20))
    history.undo()
    history.put(of(40))
    assert not history.redo()
    assert history.now == of(40)
    history.undo()
    assert history.now == START


def test_what_changes_nothing_is_no_step() -> None:
    history = History(START)
    assert not history.put(of(START.seconds))
    assert not history.can_undo


def test_changes_of_one_kind_are_one_step_until_they_are_settled() -> None:
    history = History(START)
    for seconds in (20, 21, 22):
        history.put(of(seconds), "seconds")
    history.settle()
    for seconds in (30, 31):
        history.put(of(seconds), "seconds")
    history.put(of(40), "another")
    steps = []
    while history.undo():
        steps.append(history.now.seconds)
    assert steps == [31, 22, START.seconds]


def test_an_undone_word_is_typed_on_as_a_new_step() -> None:
    history = History(START)
    history.put(of(20), "seconds")
    history.undo()
    history.put(of(21), "seconds")
    history.undo()
    assert history.now == START


def test_the_oldest_steps_are_forgotten_in_the_end() -> None:
    history = History(START)
    for number in range(1000):
        history.put(of(number + 100))
    steps = 0
    while history.undo():
        steps += 1
    assert 200 < steps < 500
