"""Encoders of graphics chips, each tried on this machine before a clip is trusted to it.

One is used only where it is right (what is decoded looks like what was drawn, in order, in closed groups of pictures
tagged BT.709), its files are hardly larger than libx264's, and it is quicker. It is tried in a process of its own with
a time limit, for a driver may hang or crash. The answer is kept in the user's cache until a driver changes.
"""

import contextlib
import multiprocessing
import os
import platform
import sys
import time
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

import av
import cv2
import msgspec
import numpy as np
from av.video.codeccontext import VideoCodecContext
from msgspec.structs import replace

from vendor_app.errors import VendorError
from vendor_app.files import write_whole
from vendor_app.progress import Progress, silent
from vendor_app.settings import cache_folder
from vendor_app.video.encode import Frame, Segment, encode_segment
from vendor_app.video.format import BT709, CLIP, LIMITED, ClipFormat, Encoder

HARDWARE: tuple[Encoder, ...] = (
    Encoder(
        codec="h264_nvenc",
        options=(("preset", "p4"), ("rc", "vbr"), ("cq", "23"), ("profile", "high"), ("forced-idr", "1")),
    ),
    Encoder(
        codec="h264_qsv",
        pixels="nv12",
        options=(("preset", "medium"), ("global_quality", "22"), ("profile", "high"), ("async_depth", "1")),
    ),
    Encoder(
        codec="h264_amf",
        pixels="nv12",
        options=(
            ("usage", "transcoding"), ("quality", "quality"), ("rc", "cqp"), ("qp_i", "20"), ("qp_p", "22"),
            ("profile", "high"),
        ),
    ),
    Encoder(
        codec="h264_mf",
        pixels="nv12",
        options=(("hw_encoding", "1"), ("rate_control", "quality"), ("quality", "80")),
    ),
    Encoder(codec="h264_videotoolbox", pixels="nv12", options=(("profile", "high"),), bit_rate=5_000_000),
)  # fmt: skip
"""The best first."""

_FRAMES = 24
_LIMIT = 20.0
"""Seconds that a trial may take, start of its process included."""
_LOOK = 0.1
"""Seconds between two looks at whether to go on."""
_ERROR = 1.5
"""How much further from what was drawn than libx264's pictures an encoder's may be, in mean levels as a ratio."""
_SLACK = 0.5
"""Levels that are always allowed on top."""
_SIZE = 1.5
"""How much larger than libx264's its pictures may be."""
_QUICKER = 0.8
"""Share of libx264's time, on all cores, that makes it worth the change."""


class Trial(msgspec.Struct, frozen=True, kw_only=True):
    """What trying an encoder showed."""

    codec: str
    wrong: str = ""
    """What was not right, in English, for the log; "" for nothing."""
    seconds: float = 0.0
    error: float = 0.0
    """Mean difference of decoded and drawn frames, in levels."""
    size: int = 0


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """Which encoder this machine uses, and what that was decided on."""

    encoder: Encoder | None
    """None: libx264."""
    trials: tuple[Trial, ...] = ()
    made_by: tuple[str, ...] = ()
    """Versions of libav and of the drivers."""


Work = Callable[[Connection, ClipFormat], None]
"""Tries the encoder of a format and sends its Trial; runs in a process of its own."""


def chosen(clip_format: ClipFormat = CLIP, file: Path | None = None) -> ClipFormat:
    """Return ``clip_format`` with the encoder that was found for this machine; libx264 while none was looked for."""
    try:
        answer = msgspec.json.decode((file or _file()).read_bytes(), type=Answer)
    except (OSError, msgspec.DecodeError):
        return clip_format
    return replace(clip_format, encoder=answer.encoder) if answer.made_by == versions() else clip_format


def is_known(file: Path | None = None) -> bool:
    """Whether this machine's encoders were tried, with the drivers it has now."""
    try:
        return msgspec.json.decode((file or _file()).read_bytes(), type=Answer).made_by == versions()
    except (OSError, msgspec.DecodeError):
        return False


def find(
    candidates: Sequence[Encoder] = HARDWARE,
    clip_format: ClipFormat = CLIP,
    *,
    work: Work | None = None,
    limit: float = _LIMIT,
    file: Path | None = None,
    progress: Progress = silent,
) -> Answer:
    """Try the encoders that are built in, one after the other, and remember the first that is right and quicker.

    ``clip_format``: what libx264 would do. Takes seconds. Raises Cancelled.
    """
    there = [one for one in candidates if _is_built_in(one)]
    own = measured(replace(clip_format, encoder=None)) if there else Trial(codec="libx264")
    trials, best = [own], None
    for one in progress.track(there):
        trial = _tried_apart(replace(clip_format, encoder=one), work or try_encoder, limit, progress)
        trial = trial if trial.wrong else replace(trial, wrong=_shortcoming(trial, own))
        trials.append(trial)
        if not trial.wrong:
            best = one
            break
    answer = Answer(encoder=best, trials=tuple(trials), made_by=versions())
    _remember(answer, file or _file())
    return answer


def distrust(file: Path | None = None) -> None:
    """Use libx264 from now on: the encoder that was right when it was tried has failed."""
    _remember(Answer(encoder=None, made_by=versions()), file or _file())


def _remember(answer: Answer, file: Path) -> None:
    with contextlib.suppress(OSError, VendorError):  # a disk that refuses costs another trial at the next start
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, msgspec.json.encode(answer))


def _file() -> Path:
    return cache_folder() / "encoder.json"


def _is_built_in(encoder: Encoder) -> bool:
    with contextlib.suppress(av.FFmpegError, ValueError):
        return bool(av.Codec(encoder.codec, "w").is_encoder)
    return False


def _shortcoming(trial: Trial, own: Trial) -> str:
    """Say why an encoder that works is not used; "" when it is."""
    if trial.error > own.error * _ERROR + _SLACK:
        return f"pictures are {trial.error:.1f} levels off, libx264's {own.error:.1f}"
    if trial.size > own.size * _SIZE:
        return f"{trial.size} bytes, libx264 {own.size}"
    if trial.seconds > own.seconds * _QUICKER:
        return f"{trial.seconds:.2f} s, libx264 {own.seconds:.2f} s"
    return ""


def _tried_apart(clip_format: ClipFormat, work: Work, limit: float, progress: Progress) -> Trial:
    """Try an encoder in a process of its own, ended when it takes longer than ``limit`` seconds. Raises Cancelled."""
    context = multiprocessing.get_context("spawn")
    near, far = context.Pipe(duplex=False)
    process = context.Process(target=work, args=(far, clip_format), name="encoder", daemon=True)
    process.start()
    far.close()
    until = time.monotonic() + limit
    try:
        while not near.poll(_LOOK):
            progress.check()
            if time.monotonic() > until:
                return Trial(codec=clip_format.codec, wrong=f"no answer in {limit:.0f} s")
        return msgspec.json.decode(near.recv_bytes(), type=Trial)
    except (EOFError, OSError):
        return Trial(codec=clip_format.codec, wrong="the driver ended the process")
    finally:
        near.close()
        process.kill()
        process.join()
        process.close()


def try_encoder(link: Connection, clip_format: ClipFormat) -> None:
    """Try the encoder of ``clip_format`` and send its Trial. For a process of its own."""
    try:
        trial = measured(clip_format)
    except Exception as problem:  # noqa: BLE001  whatever a driver brings about
        reason = repr(problem.__cause__ or problem)
        trial = Trial(codec=clip_format.codec, wrong=reason[:300])
    link.send_bytes(msgspec.json.encode(trial))
    link.close()


def measured(clip_format: ClipFormat) -> Trial:
    """Encode two pieces and decode them again. Raises what the encoder raises when it does not work."""
    pieces = [_moving(clip_format, seed) for seed in (1, 2)]
    encode_segment(pieces[0][:2], clip_format)  # a driver's first call may take seconds
    began = time.perf_counter()
    segments = [encode_segment(piece, clip_format) for piece in pieces]
    seconds = time.perf_counter() - began
    if segments[0].header != segments[1].header:
        return Trial(codec=clip_format.codec, wrong="every piece has another header")
    look = _look(segments, [frame for piece in pieces for frame in piece], clip_format)
    return Trial(
        codec=clip_format.codec,
        wrong=look.wrong,
        seconds=seconds / (1 if clip_format.encoder else (os.cpu_count() or 1)),
        error=look.error,
        size=sum(len(packet) for segment in segments for packet in segment.packets),
    )


class _Look(NamedTuple):
    wrong: str
    error: float


def _look(segments: Sequence[Segment], drawn: Sequence[Frame], clip_format: ClipFormat) -> _Look:
    """Decode the segments as one video, the header only at its beginning, and compare."""
    decoder = av.CodecContext.create("h264", "r")
    assert isinstance(decoder, VideoCodecContext)
    packets = [packet for segment in segments for packet in segment.packets]
    packets[0] = segments[0].header + packets[0]
    shown = [frame for packet in packets for frame in decoder.decode(av.Packet(packet))] + decoder.decode(None)
    if len(shown) != len(drawn):
        return _Look(f"{len(shown)} frames of {len(drawn)} can be decoded", 0.0)
    if (shown[0].width, shown[0].height) != (clip_format.width, clip_format.height):
        return _Look(f"{shown[0].width} x {shown[0].height} pixels", 0.0)
    if (shown[0].colorspace, shown[0].color_range) != (BT709, LIMITED):
        return _Look("not tagged as BT.709 in limited range", 0.0)
    errors = [_difference(one, two) for one, two in zip(shown, drawn, strict=True)]
    return _Look("", float(np.mean(errors)))


def _difference(shown: av.VideoFrame, drawn: Frame) -> float:
    return float(cv2.norm(shown.to_ndarray(format="yuv420p"), drawn, cv2.NORM_L1)) / drawn.size


def _moving(clip_format: ClipFormat, seed: int) -> list[Frame]:
    """Draw frames as clips have them: cloth with grain and colour that glides, and a plate with hard edges on it."""
    random = np.random.default_rng(seed)
    rows, width = clip_format.frame_shape
    room = _FRAMES * 2
    coarse = random.integers(40, 200, (24, 16)).astype(np.float32)
    cloth = np.asarray(cv2.resize(coarse, (width + room, rows), interpolation=cv2.INTER_CUBIC), np.float32)
    cloth += random.normal(0, 3, cloth.shape).astype(np.float32)
    frames = []
    for number in range(_FRAMES):
        frame = np.clip(cloth[:, 2 * number : 2 * number + width], 16, 235).astype(np.uint8)
        frame[rows // 6 : rows // 4, width // 8 : width // 2] = 40
        frame[rows // 5 : rows // 5 + 6, width // 6 : width // 3] = 230
        frames.append(np.ascontiguousarray(frame))
    return frames


def versions() -> tuple[str, ...]:
    """Return what the answer depends on: libav, the system and its graphics drivers."""
    libav = ".".join(map(str, av.library_versions["libavcodec"]))
    return (av.__version__, libav, platform.platform(), *_drivers())


def _drivers() -> tuple[str, ...]:
    if sys.platform == "win32":
        return _windows_drivers()
    modules = (Path("/sys/module", name, "version") for name in ("nvidia", "amdgpu", "i915", "xe"))
    found = []
    for file in modules:
        with contextlib.suppress(OSError):
            found.append(f"{file.parent.name} {file.read_text().strip()}")
    return tuple(found)


def _windows_drivers() -> tuple[str, ...]:
    """Return the name and version of each graphics driver, as the registry has them."""
    if sys.platform != "win32":  # for mypy: winreg is known there only
        return ()
    import winreg  # noqa: PLC0415 - there only on Windows

    adapters = r"SYSTEM\CurrentControlSet\Control\Class\{4d36e968-e325-11ce-bfc1-08002be10318}"
    found = []
    for number in range(4):
        with (
            contextlib.suppress(OSError),
            winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, rf"{adapters}\{number:04}") as key,
        ):
            found.append(" ".join(str(winreg.QueryValueEx(key, name)[0]) for name in ("DriverDesc", "DriverVersion")))
    return tuple(found)
