"""Takes in their places: cut, joined, retaken; footage's own sound; what steps back for what."""

import subprocess
from pathlib import Path

import numpy as np
import pytest

from tests.sound.listening import RATE, clicks, measured, rms, speech, write_wav
from vendor_app.errors import VendorError
from vendor_app.sound.files import NOWHERE, SoundPlaces
from vendor_app.sound.filmed import STANDING, footage_sound
from vendor_app.sound.joints import SAMPLES_PER_FRAME, Placed, joined
from vendor_app.sound.mix import soundtrack
from vendor_app.sound.subtitles import pauses, spoken_in, spoken_spans
from vendor_app.sound.voice import SPOKEN, voices
from vendor_app.storyboard.model import Shot, Storyboard, Take, Transition, VoiceTake

FOOTAGE = "f" * 64
FRAMES = 240


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> SoundPlaces:
    """Return a shop's folders with two recordings: speech throughout, and speech with a pause. Nothing writes there."""
    folder = tmp_path_factory.mktemp("shop")
    recordings = folder / "recordings"
    write_wav(recordings / "one.wav", speech(9))
    write_wav(recordings / "two.wav", speech(5, ((1.5, 3.0),)) * np.float32(0.2))
    return SoundPlaces(recordings=recordings, own_music=folder / "music", footages={FOOTAGE: _film(folder)})


def _film(folder: Path) -> Path:
    """Film four seconds: a tone that a market could hum, with a louder second in its middle."""
    time = np.arange(RATE * 4) / RATE
    level = np.where((time > 1.5) & (time < 2.5), 0.4, 0.05)
    return _filmed(folder, (level * np.sin(2 * np.pi * 500 * time)).astype(np.float32))


def _filmed(folder: Path, heard: np.ndarray) -> Path:
    sound = write_wav(folder / "market.wav", heard)
    film = folder / "film.mp4"
    picture = ["-f", "lavfi", "-i", "color=c=green:s=64x64:r=30:d=4"]
    command = ["ffmpeg", "-nostdin", "-v", "error", "-y", *picture, "-i", str(sound), "-c:v", "libx264", "-c:a", "aac"]
    subprocess.run([*command, str(film)], check=True)
    return film


def _board(*shots: Shot, music: str | None = None, takes: tuple[VoiceTake, ...] = ()) -> Storyboard:
    shots = shots or (Shot(frames=FRAMES),)
    return Storyboard(product="p", sku="S", title="t", template="t", prices=(), shots=shots, music=music, voices=takes)


def _frames(sound: np.ndarray, start: int, end: int) -> np.ndarray:
    return sound[..., start * SAMPLES_PER_FRAME : end * SAMPLES_PER_FRAME]


def test_two_pieces_that_go_on_with_each_other_are_heard_uncut():
    tone = np.sin(np.arange(RATE) * 0.03).astype(np.float32)
    cut = joined([Placed(tone, 0, 20_000), Placed(tone, 20_000, 40_000, 20_000)], 48_000)
    whole = joined([Placed(tone, 0, 40_000)], 48_000)
    assert np.abs(cut - whole).max() < 1e-6


@pytest.mark.parametrize("skip", [0, 1, 777, 30_000])
@pytest.mark.parametrize("start", [0, 1, 5_000])
def test_no_cut_clicks_wherever_it_falls(skip: int, start: int):
    tone = np.full(RATE, 0.5, np.float32) * np.sin(np.arange(RATE) * 0.2 + 1).astype(np.float32)
    other = np.sin(np.arange(RATE) * 0.13 + 2).astype(np.float32) * 0.5
    made = joined([Placed(tone, start, 15_000, skip), Placed(other, 15_000, 40_000, 3)], 40_000)
    assert clicks(np.stack([made, made])) < 2e-4
    assert np.abs(np.diff(made)).max() < 0.5 * 0.2 * 1.2
    assert abs(made[0]) < 0.01
    assert abs(made[-1]) < 0.01


def test_takes_are_heard_in_their_places_and_nowhere_else(places: SoundPlaces):
    takes = (VoiceTake(file="one.wav", start=30, frames=60), VoiceTake(file="two.wav", start=150, skip=6, frames=60))
    made = voices(_board(takes=takes), places)
    assert made is not None
    assert made.shape == (2, FRAMES * SAMPLES_PER_FRAME)
    assert not _frames(made, 0, 29).any()
    assert not _frames(made, 92, 149).any()
    assert not _frames(made, 212, FRAMES).any()
    assert rms(_frames(made, 35, 85)) == pytest.approx(rms(_frames(made, 152, 180)), abs=3), "both at the same level"
    assert clicks(made) < 3e-4


def test_a_later_take_is_heard_instead_and_the_joints_are_smooth(places: SoundPlaces):
    takes = (VoiceTake(file="one.wav"), VoiceTake(file="two.wav", start=90, frames=40))
    made = voices(_board(takes=takes), places)
    assert made is not None
    alone = voices(_board(takes=takes[:1]), places)
    assert alone is not None
    assert np.abs(_frames(made, 0, 88) - _frames(alone, 0, 88)).max() < 1e-6
    assert np.abs(_frames(made, 133, 230) - _frames(alone, 133, 230)).max() < 1e-6
    assert np.abs(_frames(made, 92, 128) - _frames(alone, 92, 128)).max() > 0.05
    assert clicks(made) < 3e-4


def test_nobody_speaking_is_no_voice(places: SoundPlaces):
    assert voices(_board(), places) is None
    assert voices(_board(takes=(VoiceTake(file="one.wav", start=FRAMES),)), places) is None


@pytest.mark.parametrize("name", ["gone.wav", "../secret.wav", "a/b.wav", "a\\b.wav", "", "."])
def test_a_take_that_is_gone_or_leads_elsewhere_is_told(places: SoundPlaces, name: str):
    for files in (places, NOWHERE):
        with pytest.raises(VendorError, match="ไม่มีไฟล์เสียง"):
            soundtrack(_board(takes=(VoiceTake(file=name),)), files, music=False)


def test_own_sound_of_footage_is_heard_under_its_shot_only(places: SoundPlaces):
    board = _board(Shot(frames=90), Shot(frames=60, take=Take(footage=FOOTAGE, start=30)), Shot(frames=90))
    made = footage_sound(board, places)
    assert made is not None
    assert not _frames(made, 0, 89).any()
    assert not _frames(made, 151, FRAMES).any()
    assert rms(_frames(made, 110, 130)) > rms(_frames(made, 92, 100)) + 12, "the loud second begins 15 frames in"
    assert clicks(made) < 2e-4


def test_footage_goes_over_into_the_next_with_its_picture(places: SoundPlaces):
    over = Transition(kind="crossfade", frames=20)
    shots = (Shot(frames=60, take=Take(footage=FOOTAGE, start=45)), Shot(frames=180, transition=over))
    made = footage_sound(_board(*shots), places)
    assert made is not None
    levels = [rms(_frames(made, frame, frame + 4)) for frame in (58, 64, 70, 76)]
    assert levels == sorted(levels, reverse=True)
    assert not _frames(made, 82, FRAMES).any()


@pytest.mark.parametrize("shot", [Shot(frames=FRAMES), Shot(frames=FRAMES, take=Take(footage=FOOTAGE, sound=False))])
def test_muted_footage_is_silent(places: SoundPlaces, shot: Shot):
    assert footage_sound(_board(shot), places) is None
    assert not soundtrack(_board(shot), places, music=True).any()


def test_footage_without_sound_is_silent(places: SoundPlaces, tmp_path: Path):
    film = tmp_path / "silent.mp4"
    picture = ["-f", "lavfi", "-i", "color=c=red:s=64x64:r=30:d=2"]
    subprocess.run(["ffmpeg", "-nostdin", "-v", "error", *picture, str(film)], check=True)
    files = SoundPlaces(footages={FOOTAGE: film})
    assert footage_sound(_board(Shot(frames=60, take=Take(footage=FOOTAGE))), files) is None


@pytest.mark.parametrize("level", [0.0015, 0.004])
def test_a_room_where_nobody_speaks_is_silent_but_a_soft_word_is_not(tmp_path: Path, level: float):
    room = (level * np.random.default_rng(1).standard_normal(RATE * 4)).astype(np.float32)
    board = _board(Shot(frames=110, take=Take(footage=FOOTAGE)))
    files = SoundPlaces(footages={FOOTAGE: _filmed(tmp_path, room)})
    assert footage_sound(board, files) is None
    word = room + np.float32(30 * level) * speech(4, ((1.0, 3.0),))
    files = SoundPlaces(footages={FOOTAGE: _filmed(tmp_path, word)})
    assert footage_sound(board, files) is not None


def test_footage_that_is_gone_is_told():
    with pytest.raises(VendorError, match="วิดีโอ"):
        soundtrack(_board(Shot(frames=60, take=Take(footage=FOOTAGE))), NOWHERE, music=True)


def test_the_twin_without_music_keeps_voice_and_footage(places: SoundPlaces, tmp_path: Path):
    shots = (Shot(frames=120, take=Take(footage=FOOTAGE)), Shot(frames=120))
    board = _board(*shots, music="canal-breeze", takes=(VoiceTake(file="one.wav", start=120, frames=90),))
    made = soundtrack(board, places, music=False)
    assert made.shape == (FRAMES * SAMPLES_PER_FRAME, 2)
    assert rms(made[SAMPLES_PER_FRAME * 50 : SAMPLES_PER_FRAME * 70]) > -30
    assert rms(made[SAMPLES_PER_FRAME * 130 : SAMPLES_PER_FRAME * 200]) > -30
    loud, peak = measured(write_wav(tmp_path / "a.wav", made))
    assert loud == pytest.approx(-14, abs=1)
    assert peak <= -2.5
    assert clicks(made.T) < 5e-4


@pytest.mark.usefixtures("shared_cache")
def test_everything_together_stands_at_minus_14_as_aac_too(places: SoundPlaces, tmp_path: Path):
    shots = (Shot(frames=120, take=Take(footage=FOOTAGE)), Shot(frames=120))
    board = _board(*shots, music="bobae-express", takes=(VoiceTake(file="two.wav", start=60),))
    made = soundtrack(board, places, music=True)
    wav, packed = write_wav(tmp_path / "a.wav", made), tmp_path / "a.m4a"
    convert = ["ffmpeg", "-nostdin", "-v", "error", "-y", "-i", str(wav), "-c:a", "aac", "-aac_coder", "fast"]
    subprocess.run([*convert, "-b:a", "160k", str(packed)], check=True)
    loud, peak = measured(packed)
    assert loud == pytest.approx(-14, abs=1)
    assert peak <= -1
    assert clicks(made.T) < 5e-4


def test_where_somebody_speaks_is_found_in_spite_of_a_fan(places: SoundPlaces, tmp_path: Path):
    hum = np.sin(np.arange(RATE * 6) * 2 * np.pi * 50 / RATE) * 0.02
    fan = np.random.default_rng(1).normal(0, 0.004, RATE * 6)
    noisy = write_wav(tmp_path / "noisy.wav", (speech(6, ((2, 3.2),)) + hum + fan).astype(np.float32))
    (first, second) = spoken_spans(noisy)
    assert first == (pytest.approx(0, abs=2), pytest.approx(60, abs=4))
    assert second == (pytest.approx(96, abs=4), pytest.approx(180, abs=2))
    assert pauses(noisy) == ((first[1], second[0]),)


def test_spans_are_frames_of_the_clip(places: SoundPlaces):
    spans = spoken_in(_board(takes=(VoiceTake(file="two.wav", start=60),)), places)
    assert [start for start, _end in spans] == pytest.approx([60, 150], abs=5)
    assert spoken_in(_board(), places) == ()


def test_no_speech_has_no_spans():
    assert spoken_spans(np.zeros((2, RATE), np.float32)) == ()
    assert pauses(np.zeros((2, RATE), np.float32)) == ()


def test_levels_that_the_mix_counts_on(places: SoundPlaces):
    assert STANDING < SPOKEN
