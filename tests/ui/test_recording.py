"""Recording a voice over a clip: count-in, silence of the clip, the exact frame, and what goes wrong."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from pytestqt.qtbot import QtBot

from tests.ui.test_player import HEIGHT, WIDTH, Numbered
from ui.microphone import mono
from ui.pages import recording as module
from ui.pages.clip_voice import Kept, Place, add_to_saved, keep_file, keep_read, keep_spoken, take_to_hear, with_take
from ui.pages.recording import Recording, Spoken
from ui.tasks import Tasks
from ui.widgets.level_meter import LevelMeter
from ui.widgets.playback import Playback
from ui.widgets.preview_sound import PlayClock
from ui.widgets.record_button import RecordButton
from vendor_app.catalogue.records import Product
from vendor_app.clips import load_edit, save_edit
from vendor_app.errors import VendorError
from vendor_app.shop import Shop
from vendor_app.shop_folder import ShopGone
from vendor_app.storyboard.edit import ClipEdit
from vendor_app.storyboard.model import FPS, VoiceTake

RATE, CHUNK_MS = 48_000, 20


class Told(QObject):
    """A microphone into which a tone is spoken; can be absent or be unplugged. The clock goes by what it has heard."""

    heard = Signal(object)
    failed = Signal(object)
    rate = RATE

    def __init__(self, *, there: bool = True) -> None:
        super().__init__()
        self.there = there
        self.is_on = False
        self._seconds = 0.0
        self._timer = QTimer(self, interval=CHUNK_MS)
        self._timer.timeout.connect(self._speak)

    def start(self) -> bool:
        if not self.there:
            self.failed.emit(VendorError("No microphone."))
            return False
        self.is_on = True
        self._timer.start()
        return True

    def stop(self) -> None:
        self.is_on = False
        self._timer.stop()

    def unplug(self) -> None:
        self.stop()
        self.failed.emit(VendorError("Unplugged."))

    def now(self) -> float:
        return self._seconds

    def _speak(self) -> None:
        self._seconds += CHUNK_MS / 1000
        self.heard.emit(np.full(RATE * CHUNK_MS // 1000, 0.25, np.float32))


@pytest.fixture(autouse=True)
def quick_beats(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_BEAT_MS", 60)


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def playback(tasks: Tasks, told: Told) -> Iterator[Playback]:
    """A clip that plays by the microphone's clock: a busy machine holds up both."""
    made = Playback(tasks)
    made._clock = PlayClock(lambda: None, told.now)
    made.set_size(WIDTH, HEIGHT)
    made.open(Numbered(90))
    yield made
    made.close()


class Notes:
    """What a recording said."""

    def __init__(self, recording: Recording) -> None:
        self.states: list[tuple[str, int]] = []
        self.done: list[Spoken] = []
        self.short: list[bool] = []
        self.problems: list[VendorError] = []
        recording.state_changed.connect(lambda state, count: self.states.append((state, count)))
        recording.done.connect(self.done.append)
        recording.too_short.connect(lambda: self.short.append(True))
        recording.failed.connect(self.problems.append)


@pytest.fixture
def recording(playback: Playback, told: Told) -> Iterator[Recording]:
    made = Recording(playback, told)
    yield made
    made.cancel()


def speaking(qtbot: QtBot, recording: Recording, playback: Playback, frame: int) -> None:
    """Wait until the clip has come to a frame while it is recorded."""
    qtbot.waitUntil(lambda: playback.frame >= frame or not recording.is_busy, timeout=20_000)


def test_what_is_said_begins_at_the_frame_at_which_the_clip_began(
    qtbot: QtBot, recording: Recording, playback: Playback, told: Told
) -> None:
    notes = Notes(recording)
    recording.begin(20, 60)
    qtbot.waitUntil(lambda: notes.states[-1][0] == "speak", timeout=20_000)
    assert playback.is_mute
    speaking(qtbot, recording, playback, 60)
    reached = playback.frame
    recording.end()
    assert notes.states == [("count", 3), ("count", 2), ("count", 1), ("speak", 0), ("rest", 0)]
    assert not told.is_on
    assert not playback.is_mute
    assert not playback.is_playing
    (spoken,) = notes.done
    assert (spoken.start, spoken.frames, spoken.rate) == (20, 60, RATE)
    assert spoken.samples.size == pytest.approx((reached - 20) * RATE // FPS, abs=RATE // 8)


def test_it_ends_by_itself_where_the_shot_does(qtbot: QtBot, recording: Recording, playback: Playback) -> None:
    notes = Notes(recording)
    recording.begin(30, 25)
    qtbot.waitUntil(lambda: bool(notes.done), timeout=20_000)
    assert notes.done[0].samples.size <= 25 * RATE // FPS
    assert playback.frame < 60


def test_at_the_end_of_the_clip_what_was_said_is_kept(qtbot: QtBot, recording: Recording) -> None:
    notes = Notes(recording)
    recording.begin(60, 300)
    qtbot.waitUntil(lambda: bool(notes.done), timeout=20_000)
    assert notes.done[0].start == 60


def test_letting_go_during_the_count_keeps_nothing(qtbot: QtBot, recording: Recording, told: Told) -> None:
    notes = Notes(recording)
    recording.begin(0, 90)
    recording.end()
    assert (notes.done, notes.short, told.is_on, recording.is_busy) == ([], [], False, False)


def test_a_slip_of_the_finger_is_said(qtbot: QtBot, recording: Recording, playback: Playback) -> None:
    notes = Notes(recording)
    recording.begin(0, 90)
    qtbot.waitUntil(lambda: notes.states[-1][0] == "speak", timeout=20_000)
    recording.end()
    assert (notes.done, notes.short) == ([], [True])


def test_without_a_microphone_nothing_begins(playback: Playback) -> None:
    recording = Recording(playback, Told(there=False))
    notes = Notes(recording)
    recording.begin(0, 90)
    assert len(notes.problems) == 1
    assert not recording.is_busy


def test_what_was_said_before_the_microphone_was_unplugged_is_kept(
    qtbot: QtBot, recording: Recording, playback: Playback, told: Told
) -> None:
    notes = Notes(recording)
    recording.begin(0, 90)
    qtbot.waitUntil(lambda: notes.states[-1:] == [("speak", 0)], timeout=20_000)
    speaking(qtbot, recording, playback, 30)
    told.unplug()
    assert (len(notes.done), len(notes.problems)) == (1, 1)


# The button


def press(qtbot: QtBot, button: RecordButton, way: str, *, down: bool) -> None:
    if way == "mouse":
        (qtbot.mousePress if down else qtbot.mouseRelease)(button, Qt.MouseButton.LeftButton)
        return
    kind = QEvent.Type.KeyPress if down else QEvent.Type.KeyRelease
    event = QKeyEvent(kind, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier)
    (button.keyPressEvent if down else button.keyReleaseEvent)(event)


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_the_button_is_held_or_touched_twice(qtbot: QtBot, way: str) -> None:
    button = RecordButton()
    qtbot.addWidget(button)
    button.show()
    said: list[str] = []
    button.begun.connect(lambda: said.append("begun"))
    button.ended.connect(lambda: said.append("ended"))
    press(qtbot, button, way, down=True)
    qtbot.wait(450)
    press(qtbot, button, way, down=False)
    assert said == ["begun", "ended"]
    for _touch in range(2):
        press(qtbot, button, way, down=True)
        press(qtbot, button, way, down=False)
    assert said == ["begun", "ended"] * 2


# What is kept


def voice(seconds: float, silence: float) -> np.ndarray:
    times = np.arange(int(seconds * RATE)) / RATE
    tone = np.sin(times * 2 * np.pi * 180) * np.clip(np.sin(times * 2 * np.pi * 3), 0.2, 1) * 0.4
    return np.concatenate([np.zeros(int(silence * RATE)), tone, np.zeros(int(silence * RATE))]).astype(np.float32)


def test_the_silence_around_what_was_said_is_left_out(shop: Shop) -> None:
    take = keep_spoken(shop, Spoken(voice(1.5, 1.0), RATE, 30, 300))
    assert take.start == pytest.approx(60, abs=8)
    assert take.frames == pytest.approx(45 + 11, abs=10)
    assert (shop.recordings / take.file).is_file()
    assert take_to_hear(shop, take).shape == (take.frames * 1600, 2)


def test_a_shot_spoken_anew_leaves_nothing_of_the_old_words_there() -> None:
    before = (VoiceTake(file="all.flac", start=0, frames=300),)
    made = with_take(before, VoiceTake(file="new.flac", start=110, skip=10, frames=20), (100, 60))
    assert [(one.file, one.start, one.frames) for one in made] == [
        ("all.flac", 0, 100), ("new.flac", 110, 20), ("all.flac", 160, 140),
    ]  # fmt: skip
    assert made[1].skip == 10


def test_where_nobody_speaks_nothing_is_kept(shop: Shop) -> None:
    hiss = np.random.default_rng(1).normal(0, 0.0004, RATE * 2).astype(np.float32)
    with pytest.raises(VendorError, match="ไม่ได้ยินเสียงพูด"):
        keep_spoken(shop, Spoken(hiss, RATE, 0, 90))
    assert list(shop.recordings.iterdir()) == []


def test_nothing_is_kept_where_the_shop_was(shop: Shop, tmp_path: Path) -> None:
    shop.folder.rename(tmp_path / "away")
    spoken = Spoken(voice(1.5, 1.0), RATE, 30, 300)
    for keep in (partial(keep_spoken, spoken=spoken), partial(keep_read, lines=("ราคา 199 บาท",))):
        with pytest.raises(ShopGone):
            keep(shop)
    assert not shop.folder.exists()
    (tmp_path / "away").rename(shop.folder)
    assert (shop.recordings / keep_spoken(shop, spoken).file).is_file()


def test_what_was_said_stays_with_its_product_when_another_one_is_shown(shop: Shop, shirt: Product) -> None:
    take, edit = VoiceTake(file="new.flac", start=0, frames=60), ClipEdit(template="wholesale", opening="price")
    add_to_saved(shop, Kept(take, Place(shirt, edit)))
    assert load_edit(shop, shirt, "wholesale") == replace(edit, voices=(take,))
    save_edit(shop, shirt, replace(edit, seconds=20, voices=(take,)))
    later = replace(take, file="later.flac")
    add_to_saved(shop, Kept(later, Place(shirt, edit)))
    assert load_edit(shop, shirt, "wholesale") == replace(edit, seconds=20, voices=(later,))


def test_a_recording_outside_the_shop_is_not_heard(shop: Shop) -> None:
    with pytest.raises(VendorError):
        take_to_hear(shop, VoiceTake(file="../../secret.wav"))


def test_a_file_becomes_a_voice_of_the_shop(shop: Shop, tmp_path: Path) -> None:
    from vendor_app.sound.recording import write_recording

    write_recording(tmp_path / "พูด.wav", voice(2.0, 0.0))
    take = keep_file(shop, tmp_path / "พูด.wav")
    assert (take.start, take.frames) == (0, 60)
    with pytest.raises(VendorError):
        keep_file(shop, tmp_path / "ไม่มี.wav")


# Samples


@pytest.mark.parametrize(("kind", "scale"), [("<i2", 32767), ("<i4", 2147483647), ("<f4", 1.0)])
@pytest.mark.parametrize("channels", [1, 2])
def test_bytes_of_any_format_become_one_channel(kind: str, scale: float, channels: int) -> None:
    from PySide6.QtMultimedia import QAudioFormat

    audio = QAudioFormat()
    formats = {"<i2": "Int16", "<i4": "Int32", "<f4": "Float"}
    audio.setSampleFormat(QAudioFormat.SampleFormat[formats[kind]])
    audio.setChannelCount(channels)
    raw = np.repeat(np.array([0.0, 0.5, -0.5]) * scale, channels).astype(kind).tobytes()
    assert mono(raw + b"\x01", audio) == pytest.approx([0.0, 0.5, -0.5], abs=1e-4)


def test_the_meter_rises_at_once_and_falls_slowly(qtbot: QtBot) -> None:
    meter = LevelMeter()
    qtbot.addWidget(meter)
    meter.show_peak(-10.0)
    meter.show_peak(-60.0)
    assert -15.0 < meter.peak < -10.0
