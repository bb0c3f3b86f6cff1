"""The system's own voice: asked by its own program, which a script stands for here."""

import os
import sys
from pathlib import Path

import numpy as np
import pytest

from vendor_app.errors import VendorError
from vendor_app.sound import computer_voice
from vendor_app.sound.computer_voice import has_thai_voice, read_aloud
from vendor_app.sound.recording import write_recording

posix = pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
_LIST = "Alex en_US # Hello\nKanya th_TH # สวัสดี"


@pytest.fixture
def mac(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Mac whose ``say`` copies a file and keeps what it was given to read."""
    spoken = tmp_path / "spoken.wav"
    tone = np.sin(np.arange(48_000) / 20).astype(np.float32) * 0.3
    write_recording(spoken, tone)
    script = tmp_path / "bin" / "say"
    script.parent.mkdir()
    script.write_text(
        f'#!/bin/sh\nif [ "$2" = "?" ]; then echo "{_LIST}"; exit 0; fi\n'
        f'cat > "{tmp_path}/heard.txt"\ncp "{spoken}" "$4"\n'
    )
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{script.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(sys, "platform", "darwin")
    has_thai_voice.cache_clear()
    yield script
    has_thai_voice.cache_clear()


@posix
def test_a_thai_voice_reads_into_a_file(mac: Path, tmp_path: Path) -> None:
    assert has_thai_voice()
    read_aloud(("เดรสมาใหม่", "ราคา 199 บาท"), tmp_path / "เสียง.wav")
    assert (tmp_path / "heard.txt").read_text() == "เดรสมาใหม่\n\nราคา 199 บาท"
    assert (tmp_path / "เสียง.wav").stat().st_size > 10_000


@posix
def test_without_a_thai_voice_none_is_offered(mac: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mac.write_text('#!/bin/sh\necho "Alex en_US # Hello"\n')
    assert not has_thai_voice()


@posix
@pytest.mark.parametrize(
    "script", ["#!/bin/sh\nexit 7\n", '#!/bin/sh\nif [ "$2" = "?" ]; then echo "Kanya th_TH #"; fi\n']
)
def test_a_voice_that_fails_leaves_nothing_behind(mac: Path, tmp_path: Path, script: str) -> None:
    mac.write_text(script)
    with pytest.raises(VendorError, match="อ่าน"):
        read_aloud(("เดรส",), tmp_path / "เสียง.wav")
    assert [file.name for file in tmp_path.glob("*.wav")] == ["spoken.wav"]


def test_a_machine_of_another_kind_has_no_voice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    computer_voice.has_thai_voice.cache_clear()
    assert not has_thai_voice()
    computer_voice.has_thai_voice.cache_clear()
