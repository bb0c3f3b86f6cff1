"""The player: the right picture at the right time, from the right thread, and none left behind."""

import threading
import time
from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from ui.tasks import Tasks
from ui.widgets.playback import Playback
from ui.widgets.player import Player, clock_text
from ui.widgets.preview_feed import FrameFeed
from ui.widgets.preview_pixels import fitted, picture, screen_pixels
from ui.widgets.preview_sound import Loudspeaker, PlayClock, find_sound_devices
from vendor_app.errors import VendorError
from vendor_app.progress import silent
from vendor_app.render.colour import Pixels, to_rgb

WIDTH, HEIGHT = 108, 192


class Numbered:
    """A reel whose frames are plain grey, brighter by two with each frame: a picture tells its number."""

    fps = 30

    def __init__(self, frames: int = 60, fails_at: int | None = None) -> None:
        self.frames, self.fails_at = frames, fails_at
        self.threads: set[str] = set()
        self.starts: list[int] = []

    def images(self, start: int) -> Iterator[Pixels]:
        self.starts.append(start)
        for number in range(start, self.frames):
            self.threads.add(threading.current_thread().name)
            if number == self.fails_at:
                raise VendorError("The photo is gone.")
            frame = np.full((HEIGHT * 3 // 2, WIDTH), 128, np.uint8)
            frame[:HEIGHT] = 30 + 2 * number
            yield frame


class Slow(Numbered):
    """A reel that needs longer for a frame than the frame lasts."""

    def images(self, start: int) -> Iterator[Pixels]:
        for frame in super().images(start):
            threading.Event().wait(0.05)
            yield frame


class Gated(Numbered):
    """A reel that is quick with its first frame alone, until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.go = threading.Event()

    def images(self, start: int) -> Iterator[Pixels]:
        if start:
            self.go.wait(30)
        yield from super().images(start)


def number_of(image: QImage) -> int:
    grey = image.pixelColor(image.width() // 2, image.height() // 2).green()
    return round((grey * 219 / 255 + 16 - 30) / 2)


class Watcher:
    """Writes down what a playback shows."""

    def __init__(self, playback: Playback) -> None:
        self.seen: list[tuple[int, int]] = []
        self._playback = playback
        playback.shown.connect(self.note)

    def note(self, frame: int, image: QImage) -> None:
        self.seen.append((frame, number_of(image)))

    @property
    def frames(self) -> list[int]:
        return [frame for frame, _number in self.seen]


@pytest.fixture
def playback(tasks: Tasks) -> Iterator[Playback]:
    made = Playback(tasks)
    made.set_size(WIDTH, HEIGHT)
    yield made
    made.close()


def at_rest(playback: Playback, tasks: Tasks) -> bool:
    return not playback.is_playing and tasks.running == 0


def test_a_still_is_the_frame_that_was_asked_for(qtbot: QtBot, tasks: Tasks, playback: Playback) -> None:
    watcher = Watcher(playback)
    playback.open(Numbered(), 17)
    qtbot.waitUntil(lambda: watcher.seen == [(17, 17)])
    qtbot.waitUntil(lambda: at_rest(playback, tasks))


def test_of_many_seeks_the_last_one_stays(qtbot: QtBot, tasks: Tasks, playback: Playback) -> None:
    watcher, reel = Watcher(playback), Gated()
    playback.open(reel)
    for frame in range(1, 40):
        playback.seek(frame)
    reel.go.set()
    qtbot.waitUntil(lambda: watcher.frames[-1:] == [39])
    assert len(reel.starts) <= 3, "a picture was made for seeks that were over"


def test_playing_shows_every_frame_in_order_and_stops_at_the_last(
    qtbot: QtBot, tasks: Tasks, playback: Playback
) -> None:
    watcher, reel = Watcher(playback), Numbered(40)
    playback.open(reel)
    with qtbot.waitSignals([playback.playing_changed, playback.playing_changed]):
        playback.play()
    assert watcher.frames == sorted(watcher.frames)
    assert watcher.seen[-1] == (39, 39)
    assert all(frame == number for frame, number in watcher.seen)
    assert threading.main_thread().name not in reel.threads
    qtbot.waitUntil(lambda: at_rest(playback, tasks))


def test_playing_again_at_the_end_begins_at_the_start(qtbot: QtBot, playback: Playback) -> None:
    reel = Numbered(20)
    playback.open(reel, 19)
    watcher = Watcher(playback)
    playback.play()
    qtbot.waitUntil(lambda: watcher.frames[-1:] == [19] and not playback.is_playing)
    assert 0 in watcher.frames


def test_a_slow_reel_leaves_frames_out_and_still_ends(qtbot: QtBot, tasks: Tasks, playback: Playback) -> None:
    watcher = Watcher(playback)
    playback.open(Slow(60))
    with qtbot.waitSignals([playback.playing_changed, playback.playing_changed]):
        playback.play()
    assert watcher.frames == sorted(watcher.frames)
    assert watcher.frames[-1] == 59
    assert len(set(watcher.frames)) < 60


def test_pausing_keeps_the_frame_and_ends_the_thread(qtbot: QtBot, tasks: Tasks, playback: Playback) -> None:
    watcher = Watcher(playback)
    playback.open(Numbered(100))
    playback.play()
    qtbot.waitUntil(lambda: len(watcher.frames) > 5)
    playback.pause()
    stood = playback.frame
    qtbot.waitUntil(lambda: at_rest(playback, tasks))
    assert (playback.frame, watcher.frames[-1]) == (stood, stood)


def test_playing_waits_for_a_sound_that_is_being_made(qtbot: QtBot, playback: Playback) -> None:
    watcher = Watcher(playback)
    playback.open(Numbered(30), sound_follows=True)
    playback.play()
    qtbot.wait(150)
    assert set(watcher.frames) <= {0}
    playback.set_sound(np.zeros((48_000, 2), np.float32))
    qtbot.waitUntil(lambda: watcher.frames[-1:] == [29] and not playback.is_playing)


def test_a_photo_that_is_gone_stops_the_preview_and_is_told(qtbot: QtBot, tasks: Tasks, playback: Playback) -> None:
    playback.open(Numbered(60, fails_at=12))
    with qtbot.waitSignal(playback.failed) as told:
        playback.play()
    assert str(told.args[0]) == "The photo is gone."
    qtbot.waitUntil(lambda: at_rest(playback, tasks))
    playback.open(Numbered(), 5)
    watcher = Watcher(playback)
    qtbot.waitUntil(lambda: watcher.frames == [5])


def test_closing_while_it_plays_leaves_no_thread(qtbot: QtBot, tasks: Tasks) -> None:
    playback = Playback(tasks)
    playback.open(Numbered(3000 // 30))
    playback.play()
    qtbot.waitUntil(lambda: playback.frame > 2)
    playback.close()
    qtbot.waitUntil(lambda: tasks.running == 0)
    assert playback.frames == 0


def test_the_program_may_close_while_the_queue_is_full(qtbot: QtBot) -> None:
    tasks, feed = Tasks(), FrameFeed(ahead=2)
    assert feed.wish(Numbered(), 0, playing=True)
    tasks.prepare(feed.run).start()
    qtbot.waitUntil(lambda: feed.is_ready)
    tasks.close()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("long")]


def test_one_run_serves_a_wish_that_comes_meanwhile() -> None:
    feed, reel = FrameFeed(), Numbered()
    assert feed.wish(reel, 3, playing=False)
    assert not feed.wish(reel, 8, playing=False)
    feed.run(silent)
    taken = feed.take(8)
    assert taken is not None
    assert (taken[0], number_of(taken[1])) == (8, 8)
    assert feed.is_spent
    assert feed.wish(reel, 1, playing=False), "the run is over, so the next wish must start one"


@pytest.mark.parametrize("colour", [(200, 30, 40), (20, 150, 60), (40, 60, 220), (250, 250, 250), (5, 5, 5)])
def test_the_screen_shows_the_colour_of_the_clip(colour: tuple[int, int, int]) -> None:
    red, green, blue = colour
    luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    frame = np.empty((HEIGHT * 3 // 2, WIDTH), np.uint8)
    frame[:HEIGHT] = round(16 + luma * 219 / 255)
    chroma = frame[HEIGHT:].reshape(2, -1)
    chroma[0] = round(128 + (blue - luma) / 1.8556 * 224 / 255)
    chroma[1] = round(128 + (red - luma) / 1.5748 * 224 / 255)
    pixels = screen_pixels(frame, 54, 96)
    assert pixels.shape == (96, 54, 4)
    shown = pixels[50, 20, 2::-1].astype(int)
    assert np.abs(shown - colour).max() <= 3
    assert np.abs(shown - to_rgb(frame)[100, 40]).max() <= 2


def test_a_picture_is_cut_evenly_to_its_place() -> None:
    wide = np.zeros((100, 300, 3), np.uint8)
    wide[:, 100:200] = 255
    image = fitted(wide, 50, 50)
    assert (image.width(), image.height()) == (50, 50)
    assert {image.pixelColor(x, 25).value() for x in (2, 25, 47)} == {255}
    assert picture(wide).width() == 300


class Times:
    """A wall clock and an ear that say what the test says."""

    def __init__(self) -> None:
        self.wall, self.ear = 100.0, None

    def now(self) -> float:
        return self.wall

    def heard(self) -> float | None:
        return self.ear


def test_without_sound_the_clock_is_the_walls() -> None:
    times = Times()
    clock = PlayClock(times.heard, times.now)
    clock.start(2.0)
    times.wall += 1.5
    assert clock.reached() == pytest.approx(3.5)


def test_the_clock_waits_for_a_device_that_is_slow_to_begin() -> None:
    times = Times()
    clock = PlayClock(times.heard, times.now)
    clock.start(2.0)
    times.ear = 2.0
    reached = []
    for _tick in range(50):
        times.wall += 0.02
        reached.append(clock.reached())
    assert reached[-1] < 2.1
    times.ear = 5.0
    assert clock.reached() >= 4.9, "the picture must come after the sound at once"


def test_the_clock_is_never_backwards_and_goes_on_when_the_device_is_pulled_out() -> None:
    times = Times()
    clock = PlayClock(times.heard, times.now)
    clock.start(0.0)
    reached = []
    for tick in range(100):
        times.wall += 0.02
        times.ear = max(tick * 0.02 - 0.03, 0.0) if tick < 60 else None
        reached.append(clock.reached())
    assert reached == sorted(reached)
    assert reached[-1] == pytest.approx(2.0, abs=0.1)


def test_a_machine_without_sound_is_silent_and_says_so(qtbot: QtBot) -> None:
    find_sound_devices()
    speaker = Loudspeaker()
    speaker.load(np.zeros((24_000, 2), np.float32))
    assert speaker.seconds == pytest.approx(0.5)
    speaker.play(9.0)
    assert speaker.heard() is None
    speaker.stop()


@pytest.mark.parametrize(("seconds", "text"), [(0, "0:00.0"), (4.2, "0:04.2"), (15, "0:15.0"), (61.98, "1:01.9")])
def test_time_is_written_as_on_a_player(seconds: float, text: str) -> None:
    assert clock_text(seconds) == text


@pytest.fixture
def player(qtbot: QtBot, tasks: Tasks) -> Player:
    made = Player(tasks)
    qtbot.addWidget(made)
    made.resize(400, 600)
    made.show()
    return made


def test_keys_play_pause_and_seek(qtbot: QtBot, player: Player) -> None:
    player.open(Numbered(100))
    for key, frame in (
        (Qt.Key.Key_End, 99),
        (Qt.Key.Key_Left, 69),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_Right, 30),
    ):
        qtbot.keyClick(player, key)
        assert player.playback.frame == frame
    qtbot.keyClick(player, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: not player.canvas.image().isNull() and number_of(player.canvas.image()) == 29)
    qtbot.keyClick(player, Qt.Key.Key_Space)
    assert player.playback.is_playing
    qtbot.keyClick(player, Qt.Key.Key_Space)
    assert not player.playback.is_playing


def test_a_press_on_the_scrub_bar_goes_there(qtbot: QtBot, player: Player) -> None:
    player.open(Numbered(100))
    bar = player._scrub
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.rect().center())
    assert abs(player.playback.frame - 50) <= 1
    assert player._time.text().endswith("/ 0:03.3")


def test_the_picture_is_made_as_large_as_it_is_shown(qtbot: QtBot, player: Player) -> None:
    player.open(Numbered(100), 10)
    player.resize(700, 900)
    qtbot.waitUntil(lambda: player.canvas.image().height() > 700)
    assert player.canvas.image().width() * 16 == pytest.approx(player.canvas.image().height() * 9, abs=32)


def test_a_press_on_play_says_when_it_waits_for_the_sound(qtbot: QtBot, player: Player) -> None:
    player.open(Numbered(100), sound_follows=True)
    before = player._time.text()
    qtbot.mouseClick(player._button, Qt.MouseButton.LeftButton)
    assert "0:" not in player._time.text()
    player.set_sound(None)
    assert player._time.text() == before


def test_a_hidden_player_is_quiet(qtbot: QtBot, tasks: Tasks, player: Player) -> None:
    player.open(Numbered(100))
    player.toggle()
    player.hide()
    assert not player.playback.is_playing
    qtbot.waitUntil(lambda: tasks.running == 0)
    player.clear("Nothing to see")
    assert player.canvas.image().isNull()


def test_a_part_is_played_once_and_the_place_is_as_before(qtbot: QtBot, tasks: Tasks, playback: Playback) -> None:
    watcher = Watcher(playback)
    playback.open(Numbered(80), 60, sound_follows=True)
    qtbot.waitUntil(lambda: watcher.frames == [60])
    with qtbot.waitSignals([playback.playing_changed, playback.playing_changed]):
        playback.play_part(10, 20)
    qtbot.waitUntil(lambda: watcher.frames[-1] == 60 and tasks.running == 0)
    assert {frame for frame in watcher.frames if frame != 60} <= set(range(10, 21))
    assert 20 in watcher.frames
    assert not playback.is_part


def test_a_touch_ends_a_part(qtbot: QtBot, tasks: Tasks, playback: Playback) -> None:
    watcher = Watcher(playback)
    playback.open(Numbered(80), 60)
    playback.play_part(0, 70)
    qtbot.waitUntil(lambda: len(watcher.frames) > 3)
    playback.seek(30)
    qtbot.waitUntil(lambda: watcher.frames[-1:] == [30] and at_rest(playback, tasks))
    assert not playback.is_part


def test_what_takes_long_is_stood_in_for_at_once(qtbot: QtBot, playback: Playback) -> None:
    watcher, reel = Watcher(playback), Gated()
    playback.open(reel)
    qtbot.waitUntil(lambda: watcher.seen == [(0, 0)])
    playback.seek(12)
    qtbot.waitUntil(lambda: len(watcher.seen) == 2)
    reel.go.set()
    qtbot.waitUntil(lambda: watcher.seen[-1] == (12, 12))
    assert watcher.seen == [(0, 0), (12, 0), (12, 12)], "the nearest picture comes first"


def test_a_part_that_the_machine_is_late_for_ends_where_it_should(qtbot: QtBot, playback: Playback) -> None:
    watcher = Watcher(playback)
    playback.open(Numbered(80), 60)
    qtbot.waitUntil(lambda: watcher.frames == [60])
    playback.play_part(10, 20)
    qtbot.waitUntil(lambda: watcher.frames[-1] >= 10 and watcher.frames[-1] < 60)
    time.sleep(1.0)  # nobody looks at the clock meanwhile, and it is far past the end
    qtbot.waitUntil(lambda: watcher.frames[-1] == 60)
    assert 20 in watcher.frames
    assert not [frame for frame in watcher.frames if 20 < frame < 60]


def test_another_reel_that_sounds_the_same_does_not_wait_for_sound(qtbot: QtBot, playback: Playback) -> None:
    playback.open(Numbered(30), sound_follows=True)
    playback.set_sound(np.zeros((48_000, 2), np.float32))
    playback.open(Numbered(30), keep_sound=True)
    playback.play()
    assert not playback.is_waiting
    playback.pause()
