"""Films as phones make them, made by ffmpeg, and what ffmpeg itself sees in them."""

import struct
import subprocess
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]

HLG = (
    "-c:v libx265 -preset ultrafast -pix_fmt yuv420p10le -tag:v hvc1 -color_primaries bt2020 -color_trc arib-std-b67 "
    "-colorspace bt2020nc -x265-params log-level=none:colorprim=bt2020:transfer=arib-std-b67:colormatrix=bt2020nc"
)
PQ = HLG.replace("arib-std-b67", "smpte2084")
WIDE = HLG.replace("arib-std-b67", "bt2020-10")
AS_709 = "-color_primaries bt709 -color_trc bt709 -colorspace bt709"
H264 = f"-c:v libx264 -preset ultrafast -pix_fmt yuv420p {AS_709}"


def ffmpeg(*arguments: object) -> bytes:
    """Run ffmpeg; return what it wrote to its output."""
    command = ["ffmpeg", "-nostdin", "-loglevel", "error", "-y", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=True).stdout


def film(
    path: Path,
    how: str = H264,
    *,
    size: str = "320x240",
    rate: object = 30,
    seconds: float = 2,
    sound: str = "",
    source: str = "testsrc2",
    chain: str = "null",
) -> Path:
    """Make a film of ffmpeg's test picture. ``how``: its encoder's options; ``sound``: those of its sound."""
    path.parent.mkdir(parents=True, exist_ok=True)
    inputs = ["-f", "lavfi", "-i", f"{source}=size={size}:rate={rate}:duration={seconds},{chain}"]
    if sound:
        inputs += ["-f", "lavfi", "-i", f"sine=frequency=440:sample_rate=44100:duration={seconds}", *sound.split()]
    ffmpeg(*inputs, *how.split(), path)
    return path


def seen_by_ffmpeg(path: Path, size: tuple[int, int], chain: str = "fps=30") -> Pixels:
    """Return what ffmpeg decodes, as I420: uint8 (frames, height * 3 // 2, width)."""
    to_709 = f"scale={size[0]}:{size[1]}:flags=bicubic+accurate_rnd:out_color_matrix=bt709:out_range=tv"
    raw = ffmpeg("-i", path, "-vf", f"{chain},{to_709}", "-f", "rawvideo", "-pix_fmt", "yuv420p", "-")
    return np.frombuffer(raw, np.uint8).reshape(-1, size[1] * 3 // 2, size[0])


def psnr(one: Pixels, other: Pixels) -> float:
    """Return how alike two pictures are, in decibels."""
    error = np.mean((one.astype(np.float64) - other.astype(np.float64)) ** 2)
    return float(99.0 if error == 0 else 10 * np.log10(255**2 / error))


def turned(path: Path, target: Path, degrees: int, *, mirrored: bool = False) -> Path:
    """Copy an MP4 with the display matrix of a phone that was turned clockwise by ``degrees``."""
    content = bytearray(path.read_bytes())
    cos, sin = ({0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)})[degrees]
    sign = -1 if mirrored else 1
    matrix = struct.pack(">9i", sign * cos << 16, sign * sin << 16, 0, -sin << 16, cos << 16, 0, 0, 0, 1 << 30)
    at = content.index(b"tkhd") + 4 + 40
    content[at : at + 36] = matrix
    target.write_bytes(content)
    return target
