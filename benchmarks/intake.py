"""Taking 100 phone photos in, against Pillow decoding the same files and doing nothing else."""

import io
import os
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeAlias

import cv2
import numpy as np
from PIL import Image

from vendor_app.photos.intake import take_in
from vendor_app.photos.store import PhotoStore
from vendor_app.photos.thumbnails import Thumbnails

Row: TypeAlias = tuple[str, str, str, str, str]
"""What was measured, ours, the peer's, the ratio, the target."""
_PHOTOS, _WIDTH, _HEIGHT = 100, 3024, 4032
_TARGET = 1.3
_ROUNDS = 2


def _phone_photo(seed: int) -> bytes:
    """Draw 12 megapixels of cloth with a sensor's grain: about 3 MB of JPEG, as phones write."""
    random = np.random.default_rng(seed)
    shapes = random.integers(30, 226, (24, 18, 3), np.uint8)
    folds = cv2.resize(shapes, (_WIDTH, _HEIGHT), interpolation=cv2.INTER_CUBIC).astype(np.int16)
    folds += random.normal(0, 4, (_HEIGHT, _WIDTH)).astype(np.int16)[..., None]
    content = io.BytesIO()
    Image.fromarray(np.clip(folds, 0, 255).astype(np.uint8)).save(content, "JPEG", quality=92)
    return content.getvalue()


def draw_photos(folder: Path, count: int = _PHOTOS, different: int = 10) -> None:
    """Put ``count`` photos into ``folder``, of ``different`` motifs; a comment makes each file one of its own."""
    motifs = [_phone_photo(seed) for seed in range(different)]
    for number in range(count):
        note = f"{number:08d}".encode()
        comment = b"\xff\xfe" + (len(note) + 2).to_bytes(2, "big") + note
        content = motifs[number % different]
        (folder / f"IMG_{number:04d}.jpg").write_bytes(content[:2] + comment + content[2:])


def _decode(path: Path) -> None:
    with Image.open(path) as image:
        image.load()


def _decode_all(files: list[Path]) -> None:
    with ThreadPoolExecutor(os.cpu_count()) as workers:
        list(workers.map(_decode, files))


def _take_all(files: list[Path]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = PhotoStore(Path(folder) / "photos")
        intake = take_in(store, files, thumbnails=Thumbnails(store, Path(folder) / "thumbnails"))
        assert len(intake.added) == len(files), intake.rejected


def _seconds(work: Callable[[list[Path]], None], files: list[Path]) -> float:
    begin = time.perf_counter()
    work(files)
    return time.perf_counter() - begin


def rows() -> list[Row]:
    """Measure by turns, so that a busy moment of the machine hits both, and compare the best of each."""
    with tempfile.TemporaryDirectory() as folder:
        draw_photos(Path(folder))
        files = sorted(Path(folder).iterdir())
        taken, decoded = [], []
        for _round in range(_ROUNDS):
            decoded.append(_seconds(_decode_all, files))
            taken.append(_seconds(_take_all, files))
    ours, theirs = min(taken), min(decoded)
    return [
        (
            f"intake of {_PHOTOS} photos of 12 MP, thumbnails and disk included, against decoding alone",
            f"{ours:.1f} s",
            f"{theirs:.1f} s",
            f"{ours / theirs:.2f}",
            f"<= {_TARGET}",
        )
    ]


if __name__ == "__main__":
    sys.stdout.writelines(" | ".join(row) + "\n" for row in rows())
