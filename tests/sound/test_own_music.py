import subprocess
from pathlib import Path

import msgspec
import numpy as np
import pytest

from tests.sound.listening import RATE, clicks, measured, rms, speech, write_wav
from vendor_app.errors import VendorError
from vendor_app.progress import Cancelled, Progress
from vendor_app.sound import own_music
from vendor_app.sound.arrange import LEAD
from vendor_app.sound.beat import find_beat
from vendor_app.sound.files import SoundPlaces
from vendor_app.sound.mix import soundtrack
from vendor_app.sound.own_music import OwnMusic, import_music, own_samples, remembered
from vendor_app.storyboard.model import Shot, Storyboard

BPM = 104.0
FIRST = 0.31


@pytest.mark.parametrize("bpm", [1e-320, -104.0, 0.0, 1e308])
def test_no_clip_is_cut_by_a_beat_that_no_music_has(tmp_path: Path, bpm: float) -> None:
    (tmp_path / "a.json").write_bytes(msgspec.json.encode(OwnMusic(name="a.mp3", title="เพลง", seconds=9, bpm=bpm)))
    known = remembered(tmp_path / "a.mp3")
    assert (known.title, known.bpm, known.frames_per_beat) == ("เพลง", None, None)


def test_notes_that_are_no_notes_cost_only_the_beat(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b'{"x": ' + b"[" * 5000)
    assert remembered(tmp_path / "a.mp3") == OwnMusic(name="a.mp3", title="a", seconds=0.0)


def beating(seconds: float, bpm: float = BPM, first: float = FIRST, wander: float = 0.0) -> np.ndarray:
    """Return drums and a held chord, shape (n,): a kick on each beat, a hat between."""
    random = np.random.default_rng(3)
    count = round(seconds * RATE)
    time = np.arange(count) / RATE
    made = 0.05 * (np.sin(2 * np.pi * 220 * time) + np.sin(2 * np.pi * 277.2 * time))
    for number in range(int((seconds - first) * bpm / 30)):
        at = round((first + number * 30 / bpm + random.normal(0, wander)) * RATE)
        length = min(6000, count - at)
        fall = np.exp(-np.arange(length) / 1200)
        kick = np.sin(2 * np.pi * 60 * np.arange(length) / RATE) * 0.7
        made[at : at + length] += fall * (random.normal(0, 0.1, length) if number % 2 else kick)
    return made.astype(np.float32)


@pytest.fixture(scope="module")
def song(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_wav(tmp_path_factory.mktemp("songs") / "เพลงร้านป้า.wav", beating(20))


def _converted(song: Path, target: Path, *options: str) -> Path:
    command = ["ffmpeg", "-nostdin", "-v", "error", "-y", "-i", str(song), *options, str(target)]
    subprocess.run(command, check=True)
    return target


@pytest.mark.parametrize(
    ("name", "options", "suffix"),
    [
        ("a.mp3", ("-b:a", "128k"), ".mp3"),
        ("a.m4a", ("-c:a", "aac"), ".m4a"),
        ("a.aac", ("-c:a", "aac"), ".aac"),
        ("a.flac", (), ".flac"),
        ("a.ogg", ("-c:a", "libvorbis"), ".ogg"),
        ("named wrongly.mp3", ("-f", "wav"), ".wav"),
    ],
)
def test_every_usual_kind_comes_in(song: Path, tmp_path: Path, name: str, options: tuple[str, ...], suffix: str):
    file = _converted(song, tmp_path / name, *options)
    made = import_music(tmp_path / "music", file, is_allowed=True)
    assert (tmp_path / "music" / made.name).read_bytes() == file.read_bytes()
    assert Path(made.name).suffix == suffix
    assert made.name.isascii()
    assert made.title == file.stem
    assert made.seconds == pytest.approx(20, abs=0.2)
    assert made.bpm == pytest.approx(BPM, abs=0.3)
    assert remembered(tmp_path / "music" / made.name) == made
    assert own_music.own_music(tmp_path / "music") == (made,)


def test_the_title_of_the_tags_is_kept_and_the_same_file_is_one_piece(song: Path, tmp_path: Path):
    file = _converted(song, tmp_path / "track01.mp3", "-metadata", "title=รักคนขาย")
    first, again = (import_music(tmp_path / "music", file) for _turn in range(2))
    assert first == again
    assert first.title == "รักคนขาย"
    assert len(list((tmp_path / "music").iterdir())) == 2


def test_a_picture_on_the_cover_is_no_film(song: Path, tmp_path: Path):
    art = tmp_path / "art.png"
    subprocess.run(
        ["ffmpeg", "-nostdin", "-v", "error", "-f", "lavfi", "-i", "color=s=64x64:d=1", "-frames:v", "1", str(art)],
        check=True,
    )
    options = ("-i", str(art), "-map", "0", "-map", "1", "-disposition:v", "attached_pic", "-c:v", "png")
    assert import_music(tmp_path / "music", _converted(song, tmp_path / "a.mp3", *options)).seconds > 19


def test_rights_are_what_the_vendor_says(song: Path, tmp_path: Path):
    for said in (False, True):
        made = import_music(tmp_path, song, is_allowed=said)
        assert made.is_allowed is said
        assert remembered(tmp_path / made.name).is_allowed is said


def test_music_that_comes_in_again_keeps_its_permission(song: Path, tmp_path: Path):
    import_music(tmp_path, song, is_allowed=True)
    again = import_music(tmp_path, song)
    assert again.is_allowed
    assert remembered(tmp_path / again.name).is_allowed


@pytest.mark.parametrize("notes", [b"", b"{}", b"[1", b"\xff"])
def test_notes_that_are_gone_or_damaged_allow_nothing(song: Path, tmp_path: Path, notes: bytes):
    made = import_music(tmp_path, song, is_allowed=True)
    file = tmp_path / made.name
    file.with_suffix(".json").write_bytes(notes)
    assert not remembered(file).is_allowed
    assert remembered(file).bpm is None
    assert own_samples(file, 180).shape == (2, 180 * 1600)


@pytest.mark.parametrize("frames", [180, 750, pytest.param(1740, marks=pytest.mark.slow)])
def test_it_is_cut_or_looped_to_the_clip_and_fades(song: Path, tmp_path: Path, frames: int):
    made = import_music(tmp_path / "music", song)
    sound = own_samples(tmp_path / "music" / made.name, frames)
    assert sound.shape == (2, frames * 1600)
    assert sound.dtype == np.float32
    assert rms(sound[:, -RATE // 50 :]) < -50
    assert clicks(sound) < 1e-3
    loud, peak = measured(write_wav(tmp_path / "a.wav", sound.T))
    assert loud == pytest.approx(-14, abs=0.7)
    assert peak <= -2.5


def test_it_begins_on_its_beat_and_keeps_it_over_the_loop(song: Path, tmp_path: Path):
    made = import_music(tmp_path, song)
    assert made.frames_per_beat == pytest.approx(30 * 60 / BPM, abs=0.02)
    sound = own_samples(tmp_path / made.name, 900)
    low = np.abs(np.convolve(sound[0], np.ones(240) / 240, "same"))
    period = 60 / BPM * RATE
    beats = np.arange(50) * period + LEAD * RATE
    on, off = (np.mean([low[int(b + shift) : int(b + shift) + 2400].max() for b in beats]) for shift in (0, period / 2))
    assert on > 2 * off


def test_an_unsteady_piece_has_no_beat_and_loops_all_the_same(tmp_path: Path):
    made = import_music(tmp_path, write_wav(tmp_path / "free.wav", beating(9, wander=0.09)))
    assert made.bpm is None
    assert made.frames_per_beat is None
    assert clicks(own_samples(tmp_path / made.name, 900)) < 1e-3


@pytest.mark.parametrize("bpm", [87.5, 104.0, 120.0, 128.0, 151.0])
def test_the_beat_is_found(bpm: float):
    found = find_beat(beating(30, bpm)[::2].copy(), RATE // 2)
    assert found is not None
    assert found.bpm == pytest.approx(bpm, rel=0.003)
    assert (found.first - FIRST + 0.02) % (60 / bpm) < 0.05


@pytest.mark.parametrize("seed", range(4))
def test_noise_has_no_beat(seed: int):
    assert find_beat(np.random.default_rng(seed).normal(0, 0.1, RATE * 15).astype(np.float32), RATE // 2) is None


def test_a_moment_or_silence_has_no_beat():
    assert find_beat(beating(4), RATE) is None
    assert find_beat(np.zeros(RATE * 20, np.float32), RATE) is None


def _random_bytes(folder: Path, song: Path) -> Path:
    (folder / "x.mp3").write_bytes(np.random.default_rng(1).bytes(40_000))
    return folder / "x.mp3"


def _empty(folder: Path, song: Path) -> Path:
    (folder / "x.wav").write_bytes(b"")
    return folder / "x.wav"


def _playlist(folder: Path, song: Path) -> Path:
    (folder / "x.mp3").write_text(f"ffconcat version 1.0\nfile '{song}'\n")
    return folder / "x.mp3"


def _film(folder: Path, song: Path) -> Path:
    picture = ("-f", "lavfi", "-i", "testsrc=s=64x64:d=5", "-map", "0:a", "-map", "1:v", "-shortest")
    return _converted(song, folder / "x.mp4", *picture)


def _silence(folder: Path, song: Path) -> Path:
    return write_wav(folder / "x.wav", np.zeros(RATE * 10, np.float32))


def _short(folder: Path, song: Path) -> Path:
    return write_wav(folder / "x.wav", beating(2))


def _cut_off(folder: Path, song: Path) -> Path:
    whole = _converted(song, folder / "whole.m4a", "-c:a", "aac", "-movflags", "+faststart").read_bytes()
    (folder / "x.m4a").write_bytes(whole[: len(whole) // 2])
    return folder / "x.m4a"


def _missing(folder: Path, song: Path) -> Path:
    return folder / "x.mp3"


def _folder(folder: Path, song: Path) -> Path:
    return folder


@pytest.mark.parametrize(
    "make", [_random_bytes, _empty, _playlist, _film, _silence, _short, _cut_off, _missing, _folder]
)
def test_what_is_no_music_is_refused_and_leaves_nothing(make, song: Path, tmp_path: Path):
    file = make(tmp_path, song)
    with pytest.raises(VendorError) as caught:
        import_music(tmp_path / "music", file)
    assert file.name in caught.value.message
    assert any("ก" <= letter <= "๛" for letter in caught.value.hint)
    assert not (tmp_path / "music").exists()


@pytest.mark.parametrize("limit", ["LARGEST", "LONGEST"])
def test_too_large_or_too_long_is_told_with_the_limit(
    limit: str, song: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(own_music, limit, 12)
    with pytest.raises(VendorError):
        import_music(tmp_path / "music", song)
    assert not (tmp_path / "music").exists()


def test_bringing_in_can_be_stopped(song: Path, tmp_path: Path):
    with pytest.raises(Cancelled):
        import_music(tmp_path / "music", song, progress=Progress(is_cancelled=lambda: True))
    assert not (tmp_path / "music").exists()


def test_a_clip_plays_it_under_a_voice(song: Path, tmp_path: Path):
    made = import_music(tmp_path, song)
    board = Storyboard(
        product="p", sku="S", title="t", template="t", prices=(), shots=(Shot(frames=240),), music=f"own:{made.name}"
    )
    places = SoundPlaces(own_music=tmp_path)
    alone = soundtrack(board, places, music=True)
    assert np.array_equal(alone.T, own_samples(tmp_path / made.name, 240))
    voice = write_wav(tmp_path / "v.wav", speech(4))
    spoken = soundtrack(board, places, voice=voice, music=True)
    assert rms(spoken[-2 * RATE : -RATE]) > -40
    gone = msgspec.structs.replace(board, music="own:gone.mp3")
    with pytest.raises(VendorError, match=r"gone\.mp3"):
        soundtrack(gone, places, music=True)
