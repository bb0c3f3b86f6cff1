"""The voice of the computer, where it has a Thai one: Windows' own or the Mac's. Reads text into a sound file.

Not eSpeak, which most Linux machines have: nobody understands its Thai. Qt's speech module has the same voices but no
way to a file from Python, so the system's own program is asked.
"""

import functools
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from vendor_app.errors import VendorError
from vendor_app.files import DRAFT, replace
from vendor_app.language import _

_PATIENCE = 60
"""Seconds for a text of a clip; then something hangs."""
_MAC_VOICES = ("Kanya", "Narisa")
_POWERSHELL = """
$ErrorActionPreference = 'Stop'
Add-Type -AssemblyName System.Runtime.WindowsRuntime
[void][Windows.Media.SpeechSynthesis.SpeechSynthesizer, Windows.Media, ContentType = WindowsRuntime]
$voice = [Windows.Media.SpeechSynthesis.SpeechSynthesizer]::AllVoices | Where-Object Language -eq 'th-TH' |
    Select-Object -First 1
if (-not $voice) { exit 3 }
if (-not $args[0]) { exit 0 }
$speaker = New-Object Windows.Media.SpeechSynthesis.SpeechSynthesizer
$speaker.Voice = $voice
$text = [IO.File]::ReadAllText($args[0], [Text.Encoding]::UTF8)
$task = [System.WindowsRuntimeSystemExtensions].GetMethods() | Where-Object {
    $takes = $_.GetParameters()
    $_.Name -eq 'AsTask' -and $takes.Count -eq 1 -and $takes[0].ParameterType.Name -eq 'IAsyncOperation`1'
} | Select-Object -First 1
$made = $task.MakeGenericMethod([Windows.Media.SpeechSynthesis.SpeechSynthesisStream]).Invoke(
    $null, @($speaker.SynthesizeTextToStreamAsync($text)))
$made.Wait(-1) | Out-Null
$from = [System.IO.WindowsRuntimeStreamExtensions]::AsStreamForRead($made.Result)
$to = [IO.File]::Create($args[1])
$from.CopyTo($to)
$to.Close()
"""


@functools.cache
def has_thai_voice() -> bool:
    """Return whether the computer can read Thai aloud. Asks the system once, which may take a second."""
    try:
        if sys.platform == "win32":
            return _windows() == 0
        if sys.platform == "darwin":
            return _mac_voice() is not None
    except (OSError, subprocess.SubprocessError):
        return False
    return False


def read_aloud(lines: Sequence[str], path: Path) -> None:
    """Write what the computer reads, WAV, to ``path``, with a pause after each line. Raises VendorError."""
    text = "\n\n".join(lines)
    draft = path.with_name(f"{DRAFT}{path.name}")
    try:
        if sys.platform == "win32":
            _speak_on_windows(text, draft)
        else:
            _speak_on_mac(text, draft)
        if not draft.is_file() or not draft.stat().st_size:
            raise OSError("the system's voice wrote nothing")
        replace(draft, path)
    except (OSError, subprocess.SubprocessError) as problem:
        raise VendorError(
            _("The computer could not read the text aloud."), _("Record your own voice: it sells better anyway.")
        ) from problem
    finally:
        draft.unlink(missing_ok=True)


def _windows(*arguments: str) -> int:
    shell = shutil.which("powershell")
    if shell is None:
        return 1
    script = f"& {{ {_POWERSHELL} }} {' '.join(_quoted(one) for one in arguments)}"
    command = [shell, "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-Command", script]
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    return subprocess.run(command, capture_output=True, timeout=_PATIENCE, check=False, creationflags=hidden).returncode


def _quoted(argument: str) -> str:
    return "'" + argument.replace("'", "''") + "'"


def _speak_on_windows(text: str, draft: Path) -> None:
    source = draft.with_suffix(".txt")
    try:
        source.write_text(text, encoding="utf-8")
        if _windows(str(source), str(draft)):
            raise OSError("the system's voice failed")
    finally:
        source.unlink(missing_ok=True)


def _mac_voice() -> str | None:
    """Return the name of the Mac's Thai voice, if one is installed."""
    listed = subprocess.run(["say", "-v", "?"], capture_output=True, text=True, timeout=_PATIENCE, check=True).stdout
    there = {line.split()[0] for line in listed.splitlines() if "th_TH" in line}
    return next((name for name in _MAC_VOICES if name in there), None) or next(iter(sorted(there)), None)


def _speak_on_mac(text: str, draft: Path) -> None:
    voice = _mac_voice()
    if voice is None:
        raise OSError("there is no Thai voice")
    command = ["say", "-v", voice, "-o", str(draft), "--data-format=LEI16@48000", "--file-format=WAVE"]
    subprocess.run(command, input=text, text=True, timeout=_PATIENCE, check=True, capture_output=True)
