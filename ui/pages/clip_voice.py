"""What is spoken in the clip that is edited: recorded over the picture, taken from a file, read by the computer."""

import hashlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from ui.latest import Latest
from ui.microphone import Microphone
from ui.pages.clip_actions import ClipActions
from ui.pages.clip_draft import ClipDraft
from ui.pages.recording import Recording, Spoken
from ui.tasks import Tasks
from ui.widgets.playback import Playback
from ui.widgets.preview_sound import Loudspeaker, Samples, find_sound_devices
from ui.widgets.voice_panel import VoicePanel
from vendor_app.catalogue.records import Product
from vendor_app.clips import load_edit, save_edit
from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.recordings import kept_recording
from vendor_app.shop import Shop
from vendor_app.shop_folder import make_within
from vendor_app.sound.computer_voice import has_thai_voice, read_aloud
from vendor_app.sound.files import SoundPlaces
from vendor_app.sound.recording import levels, write_recording
from vendor_app.sound.subtitles import spoken_spans
from vendor_app.storyboard.edit import ClipEdit
from vendor_app.storyboard.editing import set_lines, set_voices
from vendor_app.storyboard.lengths import LONGEST_SECONDS
from vendor_app.storyboard.model import FPS, VoiceTake
from vendor_app.storyboard.voices import retaken, trimmed
from vendor_app.video.sound_file import read_sound

_BEFORE, _AFTER = 3, 8
"""Frames kept before the first word and after the last."""
_HEARD = -42.0
"""dBFS; below it the loudest moment is the microphone's own hiss."""
_LONGEST = 60.0


class Place(NamedTuple):
    """Where something spoken belongs: the clip that was shown when it was wished."""

    product: Product
    edit: ClipEdit
    shot: tuple[int, int] | None = None
    """The shot that is spoken anew, start and frames."""


class Kept(NamedTuple):
    """A recording that is in the shop now."""

    take: VoiceTake
    place: Place


class ClipVoice(QObject):
    """Between the panel, the microphone and the edit."""

    problem = Signal(object)
    notice = Signal(str, object)

    def __init__(
        self, shop: Shop, tasks: Tasks, actions: ClipActions, draft: ClipDraft, playback: Playback, panel: VoicePanel
    ) -> None:
        super().__init__(draft)
        self._shop, self._tasks, self._actions, self._draft, self._panel = shop, tasks, actions, draft, panel
        self._playback = playback
        self.recording = Recording(playback, Microphone(self), self)
        self._shot_alone: tuple[int, int] | None = None
        """The shot that is spoken anew, start and frames; None for a recording from the clip's beginning on."""
        self._speaker, self._reading = Loudspeaker(self), Latest(tasks, self)
        self._reading.made.connect(self._play)
        self._reading.failed.connect(self.problem)
        self._connect_panel()
        self._connect_recording()
        looking = tasks.prepare_read(has_thai_voice)
        looking.succeeded.connect(panel.offer_computer_voice)
        looking.start()

    def _connect_panel(self) -> None:
        panel = self._panel
        panel.record_begun.connect(self._begin)
        panel.record_ended.connect(self.recording.end)
        panel.file_chosen.connect(self._take_file)
        panel.hearing_wanted.connect(self._hear)
        panel.take_removed.connect(self._remove)
        panel.lines_typed.connect(self._set_lines)
        panel.typing_ended.connect(self._draft.settle)
        panel.speaking_wanted.connect(self._read_aloud)

    def _connect_recording(self) -> None:
        recording = self.recording
        recording.state_changed.connect(self._panel.record.show_state)
        recording.level_changed.connect(self._panel.meter.show_peak)
        recording.done.connect(self._keep)
        recording.too_short.connect(self._say_too_short)
        recording.failed.connect(self.problem)
        self._draft.edited.connect(self.show_edit)

    def show_edit(self) -> None:
        """Show what is spoken in the clip as it is decided now."""
        edit = self._draft.edit
        self._panel.show_takes(edit.voices)
        self._panel.show_lines(edit.lines)

    def leave(self) -> None:
        """Be quiet, and listen no longer."""
        self.recording.cancel()
        self._reading.stop()
        self._speaker.stop()

    # Recording

    def _begin(self, only_shot: bool) -> None:
        plan = self._draft.plan
        if plan is None:
            self._panel.record.show_state("rest")
            return
        self._speaker.stop()
        storyboard = plan.storyboard
        start, frames = 0, storyboard.frames
        if only_shot and self._actions.shot in (ids := self._draft.shot_ids()):
            number = ids.index(self._actions.shot)
            start, frames = storyboard.start(number), storyboard.shots[number].frames
        self._panel.meter.rest()
        self._shot_alone = (start, frames) if only_shot else None
        self.recording.begin(start, frames)
        if not self.recording.is_busy:
            self._panel.record.show_state("rest")

    def _keep(self, spoken: Spoken) -> None:
        self._panel.record.show_state("saving")
        self._start(partial(keep_spoken, self._shop, spoken))

    def _start(self, work: Callable[[], VoiceTake]) -> None:
        if self._draft.product is None:
            self._rest()
            return
        place, self._shot_alone = Place(self._draft.product, self._draft.edit, self._shot_alone), None
        task = self._tasks.prepare_write(partial(_kept, work, place))
        task.succeeded.connect(self._add)
        task.failed.connect(self.problem)
        task.finished.connect(self._rest)
        task.start()

    def _rest(self) -> None:
        self._panel.meter.rest()
        self._panel.record.show_state("rest")

    def _say_too_short(self) -> None:
        self.notice.emit(_("Nothing was kept. Hold the red button while you speak."), None)

    def _add(self, kept: Kept) -> None:
        """Put a recording into its clip, in the place of what was said there before."""
        if self._draft.product is None or self._draft.product.id != kept.place.product.id:
            self._tasks.prepare_write(partial(add_to_saved, self._shop, kept)).start()
            return
        self._draft.settle()
        voices = with_take(self._draft.edit.voices, kept.take, kept.place.shot)
        self._draft.change(partial(set_voices, voices=voices))
        self.notice.emit(_("The recording is in the clip."), self._draft.undo)

    def _remove(self, take: VoiceTake) -> None:
        kept = tuple(one for one in self._draft.edit.voices if one != take)
        self._draft.change(partial(set_voices, voices=kept))
        self.notice.emit(_("The recording is taken out."), self._draft.undo)

    # Files, and the computer's own voice

    def _take_file(self, path: Path) -> None:
        self._shot_alone = None
        self._start(partial(keep_file, self._shop, path))

    def _read_aloud(self) -> None:
        lines = self._draft.edit.lines
        if not lines:
            self.notice.emit(_("Type what the computer is to read first."), None)
            return
        self._shot_alone = None
        self._panel.record.show_state("saving")
        self._start(partial(keep_read, self._shop, lines))

    def _set_lines(self, lines: tuple[str, ...]) -> None:
        self._draft.change(partial(set_lines, lines=lines), "lines")

    # Hearing

    def _hear(self, take: VoiceTake) -> None:
        self._playback.pause()
        self._speaker.stop()
        self._reading.begin(partial(take_to_hear, self._shop, take))

    def _play(self, samples: Samples) -> None:
        self._speaker.load(samples)
        if not self._speaker.play():
            self.problem.emit(
                VendorError(_("This computer has no sound device."), _("Plug in a loudspeaker or headphones."))
            )


def with_take(
    voices: tuple[VoiceTake, ...], take: VoiceTake, shot: tuple[int, int] | None = None
) -> tuple[VoiceTake, ...]:
    """Put a take in the place of what it covers; of all that is heard in a ``shot`` (start, frames) spoken anew."""
    lengths = dict.fromkeys((one.file for one in voices), LONGEST_SECONDS * FPS)  # what is heard ends with its file
    if shot is None:
        return retaken(voices, take, take.frames or 1, lengths)
    whole = replace(take, start=shot[0], skip=0, frames=shot[1])
    return tuple(take if one == whole else one for one in retaken(voices, whole, shot[1], lengths))


def add_to_saved(shop: Shop, kept: Kept) -> None:
    """Put a recording into a clip that is not shown any more. Raises VendorError."""
    product, edit, shot = kept.place
    edit = load_edit(shop, product, edit.template) or edit
    save_edit(shop, product, set_voices(edit, with_take(edit.voices, kept.take, shot)))


def _kept(work: Callable[[], VoiceTake], place: Place) -> Kept:
    return Kept(work(), place)


def keep_spoken(shop: Shop, spoken: Spoken) -> VoiceTake:
    """Write what was said into the shop, and leave out the silence around it. Raises VendorError: nothing was said."""
    name = hashlib.sha256(spoken.samples.tobytes()).hexdigest()[:16] + ".flac"
    path = shop.recordings / name
    make_within(shop.folder, path.parent)
    write_recording(path, spoken.samples, spoken.rate)
    spans = spoken_spans(path) if levels(spoken.samples).peak > _HEARD else ()
    if not spans:
        path.unlink(missing_ok=True)
        raise VendorError(_("No voice was heard."), _("Come closer to the microphone and record once more."))
    length = min(spoken.samples.size * FPS // spoken.rate, spoken.frames)
    take = VoiceTake(file=name, start=spoken.start, frames=max(length, 1))
    return trimmed(take, max(spans[0][0] - _BEFORE, 0), min(spans[-1][1] + _AFTER, max(length, 1)))


def keep_file(shop: Shop, path: Path) -> VoiceTake:
    """Copy a sound file into the shop as a voice from the clip's beginning on. Raises VendorError."""
    with kept_recording(shop, path) as name:
        samples = read_sound(shop.recordings / name, _LONGEST)
        return VoiceTake(file=name, frames=max(samples.shape[1] * FPS // 48_000, 1))


def keep_read(shop: Shop, lines: tuple[str, ...]) -> VoiceTake:
    """Have the computer read the lines into a file of the shop. Raises VendorError when it cannot."""
    path = shop.recordings / f"{hashlib.sha256(chr(10).join(lines).encode()).hexdigest()[:16]}-read.wav"
    make_within(shop.folder, path.parent)
    read_aloud(lines, path)
    return VoiceTake(file=path.name, frames=max(read_sound(path, _LONGEST).shape[1] * FPS // 48_000, 1))


def take_to_hear(shop: Shop, take: VoiceTake) -> Samples:
    """Return what is heard of a take, (n, 2). Raises VendorError for a recording that is gone."""
    find_sound_devices()
    samples = read_sound(SoundPlaces(recordings=shop.recordings).recording(take.file), _LONGEST)
    begin = take.skip * 48_000 // FPS
    end = samples.shape[1] if take.frames is None else begin + take.frames * 48_000 // FPS
    return samples[:, begin:end].T
