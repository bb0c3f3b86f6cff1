import subprocess
from pathlib import Path

import numpy as np
import pytest

from tests.sound.listening import RATE, measured, rms, speech, write_wav
from vendor_app import language
from vendor_app.errors import VendorError
from vendor_app.progress import Cancelled, Progress
from vendor_app.sound import music
from vendor_app.sound.ducking import UNDER_VOICE as DUCK
from vendor_app.sound.ducking import stepping_back
from vendor_app.sound.effects import Band, equalise
from vendor_app.sound.mix import soundtrack
from vendor_app.sound.voice import SPOKEN, one_voice
from vendor_app.storyboard.model import Shot, Storyboard

pytestmark = pytest.mark.usefixtures("shared_cache")
SECONDS = 8
PAUSE = (3.0, 6.0)


def _board(name: str | None, frames: int = SECONDS * 30) -> Storyboard:
    shots = (Shot(frames=frames - 40), Shot(frames=40))
    return Storyboard(product="p", sku="S", title="t", template="t", prices=(), shots=shots, music=name)


@pytest.fixture
def voice(tmp_path: Path) -> Path:
    """Return a recording of six seconds with a pause of three in it."""
    return write_wav(tmp_path / "เสียงพูด.wav", speech(7.5, (PAUSE,)))


def _convert(voice: Path, name: str, *options: str) -> Path:
    target = voice.with_name(name)
    subprocess.run(["ffmpeg", "-v", "error", "-y", "-i", str(voice), *options, str(target)], check=True)
    return target


@pytest.mark.parametrize("name", ["soft-fabric", "temple-fair", "golden-minute"])
def test_voice_and_music_together_stand_at_minus_14(name: str, voice: Path, tmp_path: Path):
    sound = soundtrack(_board(name), voice=voice, music=True)
    assert sound.shape == (SECONDS * RATE, 2)
    assert sound.dtype == np.float32
    loud, peak = measured(write_wav(tmp_path / "a.wav", sound))
    assert loud == pytest.approx(-14, abs=0.5)
    assert peak <= -2.5


def test_a_clip_stays_under_its_true_peak_as_aac(voice: Path, tmp_path: Path):
    for music_name in ("morning-market", "bobae-express"):
        wav = write_wav(tmp_path / "a.wav", soundtrack(_board(music_name), voice=voice, music=True))
        loud, peak = measured(_convert(wav, "a.m4a", "-c:a", "aac", "-aac_coder", "fast", "-b:a", "160k"))
        assert peak <= -1.5
        assert loud == pytest.approx(-14, abs=0.5)


def test_music_steps_back_under_speech_and_returns_in_a_pause(voice: Path):
    """Heard below 90 Hz, where the voice has nothing."""
    low = [Band("lowpass", 90.0)] * 2
    alone = equalise(soundtrack(_board("bobae-express"), music=True).T.copy(), low)
    under = equalise(soundtrack(_board("bobae-express"), voice=voice, music=True).T.copy(), low)

    def change(begin: float, end: float) -> float:
        place = slice(int(begin * RATE), int(end * RATE))
        return rms(under[:, place]) - rms(alone[:, place])

    pause = change(PAUSE[0] + 1, PAUSE[1] - 0.6)
    for begin, end in ((0.3, 2.8), (6.3, 7.3)):
        assert change(begin, end) < pause - 6
        assert change(begin, end) < -6


def test_music_goes_down_before_the_word_and_smoothly(voice: Path):
    gain = stepping_back(one_voice(voice, SECONDS * 30), SPOKEN, DUCK)
    decibels = 20 * np.log10(gain)
    assert decibels.min() == pytest.approx(-DUCK, abs=0.1)
    assert decibels[int(4.5 * RATE)] == pytest.approx(0, abs=0.1)
    assert decibels[int(PAUSE[1] * RATE)] < -DUCK * 0.7
    assert np.abs(np.diff(decibels)).max() * RATE < 120, "decibels in a second"


def test_the_twin_without_music_is_the_voice_at_minus_14(voice: Path, tmp_path: Path):
    sound = soundtrack(_board("morning-market"), voice=voice, music=False)
    assert np.array_equal(sound, soundtrack(_board(None), voice=voice, music=True))
    loud, peak = measured(write_wav(tmp_path / "a.wav", sound))
    assert loud == pytest.approx(-14, abs=0.5)
    assert peak <= -2.5
    assert not sound[int(7.6 * RATE) :].any()


@pytest.mark.parametrize(("name", "wanted"), [(None, True), (None, False), ("morning-market", False)])
def test_neither_voice_nor_music_is_digital_silence(name: str | None, wanted: bool):
    sound = soundtrack(_board(name), music=wanted)
    assert sound.shape == (SECONDS * RATE, 2)
    assert sound.dtype == np.float32
    assert not sound.any()


def test_music_alone_is_the_piece_as_it_is():
    assert np.array_equal(soundtrack(_board("canal-breeze"), music=True), music.samples("canal-breeze", SECONDS * 30))


def test_a_voice_longer_than_the_clip_is_faded_at_its_end(tmp_path: Path):
    sound = soundtrack(_board(None), voice=write_wav(tmp_path / "a.wav", speech(12)), music=False)
    assert sound.shape == (SECONDS * RATE, 2)
    assert np.abs(sound[-1]).max() < 1e-3
    assert rms(sound[-RATE // 2 : -RATE * 3 // 10]) > -30
    assert rms(sound[-RATE // 40 :]) < rms(sound[-RATE // 2 : -RATE * 3 // 10]) - 20


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("a.mp3", ("-b:a", "128k")),
        ("a.m4a", ("-c:a", "aac")),
        ("a.ogg", ("-c:a", "libvorbis")),
        ("a.flac", ()),
        ("old phone.wav", ("-ar", "8000", "-ac", "1")),
        ("cd.wav", ("-ar", "44100", "-ac", "2", "-c:a", "pcm_s24le")),
        ("หกช่อง.wav", ("-ac", "6")),
    ],
)
def test_every_usual_sound_file_is_the_same_voice(voice: Path, name: str, options: tuple[str, ...]):
    plain, other = (one_voice(file, SECONDS * 30)[0] for file in (voice, _convert(voice, name, *options)))

    def loud_places(sound: np.ndarray) -> np.ndarray:
        return np.sqrt(np.mean(sound.reshape(-1, RATE // 20) ** 2, axis=1))

    assert other.shape == plain.shape
    assert np.corrcoef(loud_places(plain), loud_places(other))[0, 1] > 0.97


@pytest.mark.parametrize("gain", [0.02, 2.0])
def test_a_soft_or_a_shouted_voice_is_evened_out(gain: float, tmp_path: Path):
    sound = soundtrack(_board(None), voice=write_wav(tmp_path / "a.wav", speech(7) * np.float32(gain)), music=False)
    assert measured(write_wav(tmp_path / "b.wav", sound))[0] == pytest.approx(-14, abs=0.5)


def test_two_microphones_that_cancel_each_other_are_heard(tmp_path: Path):
    one = speech(5)
    file = write_wav(tmp_path / "a.wav", np.stack([one, -one], axis=1))
    assert rms(soundtrack(_board(None), voice=file, music=False)) > -30


def test_a_voice_shorter_than_a_moment_is_taken(tmp_path: Path):
    sound = soundtrack(_board("canal-breeze"), voice=write_wav(tmp_path / "a.wav", speech(0.3)), music=True)
    assert sound.shape == (SECONDS * RATE, 2)


def _broken(voice: Path) -> Path:
    file = voice.with_name("broken.mp3")
    file.write_bytes(np.random.default_rng(1).bytes(20_000))
    return file


def _empty(voice: Path) -> Path:
    file = voice.with_name("empty.wav")
    file.write_bytes(b"")
    return file


def _headless(voice: Path) -> Path:
    return write_wav(voice.with_name("nothing in it.wav"), np.zeros(0, np.float32))


def _silent(voice: Path) -> Path:
    return write_wav(voice.with_name("silent.wav"), np.zeros(RATE * 4, np.float32))


def _hissing(voice: Path) -> Path:
    return write_wav(
        voice.with_name("hiss.wav"), (np.random.default_rng(1).normal(0, 2e-4, RATE * 4)).astype(np.float32)
    )


def _picture(voice: Path) -> Path:
    return _convert(voice, "picture.mp4", "-f", "lavfi", "-i", "color=s=64x64:d=1", "-map", "1:v")


def _pointing_elsewhere(voice: Path) -> Path:
    file = voice.with_name("list.wav")
    file.write_text(f"ffconcat version 1.0\nfile '{voice}'\n")
    return file


def _cut_off(voice: Path) -> Path:
    whole = _convert(voice, "whole.m4a", "-c:a", "aac", "-movflags", "+faststart")
    file = voice.with_name("cut off.m4a")
    file.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    return file


def _missing(voice: Path) -> Path:
    return voice.with_name("missing.m4a")


def _folder(voice: Path) -> Path:
    return voice.parent


@pytest.mark.parametrize(
    "make",
    [_broken, _empty, _headless, _silent, _hissing, _picture, _pointing_elsewhere, _cut_off, _missing, _folder],
)
def test_a_voice_that_cannot_be_heard_is_refused_in_thai(make, voice: Path):
    file = make(voice)
    with pytest.raises(VendorError) as caught:
        soundtrack(_board("canal-breeze"), voice=file, music=True)
    assert file.name in caught.value.message
    assert any("ก" <= letter <= "๛" for letter in caught.value.message.replace(file.name, ""))
    assert any("ก" <= letter <= "๛" for letter in caught.value.hint)


def test_a_broken_recording_is_refused_in_english_too(voice: Path):
    language.use("en")
    with pytest.raises(VendorError, match=r"No sound can be read from broken\.mp3\. Use a WAV"):
        soundtrack(_board(None), voice=_broken(voice), music=False)


def test_unknown_music_is_refused(voice: Path):
    with pytest.raises(VendorError, match="morning-market"):
        soundtrack(_board("polka"), music=True)


@pytest.mark.usefixtures("user_folders")
def test_mixing_can_be_stopped(voice: Path):
    with pytest.raises(Cancelled):
        soundtrack(_board("canal-breeze"), voice=voice, music=True, progress=Progress(is_cancelled=lambda: True))


def test_progress_of_the_mix_rises_to_the_end(voice: Path):
    seen: list[float] = []
    soundtrack(_board("canal-breeze"), voice=voice, music=True, progress=Progress(lambda done, note: seen.append(done)))
    assert seen == sorted(seen)
    assert seen[-1] == 1
